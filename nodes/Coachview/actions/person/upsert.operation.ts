import { upsertPerson } from '../../domain/update/upsertPerson';
import { People } from '../../transport/people';
import { keyLock, withRecordLock } from '../../transport/recordLock';
import type { Operation, Run } from '../operation';
import { readWriteChoices, writeOptions } from './options';
import {
	clearFieldsProperty,
	EXTERN_ID,
	EXTERN_SOURCE,
	fieldsCollection,
	LAST_NAME,
	OTHER_FIELDS,
	POLICY,
} from './parameters';
import { KEY_FIELDS, readPolicy, readRequired, readWishes } from './wishes';
import { updateUnderLock, writing, type Written } from './writing';

/** Creates the person, or updates it when ExternId and ExternSource exist; harmless when repeated. */
export const upsert: Operation = {
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update a person',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	properties: [
		{ ...EXTERN_ID, required: true },
		{ ...EXTERN_SOURCE, required: true },
		{ ...LAST_NAME, required: true },
		fieldsCollection('Additional Fields', KEY_FIELDS),
		{ ...POLICY, description: 'For a person that exists already' },
		{ ...clearFieldsProperty(KEY_FIELDS), description: 'Fields to empty when the person exists already' },
		OTHER_FIELDS,
		writeOptions(
			'concurrency',
			'dryRun',
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
	execute: writing(upsertOne),
};

async function upsertOne({ context, client }: Run, item: number): Promise<Written> {
	const choices = readWriteChoices(context, item);
	const key = {
		externId: readRequired(context, 'externId', 'Extern ID', item),
		externSource: readRequired(context, 'externSource', 'Extern Source', item),
	};
	const lastName = readRequired(context, 'lastName', 'Last Name', item);
	const { changes, empty } = readWishes(context, item, choices.birth, { achternaam: lastName }, KEY_FIELDS);
	const keyed = Object.entries(key).map(([name, value]) => ({ path: [name], json: JSON.stringify(value) }));
	const filled = changes.filter(({ json }) => json !== 'null');
	const policy = readPolicy(context, item);
	const people = new People(client, choices.style);
	client.needs(people.requestsFor({ lookUp: true, reread: choices.reread, lookAgain: choices.lookAgain }));
	const before = client.requests;
	const request = { changes, expected: key, readOnly: choices.readOnly, verify: choices.verify };
	const result = await withRecordLock(
		keyLock(key),
		async () =>
			await upsertPerson(
				people,
				key,
				{ changes: [...keyed, ...filled], dryRun: choices.dryRun, verify: choices.verify },
				{
					...request,
					policy,
					dryRun: choices.dryRun,
					rereadBeforeWrite: choices.reread,
					writesAgain: choices.lookAgain,
					known: people.known,
				},
				async (personId, work) => await updateUnderLock(people, personId, work),
			),
	);
	if (result.outcome === 'created') people.noteCreated(result.keys.personId);
	return { people, choices, request, result: { ...result, emptyFields: empty }, requests: client.requests - before };
}
