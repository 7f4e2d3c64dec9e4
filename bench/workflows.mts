import { randomUUID } from 'node:crypto';
import type { WorkflowJson, WorkflowNode } from '../hosts/n8n/workflow.mts';

/** Settings of the samples: nothing that runs through is saved. The same for every way. */
const SETTINGS = {
	executionOrder: 'v1',
	saveDataSuccessExecution: 'none',
	saveDataErrorExecution: 'none',
	saveManualExecutions: false,
	saveExecutionProgress: false,
};

const COACHVIEW = { coachviewOAuth2Api: { id: null, name: 'Coachview' } };
const HEADER = { httpHeaderAuth: { id: null, name: 'HR' } };

type Parameters = Record<string, unknown>;

function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: Parameters,
	more: Partial<WorkflowNode> = {},
): WorkflowNode {
	const full = type.includes('.') ? type : `n8n-nodes-base.${type}`;
	return { id: randomUUID(), name, type: full, typeVersion, position: [0, 0], parameters, ...more };
}

const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });

/** Each node leads to the next one. */
function chain(name: string, nodes: WorkflowNode[]): WorkflowJson {
	const connections = Object.fromEntries(nodes.slice(1).map((next, at) => [nodes[at]!.name, to(next.name)]));
	return { name, nodes, connections, settings: SETTINGS };
}

function start(): WorkflowNode {
	const path = randomUUID();
	return node('Start', 'webhook', 2, { path, httpMethod: 'POST', responseMode: 'onReceived' }, { webhookId: path });
}

function person(name: string, coachviewUrl: string, id: string, extra: Parameters = {}): WorkflowNode {
	const parameters = {
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'coachviewOAuth2Api',
		url: `=${coachviewUrl}/api/v1/Personen/{{ ${id} }}`,
		options: {},
		...extra,
	};
	return node(name, 'httpRequest', 4.2, parameters, { credentials: COACHVIEW });
}

const set = (values: Record<string, string>) =>
	node('Set', 'set', 3.4, {
		assignments: {
			assignments: Object.entries(values).map(([name, value]) => ({ id: name, name, type: 'string', value })),
		},
		includeOtherFields: true,
		options: {},
	});

const put = (coachviewUrl: string) =>
	person('Put', coachviewUrl, '$json.id', {
		method: 'PUT',
		sendBody: true,
		specifyBody: 'json',
		jsonBody: '={{ JSON.stringify($json) }}',
	});

const split = () => node('Split', 'splitOut', 1, { fieldToSplitOut: 'body.items', options: {} });

/** What every execution that is started by a webhook costs: nothing but the webhook. */
export const floor = () => chain('Floor', [start(), node('Nothing', 'noOp', 1, {})]);

/** The same behind the Coachview Trigger. */
export const triggerFloor = () =>
	chain('Trigger alone', [
		node(
			'Start',
			'n8n-nodes-coachview.coachviewTrigger',
			2,
			{ categories: 'Extragegevens', confirm: false, options: {} },
			{ webhookId: randomUUID() },
		),
		node('Nothing', 'noOp', 1, {}),
	]);

/** What somebody builds without this package for one event; nothing is checked and nothing is verified. */
export function eventByHand(coachviewUrl: string, connectorUrl: string): WorkflowJson {
	const query = {
		filterfieldids: 'Medewerker',
		filtervalues: '={{ $json.body.ExternId }}',
		operatortypes: '1',
		skip: '0',
		take: '2',
	};
	const hr = node(
		'HR',
		'httpRequest',
		4.2,
		{
			url: connectorUrl,
			authentication: 'genericCredentialType',
			genericAuthType: 'httpHeaderAuth',
			sendQuery: true,
			queryParameters: { parameters: Object.entries(query).map(([name, value]) => ({ name, value })) },
			options: {},
		},
		{ credentials: HEADER },
	);
	return chain('Event by hand', [
		start(),
		hr,
		person('Get', coachviewUrl, "$('Start').item.json.body.PersoonId"),
		set({
			geboortedatum: "={{ $('HR').item.json.rows[0].Geboortedatum.slice(0, 10) }}",
			geboorteplaats: "={{ $('HR').item.json.rows[0].Geboorteplaats }}",
		}),
		put(coachviewUrl),
	]);
}

/** The same for many people in one execution, who all get a new title. */
export const batchByHand = (coachviewUrl: string) =>
	chain('Batch by hand', [
		start(),
		split(),
		person('Get', coachviewUrl, '$json.id'),
		set({ titel: "={{ $('Split').item.json.title }}" }),
		put(coachviewUrl),
	]);

/** The same in Loop Over Items, one person a round, which is its default. */
export function loopByHand(coachviewUrl: string): WorkflowJson {
	const [first, second, ...rest] = batchByHand(coachviewUrl).nodes as [WorkflowNode, WorkflowNode, ...WorkflowNode[]];
	const loop = node('Loop', 'splitInBatches', 3, { options: {} });
	const workflow = chain('Loop by hand', [first, second, loop, ...rest]);
	// Of its two outputs, the second is the one that goes round.
	const [none, round]: [unknown[], unknown[]] = [[], to('Get').main[0]!];
	return { ...workflow, connections: { ...workflow.connections, Loop: { main: [none, round] }, Put: to('Loop') } };
}

/** The same with this package. @param options of the Update operation */
export const batchByUpdate = (options: Parameters) =>
	chain('Batch', [
		start(),
		split(),
		node(
			'Update',
			'n8n-nodes-coachview.coachview',
			1,
			{
				resource: 'person',
				operation: 'update',
				person: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
				fields: { titel: '={{ $json.title }}' },
				options,
			},
			{ credentials: COACHVIEW },
		),
	]);
