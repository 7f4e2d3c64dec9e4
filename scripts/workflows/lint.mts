import type { WorkflowJson, WorkflowNode } from '../../hosts/n8n/workflow.mts';
import { generatedPart, partsOf } from './generated.mts';
import { noteRow, overlaps } from './layout.mts';
import {
	everyCondition,
	followUpTable,
	nothingChosen,
	randomPath,
	slotsAreUnfinished,
	timesInOneForm,
	toldWhenBroken,
} from './unfinished.mts';
import type { NodeVersions } from './nodeVersions.mts';

/** Nodes of this package and their versions, the newest last. */
export const OWN_NODES: Record<string, number[]> = {
	'n8n-nodes-coachview.coachview': [1, 1.1],
	'n8n-nodes-coachview.coachviewTrigger': [1, 2],
	'n8n-nodes-coachview.coachviewPollingTrigger': [1],
};

/** Credential types that a workflow may name: this package's, and n8n's own for HTTP, e-mail and PostgreSQL. */
const CREDENTIALS = [
	'coachviewOAuth2Api',
	'coachviewWebhookApi',
	'httpHeaderAuth',
	'httpBasicAuth',
	'httpCustomAuth',
	'oAuth2Api',
	'smtp',
	'postgres',
];

/** Nothing that runs through a workflow is kept. */
const PRIVATE_SETTINGS = {
	saveDataSuccessExecution: 'none',
	saveDataErrorExecution: 'none',
	saveManualExecutions: false,
	saveExecutionProgress: false,
};

/** Hosts in the address of a vendor's service that are the same for everybody, and examples that a user replaces. */
const PLACEHOLDER_HOSTS = [
	/^12345\.rest\.afas\.online$/,
	/^start\.exactonline\.nl$/,
	/^api\.loket\.nl$/,
	/^api\.personio\.de$/,
	/^your-company\.bamboohr\.com$/,
	/(^|\.)example\.(com|org|net)$/,
	/^(training|secure)\.coachview\.net$/,
];

/** Members of an export that belong to the machine it was made on. */
const MACHINE_BOUND = [
	'id',
	'versionId',
	'activeVersionId',
	'shared',
	'staticData',
	'createdAt',
	'updatedAt',
	'triggerCount',
	'meta',
	'tags',
];

const SECRETS =
	/AfasToken\s+[A-Za-z0-9+/=]{8,}|Bearer\s+[\w.~+/-]{8,}|Basic\s+[A-Za-z0-9+/=]{8,}|"(?:password|clientSecret|accessToken|apiKey|privateKey)"\s*:\s*"[^"=]|eyJ[\w-]{10,}\.|-----BEGIN|[A-Fa-f0-9]{40,}/;

type Rule = (workflow: WorkflowJson, known: NodeVersions) => string[];

const isNote = ({ type }: WorkflowNode) => type === 'n8n-nodes-base.stickyNote';
const isHttp = ({ type }: WorkflowNode) => type === 'n8n-nodes-base.httpRequest';

const rules: Rule[] = [
	knownNodes,
	knownCredentials,
	noSecrets,
	nothingPinned,
	noWebhookIds,
	randomPath,
	placeholders,
	privateSettings,
	httpRequests,
	stickyNotes,
	connected,
	generatedCode,
	nothingChosen,
	slotsAreUnfinished,
	toldWhenBroken,
	followUpTable,
	timesInOneForm,
	everyCondition,
	overlaps,
	noteRow,
];

/**
 * Checks an exported workflow against the rules of this project.
 * @param known versions of n8n's nodes in the oldest supported and in the pinned n8n
 * @returns one sentence for each fault, empty when there is none
 */
export function lintWorkflow(workflow: WorkflowJson, known: NodeVersions): string[] {
	return rules.flatMap((rule) => rule(workflow, known));
}

function knownNodes({ nodes }: WorkflowJson, known: NodeVersions): string[] {
	return nodes.flatMap(({ name, type, typeVersion }) => {
		const own = OWN_NODES[type];
		if (own && !own.includes(typeVersion)) return [`"${name}": ${type} has no version ${typeVersion}.`];
		if (own)
			return Math.floor(own.at(-1) ?? 0) === Math.floor(typeVersion)
				? []
				: [`"${name}": ${type} has a newer version than ${typeVersion}.`];
		if (!type.startsWith('n8n-nodes-base.')) return [`"${name}": ${type} belongs neither to n8n nor to this package.`];
		const versions = known[type];
		if (!versions)
			return [`"${name}": ${type} is not in scripts/workflows/nodeVersions.json (npm run workflows:versions).`];
		const missing = [
			!versions.floor.includes(typeVersion) && 'the oldest supported',
			!versions.pinned.includes(typeVersion) && 'the pinned',
		].filter(Boolean);
		return missing.map(
			(which) => `"${name}": version ${typeVersion} of ${type} does not exist in ${String(which)} n8n.`,
		);
	});
}

function knownCredentials({ nodes }: WorkflowJson): string[] {
	return nodes.flatMap(({ name, credentials = {} }) =>
		Object.entries(credentials).flatMap(([type, { id }]) => [
			...(CREDENTIALS.includes(type) ? [] : [`"${name}": unknown credential type ${type}.`]),
			...(id ? [`"${name}": the credential's id belongs to the machine it was made on.`] : []),
		]),
	);
}

function noSecrets(workflow: WorkflowJson): string[] {
	return workflow.nodes
		.filter((node) => SECRETS.test(JSON.stringify(node)))
		.map(({ name }) => `"${name}": looks like a secret.`);
}

function nothingPinned(workflow: WorkflowJson): string[] {
	const members = workflow as unknown as Record<string, unknown>;
	const filled = (key: string) =>
		members[key] !== undefined &&
		members[key] !== null &&
		JSON.stringify(members[key]) !== '{}' &&
		JSON.stringify(members[key]) !== '[]';
	return [
		...(filled('pinData') ? ['Data is pinned.'] : []),
		...MACHINE_BOUND.filter(filled).map((key) => `"${key}" belongs to the machine it was made on.`),
	];
}

/** n8n's editor gives the trigger a webhook id of its own when there is none; a fixed one would be no secret. */
function noWebhookIds({ nodes }: WorkflowJson): string[] {
	return nodes
		.filter(({ webhookId }) => webhookId !== undefined)
		.map(({ name }) => `"${name}": a webhook id in the file would be the same for everybody.`);
}

function placeholders({ nodes }: WorkflowJson): string[] {
	return nodes.flatMap(({ name, parameters }) => {
		const urls = JSON.stringify(parameters).match(/https?:\/\/[^\s"'`\\<>)]+/gi) ?? [];
		return urls
			.filter((url) => !PLACEHOLDER_HOSTS.some((host) => host.test(hostOf(url))))
			.map((url) => `"${name}": ${url} is not a placeholder.`);
	});
}

function hostOf(url: string): string {
	return /^https?:\/\/([^/:?#]*)/i.exec(url)?.[1]?.toLowerCase() ?? '';
}

function privateSettings({ settings = {} }: WorkflowJson): string[] {
	return Object.entries(PRIVATE_SETTINGS)
		.filter(([key, value]) => settings[key] !== value)
		.map(([key, value]) => `Setting ${key} must be ${String(value)}.`);
}

function httpRequests({ nodes, connections }: WorkflowJson): string[] {
	return nodes.filter(isHttp).flatMap((node) => {
		const { timeout } = (node.parameters.options ?? {}) as { timeout?: unknown };
		const { onError } = node as WorkflowNode & { onError?: string };
		const outputs = (connections[node.name] as { main?: unknown[][] } | undefined)?.main ?? [];
		return [
			...(typeof timeout === 'number' && timeout > 0 && timeout <= 60_000
				? []
				: [`"${node.name}": needs a time-out of at most 60 seconds.`]),
			// An adapter answers for all items at once, so that failures stay among the answers, in their order.
			...((onError === 'continueErrorOutput' && (outputs[1]?.length ?? 0) > 0) ||
			(onError === 'continueRegularOutput' && (outputs[0]?.length ?? 0) > 0)
				? []
				: [`"${node.name}": its error output must lead somewhere.`]),
		];
	});
}

function stickyNotes({ nodes }: WorkflowJson): string[] {
	const notes = nodes.filter(isNote).map(({ parameters }) => String(parameters.content));
	return [
		...(notes.some((text) => /fill in/i.test(text)) ? [] : ['No sticky note says what to fill in.']),
		// n8n's editor drops the settings on import, so that the person who imports has to set them.
		...(notes.some((text) => text.includes('Do not save')) ? [] : ['No sticky note asks for the private settings.']),
	];
}

/** A node that nothing leads to, or a connection to a node that does not exist, is a slip of the hand. */
function connected({ nodes, connections }: WorkflowJson): string[] {
	const targets = new Set(
		Object.values(connections as Record<string, { main?: Array<Array<{ node: string }> | null> }>).flatMap(
			({ main = [] }) => main.flatMap((output) => (output ?? []).map(({ node }) => node)),
		),
	);
	const names = new Set(nodes.map(({ name }) => name));
	const isTrigger = ({ type }: WorkflowNode) => /trigger$|\.webhook$/i.test(type);
	return [
		...[...targets]
			.filter((name) => !names.has(name))
			.map((name) => `A connection leads to "${name}", which does not exist.`),
		...nodes
			.filter((node) => !isNote(node) && !isTrigger(node) && !targets.has(node.name))
			.map(({ name }) => `"${name}": nothing leads to it.`),
		...nodes
			.filter((node) => isTrigger(node) && !connections[node.name])
			.map(({ name }) => `"${name}": leads nowhere.`),
	];
}

/** The most lines that a Code node may have of its own: what is more belongs into scripts/workflows/code, where it is tested. */
const OWN_LINES = 45;

/** Code nodes read HR by the rules of the Coachview node, which a command inserts, so that the two cannot drift apart. */
function generatedCode({ nodes }: WorkflowJson): string[] {
	return nodes
		.filter(({ type }) => type === 'n8n-nodes-base.code')
		.flatMap((node) => {
			const { own, entry, generated } = partsOf(node);
			if (entry === undefined)
				return [`"${node.name}": a Code node without the rules of the Coachview node (docs/hr-adapters.md).`];
			return [
				...(generated.trimEnd() === generatedPart(entry)
					? []
					: [`"${node.name}": its generated part is not what the rules say now (npm run workflows:code).`]),
				...(own.split('\n').length <= OWN_LINES ? [] : [`"${node.name}": more than ${OWN_LINES} lines of its own.`]),
			];
		});
}
