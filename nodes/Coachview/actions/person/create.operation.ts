import { createPerson } from '../../domain/update/createPerson';
import { People, PEOPLE } from '../../transport/people';
import { withRecordLock } from '../../transport/recordLock';
import type { Operation, Run } from '../operation';
import { parameter } from '../parameter';
import { readWriteChoices, writeOptions } from './options';
import { EXTERN_ID, EXTERN_SOURCE, fieldsCollection, LAST_NAME, OTHER_FIELDS } from './parameters';
import { KEY_FIELDS, readChanges, readRequired } from './wishes';
import { writing, type Written } from './writing';

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
	execute: writing(createOne),
};

async function createOne({ context, client }: Run, item: number): Promise<Written> {
	const choices = readWriteChoices(context, item);
	const [externId, externSource] = ['externId', 'externSource'].map((name) => parameter(context, name, item, ''));
	const changes = readChanges(context, item, choices.birth, {
		achternaam: readRequired(context, 'lastName', 'Last Name', item),
		externId: externId as string,
		externSource: externSource as string,
	});
	const before = client.requests;
	const people = new People(client);
	const work = async () => await createPerson(people, { changes, dryRun: choices.dryRun, verify: choices.verify });
	// Without a key there is nothing that a second item could meet.
	const result = externId && externSource ? await withRecordLock(`${PEOPLE}|${String(externSource)}/${String(externId)}`, work) : await work();
	return { people, choices, request: { changes, expected: {}, readOnly: [], verify: choices.verify }, result, requests: client.requests - before };
}
