import type { IDataObject } from 'n8n-workflow';
import { upsertPerson } from '../../domain/update/createPerson';
import { People } from '../../transport/people';
import { withPersonLock } from '../../transport/personLock';
import { oneByOne, type Operation, type Run } from '../operation';
import { KEY_FIELDS, readChanges, readPolicy, readRequired, writeOutput } from './input';
import { readWriteChoices, writeOptions } from './options';
import { clearFieldsProperty, EXTERN_ID, EXTERN_SOURCE, fieldsCollection, LAST_NAME, OTHER_FIELDS, POLICY } from './parameters';

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
		writeOptions('concurrency', 'dryRun', 'freeFields', 'maximumAge', 'minimumAge', 'placeholderDates', 'placeholderPlaces', 'readOnlyFields', 'return', 'verify'),
	],
	execute: oneByOne(upsertOne),
};

async function upsertOne({ context, client }: Run, item: number): Promise<IDataObject> {
	const choices = readWriteChoices(context, item);
	const key = {
		externId: readRequired(context, 'externId', 'Extern ID', item),
		externSource: readRequired(context, 'externSource', 'Extern Source', item),
	};
	const lastName = readRequired(context, 'lastName', 'Last Name', item);
	const changes = readChanges(context, item, choices.birth, { achternaam: lastName }, KEY_FIELDS);
	const keyed = Object.entries(key).map(([name, value]) => ({ path: [name], json: JSON.stringify(value) }));
	const filled = changes.filter(({ json }) => json !== 'null');
	const policy = readPolicy(context, item);
	const people = new People(client, choices.style);
	client.needs(people.requestsFor({ lookUp: true, reread: choices.reread }));
	const before = client.requests;
	const result = await withPersonLock(`${client.baseUrl}|${key.externSource}/${key.externId}`, async () =>
		await upsertPerson(
			people,
			key,
			{ changes: [...keyed, ...filled], dryRun: choices.dryRun, verify: choices.verify },
			{
				changes,
				policy,
				expected: key,
				readOnly: choices.readOnly,
				dryRun: choices.dryRun,
				verify: choices.verify,
				rereadBeforeWrite: choices.reread,
			},
			async (personId, work) => await withPersonLock(`${client.baseUrl}|${personId}`, work),
		),
	);
	return writeOutput(result, choices.returns, client, before);
}
