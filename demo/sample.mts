import { createCredentials, createFollowUpTable, fillingFor, readSample } from '../hosts/n8n/samples.mts';
import type { N8nRest } from '../hosts/n8n/rest.mts';
import type { WorkflowJson } from '../hosts/n8n/workflow.mts';
import type { Sandbox } from '../sandbox/start.mts';

const sampleName = 'complete-person-from-hr-afas';
/** The samples save nothing, because they meet real people; here everybody is invented, and one wants to see the runs. */
const settings = { saveDataSuccessExecution: 'all', saveDataErrorExecution: 'all', saveManualExecutions: true };

/** The demo's workflow in n8n. */
export interface Played {
	workflowId: string;
	/** Address that Coachview support would be given; undefined when the visitor has taken the workflow out of production. */
	webhookUrl?: string;
}

/**
 * Imports and publishes the sample, with the sandbox's addresses filled in.
 * @throws Error with n8n's words when its own test of the credential fails
 */
export async function importSample(rest: N8nRest, sandbox: Sandbox): Promise<Played> {
	const credentials = await createCredentials(rest, sandbox, 'afas');
	const tested = await rest.testCredential(credentials[0]);
	if (tested.status !== 'OK') throw new Error(`n8n's test of the Coachview credential failed: ${tested.message}`);
	await createFollowUpTable(rest);
	const sample = readSample(sampleName);
	const filling = await fillingFor(sample, sandbox, 'afas', credentials);
	const name = `Demo: ${sample.name}`;
	const { id } = await rest.importWorkflow(sample, {
		...filling,
		settings: { ...filling.settings, ...settings },
		name,
	});
	await rest.publish(id);
	return { workflowId: id, webhookUrl: await rest.webhookUrl(id, triggerOf(sample)) };
}

/**
 * The workflow of an earlier start, as its visitor has left it.
 * @returns undefined when it is gone
 */
export async function keptSample(rest: N8nRest, workflowId: string): Promise<Played | undefined> {
	const workflow = await rest
		.workflow(workflowId)
		.then((found) => ((found as { isArchived?: boolean }).isArchived ? undefined : found))
		.catch(() => undefined);
	if (!workflow) return undefined;
	const hasTrigger = workflow.nodes.some(isTrigger);
	if (!workflow.active || !hasTrigger) return { workflowId };
	const webhookUrl = await rest.webhookUrl(workflowId, triggerOf(workflow));
	await rest.webhookAnswers(webhookUrl);
	return { workflowId, webhookUrl };
}

const isTrigger = ({ type }: WorkflowJson['nodes'][number]) => type === 'n8n-nodes-coachview.coachviewTrigger';

function triggerOf(workflow: WorkflowJson): string {
	const trigger = workflow.nodes.find(isTrigger);
	if (!trigger) throw new Error(`The sample ${sampleName} has no Coachview Trigger.`);
	return trigger.name;
}
