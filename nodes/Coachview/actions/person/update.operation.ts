import type { IDataObject } from 'n8n-workflow';
import { checkIdentity } from '../../domain/person/identity';
import { safeUpdate } from '../../domain/update/safeUpdate';
import { People } from '../../transport/people';
import { withPersonLock } from '../../transport/personLock';
import { oneByOne, type Operation, type Run } from '../operation';
import { carriedRecord, readChanges, readPolicy, writeOutput } from './input';
import { PERSON_LOCATOR, readPersonRef, resolvePerson } from './locator';
import { readWriteChoices, writeOptions } from './options';
import { CLEAR_FIELDS, fieldsCollection, OTHER_FIELDS, POLICY } from './parameters';

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
	execute: oneByOne(updateOne),
};

async function updateOne({ context, client }: Run, item: number): Promise<IDataObject> {
	const choices = readWriteChoices(context, item);
	const ref = readPersonRef(context, item);
	const changes = readChanges(context, item, choices.birth);
	const policy = readPolicy(context, item);
	const carried = choices.currentRecord === 'item' ? carriedRecord(context, item) : undefined;
	const people = new People(client, choices.style);
	client.needs(people.requestsFor({ lookUp: ref.by !== 'id', reread: choices.reread }));
	const before = client.requests;
	const { personId, externId, externSource } = await resolvePerson(people, ref);
	if (carried) checkIdentity(carried.record, { personId });
	const result = await withPersonLock(`${client.baseUrl}|${personId}`, async () =>
		await safeUpdate(people.person(personId), {
			changes,
			policy,
			expected: {
				personId,
				externId: choices.expectedExternId || externId,
				externSource: choices.expectedExternSource || externSource,
			},
			// A free field that the user sets here goes all the same.
			readOnly: [...choices.readOnly, ...people.leftOut().filter((name) => !changes.some(({ path }) => path[0] === name))],
			dryRun: choices.dryRun,
			verify: choices.verify,
			base: carried && people.isWhole(carried.record) ? carried.record : undefined,
			rereadBeforeWrite: choices.reread || carried?.fresh === false,
		}),
	);
	return writeOutput(result, choices.returns, client, before);
}
