import { randomUUID } from 'node:crypto';
import { readSample } from '../../../hosts/n8n/samples.mts';
import type { Filling, WorkflowJson, WorkflowNode } from '../../../hosts/n8n/workflow.mts';
import type { Host } from '../host.mts';

const node = (name: string, type: string, typeVersion: number, parameters: Record<string, unknown>, more: Partial<WorkflowNode> = {}): WorkflowNode =>
	({ id: randomUUID(), name, type: `n8n-nodes-base.${type}`, typeVersion, position: [0, 0], parameters, ...more });

/** Puts one question to an installed sub-workflow, and gives the items that come out of it. */
export type Caller = (workflowId: string, input: Record<string, string>) => Promise<Array<Record<string, unknown>>>;

/**
 * Installs a small workflow, webhook → Execute Sub-workflow, so that sub-workflows run as they do in production.
 * @param inputs names of the sub-workflow's inputs
 */
export async function installCaller(host: Host, inputs: string[]): Promise<Caller> {
	const path = `call-${randomUUID()}`;
	const value = Object.fromEntries(inputs.map((name) => [name, `={{ $json.body.${name} }}`]));
	const schema = inputs.map((id) => ({ id, displayName: id, required: false, defaultMatch: false, display: true, canBeUsedToMatch: true, type: 'string' }));
	const workflow: WorkflowJson = {
		name: `Caller ${path}`,
		nodes: [
			node('Webhook', 'webhook', 2, { httpMethod: 'POST', path, responseMode: 'lastNode', responseData: 'allEntries', options: {} }, { webhookId: path }),
			node('Call', 'executeWorkflow', 1.3, { workflowId: { __rl: true, mode: 'id', value: '={{ $json.body.workflowId }}' }, workflowInputs: { mappingMode: 'defineBelow', value, matchingColumns: [], schema }, mode: 'each', options: {} }),
		],
		connections: { Webhook: { main: [[{ node: 'Call', type: 'main', index: 0 }]] } },
		settings: { saveDataSuccessExecution: 'none', saveDataErrorExecution: 'none' },
	};
	const { id } = await host.rest.importWorkflow(workflow);
	await host.rest.publish(id);
	return async (workflowId, input) => {
		const response = await fetch(`${host.n8nUrl}/webhook/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ workflowId, ...input }) });
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
