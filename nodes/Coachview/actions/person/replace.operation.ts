import { nodeAt } from '../../domain/json/record';
import { replacementChanges, suppliedRecord } from '../../domain/update/replacePerson';
import { safeUpdate } from '../../domain/update/safeUpdate';
import { People } from '../../transport/people';
import type { Operation, Run } from '../operation';
import { parameter } from '../parameter';
import { checkNewKey } from './newKey';
import { PERSON_LOCATOR, readPersonRef, resolvePerson } from './locator';
import { readWriteChoices, writeOptions } from './options';
import { readAllowClearing } from './wishes';
import { updateUnderLock, writing, type Written } from './writing';

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
		writeOptions(
			'concurrency',
			'dryRun',
			'expectedExternId',
			'expectedExternSource',
			'freeFields',
			'readOnlyFields',
			'return',
			'verify',
		),
	],
	execute: writing(replaceOne),
};

async function replaceOne({ context, client }: Run, item: number): Promise<Written> {
	const choices = readWriteChoices(context, item);
	const ref = readPersonRef(context, item);
	const wanted = suppliedRecord(parameter(context, 'recordJson', item));
	const allowClearing = readAllowClearing(context, item);
	const people = new People(client, choices.style);
	client.needs(people.requestsFor({ lookUp: ref.by !== 'id', reread: choices.reread, lookAgain: choices.lookAgain }));
	const before = client.requests;
	const { personId, externId, externSource } = await resolvePerson(people, ref);
	const expected = {
		personId,
		externId: choices.expectedExternId || externId,
		externSource: choices.expectedExternSource || externSource,
	};
	let request: Written['request'] = { changes: [], expected, readOnly: [], verify: choices.verify };
	const result = await updateUnderLock(people, personId, async () => {
		const current = await people.readWhole(personId);
		const readOnly = [...choices.readOnly, ...people.leftOut()];
		// What only comes on request is often not in a record that was put together by hand; it stays then.
		const notSupplied = [...people.known.calculated].filter((name) => nodeAt(wanted, [name]) === undefined);
		// Worked out once: what somebody else changes while this waits is not part of what the user supplied.
		request = {
			...request,
			readOnly,
			changes: replacementChanges(current, wanted, {
				readOnly: [...readOnly, ...notSupplied],
				allowClearing,
				expected,
				birth: choices.birth,
			}),
		};
		const isKeyAsked = await checkNewKey(people, personId, request.changes);
		return await safeUpdate(people.person(personId), {
			...request,
			policy: 'overwrite',
			dryRun: choices.dryRun,
			// After those requests the record is to be read again.
			base: isKeyAsked ? undefined : current,
			rereadBeforeWrite: choices.reread,
			writesAgain: choices.lookAgain,
			known: people.known,
		});
	});
	return { people, choices, request, result, requests: client.requests - before };
}
