import { setTimeout as sleep } from 'node:timers/promises';
import { startN8n, type RunningN8n } from '../../hosts/n8n/start.mts';
import type { WorkflowJson, WorkflowNode } from '../../hosts/n8n/workflow.mts';
import { demoClient } from '../../sandbox/coachview/clients.mts';
import { pack } from '../../scripts/pack.mts';
import { reportFigures } from '../harness/report.mts';
import { startSandboxProcess, type SandboxProcess } from '../harness/sandboxProcess.mts';

// A clock on a busy machine tells little, so this runs when it is asked for: COACHVIEW_SPEED=1, or the long check (jest.config.mjs).
const PEOPLE = 1_000;
const RUNS = Number(process.env.COACHVIEW_SPEED_RUNS ?? 3);

jest.setTimeout(900_000);

type Way = 'ours' | 'ours30' | 'handBuilt' | 'handBuilt30';
const WAYS: Way[] = ['handBuilt', 'handBuilt30', 'ours', 'ours30'];

describe('1,000 people in one execution of a real n8n', () => {
	let sandbox: SandboxProcess;
	let n8n: RunningN8n;
	let ids: string[];
	let count = 0;
	const urls = new Map<Way, string>();
	const figures: { [latency: string]: { [way: string]: number } } = {};

	beforeAll(async () => {
		sandbox = await startSandboxProcess(PEOPLE + 20);
		ids = (await sandbox.control.people.list()).slice(-PEOPLE).map(({ id }) => id);
		n8n = await startN8n({ tarball: (await pack()).tarball });
		const credential = await n8n.rest.createCredential('Coachview', 'coachviewOAuth2Api', {
			environment: 'custom',
			customUrl: sandbox.coachviewUrl,
			clientId: demoClient.clientId,
			clientSecret: demoClient.clientSecret,
		});
		for (const way of WAYS) {
			const { id } = await n8n.rest.importWorkflow(workflow(way, sandbox.coachviewUrl), { credentials: [credential] });
			await n8n.rest.publish(id);
			urls.set(way, await n8n.rest.webhookUrl(id, 'Start'));
		}
	});
	afterAll(async () => {
		await n8n?.stop();
		sandbox?.stop();
		reportFigures('speedInN8n', figures);
	});

	/** @returns milliseconds from the start of the execution to the end of the last write */
	async function run(way: Way): Promise<number> {
		const { control } = sandbox;
		await control.requests.clear();
		const title = `t${++count}`;
		const begin = Date.now();
		await fetch(urls.get(way) as string, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ items: ids.map((id) => ({ id, title })) }),
		});
		for (const end = begin + 240_000; Date.now() < end; await sleep(250)) {
			const puts = await control.requests.list({ method: 'PUT', path: 'Personen' });
			if (puts.filter(({ status }) => status === 200).length < PEOPLE) continue;
			await sleep(1_500);
			return Math.max(...puts.map(({ at, ms }) => Date.parse(at) + ms)) - begin;
		}
		throw new Error(`${way} has not ended`);
	}

	it.each([
		[0, 3],
		[50, 1.5],
	])('at %i ms at least %f times as fast as what is built by hand', async (latency, factor) => {
		await sandbox.control.faults.clear();
		await sandbox.control.rateLimit.set({ limit: 10_000_000, remaining: 10_000_000 });
		if (latency > 0)
			await sandbox.control.faults.add({
				kind: 'delay',
				ms: latency,
				side: 'before',
				count: 0,
				match: { server: 'coachview', path: 'Personen' },
			});
		const took = new Map<Way, number[]>(WAYS.map((way) => [way, []]));
		for (let round = 0; round < RUNS; round++) for (const way of WAYS) took.get(way)?.push(await run(way));
		const median = (list: number[] = []) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] as number;
		figures[`${latency} ms`] = Object.fromEntries(WAYS.map((way) => [way, median(took.get(way))]));
		console.log(JSON.stringify(figures), JSON.stringify([...took]));
		// With as many at a time as somebody gives it who is in a hurry; with the default where there is no latency.
		expect(median(took.get('handBuilt')) / median(took.get(latency > 0 ? 'ours30' : 'ours'))).toBeGreaterThanOrEqual(
			factor,
		);
	});
});

function workflow(way: Way, coachviewUrl: string): WorkflowJson {
	const node = (
		name: string,
		type: string,
		typeVersion: number,
		parameters: object,
		more: object = {},
	): WorkflowNode => ({
		id: name,
		name,
		type,
		typeVersion,
		position: [0, 0],
		parameters: parameters as WorkflowNode['parameters'],
		...more,
	});
	const credentials = { coachviewOAuth2Api: { id: null, name: 'Coachview' } };
	const http = (name: string, extra: object) =>
		node(
			name,
			'n8n-nodes-base.httpRequest',
			4.2,
			{
				authentication: 'predefinedCredentialType',
				nodeCredentialType: 'coachviewOAuth2Api',
				url: `=${coachviewUrl}/api/v1/Personen/{{ $json.id }}`,
				options: {},
				...extra,
			},
			{ credentials },
		);
	const to = (name: string) => [{ node: name, type: 'main', index: 0 }];
	const isLoop = way === 'handBuilt30';
	const from = isLoop ? 'Loop' : 'Split';
	const title = { id: 'a', name: 'titel', type: 'string', value: `={{ $('${from}').item.json.title }}` };
	const byHand = [
		http('Get', {}),
		node('Set', 'n8n-nodes-base.set', 3.4, {
			assignments: { assignments: [title] },
			includeOtherFields: true,
			options: {},
		}),
		http('Put', { method: 'PUT', sendBody: true, specifyBody: 'json', jsonBody: '={{ JSON.stringify($json) }}' }),
		...(isLoop ? [node('Loop', 'n8n-nodes-base.splitInBatches', 3, { batchSize: 30, options: {} })] : []),
	];
	const ours = node(
		'Update',
		'n8n-nodes-coachview.coachview',
		1,
		{
			resource: 'person',
			operation: 'update',
			person: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			fields: { titel: '={{ $json.title }}' },
			options: way === 'ours30' ? { parallelRequests: 30 } : {},
		},
		{ credentials },
	);
	const isOurs = way === 'ours' || way === 'ours30';
	return {
		name: way,
		nodes: [
			node(
				'Start',
				'n8n-nodes-base.webhook',
				2,
				{ path: way, httpMethod: 'POST', responseMode: 'onReceived' },
				{ webhookId: `5d5b52a8-1a0a-4f0e-9d5c-6f1b5a0c9e0${WAYS.indexOf(way)}` },
			),
			node('Split', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.items', options: {} }),
			...(isOurs ? [ours] : byHand),
		],
		connections: {
			Start: { main: [to('Split')] },
			Split: { main: [to(isOurs ? 'Update' : isLoop ? 'Loop' : 'Get')] },
			...(isLoop && { Loop: { main: [[], to('Get')] } }),
			...(!isOurs && { Get: { main: [to('Set')] }, Set: { main: [to('Put')] } }),
			...(isLoop && { Put: { main: [to('Loop')] } }),
		},
		settings: { executionOrder: 'v1', saveDataSuccessExecution: 'none', saveDataErrorExecution: 'none' },
	};
}
