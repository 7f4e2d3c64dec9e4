import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { invalidInput } from '../../domain/settings/invalid';
import { readNumber, readWholeNumber, readYesNo } from '../../domain/settings/readers';
import { DEFAULT_OPTIONS, type ClientOptions } from '../../transport/client';
import type { ItemResult } from '../operation';
import { optionsOf } from './parameter';

/** A day; no wait or time-out of more is meant, and timers turn longer ones into none at all. */
const MOST_SECONDS = 86_400;

/** Options about time, quota and words; part of every operation's Options collection. */
export const RUN_OPTIONS: INodeProperties[] = [
	{
		displayName: 'Input Item in Errors',
		name: 'inputInErrors',
		type: 'boolean',
		default: false,
		description: 'Whether failed items also hold the input item, personal data too',
	},
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
		description:
			'How long one item may wait in all when Coachview is busy or asks for it. Each try has its own Timeout.',
	},
	{
		displayName: "Show Coachview's Own Words",
		name: 'ownWords',
		type: 'boolean',
		default: false,
		description:
			'Whether errors also show what Coachview said: perhaps personal data, which then stays in the saved execution',
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

/** What the run's client is made with. */
export type RunOptions = ClientOptions & {
	ownWords: boolean;
	/** Whether n8n may put the input item into failed ones. */
	inputInErrors: boolean;
};

/** @throws Fault `invalidInput` naming the option */
function readRunOptions(context: IExecuteFunctions, item: number): RunOptions {
	const options = optionsOf(context, item);
	return {
		reserve: readWholeNumber(options.reserve, 'Keep in Reserve', { fallback: DEFAULT_OPTIONS.reserve, min: 0 }),
		maxWait: readNumber(options.maxWait, 'Max Wait (Seconds)', {
			fallback: DEFAULT_OPTIONS.maxWait,
			min: 0,
			max: MOST_SECONDS,
		}),
		timeout:
			readNumber(options.timeout, 'Timeout (Seconds)', {
				fallback: DEFAULT_OPTIONS.timeout / 1000,
				min: 1,
				max: MOST_SECONDS,
			}) * 1000,
		inputInErrors: readYesNo(options.inputInErrors, 'Input Item in Errors', { fallback: false }),
		ownWords: readYesNo(options.ownWords, "Show Coachview's Own Words", { fallback: false }),
	};
}

/**
 * These options hold for the whole run, because the quota is shared: they are those of the first item that can be read.
 *
 * @returns the options, which items may go ahead, and the results of those that may not: their options cannot be read or
 *          differ from the run's, which would otherwise be ignored without a word
 */
export function runOptions(
	context: IExecuteFunctions,
	items: readonly number[],
): { options?: RunOptions; ready: number[]; refused: ItemResult[] } {
	const found: { options?: RunOptions; ready: number[]; refused: ItemResult[] } = { ready: [], refused: [] };
	for (const item of items) {
		try {
			const options = readRunOptions(context, item);
			found.options ??= options;
			if (!sameOptions(options, found.options)) {
				throw invalidInput(
					'Options',
					`differ from item to item (${differing(options, found.options).join(', ')})`,
					'These hold for the whole run: give all items the same.',
				);
			}
			found.ready.push(item);
		} catch (thrown) {
			found.refused.push({ item, thrown });
		}
	}
	return found;
}

function sameOptions(one: RunOptions, other: RunOptions): boolean {
	return differing(one, other).length === 0;
}

function differing(one: RunOptions, other: RunOptions): string[] {
	return RUN_OPTIONS.filter(({ name }) => one[name as keyof RunOptions] !== other[name as keyof RunOptions]).map(
		({ displayName }) => displayName,
	);
}
