import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { CoachviewClient } from '../transport/client';

/** What an operation works with. It sees all input items at once, so that it may serve several with one request. */
export interface Run {
	context: IExecuteFunctions;
	client: CoachviewClient;
	/** Indexes of the input items. */
	items: readonly number[];
}

/** What an operation works with that does not ask Coachview. */
export type LocalRun = Pick<Run, 'context' | 'items'>;

/** One input item of a run. */
export interface Task {
	context: IExecuteFunctions;
	/** Counts for this item alone. */
	client: CoachviewClient;
	item: number;
}

/** What became of one input item: the output for it, or what was thrown. */
export type ItemResult = { item: number; outputs: IDataObject[] } | { item: number; thrown: unknown };

/** One operation: its entry in the drop-down, its parameters and its code. */
export interface Operation {
	value: string;
	name: string;
	/** Sentence for the list of actions, e.g. `Update a person`. */
	action: string;
	description: string;
	properties: INodeProperties[];
	execute(run: Run): Promise<ItemResult[]>;
	/** Takes the place of `execute` where Coachview is not asked, so that no credential of its API is needed. */
	local?(run: LocalRun): Promise<ItemResult[]>;
}

/** One resource with its operations. */
export interface Resource {
	value: string;
	name: string;
	description?: string;
	operations: Operation[];
}
