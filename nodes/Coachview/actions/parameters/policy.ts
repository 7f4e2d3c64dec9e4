import type { INodeProperties } from 'n8n-workflow';
import { readChoice } from '../../domain/settings/readers';
import type { Policy } from '../../domain/write/decide';
import type { Task } from '../operation';
import { parameter } from './parameter';

const POLICIES: Array<{ name: string; value: Policy; description: string }> = [
	{
		name: 'Fail If Different',
		value: 'failIfDifferent',
		description: 'Write nothing when Coachview has another value for any of the fields',
	},
	{ name: 'Only If Empty', value: 'onlyIfEmpty', description: 'Keep what Coachview has and fill only empty fields' },
	{ name: 'Overwrite', value: 'overwrite', description: 'Replace what Coachview has' },
];

export const POLICY: INodeProperties = {
	displayName: 'When a Field Is Already Filled',
	name: 'policy',
	type: 'options',
	default: 'overwrite',
	description: 'For birth data from HR choose Only If Empty: what Coachview has is then never replaced',
	options: POLICIES,
};

/** @returns what to do with filled fields; @throws Fault `invalidInput` when that is unclear or empty */
export function readPolicy({ context, item }: Task): Policy {
	return readChoice<Policy>(parameter(context, 'policy', item), POLICY.displayName, { options: POLICIES });
}
