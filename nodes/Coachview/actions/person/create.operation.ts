import type { Change } from '../../domain/json/edit';
import type { ExternalKey } from '../../domain/person/identity';
import { createPerson } from '../../domain/update/createPerson';
import { People } from '../../transport/people';
import { keyLock, withRecordLock } from '../../transport/recordLock';
import type { Operation, Run } from '../operation';
import { parameter } from '../parameter';
import { readWriteChoices, writeOptions } from './options';
import { EXTERN_ID, EXTERN_SOURCE, fieldsCollection, LAST_NAME, OTHER_FIELDS } from './parameters';
import { KEY_FIELDS, readRequired, readWishes } from './wishes';
import { writing, type Written } from './writing';

/** Makes a person with just the fields given (data minimisation). */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a person',
	description: 'Create a person (Persoon) with just the fields you give',
	properties: [
		{ ...LAST_NAME, required: true },
		{
			...EXTERN_ID,
			description: `${EXTERN_ID.description} With both, a creation whose answer was lost can be checked.`,
		},
		EXTERN_SOURCE,
		fieldsCollection('Additional Fields', KEY_FIELDS),
		OTHER_FIELDS,
		writeOptions('dryRun', 'maximumAge', 'minimumAge', 'placeholderDates', 'placeholderPlaces', 'return', 'verify'),
	],
	execute: writing(createOne),
};

async function createOne({ context, client }: Run, item: number): Promise<Written> {
	const choices = readWriteChoices(context, item);
	const { changes, empty } = readWishes(context, item, choices.birth, {
		achternaam: readRequired(context, 'lastName', 'Last Name', item),
		externId: parameter(context, 'externId', item, '') as string,
		externSource: parameter(context, 'externSource', item, '') as string,
	});
	const before = client.requests;
	const people = new People(client);
	const key = keyIn(changes);
	const isKeyed = key.externId !== '' && key.externSource !== '';
	// The look for the key, the creation, and the look at what was stored.
	client.needs(isKeyed ? 3 : 2);
	const work = async () => await createPerson(people, { changes, dryRun: choices.dryRun, verify: choices.verify });
	// Without a key there is nothing that a second item could meet.
	const result = isKeyed ? await withRecordLock(keyLock(key), work) : await work();
	if (result.outcome === 'created') people.noteCreated(result.keys.personId);
	// Half a key is no key: nobody is found by it.
	const missing = [
		!key.externId && key.externSource ? ['Extern ID'] : [],
		key.externId && !key.externSource ? ['Extern Source'] : [],
	].flat();
	return {
		people,
		choices,
		request: { changes, expected: {}, readOnly: [], verify: choices.verify },
		result: { ...result, emptyFields: [...empty, ...missing] },
		requests: client.requests - before,
	};
}

function keyIn(changes: readonly Change[]): ExternalKey {
	const part = (name: string) => changes.find(({ path }) => path.length === 1 && path[0] === name)?.json;
	const [externId = '""', externSource = '""'] = [part('externId'), part('externSource')];
	return { externId: JSON.parse(externId) as string, externSource: JSON.parse(externSource) as string };
}
