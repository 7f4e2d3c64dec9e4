import { ExecutionLifecycleHooks } from 'n8n-core';
import {
	Workflow,
	type IConnections,
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { CREDENTIAL_TYPE, MemoryCredentials, WEBHOOK_CREDENTIAL_TYPE, type CredentialValues } from './credentials.mts';
import { Coachview } from '../../nodes/Coachview/Coachview.node.ts';
import { CoachviewPollingTrigger } from '../../nodes/Coachview/CoachviewPollingTrigger.node.ts';
import { CoachviewTrigger } from '../../nodes/Coachview/CoachviewTrigger.node.ts';

export const NODE_NAME = 'Coachview';
const base = 'http://127.0.0.1:5678';

/** Settings as the samples have them: nothing that runs through the workflow is kept. */
const PRIVATE = {
	executionOrder: 'v1',
	saveDataErrorExecution: 'none',
	saveDataSuccessExecution: 'none',
	saveManualExecutions: false,
	saveExecutionProgress: false,
} as const;

/** `coachview` is the action node, the others are the triggers, or any node object of the test's own. */
export type NodeKind = keyof typeof NODES | INodeType;

/** What every runner of the harness takes. */
export interface NodeSetup {
	type?: NodeKind;
	parameters?: IDataObject;
	/** Values of a credential, or a store that outlives one run (token cache kept between runs). Left out: no credential. */
	credential?: IDataObject | MemoryCredentials;
	/** Values of the trigger's second credential (key, signature secret). */
	webhookCredential?: CredentialValues;
	/** Node settings: onError, retryOnFail, maxTries, waitBetweenTries, continueOnFail, alwaysOutputData, webhookId … */
	settings?: Partial<INode>;
	workflowSettings?: IWorkflowBase['settings'];
	workflowId?: string;
	staticData?: IWorkflowBase['staticData'];
}

const NODES = {
	coachview: Coachview,
	coachviewTrigger: CoachviewTrigger,
	coachviewPollingTrigger: CoachviewPollingTrigger,
};

/** @returns the node itself, or one of this package by its name */
export function nodeType(kind: NodeKind): INodeType {
	if (typeof kind !== 'string') return kind;
	return new NODES[kind]();
}

// n8n locks the renewal of a token by credential id for the whole process, so each store gets an id of its own.
let count = 0;
const ids = new WeakMap<MemoryCredentials, string>();

/** A credential store with one Coachview credential; hand it to several runs to share its cached token. */
export function credentialStore(values: IDataObject): MemoryCredentials & { id: string } {
	const id = `credential-${++count}`;
	const store = Object.assign(new MemoryCredentials({ [id]: values as CredentialValues }), { id });
	ids.set(store, id);
	return store;
}

const asStore = (credential: IDataObject | MemoryCredentials): MemoryCredentials =>
	credential instanceof MemoryCredentials ? credential : credentialStore(credential);

/** Builds workflow, node and additional data around one node under test, with other nodes before or after it. */
export function buildWorkflow(
	setup: NodeSetup,
	others: Array<{ node: INode; type: INodeType }> = [],
	connections: IConnections = {},
) {
	const type = nodeType(setup.type ?? 'coachview');
	const credentials = setup.credential === undefined ? credentialStore({}) : asStore(setup.credential);
	const chosen: NonNullable<INode['credentials']> = {};
	if (setup.credential !== undefined) {
		chosen[CREDENTIAL_TYPE] = { id: ids.get(credentials) ?? [...credentials.stored.keys()][0], name: 'Coachview' };
	}
	if (setup.webhookCredential !== undefined) {
		const id = `credential-${++count}`;
		credentials.stored.set(id, setup.webhookCredential);
		chosen[WEBHOOK_CREDENTIAL_TYPE] = { id, name: 'Coachview webhook' };
	}
	const node: INode = {
		id: 'node-under-test',
		name: NODE_NAME,
		type: `n8n-nodes-coachview.${type.description.name}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: (setup.parameters ?? {}) as INodeParameters,
		credentials: chosen,
		...setup.settings,
	};
	const byType = new Map<string, INodeType>([
		[node.type, type],
		...others.map((o): [string, INodeType] => [o.node.type, o.type]),
	]);
	const find = (name: string): INodeType => {
		const found = byType.get(name);
		if (!found) throw new Error(`Unknown node type ${name}`);
		return found;
	};
	const nodeTypes: INodeTypes = { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) };
	const settings = { ...PRIVATE, ...setup.workflowSettings };
	const nodes = [node, ...others.map((o) => o.node)];
	const workflow = new Workflow({
		id: setup.workflowId ?? 'workflow-1',
		name: 'Test',
		nodes,
		connections,
		active: false,
		nodeTypes,
		settings,
		staticData: setup.staticData,
	});
	const now = new Date();
	const workflowData = {
		id: 'workflow-1',
		name: 'Test',
		active: false,
		activeVersionId: null,
		isArchived: false,
		createdAt: now,
		updatedAt: now,
		nodes,
		connections,
		settings,
	} as IWorkflowBase;
	const additionalData = {
		credentialsHelper: credentials,
		hooks: new ExecutionLifecycleHooks('manual', '1', workflowData),
		executionId: '1',
		variables: {},
		currentNodeExecutionIndex: 0,
		restApiUrl: `${base}/rest`,
		instanceBaseUrl: base,
		formWaitingBaseUrl: `${base}/form-waiting`,
		webhookBaseUrl: `${base}/webhook`,
		webhookTestBaseUrl: `${base}/webhook-test`,
		webhookWaitingBaseUrl: `${base}/webhook-waiting`,
		setExecutionStatus: () => undefined,
	} as unknown as IWorkflowExecuteAdditionalData;
	return { type, node: workflow.getNode(NODE_NAME) as INode, workflow, additionalData, credentials };
}
