import type { INodeProperties } from 'n8n-workflow';
import type { Change } from '../../domain/json/edit';
import type { Entity } from '../../entities/entity';
import type { EntitySource } from '../entitySource';
import type { Operation, Task } from '../operation';
import { birthRuleOptions } from '../parameters/birthRules';
import { clearFields } from '../parameters/clearFields';
import { CONCURRENCY_OPTIONS } from '../parameters/concurrency';
import { carriedRecord, CURRENT_RECORD } from '../parameters/currentRecord';
import { expectedKeyOptions } from '../parameters/expectedKey';
import { COACHVIEW_FIELDS } from '../parameters/coachviewFields';
import { fieldsCollection } from '../parameters/fields';
import { optionsCollection } from '../parameters/options';
import { otherFields } from '../parameters/otherFields';
import { OUTCOME_OPTIONS } from '../parameters/outcome';
import { optionsOf } from '../parameters/parameter';
import { picker, readReference } from '../parameters/picker';
import { POLICY, readPolicy } from '../parameters/policy';
import { SENT_BACK_OPTIONS } from '../parameters/sentBack';
import { readTogether, TOGETHER_OPTIONS } from '../parameters/together';
import { aDutchRecord, aRecord } from '../words';
import { toolNotice } from '../tool';
import { onExisting, type Way } from './existing';
import { readWishes } from './wishes';
import type { WriteChoices } from './writeChoices';
import { writing } from './writing';
import type { Ask } from './written';

const KEEPS: INodeProperties = {
	displayName: 'Everything you do not add below stays exactly as it is in Coachview.',
	name: 'keepsNotice',
	type: 'notice',
	default: '',
};

/** Changes some fields of a record and leaves everything else exactly as Coachview has it. */
export function update(source: EntitySource): Operation {
	const { entity, parameters } = source;
	return {
		value: 'update',
		name: 'Update',
		action: `Update ${aRecord(entity)}`,
		description: `Change some fields of ${aDutchRecord(entity)}; everything else stays exactly as it is`,
		properties: [
			toolNotice('writes'),
			...parameters,
			picker(entity),
			KEEPS,
			...fieldsCollection(entity, 'Update Fields'),
			POLICY,
			...clearFields(entity),
			otherFields(entity),
			...COACHVIEW_FIELDS,
			optionsCollection([
				...CONCURRENCY_OPTIONS,
				CURRENT_RECORD,
				...expectedKeyOptions(entity),
				...SENT_BACK_OPTIONS,
				...birthRuleOptions(entity),
				...OUTCOME_OPTIONS,
				...TOGETHER_OPTIONS,
			]),
		],
		execute: writing(source, read, { isTogether: true }),
	};
}

function read(task: Task, entity: Entity, choices: WriteChoices): Ask {
	// They count where there are many items, but a wrong value is wrong everywhere.
	readTogether(optionsOf(task.context, task.item));
	const reference = readReference(task, entity);
	const { changes, empty } = readWishes(task, entity, choices.birth);
	const policy = readPolicy(task);
	const given = choices.currentRecord === 'item' ? carriedRecord(task, entity) : undefined;
	return {
		empty,
		isUnasked: changes.length === 0 && empty.length === 0,
		...onExisting(
			reference,
			choices,
			(records) => ({
				changes,
				policy,
				emptyFields: empty,
				base: given && records.fresh(given.record, given.carried),
			}),
			{ given, way: wayOf(entity, choices, changes) },
		),
	};
}

/** Only what a read of many records does not make less safe: a read of up to some seconds instead of one just before. */
function wayOf({ externalKey }: Entity, choices: WriteChoices, changes: readonly Change[]): Way {
	if (externalKey && changes.some(({ path: [top = ''] }) => /^extern(Id|Source)$/.test(top))) return 'inTurn';
	const isCareful = choices.lookAgain || choices.style.concurrency === 'ifMatch' || choices.currentRecord === 'item';
	return isCareful ? 'alone' : 'together';
}
