import { HookContext, LoadOptionsContext, WorkflowExecute } from 'n8n-core';
import type {
	IConnections,
	INode,
	INodeExecutionData,
	INodeListSearchResult,
	INodePropertyOptions,
	INodeType,
	IRun,
	IRunExecutionData,
	ITaskData,
	IWebhookData,
	NodeExecutionHint,
	ResourceMapperFields,
} from 'n8n-workflow';
import { buildWorkflow, NODE_NAME, type NodeSetup } from './workflow.mts';
import type { MemoryCredentials } from './credentials.mts';

export { credentialStore } from './workflow.mts';

const START = 'Start';

function startNode(items: INodeExecutionData[]): { node: INode; type: INodeType } {
	return {
		node: { id: 'start', name: START, type: 'test.start', typeVersion: 1, position: [0, 0], parameters: {} },
		type: {
			description: {
				displayName: START,
				name: 'start',
				group: ['input'],
				version: 1,
				description: 'Supplies the items',
				defaults: { name: START },
				inputs: ['main'],
				outputs: ['main'],
				properties: [],
			},
			async execute() {
				return [structuredClone(items)];
			},
		},
	};
}

export interface NodeRun {
	/** One list of items per output of the node: [main] or, with an error output, [main, error]. */
	outputs: INodeExecutionData[][];
	/** The error that stopped the workflow, as n8n stored it. */
	error?: Error & { description?: string; httpCode?: string; context?: Record<string, unknown> };
	/** n8n's record of the run of the node (the last one, when it was repeated). */
	runData?: ITaskData;
	hints: NodeExecutionHint[];
	credentials: MemoryCredentials;
	run: IRun;
}

/**
 * Executes the node in n8n's real workflow executor, behind a start node named "Start" that gives `items`
 * (plain JSON objects, or whole items when they have a `json` key). Expressions, item linking, error routing,
 * Retry On Fail and the OAuth2 token handling are those of the installed n8n-core.
 */
export async function runNode(
	setup: NodeSetup & { items?: Array<INodeExecutionData | Record<string, unknown>> },
): Promise<NodeRun> {
	const items = (setup.items ?? [{}]).map((item) => ('json' in item ? item : { json: item }) as INodeExecutionData);
	const connections: IConnections = { [START]: { main: [[{ node: NODE_NAME, type: 'main', index: 0 }]] } };
	const { workflow, additionalData, credentials } = buildWorkflow(setup, [startNode(items)], connections);
	const data = {
		version: 1,
		startData: {},
		resultData: { runData: {} },
		executionData: {
			contextData: {},
			nodeExecutionStack: [{ node: workflow.getNode(START) as INode, data: { main: [[{ json: {} }]] }, source: null }],
			metadata: {},
			waitingExecution: {},
			waitingExecutionSource: {},
		},
	} as unknown as IRunExecutionData;
	const run = await new WorkflowExecute(additionalData, 'manual', data).processRunExecutionData(workflow);
	const runData = run.data.resultData.runData[NODE_NAME]?.at(-1);
	return {
		outputs: (runData?.data?.main ?? []).map((output) => output ?? []),
		error: run.data.resultData.error as NodeRun['error'],
		runData,
		hints: runData?.hints ?? [],
		credentials,
		run,
	};
}

/** Runs one of the trigger's three lifecycle methods (publish, unpublish) in n8n's hook context. */
export async function runHook(
	method: 'checkExists' | 'create' | 'delete',
	setup: NodeSetup & { webhookName?: string },
): Promise<boolean> {
	const { workflow, node, additionalData, type } = buildWorkflow({ type: 'coachviewTrigger', ...setup });
	const name = setup.webhookName ?? 'default';
	const description = type.description.webhooks?.find((webhook) => webhook.name === name);
	if (!description) throw new Error(`The node has no webhook named ${name}`);
	const webhookData = {
		node: node.name,
		path: node.webhookId ?? 'test',
		httpMethod: description.httpMethod,
		workflowId: workflow.id,
		webhookDescription: description,
		workflowExecuteAdditionalData: additionalData,
		isTest: false,
	} as unknown as IWebhookData;
	const context = new HookContext(workflow, node, additionalData, 'trigger', 'activate', webhookData);
	const methods = type.webhookMethods?.[name as 'default'];
	if (!methods) throw new Error(`The node has no lifecycle methods for ${name}`);
	return await methods[method].call(context);
}

function loadContext(setup: NodeSetup, path: string) {
	const built = buildWorkflow(setup);
	built.additionalData.currentNodeParameters = built.node.parameters;
	return { ...built, context: new LoadOptionsContext(built.workflow, built.node, built.additionalData, path) };
}

/** Runs a list search behind a record picker, as the editor does while the user types. */
export async function listSearch(
	method: string,
	setup: NodeSetup & { filter?: string; paginationToken?: string; path?: string },
): Promise<INodeListSearchResult> {
	const { type, context } = loadContext(setup, setup.path ?? 'parameters.person');
	const search = type.methods?.listSearch?.[method];
	if (!search) throw new Error(`The node has no list search named ${method}`);
	return await search.call(context, setup.filter, setup.paginationToken);
}

/** Runs a method that fills a drop-down. */
export async function loadOptions(
	method: string,
	setup: NodeSetup & { path?: string },
): Promise<INodePropertyOptions[]> {
	const { type, context } = loadContext(setup, setup.path ?? 'parameters');
	const load = type.methods?.loadOptions?.[method];
	if (!load) throw new Error(`The node has no loadOptions method named ${method}`);
	return await load.call(context);
}

/** Runs a method that gives the fields of a resource mapper, as the editor does when its panel opens. */
export async function mapperFields(
	method: string,
	setup: NodeSetup & { path?: string },
): Promise<ResourceMapperFields> {
	const { type, context } = loadContext(setup, setup.path ?? 'parameters.coachviewFields');
	const load = type.methods?.resourceMapping?.[method];
	if (!load) throw new Error(`The node has no resourceMapping method named ${method}`);
	return await load.call(context);
}
