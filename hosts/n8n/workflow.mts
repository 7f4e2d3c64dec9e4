import { randomUUID } from 'node:crypto';
import { credentialTypes } from './credentialTypes.mts';
import type { StoredCredential } from './rest.mts';

export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	webhookId?: string;
	credentials?: Record<string, { id: string | null; name: string }>;
	disabled?: boolean;
}

/** An exported workflow, as far as the driver looks into it. */
export interface WorkflowJson {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
}

/** What a user fills in after importing a sample. */
export interface Filling {
	/** Credentials; each is given to every node that needs its type. */
	credentials?: StoredCredential[];
	/** Texts to replace anywhere in the parameters, for instance `https://hr.example.com` by the sandbox's address. */
	replace?: Record<string, string>;
	/** Parameters to set, by node name; merged over the node's own. */
	parameters?: Record<string, Record<string, unknown>>;
	/** Names of nodes to switch off, as the key D does. */
	disabled?: string[];
	/** Workflow settings to add, for instance `{ saveDataSuccessExecution: 'all' }`. */
	settings?: Record<string, unknown>;
	/** Another name than the sample's. */
	name?: string;
}

/**
 * Fills in a sample as a user would.
 * @param workflow the exported workflow; left as it is
 * @throws Error when a text to replace does not occur, or a node to set does not exist: the sample changed then
 */
export function fillWorkflow(workflow: WorkflowJson, filling: Filling): WorkflowJson {
	const nodes = workflow.nodes.map((node) => fillNode(node, filling));
	const all = JSON.stringify(workflow.nodes.map(({ parameters }) => parameters));
	for (const text of Object.keys(filling.replace ?? {})) {
		if (!all.includes(JSON.stringify(text).slice(1, -1)))
			throw new Error(`"${text}" does not occur in the workflow "${workflow.name}".`);
	}
	for (const name of [...Object.keys(filling.parameters ?? {}), ...(filling.disabled ?? [])]) {
		if (!nodes.some((node) => node.name === name))
			throw new Error(`The workflow "${workflow.name}" has no node "${name}".`);
	}
	return {
		...workflow,
		name: filling.name ?? workflow.name,
		nodes,
		settings: { ...workflow.settings, ...filling.settings },
	};
}

function fillNode(node: WorkflowNode, filling: Filling): WorkflowNode {
	const parameters: Record<string, unknown> = {
		...(replaceTexts(node.parameters, filling.replace ?? {}) as object),
		...filling.parameters?.[node.name],
	};
	const credentials = { ...node.credentials };
	for (const type of new Set([...Object.keys(credentials), ...credentialTypes({ ...node, parameters })])) {
		const match = filling.credentials?.find((credential) => credential.type === type);
		if (match) credentials[type] = { id: match.id, name: match.name };
	}
	// Samples carry no webhook id: the editor gives each import its own, so that no two users share an address.
	const isWebhook = node.type === 'n8n-nodes-base.webhook';
	const needsId = (node.type === 'n8n-nodes-coachview.coachviewTrigger' || isWebhook) && node.webhookId === undefined;
	const webhookId = randomUUID();
	return {
		...node,
		// n8n's editor makes the id the path of a Webhook node that has none.
		parameters: isWebhook && parameters.path === '' ? { ...parameters, path: node.webhookId ?? webhookId } : parameters,
		...(needsId && { webhookId }),
		...(filling.disabled?.includes(node.name) && { disabled: true }),
		...(Object.keys(credentials).length > 0 && { credentials }),
	};
}

function replaceTexts(value: unknown, replace: Record<string, string>): unknown {
	if (typeof value === 'string')
		return Object.entries(replace).reduce((text, [from, to]) => text.replaceAll(from, to), value);
	if (Array.isArray(value)) return value.map((entry) => replaceTexts(entry, replace));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, replaceTexts(entry, replace)]));
}
