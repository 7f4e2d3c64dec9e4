import type { IDataObject } from 'n8n-workflow';
import { replacementChanges, suppliedRecord } from '../../domain/update/replacePerson';
import { safeUpdate } from '../../domain/update/safeUpdate';
import { People } from '../../transport/people';
import { withPersonLock } from '../../transport/personLock';
import { oneByOne, type Operation, type Run } from '../operation';
import { parameter } from '../parameter';
import { readAllowClearing, writeOutput } from './input';
import { PERSON_LOCATOR, readPersonRef, resolvePerson } from './locator';
import { readWriteChoices, writeOptions } from './options';

/** Sends the whole record that the user supplies, and refuses when that would clear something. */
export const replace: Operation = {
	value: 'replace',
	name: 'Replace',
	action: 'Replace a person',
	description: 'Write a whole person (Persoon) that you supply; use Update to change some fields',
	properties: [
		PERSON_LOCATOR,
		{
			displayName: 'Person (JSON)',
			name: 'recordJson',
			type: 'json',
			default: '',
			required: true,
			description: "The whole person in Coachview's JSON form. What is left out or empty here is cleared in Coachview.",
		},
		{
			displayName: 'Allow Clearing',
			name: 'allowClearing',
			type: 'boolean',
			default: false,
			description: 'Whether fields that are filled in Coachview may be cleared because they are missing or empty here',
		},
		writeOptions('concurrency', 'dryRun', 'expectedExternId', 'expectedExternSource', 'freeFields', 'readOnlyFields', 'return', 'verify'),
	],
	execute: oneByOne(replaceOne),
};

async function replaceOne({ context, client }: Run, item: number): Promise<IDataObject> {
	const choices = readWriteChoices(context, item);
	const ref = readPersonRef(context, item);
	const wanted = suppliedRecord(parameter(context, 'recordJson', item));
	const allowClearing = readAllowClearing(context, item);
	const people = new People(client, choices.style);
	client.needs(people.requestsFor({ lookUp: ref.by !== 'id', reread: choices.reread }));
	const before = client.requests;
	const { personId, externId, externSource } = await resolvePerson(people, ref);
	const expected = {
		personId,
		externId: choices.expectedExternId || externId,
		externSource: choices.expectedExternSource || externSource,
	};
	const result = await withPersonLock(`${client.baseUrl}|${personId}`, async () => {
		const current = await people.readWhole(personId);
		const readOnly = [...choices.readOnly, ...people.leftOut()];
		return await safeUpdate(people.person(personId), {
			changes: replacementChanges(current, wanted, { readOnly, allowClearing, expected, birth: choices.birth }),
			policy: 'overwrite',
			expected,
			readOnly,
			dryRun: choices.dryRun,
			verify: choices.verify,
			base: current,
			rereadBeforeWrite: choices.reread,
		});
	});
	return writeOutput(result, choices.returns, client, before);
}
