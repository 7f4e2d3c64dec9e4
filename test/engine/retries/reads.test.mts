import type { INodeParameters } from 'n8n-workflow';
import type { Fault } from '../../../sandbox/control/types.mts';
import { byId, byKey, useStage } from '../../harness/stage.mts';

const stage = useStage({ people: 40 });
const control = () => stage.sandbox.control;
const people = async () => (await control().people.list()).map(({ id }) => id);
const requests = async (path: string) => await control().requests.list({ server: 'coachview', path });

/** Gets one person while `fault` hits the reading of it; different people do not disturb each other. */
async function get(id: string, fault: Fault | undefined, options: INodeParameters = {}) {
	if (fault) await control().faults.add({ ...fault, match: { path: `Personen/${id}` } } as Fault);
	const began = Date.now();
	const run = await stage.run('get', { person: byId(id), options });
	return {
		found: run.outputs[0]?.[0]?.json.id === id,
		error: run.error,
		ms: Date.now() - began,
		times: (await requests(id)).length,
	};
}

const passing: Array<[string, Fault]> = [
	['a connection cut before it was handled', { kind: 'drop', handle: false }],
	['a connection cut after it was handled', { kind: 'drop', handle: true }],
	['half a JSON answer', { kind: 'truncatedJson' }],
	["a proxy's page under 502", { kind: 'html' }],
	["a proxy's page under 200", { kind: 'html', status: 200 }],
	['429 with Retry-After', { kind: 'status', status: 429, headers: { 'Retry-After': '1' } }],
	['429 with Retry-After 0', { kind: 'status', status: 429, headers: { 'Retry-After': '0' } }],
	...[500, 502, 503, 504].map((status): [string, Fault] => [String(status), { kind: 'status', status }]),
];

interface Case {
	name: string;
	fault: Fault;
	options?: INodeParameters;
	/** What must come of it: requests for the person, and the time it took, in milliseconds. */
	times: number;
	atLeast?: number;
	within: number;
	error?: string;
}

const busy = (seconds: string, status = 503): Fault => ({
	kind: 'status',
	status,
	headers: { 'Retry-After': seconds },
	count: 0,
});
const slack = 1200;
const cases: Case[] = [
	...passing.map(
		([name, fault]): Case => ({
			name: `is repeated after ${name}`,
			fault,
			times: 2,
			atLeast: 700,
			within: 1300 + slack,
		}),
	),
	{
		name: 'is repeated after its time-out',
		fault: { kind: 'delay', ms: 1400, side: 'before' },
		options: { timeout: 1 },
		times: 2,
		atLeast: 1700,
		within: 2300 + slack,
	},
	// 1, 2 and 4 seconds, each with up to a quarter of jitter.
	{
		name: 'is given up after four tries: 503',
		fault: { kind: 'status', status: 503, count: 0 },
		times: 4,
		atLeast: 5200,
		within: 8800 + slack,
		error: 'Coachview could not answer (HTTP 503)',
	},
	{
		name: 'is given up after four tries: cut connections',
		fault: { kind: 'drop', handle: false, count: 0 },
		times: 4,
		atLeast: 5200,
		within: 8800 + slack,
		error: 'Coachview could not be reached',
	},
	{
		name: "is given up after four tries: a proxy's page",
		fault: { kind: 'html', status: 200, count: 0 },
		times: 4,
		atLeast: 5200,
		within: 8800 + slack,
		error: 'Coachview answered with something that is not JSON',
	},
	{
		name: 'waits as long as Retry-After says in seconds',
		fault: { ...busy('2'), count: 1 },
		times: 2,
		atLeast: 1950,
		within: 2000 + slack,
	},
	{
		name: 'waits as long as Retry-After says on 429',
		fault: { ...busy('2', 429), count: 1 },
		times: 2,
		atLeast: 1950,
		within: 2000 + slack,
	},
	{
		name: 'does not wait at all with Max Wait 0',
		fault: { kind: 'status', status: 503, count: 0 },
		options: { maxWait: 0 },
		times: 1,
		within: slack,
		error: 'Coachview could not answer (HTTP 503)',
	},
	// The first pause of about 1 second fits, the second of about 2 does not.
	{
		name: 'waits no longer than Max Wait in all',
		fault: { kind: 'status', status: 503, count: 0 },
		options: { maxWait: 2 },
		times: 2,
		atLeast: 700,
		within: 2000 + slack,
		error: 'Coachview could not answer (HTTP 503)',
	},
	{
		name: 'does not begin a pause that exceeds Max Wait: 503',
		fault: busy('30'),
		options: { maxWait: 20 },
		times: 1,
		within: slack,
		error: 'Coachview could not answer (HTTP 503)',
	},
	{
		name: 'does not begin a pause that exceeds Max Wait: 429',
		fault: busy('30', 429),
		options: { maxWait: 20 },
		times: 1,
		within: slack,
		error: "Coachview's daily number of requests is used up",
	},
	{
		name: 'adds up its pauses',
		fault: busy('1', 429),
		options: { maxWait: 2 },
		times: 3,
		atLeast: 1950,
		within: 2000 + slack,
		error: "Coachview's daily number of requests is used up",
	},
];

describe('a read', () => {
	const results = new Map<string, Awaited<ReturnType<typeof get>>>();

	// All at once, each with a person of its own: most of the time they only wait.
	beforeAll(async () => {
		const ids = await people();
		await Promise.all(
			cases.map(async ({ name, fault, options }, index) => results.set(name, await get(ids[index]!, fault, options))),
		);
	});

	it.each(cases)('$name', ({ name, times, atLeast = 0, within, error }) => {
		const result = results.get(name)!;
		expect(result.times).toBe(times);
		if (error === undefined) expect(result).toMatchObject({ found: true, error: undefined });
		else expect(result.error?.message).toContain(error);
		expect(result.ms).toBeGreaterThanOrEqual(atLeast);
		expect(result.ms).toBeLessThan(within);
	});

	it('understands Retry-After as an HTTP date', async () => {
		const [id = ''] = await people();
		const { found, ms } = await get(id, { ...busy(new Date(Date.now() + 2500).toUTCString()), count: 1 });
		expect([found, ms > 900 && ms < 3000 + slack]).toEqual([true, true]);
	});

	it.each([400, 404, 405, 406, 410, 422])('is not repeated after %i', async (status) => {
		const [id = ''] = await people();
		const { error, times, ms } = await get(id, { kind: 'status', status, count: 0 });
		expect([error?.httpCode, times]).toEqual([String(status), 1]);
		expect(ms).toBeLessThan(700);
	});

	it.each([401, 403])('asks for one new token after %i and no more', async (status) => {
		const [id = ''] = await people();
		const { error, times } = await get(id, { kind: 'status', status, count: 0 });
		expect([error?.httpCode, times]).toEqual([String(status), 2]);
		expect(await requests('connect/token')).toHaveLength(2);
	});

	it('has its own Max Wait in each item', async () => {
		const items = (await people()).slice(0, 3).map((id) => ({ id }));
		await control().faults.add(...items.map(({ id }): Fault => ({ ...busy('1'), count: 1, match: { path: id } })));
		const run = await stage.run('get', { person: byId('={{ $json.id }}'), options: { maxWait: 1 } }, { items });
		expect(run.error).toBeUndefined();
		expect(run.outputs[0]).toHaveLength(3);
	});
});

describe('the token', () => {
	const trouble: Array<[string, Fault]> = [
		['503', { kind: 'status', status: 503 }],
		['429', { kind: 'status', status: 429 }],
		['half a JSON answer', { kind: 'truncatedJson' }],
	];
	it.each(trouble)('is asked for again after %s', async (_, fault) => {
		await control().faults.add({ ...fault, match: { path: 'connect/token' } } as Fault);
		const run = await stage.run('update', { person: byKey('HR/10023'), fields: { opmerking: 'seen' } });
		expect(run.outputs[0]?.[0]?.json).toMatchObject({ outcome: 'updated', requests: 3 });
		expect(await requests('connect/token')).toHaveLength(2);
	});

	it('is not asked for again when the client is refused, and its text stays out of the error', async () => {
		await control().clients.put({ clientId: 'demo', enabled: false });
		const [id = ''] = await people();
		const { error, ms } = await get(id, undefined);
		expect(error?.message).toBe('Coachview does not accept the client ID and secret');
		expect(ms).toBeLessThan(700);
		expect(await requests('connect/token')).toHaveLength(1);
	});

	it('says that it was not to be had, and keeps it out of the saved error', async () => {
		await control().faults.add({ kind: 'truncatedJson', count: 0, match: { path: 'connect/token' } });
		const [id = ''] = await people();
		const run = await stage.run('get', { person: byId(id), options: { maxWait: 0 } });
		expect(run.error?.message).toMatch('Coachview could not give an access token at this moment');
		expect(JSON.stringify(run.run)).not.toContain('access_token');
	});
});
