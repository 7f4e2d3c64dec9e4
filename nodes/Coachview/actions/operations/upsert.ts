import { upsertRecord } from '../../domain/write/upsert';
import type { Entity } from '../../entities/entity';
import { keyLock, withRecordLock } from '../../transport/recordLock';
import type { EntitySource } from '../entitySource';
import type { Operation, Task } from '../operation';
import { birthRuleOptions } from '../parameters/birthRules';
import { clearFields } from '../parameters/clearFields';
import { CONCURRENCY_OPTIONS } from '../parameters/concurrency';
import { COACHVIEW_FIELDS } from '../parameters/coachviewFields';
import { fieldsCollection } from '../parameters/fields';
import { optionsCollection } from '../parameters/options';
import { otherFields } from '../parameters/otherFields';
import { OUTCOME_OPTIONS } from '../parameters/outcome';
import { keyParameters, ownNames, readKey, readRequired, requiredParameters } from '../parameters/ownFields';
import { POLICY, readPolicy } from '../parameters/policy';
import { SENT_BACK_OPTIONS } from '../parameters/sentBack';
import { aRecord } from '../words';
import { toolNotice } from '../tool';
import { updateUnderLock } from './locked';
import { readWishes } from './wishes';
import type { WriteChoices } from './writeChoices';
import { writing } from './writing';
import { commonRequest, type Ask } from './written';

/** Creates the record, or updates it when its external key exists; harmless when repeated. */
export function upsert(source: EntitySource): Operation {
	const { entity, parameters } = source;
	return {
		value: 'upsert',
		name: 'Create or Update',
		action: `Create or update ${aRecord(entity)}`,
		description: 'Create a new record, or update the current one if it already exists (upsert)',
		properties: [
			toolNotice('upserts'),
			...parameters,
			...keyParameters(entity, { required: true }),
			...requiredParameters(entity),
			...fieldsCollection(entity, 'Additional Fields', ownNames(entity)),
			{ ...POLICY, description: `For ${aRecord(entity)} that exists already` },
			...clearFields(entity, ownNames(entity), `Fields to empty when the ${entity.words.one} exists already`),
			otherFields(entity),
			...COACHVIEW_FIELDS,
			optionsCollection([
				...CONCURRENCY_OPTIONS,
				...SENT_BACK_OPTIONS,
				...birthRuleOptions(entity),
				...OUTCOME_OPTIONS,
			]),
		],
		execute: writing(source, read),
	};
}

function read(task: Task, entity: Entity, choices: WriteChoices): Ask {
	const key = readKey(task, entity);
	const required = readRequired(task, entity);
	const { changes, empty } = readWishes(task, entity, choices.birth, required, ownNames(entity));
	const keyed = Object.entries(key).map(([name, value]) => ({ path: [name], json: JSON.stringify(value) }));
	const filled = changes.filter(({ json }) => json !== 'null');
	const policy = readPolicy(task);
	const { dryRun, verify, reread, lookAgain, readOnly } = choices;
	return {
		empty,
		plan: { lookUp: true, reread, lookAgain },
		run: async (records) => {
			const request = { changes, expected: key, readOnly, verify };
			const result = await withRecordLock(
				keyLock(entity, key),
				async () =>
					await upsertRecord(
						records,
						key,
						{ entity, changes: [...keyed, ...filled], dryRun, verify },
						{ ...commonRequest(records, choices), ...request, policy },
						async (id, work) => await updateUnderLock(records, id, work),
					),
			);
			return { request, result };
		},
	};
}
