import { Fault } from '../../domain/fault';
import { textAt } from '../../domain/json/record';
import type { Change } from '../../domain/json/edit';
import { checkIdentity, sameKey } from '../../domain/person/identity';
import { safeUpdate } from '../../domain/update/safeUpdate';
import { People } from '../../transport/people';
import type { Operation, Run } from '../operation';
import { carriedRecord } from './input';
import { PERSON_LOCATOR, readPersonRef, resolvePerson } from './locator';
import { readWriteChoices, writeOptions } from './options';
import { CLEAR_FIELDS, fieldsCollection, OTHER_FIELDS, POLICY } from './parameters';
import { readPolicy, readWishes } from './wishes';
import { updateUnderLock, writing, type Written } from './writing';

/** Changes some fields of a person and leaves everything else exactly as Coachview has it. */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a person',
	description: 'Change some fields of a person (Persoon); everything else stays exactly as it is',
	properties: [
		PERSON_LOCATOR,
		fieldsCollection('Update Fields'),
		POLICY,
		CLEAR_FIELDS,
		OTHER_FIELDS,
		writeOptions(
			'concurrency', 'currentRecord', 'dryRun', 'expectedExternId', 'expectedExternSource', 'freeFields', 'maximumAge', 'minimumAge',
			'placeholderDates', 'placeholderPlaces', 'readOnlyFields', 'return', 'verify',
		),
	],
	execute: writing(updateOne),
};

async function updateOne({ context, client }: Run, item: number): Promise<Written> {
	const choices = readWriteChoices(context, item);
	const ref = readPersonRef(context, item);
	const { changes, empty } = readWishes(context, item, choices.birth);
	const policy = readPolicy(context, item);
	const given = choices.currentRecord === 'item' ? carriedRecord(context, item) : undefined;
	const people = new People(client, choices.style);
	client.needs(people.requestsFor({ lookUp: ref.by !== 'id', reread: choices.reread, lookAgain: choices.lookAgain }));
	const before = client.requests;
	const { personId, externId, externSource } = await resolvePerson(people, ref);
	if (given) checkIdentity(given.record, { personId });
	const request = {
		changes,
		expected: { personId, externId: choices.expectedExternId || externId, externSource: choices.expectedExternSource || externSource },
		readOnly: choices.readOnly,
		verify: choices.verify,
	};
	const result = await updateUnderLock(people, personId, async () => {
		const isKeyFree = await checkNewKey(people, personId, changes);
		return await safeUpdate(people.person(personId), {
			...request,
			policy,
			dryRun: choices.dryRun,
			base: given && !isKeyFree ? people.fresh(given.record, given.carried) : undefined,
			rereadBeforeWrite: choices.reread,
			writesAgain: choices.lookAgain,
			known: people.known,
			emptyFields: empty,
		});
	});
	return { people, choices, request, isUnasked: changes.length === 0 && empty.length === 0, result: { ...result, emptyFields: empty }, requests: client.requests - before };
}

/**
 * A new key that somebody else has would make two people of one key, or be refused as if the person had changed meanwhile.
 *
 * @returns whether a look-up was made
 * @throws Fault `conflict` when another person has the key
 */
async function checkNewKey(people: People, personId: string, changes: readonly Change[]): Promise<boolean> {
	const wanted = Object.fromEntries(changes.filter(({ path }) => /^extern(Id|Source)$/.test(path[0] ?? '')).map(({ path, json }) => [path[0], JSON.parse(json) as string | null]));
	if (Object.keys(wanted).length === 0) return false;
	const record = await people.read(personId);
	const key = { externId: wanted.externId ?? textAt(record, ['externId']), externSource: wanted.externSource ?? textAt(record, ['externSource']) };
	const isNew = !sameKey(key.externId, textAt(record, ['externId'])) || !sameKey(key.externSource, textAt(record, ['externSource']));
	if (!isNew || key.externId === '' || key.externSource === '') return true;
	const others = await people.othersWith(key, personId);
	if (others) {
		throw new Fault('conflict', 'Another person in Coachview has this Extern ID and Extern Source', 'Nothing was written. Correct the key, or merge the two people in Coachview.', {
			fields: ['externId', 'externSource'],
			details: { personId, ...key },
		});
	}
	return true;
}
