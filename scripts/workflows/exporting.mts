import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { N8nRest } from '../../hosts/n8n/rest.mts';
import type { WorkflowJson, WorkflowNode } from '../../hosts/n8n/workflow.mts';
import { formatWorkflow, readWorkflows, workflowFolder } from './files.mts';

/**
 * A workflow as n8n stores it, without what belongs to the machine: ids of workflow, credentials and webhooks.
 * @returns the text of the file
 */
export function exportText({ name, nodes, connections, settings }: WorkflowJson): string {
	return formatWorkflow({ name, nodes: nodes.map(exportNode), connections, settings });
}

/**
 * Without credentials: n8n binds one that a file names, by its name and without a word, be it live or training. Without a path
 * that n8n made by chance either: it is the address of one installation.
 */
const exportNode = ({ webhookId, credentials: _chosen, ...node }: WorkflowNode): object =>
	webhookId !== undefined && node.parameters.path === webhookId
		? { ...node, parameters: { ...node.parameters, path: '' } }
		: node;

/**
 * Writes the files anew from an n8n, which finds the workflows by their names.
 * @param rest signed in at an n8n that holds workflows of this project, perhaps changed in its editor
 * @returns names of the files that are different now
 */
export async function exportFrom(rest: N8nRest): Promise<string[]> {
	const stored = await rest.call<Array<{ id: string; name: string; isArchived?: boolean }>>(
		'GET',
		'/rest/workflows?take=250',
	);
	const changed: string[] = [];
	for (const { name, text, workflow } of readWorkflows()) {
		const found = stored.find((one) => one.name === workflow.name && !one.isArchived);
		if (!found) continue;
		const now = exportText(await rest.workflow(found.id));
		if (now === text) continue;
		writeFileSync(join(workflowFolder, `${name}.json`), now);
		changed.push(name);
	}
	return changed;
}
