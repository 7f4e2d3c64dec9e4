import { PollContext } from 'n8n-core';
import type { IDataObject, INodeExecutionData, WorkflowActivateMode } from 'n8n-workflow';
import { buildWorkflow, type NodeSetup } from './workflow.mts';

/** What a look of the Polling Trigger left. */
export interface PollRun {
	/** What n8n would start the workflow with; null when it would not. */
	items: INodeExecutionData[] | null;
	/** Static data of the workflow as n8n would save it. */
	staticData: IDataObject;
}

/**
 * One look of the Polling Trigger in n8n's own poll context, with static data that goes through JSON as in its database.
 *
 * @param setup `activation` is why n8n called first; `manual` is a test in the editor
 */
export async function pollOnce(
	setup: NodeSetup & { activation?: WorkflowActivateMode; staticData?: IDataObject },
): Promise<PollRun> {
	const kept = JSON.parse(JSON.stringify(setup.staticData ?? {})) as IDataObject;
	const { type, workflow, node, additionalData } = buildWorkflow({
		type: 'coachviewPollingTrigger',
		...setup,
		staticData: kept,
	});
	const activation = setup.activation ?? 'update';
	const mode = activation === 'manual' ? 'manual' : 'trigger';
	const context = new PollContext(workflow, node, additionalData, mode, activation);
	if (!type.poll) throw new Error('The node does not poll');
	const data = await type.poll.call(context);
	return {
		items: data?.[0] ?? null,
		staticData: JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject,
	};
}
