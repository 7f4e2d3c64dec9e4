import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { CoachviewClient } from '../transport/client';

/** What an operation works with. It sees all input items at once, so that it may serve several with one request. */
export interface Run {
	context: IExecuteFunctions;
	client: CoachviewClient;
	/** Indexes of the input items. */
	items: readonly number[];
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
}

/** One resource with its operations. */
export interface Resource {
	value: string;
	name: string;
	operations: Operation[];
}

/**
 * Makes an `execute` that treats the items strictly one after another: a failing item does not touch the others, and
 * unless the node continues on failure, nothing is started after it.
 */
export function oneByOne(work: (run: Run, item: number) => Promise<IDataObject | IDataObject[]>): Operation['execute'] {
	return async (run) => {
		const results: ItemResult[] = [];
		for (const item of run.items) {
			run.client.startItem();
			try {
				const output = await work(run, item);
				results.push({ item, outputs: Array.isArray(output) ? output : [output] });
			} catch (thrown) {
				results.push({ item, thrown });
				if (!run.context.continueOnFail()) break;
			}
		}
		return results;
	};
}
