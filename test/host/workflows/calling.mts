import { randomUUID } from 'node:crypto';
import { readSample } from '../../../hosts/n8n/samples.mts';
import type { Filling, WorkflowJson, WorkflowNode } from '../../../hosts/n8n/workflow.mts';
import type { Host } from '../host.mts';

const node = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown>,
	more: Partial<WorkflowNode> = {},
): WorkflowNode => ({
	id: randomUUID(),
	name,
	type: `n8n-nodes-base.${type}`,
	typeVersion,
	position: [0, 0],
	parameters,
	...more,
});

/** Calls an installed sub-workflow once with one or with several items, and gives the items that come out of it. */
export type Caller = (
	workflowId: string,
	input: Record<string, unknown> | Array<Record<string, unknown>>,
) => Promise<Array<Record<string, unknown>>>;

/**
 * Installs a small workflow, webhook → items → Execute Sub-workflow, so that sub-workflows run as they do in production.
 */
export async function installCaller(host: Host): Promise<Caller> {
	const path = `call-${randomUUID()}`;
	const workflow: WorkflowJson = {
		name: `Caller ${path}`,
		nodes: [
			node(
				'Webhook',
				'webhook',
				2,
				{ httpMethod: 'POST', path, responseMode: 'lastNode', responseData: 'allEntries', options: {} },
				{ webhookId: path },
			),
			node('Items', 'splitOut', 1, { fieldToSplitOut: 'body.items', options: {} }),
			node('Call', 'executeWorkflow', 1.3, {
				workflowId: { __rl: true, mode: 'id', value: "={{ $('Webhook').first().json.body.workflowId }}" },
				options: {},
			}),
		],
		connections: {
			Webhook: { main: [[{ node: 'Items', type: 'main', index: 0 }]] },
			Items: { main: [[{ node: 'Call', type: 'main', index: 0 }]] },
		},
		settings: { saveDataSuccessExecution: 'none', saveDataErrorExecution: 'none' },
	};
	const { id } = await host.rest.importWorkflow(workflow);
	await host.rest.publish(id);
	return async (workflowId, input) => {
		const response = await fetch(`${host.n8nUrl}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ workflowId, items: [input].flat() }),
		});
		if (!response.ok) throw new Error(`The caller answered ${response.status}: ${await response.text()}`);
		return (await response.json()) as Array<Record<string, unknown>>;
	};
}

/** Installs a workflow of the library, filled in and published. @returns its id */
export async function install(host: Host, name: string, filling: Filling): Promise<string> {
	const { id } = await host.rest.importWorkflow(readSample(name), filling);
	await host.rest.publish(id);
	return id;
}
