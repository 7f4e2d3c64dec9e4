import type { IDataObject } from 'n8n-workflow';
import { createPerson } from '../../domain/update/createPerson';
import { People } from '../../transport/people';
import { oneByOne, type Operation, type Run } from '../operation';
import { parameter } from '../parameter';
import { KEY_FIELDS, readChanges, readRequired, writeOutput } from './input';
import { readWriteChoices, writeOptions } from './options';
import { EXTERN_ID, EXTERN_SOURCE, fieldsCollection, LAST_NAME, OTHER_FIELDS } from './parameters';

/** Makes a person with just the fields given (data minimisation). */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a person',
	description: 'Create a person (Persoon) with just the fields you give',
	properties: [
		{ ...LAST_NAME, required: true },
		{ ...EXTERN_ID, description: `${EXTERN_ID.description} With both, a creation whose answer was lost can be checked.` },
		EXTERN_SOURCE,
		fieldsCollection('Additional Fields', KEY_FIELDS),
		OTHER_FIELDS,
		writeOptions('dryRun', 'maximumAge', 'minimumAge', 'placeholderDates', 'placeholderPlaces', 'return', 'verify'),
	],
	execute: oneByOne(createOne),
};

async function createOne({ context, client }: Run, item: number): Promise<IDataObject> {
	const choices = readWriteChoices(context, item);
	const changes = readChanges(context, item, choices.birth, {
		achternaam: readRequired(context, 'lastName', 'Last Name', item),
		externId: parameter(context, 'externId', item, '') as string,
		externSource: parameter(context, 'externSource', item, '') as string,
	});
	const before = client.requests;
	const result = await createPerson(new People(client), { changes, dryRun: choices.dryRun, verify: choices.verify });
	return writeOutput(result, choices.returns, client, before);
}
