import type { INodeParameters } from 'n8n-workflow';
import { byKey, pieterId, useStage } from '../../harness/stage.mts';

const stage = useStage({ people: 20 });
const fields = { opmerking: 'seen' };
const each = { __rl: true, mode: 'id', value: '={{ $json.id }}' };
const requests = async (filter = {}) =>
	await stage.sandbox.control.requests.list({ server: 'coachview', path: 'Personen', ...filter });
const left = async (remaining: number) => await stage.sandbox.control.rateLimit.set({ remaining });
const ids = async (count: number) =>
	(await stage.sandbox.control.people.list()).slice(0, count).map(({ id }) => ({ id }));

async function batch(operation: string, parameters: INodeParameters, items: Array<{ [key: string]: string }>) {
	const run = await stage.run(operation, parameters, { items, settings: { onError: 'continueErrorOutput' } });
	const [done = [], failed = []] = run.outputs;
	return {
		done: done.map(({ json }) => json),
		failed: failed.map(({ json, pairedItem }) => ({ ...(json.error as object), pairedItem })),
		run,
	};
}

describe('a batch in which the day runs out', () => {
	it('stops cleanly: no half-done person, and the rest carries the reset moment', async () => {
		const items = await ids(6);
		// Two requests a person (Coachview answers the PUT with the record), three are needed to start one.
		await left(6);
		const { done, failed, run } = await batch('update', { person: each, fields }, items);
		const { reset } = await stage.sandbox.control.rateLimit.get();
		expect(run.error).toBeUndefined();
		expect(done.map(({ outcome }) => outcome)).toEqual(['updated', 'updated']);
		expect(failed).toEqual(
			[2, 3, 4, 5].map((item) =>
				expect.objectContaining({
					reason: 'quotaExhausted',
					resetAt: reset,
					rateLimitRemaining: 2,
					pairedItem: item,
				}),
			),
		);
		expect(await requests()).toHaveLength(4);
		const remarks = await Promise.all(
			items.map(async ({ id }) => JSON.parse(await stage.sandbox.control.people.text(id)).opmerking === 'seen'),
		);
		expect(remarks).toEqual([true, true, false, false, false, false]);
	});

	it.each([
		['seconds', 'isoNumber'],
		['date', 'isoNumber'],
		['absent', 'epoch'],
		['seconds', 'periodText'],
		['date', 'absent'],
		['seconds', 'absent'],
	])('asks once more and no more when others use the day up (Retry-After %s, headers %s)', async (A16, A15) => {
		await stage.sandbox.control.assumptions.set({ A15, A16 });
		await left(100);
		const items = await ids(5);
		await stage.person('update', { person: each, fields }, items.slice(0, 1));
		await left(0);
		await stage.sandbox.control.requests.clear();
		const { done, failed } = await batch('update', { person: each, fields }, items.slice(1));
		expect(done).toEqual([]);
		expect(failed).toHaveLength(4);
		for (const { resetAt } of failed as Array<{ resetAt?: string }>)
			expect(Math.abs(Date.parse(String(resetAt)) - Date.now() - 24 * 3_600_000)).toBeLessThan(10_000);
		expect((await requests()).map(({ status }) => status)).toEqual([429]);
	});

	it('says so, without a moment, when Coachview names none (A15 and A16 absent)', async () => {
		await stage.sandbox.control.assumptions.set({ A15: 'absent', A16: 'absent' });
		await left(0);
		const { failed } = await batch('update', { person: each, fields }, await ids(3));
		expect(failed).toHaveLength(3);
		expect(failed[2]).toMatchObject({ reason: 'quotaExhausted', pairedItem: 2 });
		expect(failed[2]).not.toHaveProperty('resetAt');
		expect(await requests()).toHaveLength(1);
	});

	it('ends the workflow with the moment in the text when the node is not to go on', async () => {
		await left(0);
		const run = await stage.run('update', { person: each, fields }, { items: await ids(3) });
		const { reset } = await stage.sandbox.control.rateLimit.get();
		expect(run.error).toMatchObject({
			message: expect.stringContaining('used up until'),
			description: expect.stringContaining(String(reset)),
			context: { itemIndex: 0 },
		});
		expect(await requests()).toHaveLength(1);
	});

	it('goes on by itself when the quota comes back within Max Wait', async () => {
		await stage.sandbox.control.faults.add({
			kind: 'status',
			status: 429,
			headers: { 'Retry-After': '1' },
			skip: 2,
			match: { path: 'Personen' },
		});
		const { done, failed } = await batch('update', { person: each, fields, options: { maxWait: 3 } }, await ids(3));
		expect(done).toHaveLength(3);
		expect(failed).toEqual([]);
	});
});

describe('an item is not started when fewer requests are left than it may need', () => {
	const one = { __rl: true, mode: 'id', value: pieterId };
	it.each([
		['update by ID', 'update', { person: one, fields }, 3],
		['update by external key, with its look-up', 'update', { person: byKey('HR/10023'), fields }, 4],
		['update with Read Again Before Writing', 'update', { person: one, fields, options: { concurrency: 'reread' } }, 4],
		[
			'replace by external key',
			'replace',
			{ person: byKey('HR/10023'), recordJson: '={{ $json.record }}', options: { freeFields: 'leaveOut' } },
			4,
		],
		['create or update', 'upsert', { externId: '10023', externSource: 'HR', lastName: 'Pietersen', fields }, 4],
		[
			'create or update with Read Again Before Writing',
			'upsert',
			{ externId: '10023', externSource: 'HR', lastName: 'Pietersen', fields, options: { concurrency: 'reread' } },
			5,
		],
		['create', 'create', { lastName: 'Nieuw', externId: '={{ $json.number }}', externSource: 'HR' }, 3],
		['create without a key', 'create', { lastName: 'Nieuw' }, 2],
		['get by ID', 'get', { person: one }, 1],
		['get by external key', 'get', { person: byKey('HR/10023') }, 2],
	] as Array<[string, string, INodeParameters, number]>)('%s', async (_, operation, parameters, need) => {
		const record = await stage.sandbox.control.people.text(pieterId);
		let made = 0;
		const items = (count: number) => Array.from({ length: count }, () => ({ number: String(77_000 + made++), record }));
		await batch(operation, parameters, items(1));
		await stage.sandbox.control.requests.clear();
		await batch(operation, parameters, items(1));
		const used = (await requests()).length;

		await left(used + need - 1);
		await stage.sandbox.control.requests.clear();
		const short = await batch(operation, parameters, items(2));
		expect([short.done.length, short.failed]).toEqual([
			1,
			[expect.objectContaining({ reason: 'quotaExhausted', resetAt: expect.any(String) })],
		]);
		expect(await requests()).toHaveLength(used);

		await left(used + need);
		const enough = await batch(operation, parameters, items(2));
		expect([enough.done.length, enough.failed]).toEqual([2, []]);
	});

	it('not even half: what the first read tells still stops the write', async () => {
		await left(2);
		const { failed } = await batch('update', { person: one, fields }, [{}]);
		expect(failed).toEqual([expect.objectContaining({ reason: 'quotaExhausted' })]);
		expect(await requests({ method: 'PUT' })).toEqual([]);
	});
});

describe('Keep in Reserve', () => {
	it('leaves the number to others, also in the first item', async () => {
		const items = await ids(4);
		await left(104);
		const options = { reserve: 100 };
		const { done, failed, run } = await batch('update', { person: each, fields, options }, items);
		expect(done).toHaveLength(1);
		expect(failed).toHaveLength(3);
		expect(JSON.stringify(run.outputs[1])).toContain(
			'Only 102 Coachview requests are left, 100 are kept in reserve, and this item may need 3',
		);
		expect((await stage.sandbox.control.rateLimit.get()).remaining).toBe(102);
		const first = await batch('update', { person: each, fields, options }, items.slice(3));
		expect(first.failed).toEqual([expect.objectContaining({ reason: 'quotaExhausted', rateLimitRemaining: 101 })]);
		expect(await requests({ method: 'PUT' })).toHaveLength(1);
	});

	it('does not stop the check of what was written already', async () => {
		await stage.sandbox.control.assumptions.set({ A21: 'noContent' });
		await left(103);
		const { done } = await batch('update', { person: each, fields, options: { reserve: 100 } }, await ids(1));
		expect(done).toEqual([expect.objectContaining({ outcome: 'updated', verified: true, rateLimitRemaining: 100 })]);
	});
});

describe('what is known of the quota', () => {
	const told = async (reset: string) =>
		await stage.sandbox.control.faults.add({
			kind: 'status',
			status: 200,
			body: '[]',
			headers: { 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': reset },
			match: { path: 'Personen$' },
		});

	it('is forgotten when the reset that was told has passed', async () => {
		const items = await ids(2);
		const match = { path: items[0]?.id };
		// The first item waits for two seconds, and then fails for its own reason.
		await stage.sandbox.control.faults.add({
			kind: 'status',
			status: 503,
			headers: { 'retry-after': '2', 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': '1' },
			match,
		});
		await stage.sandbox.control.faults.add({ kind: 'status', status: 404, match });
		const { done, failed } = await batch('get', { person: each }, items);
		expect([done.length, failed]).toEqual([1, [expect.objectContaining({ reason: 'notFound' })]]);
	});

	it('K14.4 is not forgotten for a reset that was past when it was told', async () => {
		await told(new Date(Date.now() - 60_000).toISOString());
		const run = await stage.run('getAll', { limit: 5 }, { items: [{}, {}] });
		expect(run.error?.message).toContain("Coachview's daily number of requests is used up");
		expect(await requests()).toHaveLength(1);
	});

	it('K14.4 is not forgotten for a reset in seconds from now', async () => {
		await told('3600');
		const run = await stage.run(
			'getAll',
			{ limit: 5 },
			{ items: [{}, {}], settings: { onError: 'continueRegularOutput' } },
		);
		const error = run.outputs[0]?.at(-1)?.json.error as { resetAt: string };
		expect(Math.abs(Date.parse(error.resetAt) - Date.now() - 3_600_000)).toBeLessThan(5000);
		expect(await requests()).toHaveLength(1);
	});

	it('is not mistaken for reset by the Retry-After of a busy server', async () => {
		await left(4);
		const items = await ids(3);
		// The wait of the 503 passes during the batch; the day does not.
		await stage.sandbox.control.faults.add({
			kind: 'status',
			status: 503,
			headers: { 'Retry-After': '1' },
			skip: 1,
			match: { method: 'GET', path: 'Personen' },
		});
		const { done, failed } = await batch('get', { person: each }, items);
		expect(done).toHaveLength(3);
		expect(failed).toEqual([]);
		const { reset } = await stage.sandbox.control.rateLimit.get();
		const next = await batch('update', { person: each, fields }, items);
		expect(next.failed[1]).toMatchObject({ reason: 'quotaExhausted', resetAt: reset });
	});
});
