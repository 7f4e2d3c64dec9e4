import type { IDataObject } from 'n8n-workflow';
import { Fault } from '../../domain/fault';
import { createPerson } from '../../domain/update/createPerson';
import { People } from '../../transport/people';
import { oneByOne, type Operation, type Run } from '../operation';
import { readChanges, writeOutput } from './input';
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
		fieldsCollection('Additional Fields', ['achternaam', 'externId', 'externSource']),
		OTHER_FIELDS,
		writeOptions('dryRun', 'maximumAge', 'minimumAge', 'placeholderDates', 'placeholderPlaces', 'return', 'verify'),
	],
	execute: oneByOne(createOne),
};

async function createOne({ context, client }: Run, item: number): Promise<IDataObject> {
	const choices = readWriteChoices(context, item);
	const changes = readChanges(context, item, choices.birth, {
		achternaam: requiredText(context.getNodeParameter('lastName', item), 'Last Name'),
		externId: context.getNodeParameter('externId', item, '') as string,
		externSource: context.getNodeParameter('externSource', item, '') as string,
	});
	const before = client.requests;
	const result = await createPerson(new People(client), { changes, dryRun: choices.dryRun, verify: choices.verify });
	return writeOutput(result, choices.returns, client, before);
}

/** @throws Fault `invalidInput` when the value is empty */
export function requiredText(value: unknown, label: string): string {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	if (text === '') {
		throw new Fault('invalidInput', `'${label}' is empty`, `Fill in '${label}'. Nothing was sent to Coachview.`, { fields: [label] });
	}
	return text;
}
