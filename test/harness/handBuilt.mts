import { createRequire } from 'node:module';
import { join } from 'node:path';
import { WorkflowExecute } from 'n8n-core';
import {
	NodeHelpers,
	Workflow,
	type IConnections,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IRunExecutionData,
	type IVersionedNodeType,
} from 'n8n-workflow';
import { hostFolder } from '../../hosts/cache.mjs';
import { CREDENTIAL_TYPE } from './credentials.mts';
import { buildWorkflow, type credentialStore } from './workflow.mts';

type AnyNode = INodeType | IVersionedNodeType;

/** n8n's own nodes, as they lie in the installed n8n. */
function ownNode(folder: string, name: string): AnyNode {
	const load = createRequire(join(hostFolder('n8n'), 'package.json'));
	const module = load(`n8n-nodes-base/dist/nodes/${folder}/${name}.node.js`) as Record<string, new () => AnyNode>;
	return new (module[name] as new () => AnyNode)();
}

const start: INodeType = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['input'],
		version: 1,
		description: '',
		defaults: { name: 'Start' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

/**
 * What somebody builds by hand: HTTP Request (GET one person), Edit Fields (set one member), HTTP Request (PUT the whole
 * person), in n8n's engine with n8n's own nodes. No checks, no verification, no care for what others write meanwhile.
 *
 * @param coachviewUrl address of the sandbox
 * @param items one person each, `{ id, title }`
 * @param atOnce items a round of Loop Over Items; without it HTTP Request sends all requests at the same time
 * @returns milliseconds
 * @throws Error when anything went wrong
 */
export async function runHandBuilt(
	coachviewUrl: string,
	credential: ReturnType<typeof credentialStore>,
	items: IDataObject[],
	atOnce?: number,
): Promise<number> {
	const request = (name: string, extra: IDataObject, x: number): INode => ({
		id: name,
		name,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		position: [x, 0],
		credentials: { [CREDENTIAL_TYPE]: { id: credential.id, name: 'Coachview' } },
		parameters: {
			authentication: 'predefinedCredentialType',
			nodeCredentialType: CREDENTIAL_TYPE,
			url: `=${coachviewUrl}/api/v1/Personen/{{ $json.id }}`,
			options: {},
			...extra,
		} as INode['parameters'],
	});
	const nodes: INode[] = [
		{ id: 'start', name: 'Start', type: 'test.start', typeVersion: 1, position: [0, 0], parameters: {} },
		request('Get', {}, 200),
		{
			id: 'set',
			name: 'Set',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			position: [400, 0],
			parameters: {
				assignments: {
					assignments: [
						{
							id: 'a',
							name: 'titel',
							type: 'string',
							value: `={{ $('${atOnce ? 'Loop' : 'Start'}').item.json.title }}`,
						},
					],
				},
				includeOtherFields: true,
				options: {},
			},
		},
		request(
			'Put',
			{ method: 'PUT', sendBody: true, specifyBody: 'json', jsonBody: '={{ JSON.stringify($json) }}' },
			600,
		),
	];
	const main = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
	const loop: INode = {
		id: 'loop',
		name: 'Loop',
		type: 'n8n-nodes-base.splitInBatches',
		typeVersion: 3,
		position: [100, 0],
		parameters: { batchSize: atOnce ?? 1, options: {} },
	};
	const connections: IConnections = { Get: main('Set'), Set: main('Put') };
	if (atOnce) {
		nodes.push(loop);
		connections.Start = main('Loop');
		connections.Loop = { main: [[], ...main('Get').main] };
		connections.Put = main('Loop');
	} else connections.Start = main('Get');
	const types = new Map<string, AnyNode>([
		['test.start', start],
		['n8n-nodes-base.httpRequest', ownNode('HttpRequest', 'HttpRequest')],
		['n8n-nodes-base.set', ownNode('Set', 'Set')],
		['n8n-nodes-base.splitInBatches', ownNode('SplitInBatches', 'SplitInBatches')],
	]);
	const nodeTypes: INodeTypes = {
		getByName: (type) => types.get(type) as AnyNode,
		getByNameAndVersion: (type, version) => NodeHelpers.getVersionedNodeType(types.get(type) as AnyNode, version),
		getKnownTypes: () => ({}),
	};
	const settings = { executionOrder: 'v1' as const };
	const workflow = new Workflow({
		id: 'hand',
		name: 'Hand-built',
		nodes,
		connections,
		active: false,
		nodeTypes,
		settings,
	});
	const { additionalData } = buildWorkflow({ type: start, credential });
	const input = items.map((json): INodeExecutionData => ({ json }));
	const data = {
		version: 1,
		startData: {},
		resultData: { runData: {} },
		executionData: {
			contextData: {},
			nodeExecutionStack: [{ node: workflow.getNode('Start') as INode, data: { main: [input] }, source: null }],
			metadata: {},
			waitingExecution: {},
			waitingExecutionSource: {},
		},
	} as unknown as IRunExecutionData;
	const begin = performance.now();
	const run = await new WorkflowExecute(additionalData, 'manual', data).processRunExecutionData(workflow);
	const took = performance.now() - begin;
	if (run.data.resultData.error) throw run.data.resultData.error;
	const stored = (run.data.resultData.runData.Put ?? []).flatMap(({ data: done }) => done?.main?.[0] ?? []);
	if (stored.length !== items.length) throw new Error(`The hand-built workflow gave ${stored.length} items`);
	return took;
}
