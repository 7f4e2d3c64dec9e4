import { checkIdentity } from '../../domain/person/identity';
import { safeUpdate } from '../../domain/update/safeUpdate';
import { People } from '../../transport/people';
import type { Operation, Run } from '../operation';
import { carriedRecord } from './input';
import { checkNewKey } from './newKey';
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
			'concurrency',
			'currentRecord',
			'dryRun',
			'expectedExternId',
			'expectedExternSource',
			'freeFields',
			'maximumAge',
			'minimumAge',
			'placeholderDates',
			'placeholderPlaces',
			'readOnlyFields',
			'return',
			'verify',
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
		expected: {
			personId,
			externId: choices.expectedExternId || externId,
			externSource: choices.expectedExternSource || externSource,
		},
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
	return {
		people,
		choices,
		request,
		isUnasked: changes.length === 0 && empty.length === 0,
		result: { ...result, emptyFields: empty },
		requests: client.requests - before,
	};
}
