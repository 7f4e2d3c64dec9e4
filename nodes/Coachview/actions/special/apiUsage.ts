import type { IDataObject } from 'n8n-workflow';
import { readQuota } from '../../transport/usage';
import { taskOf } from '../items';
import type { ItemResult, Operation, Resource, Run } from '../operation';
import { optionsCollection } from '../parameters/options';
import { RUN_OPTIONS } from '../parameters/runOptions';

/**
 * The account of this API client at Coachview.
 *
 * @param paths lists that may be read for the headers of their answer, the likeliest to be allowed first
 */
export function account(paths: readonly string[]): Resource {
	return { value: 'account', name: 'Account', operations: [getApiUsage(paths)] };
}

/** Tells what is left of Coachview's day. One small read serves all input items. */
function getApiUsage(paths: readonly string[]): Operation {
	return {
		value: 'get',
		name: 'Get API Usage',
		action: 'Get API usage',
		description: "Get limit, remaining requests and reset of Coachview's daily quota. Costs one request.",
		properties: [
			optionsCollection(
				[],
				RUN_OPTIONS.filter(({ name }) => name !== 'reserve'),
			),
		],
		execute: async (run) => await usage(run, paths),
	};
}

async function usage(run: Run, paths: readonly string[]): Promise<ItemResult[]> {
	const [first = 0] = run.items;
	try {
		const quota: IDataObject = { ...(await readQuota(taskOf(run, first).client, paths)) };
		return run.items.map((item) => ({ item, outputs: [{ ...quota }] }));
	} catch (thrown) {
		return run.items.map((item) => ({ item, thrown }));
	}
}
