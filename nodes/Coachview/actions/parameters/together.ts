import type { INodeProperties } from 'n8n-workflow';
import { readNumber, readWholeNumber } from '../../domain/settings/readers';
import type { GivenOptions } from './parameter';

const PARALLEL: INodeProperties = {
	displayName: 'Parallel Requests',
	name: 'parallelRequests',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 30 },
	default: 10,
	description: 'How many records are written at the same time, from 20 items on',
};

const MAXIMUM_AGE: INodeProperties = {
	displayName: 'Maximum Age of a Read (Seconds)',
	name: 'maximumReadAge',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 5, numberPrecision: 1 },
	default: 1,
	description:
		'How old a record may be when it is written, where the input has 20 items or more and up to 100 are read with one request. What somebody else changes in that time is undone; the item then says overlap, where version numbers show it. 0 reads each record alone just before its write: twice the requests.',
};

/** How many records are worked on together; for the whole run. */
export const TOGETHER_OPTIONS: readonly INodeProperties[] = [PARALLEL, MAXIMUM_AGE];

export interface Together {
	parallel: number;
	/** Milliseconds. */
	maximumAge: number;
}

/** @throws Fault `invalidInput` naming the option */
export function readTogether({ parallelRequests, maximumReadAge }: GivenOptions): Together {
	return {
		parallel: readWholeNumber(parallelRequests, PARALLEL.displayName, { fallback: 10, min: 1, max: 30 }),
		maximumAge: readNumber(maximumReadAge, MAXIMUM_AGE.displayName, { fallback: 1, min: 0, max: 5 }) * 1000,
	};
}
