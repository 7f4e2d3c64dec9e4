import type { IDataObject } from 'n8n-workflow';
import { asFault, Fault } from '../../domain/fault';
import { textAt, type RawRecord } from '../../domain/json/record';
import { checkIdentity } from '../../domain/person/identity';
import { simplifyPerson } from '../../domain/person/simplify';
import { readYesNo } from '../../domain/settings/readers';
import { People } from '../../transport/people';
import { CLIENT_OPTIONS } from '../clientOptions';
import { oneByOne, type Operation, type Run } from '../operation';
import { optionsOf } from '../parameter';
import { recordItem } from './input';
import { PERSON_LOCATOR, readPersonRef, resolvePerson, type PersonRef } from './locator';
import { readSimplify, SIMPLIFY } from './simplify';

/** Reads one person. */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a person',
	description: 'Get a person (Persoon) by ID, by external key or by email address',
	properties: [
		PERSON_LOCATOR,
		SIMPLIFY,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Fail Unless Exactly One Matches',
					name: 'failUnlessOne',
					type: 'boolean',
					default: true,
					description:
						'Whether to fail when no person or more than one matches. Otherwise every match is returned, or nothing.',
				},
				...CLIENT_OPTIONS,
			],
		},
	],
	execute: oneByOne(getOne),
};

async function getOne({ context, client }: Run, item: number): Promise<IDataObject[]> {
	const ref = readPersonRef(context, item);
	const simplify = readSimplify(context, item);
	const failUnlessOne = readYesNo(optionsOf(context, item).failUnlessOne, 'Fail Unless Exactly One Matches', {
		fallback: true,
	});
	client.needs(ref.by === 'id' ? 1 : 2);
	const people = new People(client);
	const find = async (who: PersonRef) => await exactlyOne(people, who, !simplify);
	const records = failUnlessOne ? [await find(ref)] : await allMatches(people, ref, find);
	return records.map((record) =>
		simplify ? (simplifyPerson(record) as IDataObject) : recordItem(record, people.carried(record)),
	);
}

type Find = (ref: PersonRef) => Promise<RawRecord>;

async function exactlyOne(people: People, ref: PersonRef, whole: boolean): Promise<RawRecord> {
	const expected = await resolvePerson(people, ref);
	// Read by ID even after a look-up: it is not known whether a list shows the whole record.
	const record = whole ? await people.readWhole(expected.personId) : await people.read(expected.personId);
	checkIdentity(record, expected);
	return record;
}

async function allMatches(people: People, ref: PersonRef, find: Find): Promise<RawRecord[]> {
	if (ref.by === 'id') return await orNone(ref, find);
	const records: RawRecord[] = [];
	for (const row of await people.matches(ref)) {
		records.push(await find({ by: 'id', personId: textAt(row, ['id']) }));
	}
	return records;
}

async function orNone(ref: PersonRef, find: Find): Promise<RawRecord[]> {
	try {
		return [await find(ref)];
	} catch (error) {
		if (error instanceof Fault && error.reason === 'notFound') return [];
		throw asFault(error);
	}
}
