import type { IDataObject } from 'n8n-workflow';
import { demoClient } from '../../../sandbox/coachview/clients.mts';
import { byId } from '../../harness/stage.mts';
import { credentialStore, runNode } from '../../harness/engine.mts';
import { runHandBuilt } from '../../harness/handBuilt.mts';
import { reportFigures } from '../../harness/report.mts';
import { startSandboxProcess, type SandboxProcess } from '../../harness/sandboxProcess.mts';

// A clock on a busy machine tells little, so this runs when it is asked for: COACHVIEW_SPEED=1, or the long check (jest.config.mjs).
const PEOPLE = 1_000;
const RUNS = Number(process.env.COACHVIEW_SPEED_RUNS ?? 3);

jest.setTimeout(600_000);

describe('1,000 people in one execution, beside HTTP Request, Edit Fields, HTTP Request', () => {
	let sandbox: SandboxProcess;
	let credential: ReturnType<typeof credentialStore>;
	let ids: string[];
	let count = 0;
	const figures: { [latency: string]: IDataObject } = {};

	beforeAll(async () => {
		sandbox = await startSandboxProcess(PEOPLE + 20);
		ids = (await sandbox.control.people.list()).slice(-PEOPLE).map(({ id }) => id);
		credential = credentialStore({
			environment: 'custom',
			customUrl: sandbox.coachviewUrl,
			clientId: demoClient.clientId,
			clientSecret: demoClient.clientSecret,
			scope: '',
		});
	});
	afterAll(() => {
		sandbox?.stop();
		reportFigures('speed', figures);
	});

	const items = () => ids.map((id) => ({ id, title: `t${++count}` }));

	async function ours(options: IDataObject, parameters: IDataObject = {}): Promise<{ took: number; cpu: number }> {
		const input = items();
		const cpu = process.cpuUsage();
		const begin = performance.now();
		const run = await runNode({
			type: 'coachview',
			parameters: {
				resource: 'person',
				operation: 'update',
				person: byId('={{ $json.id }}'),
				fields: { titel: '={{ $json.title }}' },
				options,
				...parameters,
			},
			credential,
			items: input,
		});
		const took = performance.now() - begin;
		const { user, system } = process.cpuUsage(cpu);
		if (run.error) throw run.error;
		const outcomes = new Set((run.outputs[0] ?? []).map(({ json }) => json.outcome));
		expect([...outcomes]).toEqual(['updated']);
		expect(run.outputs[0]).toHaveLength(PEOPLE);
		return { took, cpu: (user + system) / 1000 / PEOPLE };
	}

	const median = (list: number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] as number;

	// In this engine credentials cost next to nothing, and HTTP Request sends a thousand requests at the same moment, so that
	// only the processor's time compares (1.5 to 2.9 times less, as busy as the machine is); `npm run bench` compares the time in a real n8n.
	it.each([0, 50])('at %i ms with less of the processor', async (latency) => {
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
		const mine: Array<{ took: number; cpu: number }> = [];
		const wide: number[] = [];
		const theirs: number[] = [];
		const looped: number[] = [];
		const theirCpu: number[] = [];
		for (let run = 0; run < RUNS; run++) {
			const cpu = process.cpuUsage();
			theirs.push(await runHandBuilt(sandbox.coachviewUrl, credential, items()));
			const { user, system } = process.cpuUsage(cpu);
			theirCpu.push((user + system) / 1000 / PEOPLE);
			looped.push(await runHandBuilt(sandbox.coachviewUrl, credential, items(), 30));
			mine.push(await ours({}));
			wide.push((await ours({ parallelRequests: 30 })).took);
			await sandbox.control.requests.clear();
		}
		const round = (ms: number) => Math.round(ms);
		figures[`${latency} ms`] = {
			handBuilt: round(median(theirs)),
			handBuilt30: round(median(looped)),
			ours: round(median(mine.map(({ took }) => took))),
			ours30: round(median(wide)),
			cpuHandBuilt: Number(median(theirCpu).toFixed(2)),
			cpuPerUpdate: Number(median(mine.map(({ cpu }) => cpu)).toFixed(2)),
		};
		console.log(JSON.stringify(figures));
		expect(median(theirCpu) / median(mine.map(({ cpu }) => cpu))).toBeGreaterThanOrEqual(1.4);
	});
});
