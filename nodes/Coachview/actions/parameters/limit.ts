import type { INodeProperties } from 'n8n-workflow';
import { readWholeNumber, readYesNo } from '../../domain/settings/readers';
import type { Task } from '../operation';
import { parameter } from './parameter';

const RETURN_ALL: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

const LIMIT: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
	displayOptions: { show: { returnAll: [false] } },
};

export const HOW_MANY: readonly INodeProperties[] = [RETURN_ALL, LIMIT];

/** @returns most records to return, Infinity for all; @throws Fault `invalidInput` for what cannot be read */
export function readLimit({ context, item }: Task): number {
	return readYesNo(parameter(context, 'returnAll', item), RETURN_ALL.displayName)
		? Infinity
		: readWholeNumber(parameter(context, 'limit', item, 50), LIMIT.displayName, { min: 1 });
}
