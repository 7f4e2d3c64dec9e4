import type { INodeProperties } from 'n8n-workflow';
import { readChoice, readYesNo } from '../../domain/settings/readers';
import type { GivenOptions } from './parameter';

const DRY_RUN: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description: 'Whether to only tell which fields would change, without writing',
};

const RETURNS = [
	{ name: 'Receipt', value: 'receipt', description: 'IDs, outcome and names of fields; no personal data' },
	{ name: 'Whole Record', value: 'record', description: 'The record as stored' },
] as const;

const RETURN: INodeProperties = {
	displayName: 'Return',
	name: 'return',
	type: 'options',
	default: 'receipt',
	options: [...RETURNS],
};

const VERIFY: INodeProperties = {
	displayName: 'Verify',
	name: 'verify',
	type: 'boolean',
	default: true,
	description: 'Whether to compare the stored record, all fields of it, with what was sent',
};

/** What a write does at the end and what comes out of it. */
export const OUTCOME_OPTIONS: readonly INodeProperties[] = [DRY_RUN, RETURN, VERIFY];

export interface OutcomeChoices {
	dryRun: boolean;
	returns: 'receipt' | 'record';
	verify: boolean;
}

/** @throws Fault `invalidInput` naming the option */
export function readOutcome({ dryRun, verify, return: returns }: GivenOptions): OutcomeChoices {
	return {
		dryRun: readYesNo(dryRun, DRY_RUN.displayName, { fallback: false }),
		returns: readChoice<OutcomeChoices['returns']>(returns, RETURN.displayName, {
			fallback: 'receipt',
			options: RETURNS,
		}),
		verify: readYesNo(verify, VERIFY.displayName, { fallback: true }),
	};
}
