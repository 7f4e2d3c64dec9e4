import type { INodeProperties } from 'n8n-workflow';
import { readChoice, readNumber } from '../../domain/settings/readers';
import type { GivenOptions } from './parameter';

const WAYS = [
	{
		name: 'Look Again After Writing',
		value: 'lookAgain',
		description: 'Waits some seconds, reads once more, and starts again when the change is gone',
	},
	{
		name: 'Read Again Before Writing',
		value: 'reread',
		description: 'One more request; starts again when the record has changed',
	},
	{
		name: 'Send the Version Number',
		value: 'ifMatch',
		description: 'As If-Match. Not confirmed that Coachview honours it.',
	},
	{ name: 'Short Window Only', value: 'none', description: 'Read, write and verify directly after each other' },
] as const;

const CONCURRENCY: INodeProperties = {
	displayName: 'Concurrency Check',
	name: 'concurrency',
	type: 'options',
	default: 'none',
	description: 'How to notice that somebody else changes the record at the same moment',
	options: [...WAYS],
};

const LOOK_AGAIN_AFTER: INodeProperties = {
	displayName: 'Look Again After (Seconds)',
	name: 'lookAgainAfter',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 60 },
	default: 2,
	description: 'How long Look Again After Writing waits before its read',
};

export const CONCURRENCY_OPTIONS: readonly INodeProperties[] = [CONCURRENCY, LOOK_AGAIN_AFTER];

/** What is done about others who write at the same moment. */
export interface Concurrency {
	/** Whether to send the version number as If-Match. */
	ifMatch: boolean;
	/** Whether to read once more just before writing. */
	reread: boolean;
	/** Whether to wait after writing, read once more, and start again when the change is gone. */
	lookAgain: boolean;
	/** How long that wait is. */
	lookAgainSeconds: number;
}

/** @throws Fault `invalidInput` naming the option */
export function readConcurrency({ concurrency, lookAgainAfter }: GivenOptions): Concurrency {
	const way = readChoice<(typeof WAYS)[number]['value']>(concurrency, CONCURRENCY.displayName, {
		fallback: 'none',
		options: WAYS,
	});
	return {
		ifMatch: way === 'ifMatch',
		reread: way === 'reread',
		lookAgain: way === 'lookAgain',
		lookAgainSeconds: readNumber(lookAgainAfter, LOOK_AGAIN_AFTER.displayName, { fallback: 2, min: 0, max: 60 }),
	};
}
