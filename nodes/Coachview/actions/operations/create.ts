import type { Fault } from '../../domain/fault';
import { externalKey, recordKeys } from '../../domain/identity';
import { editRecord } from '../../domain/json/edit';
import { rawRecord } from '../../domain/json/record';
import { invalidInput } from '../../domain/settings/invalid';
import { createRecord } from '../../domain/write/create';
import { nameOf } from '../../domain/write/decide';
import type { Entity } from '../../entities/entity';
import { keyLock, withRecordLock } from '../../transport/recordLock';
import type { EntitySource } from '../entitySource';
import type { Operation, Task } from '../operation';
import { birthRuleOptions } from '../parameters/birthRules';
import { COACHVIEW_FIELDS } from '../parameters/coachviewFields';
import { fieldsCollection } from '../parameters/fields';
import { optionsCollection } from '../parameters/options';
import { otherFields } from '../parameters/otherFields';
import { OUTCOME_OPTIONS } from '../parameters/outcome';
import {
	givenKey,
	keyParameters,
	missingHalf,
	ownNames,
	readRequired,
	requiredParameters,
} from '../parameters/ownFields';
import { aDutchRecord, aRecord } from '../words';
import { toolNotice } from '../tool';
import { createOnce } from './createOnce';
import { readWishes } from './wishes';
import type { WriteChoices } from './writeChoices';
import { writing } from './writing';
import type { Ask } from './written';

/** Makes a record with just the fields given (data minimisation). */
export function create(source: EntitySource): Operation {
	const { entity, parameters } = source;
	return {
		value: 'create',
		name: 'Create',
		action: `Create ${aRecord(entity)}`,
		description: `Create ${aDutchRecord(entity)} with just the fields you give`,
		properties: [
			toolNotice('writes'),
			...parameters,
			...requiredParameters(entity),
			...keyParameters(entity, { why: ' With both, a creation whose answer was lost can be checked.' }),
			...fieldsCollection(entity, 'Additional Fields', ownNames(entity)),
			otherFields(entity),
			...COACHVIEW_FIELDS,
			optionsCollection([...birthRuleOptions(entity), ...OUTCOME_OPTIONS]),
		],
		execute: writing(source, read),
	};
}

function read(task: Task, entity: Entity, { birth, dryRun, verify }: WriteChoices): Ask {
	const { changes, empty } = readWishes(task, entity, birth, {
		...readRequired(task, entity),
		...givenKey(task, entity),
	});
	if (changes.length === 0) throw emptyRecord(entity);
	const wanted = rawRecord(editRecord(rawRecord('{}'), changes));
	const key = externalKey(wanted);
	return {
		// Half a key is no key: nobody is found by it.
		empty: [...empty, ...missingHalf(entity, recordKeys(wanted))],
		plan: { isNew: true, lookUp: key !== undefined || entity.once !== undefined },
		run: async (records) => {
			const work = async () => await createRecord(records, { entity, changes, dryRun, verify });
			const request = { changes, expected: {}, readOnly: [], verify };
			if (entity.once && !dryRun) {
				const creation = { wanted, given: changes.map(nameOf), verify, work };
				return { request, result: await createOnce(records, task.client, creation) };
			}
			// Without a key there is nothing that a second item could meet.
			return { request, result: key ? await withRecordLock(keyLock(entity, key), work) : await work() };
		},
	};
}

/** Where no field is required Coachview might make a record of nothing. Other Fields is what every entity has. */
function emptyRecord({ words }: Entity): Fault {
	return invalidInput(
		'Other Fields',
		`has no value, and no other field has one, so that an empty ${words.one} would be made`,
		'Give at least one field a value.',
	);
}
