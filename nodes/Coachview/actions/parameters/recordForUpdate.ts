import type { INodeProperties } from 'n8n-workflow';
import { readYesNo } from '../../domain/settings/readers';
import type { Entity } from '../../entities/entity';
import type { Task } from '../operation';
import type { GivenOptions } from './parameter';

/** The node's version from which on `_record` is asked for. Nodes saved before give it, because an Update may take it. */
const ASKED_SINCE = 1.1;

/** As one text, `_record` makes the row of n8n's table a screen high, and holds the record a second time. */
export const RECORD_FOR_UPDATE: INodeProperties = {
	displayName: 'Record for Update',
	name: 'includeRecord',
	type: 'boolean',
	default: false,
	displayOptions: { show: { '/simplify': [false] } },
	description: 'Whether to add _record, which saves an Update its read',
};

/** @returns the option, where there is an Update to take it */
export function recordForUpdate({ verbs }: Entity): INodeProperties[] {
	return verbs.update ? [RECORD_FOR_UPDATE] : [];
}

/** @returns whether a whole record carries what Update may take; @throws Fault `invalidInput` naming the option */
export function readRecordForUpdate({ context }: Task, { includeRecord }: GivenOptions): boolean {
	const fallback = !(context.getNode().typeVersion >= ASKED_SINCE);
	return readYesNo(includeRecord, RECORD_FOR_UPDATE.displayName, { fallback });
}
