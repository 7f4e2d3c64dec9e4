import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { createClient } from '../transport/client';
import { errorItem, toNodeError } from './nodeError';
import type { ItemResult, Operation } from './operation';
import { askedIds } from './parameters/askedIds';
import { runOptions } from './parameters/runOptions';
import { registry } from './registry';
import { tellOfSavedRuns } from './savedRuns';
import { refuseModel } from './tool';

/** What is known of a run besides the results of its items. */
interface Settled {
	results: ItemResult[];
	environment?: string;
	operation?: Operation;
	inputInErrors?: boolean;
}

/**
 * Runs the chosen operation over the input items.
 *
 * @returns one output: every item is linked to its input item; failed items carry `error` when the node continues
 * @throws NodeApiError or NodeOperationError with the item's index when it does not; n8n's own error for an expression
 */
export async function route(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData().map((_, index) => index);
	const { results, environment, operation, inputInErrors = false } = await settle(context, items);
	const isAlone = context.getNode().onError === 'continueErrorOutput' && !inputInErrors;
	tellOfSavedRuns(context);
	const output: INodeExecutionData[] = [];
	for (const result of results) {
		const { item } = result;
		if (!('thrown' in result)) {
			// One by one: a call with more than some 120,000 arguments is more than the stack holds.
			for (const json of result.outputs) output.push({ json, pairedItem: { item } });
		} else if (context.continueOnFail()) {
			const ids = { ...(environment && { environment }), ...askedIds(context, operation?.properties ?? [], item) };
			output.push(errorItem(result.thrown, item, { ids, isAlone }));
		} else {
			throw toNodeError(context.getNode(), result.thrown, item);
		}
	}
	return [output];
}

/** What concerns all items (no credential, a wrong address) fails each of them alike, so that none is lost. */
async function settle(context: IExecuteFunctions, items: readonly number[]): Promise<Settled> {
	let operation: Operation | undefined;
	try {
		operation = registry.operation(
			context.getNodeParameter('resource', 0) as string,
			context.getNodeParameter('operation', 0) as string,
		);
		refuseModel(context, operation);
		const { options, ready, refused } = runOptions(context, items);
		// Where the node stops at the first failure, an item that cannot run stops it before anything is written.
		if (!options || (refused.length > 0 && !context.continueOnFail())) return { results: refused, operation };
		const client = operation.local ? undefined : await createClient(context, options);
		const results = client
			? await operation.execute({ context, client, items: ready })
			: ((await operation.local?.({ context, items: ready })) ?? []);
		return {
			results: [...results, ...refused].sort((a, b) => a.item - b.item),
			environment: client?.environment,
			operation,
			inputInErrors: options.inputInErrors,
		};
	} catch (thrown) {
		return { results: items.map((item) => ({ item, thrown })), operation };
	}
}
