import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { DEFAULT_OPTIONS, type ClientOptions } from '../transport/client';

/** Options about time and quota; part of every operation's Options collection. */
export const CLIENT_OPTIONS: INodeProperties[] = [
	{
		displayName: 'Keep in Reserve',
		name: 'reserve',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: "Number of Coachview's daily requests to leave to others. No new item is started when fewer are left.",
	},
	{
		displayName: 'Max Wait (Seconds)',
		name: 'maxWait',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 60,
		description: 'The longest time that one item pauses in all before it repeats requests, when Coachview is busy or asks to wait. Each try has its own Timeout.',
	},
	{
		displayName: 'Timeout (Seconds)',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 60,
		description: 'How long to wait for one answer before giving up on it',
	},
];

/** @returns the options of the first item; they hold for the whole run, because the quota is shared */
export function clientOptions(context: IExecuteFunctions): ClientOptions {
	const options = context.getNodeParameter('options', 0, {}) as { reserve?: number; maxWait?: number; timeout?: number };
	return {
		reserve: atLeast(0, options.reserve, DEFAULT_OPTIONS.reserve),
		maxWait: atLeast(0, options.maxWait, DEFAULT_OPTIONS.maxWait),
		timeout: atLeast(1, options.timeout, DEFAULT_OPTIONS.timeout / 1000) * 1000,
	};
}

function atLeast(minimum: number, value: unknown, fallback: number): number {
	return typeof value === 'number' && Number.isFinite(value) ? Math.max(minimum, value) : fallback;
}
