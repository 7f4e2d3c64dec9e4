import type { IDataObject } from 'n8n-workflow';
import { Meter } from '../transport/meter';
import type { ItemResult, LocalRun, Operation, Run, Task } from './operation';

/** @returns one item with a meter of its own, so that its receipt and its waiting time are its own */
export function taskOf({ context, client }: Run, item: number): Task {
	return { context, client: client.for(new Meter()), item };
}

/**
 * Treats the items strictly one after another: a failing item does not touch the others, and unless the node continues
 * on failure, nothing is started after it.
 */
export async function inTurn(
	{ context, items }: LocalRun,
	work: (item: number) => Promise<IDataObject | IDataObject[]>,
): Promise<ItemResult[]> {
	const results: ItemResult[] = [];
	for (const item of items) {
		try {
			const output = await work(item);
			results.push({ item, outputs: Array.isArray(output) ? output : [output] });
		} catch (thrown) {
			results.push({ item, thrown });
			if (!context.continueOnFail()) break;
		}
	}
	return results;
}

/** Makes an `execute` that treats the items as `inTurn` does, each with a meter of its own. */
export function oneByOne(work: (task: Task) => Promise<IDataObject | IDataObject[]>): Operation['execute'] {
	return async (run) => await inTurn(run, async (item) => await work(taskOf(run, item)));
}
