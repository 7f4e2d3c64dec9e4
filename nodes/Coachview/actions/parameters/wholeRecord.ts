import type { INodeProperties } from 'n8n-workflow';
import type { RawRecord } from '../../domain/json/record';
import { readYesNo } from '../../domain/settings/readers';
import { jsonLabel, suppliedRecord } from '../../domain/write/suppliedRecord';
import type { Entity } from '../../entities/entity';
import type { Task } from '../operation';
import { parameter } from './parameter';

const ALLOW_CLEARING: INodeProperties = {
	displayName: 'Allow Clearing',
	name: 'allowClearing',
	type: 'boolean',
	default: false,
	description: 'Whether fields that are filled in Coachview may be cleared because they are missing or empty here',
};

/** The whole record that the user supplies, and what may be cleared by it. */
export function wholeRecord(entity: Entity): INodeProperties[] {
	return [
		{
			displayName: jsonLabel(entity),
			name: 'recordJson',
			type: 'json',
			default: '',
			required: true,
			description: `The whole ${entity.words.one} in Coachview's JSON form. What is left out or empty here is cleared in Coachview.`,
		},
		ALLOW_CLEARING,
	];
}

/** @returns the record; and whether fields may be cleared, never when that is unclear; @throws as `suppliedRecord` */
export function readWholeRecord(
	{ context, item }: Task,
	entity: Entity,
): { wanted: RawRecord; allowClearing: boolean } {
	return {
		wanted: suppliedRecord(entity, parameter(context, 'recordJson', item)),
		allowClearing: readYesNo(parameter(context, 'allowClearing', item), ALLOW_CLEARING.displayName),
	};
}
