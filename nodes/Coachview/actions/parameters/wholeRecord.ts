import type { INodeProperties } from 'n8n-workflow';
import type { RawRecord } from '../../domain/json/record';
import { readYesNo } from '../../domain/settings/readers';
import { jsonLabel, suppliedRecord } from '../../domain/write/suppliedRecord';
import type { Entity } from '../../entities/entity';
import type { Task } from '../operation';
import { optionsOf, parameter } from './parameter';

/** An option, so that nobody meets it on the way. */
export const ALLOW_CLEARING: INodeProperties = {
	displayName: 'Allow Clearing',
	name: 'allowClearing',
	type: 'boolean',
	default: false,
	description: 'Whether fields that are filled in Coachview may be cleared because they are missing or empty here',
};

/** Where it stood first; saved workflows may have it, and n8n drops what a node does not declare. */
const FORMER: INodeProperties = {
	displayName: ALLOW_CLEARING.displayName,
	name: ALLOW_CLEARING.name,
	type: 'hidden',
	default: false,
};

/** The whole record that the user supplies. */
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
		FORMER,
	];
}

/** @returns the record; and whether fields may be cleared, never when that is unclear; @throws as `suppliedRecord` */
export function readWholeRecord(
	{ context, item }: Task,
	entity: Entity,
): { wanted: RawRecord; allowClearing: boolean } {
	const { allowClearing = parameter(context, FORMER.name, item) } = optionsOf(context, item);
	return {
		wanted: suppliedRecord(entity, parameter(context, 'recordJson', item)),
		allowClearing: readYesNo(allowClearing, ALLOW_CLEARING.displayName),
	};
}
