import type { INodeProperties } from 'n8n-workflow';
import { readYesNo } from '../../domain/settings/readers';
import type { Task } from '../operation';
import { parameter } from './parameter';

export const SIMPLIFY: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** @throws Fault `invalidInput` for what is neither yes nor no */
export function readSimplify({ context, item }: Task): boolean {
	return readYesNo(parameter(context, 'simplify', item, true), SIMPLIFY.displayName);
}
