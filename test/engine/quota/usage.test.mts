import type { IDataObject } from 'n8n-workflow';
import { useStage, type Output } from '../../harness/stage.mts';

const stage = useStage();
const get = async (items?: IDataObject[], options = {}): Promise<Output[]> =>
	await stage.person('get', { resource: 'account', options }, items);

describe('Account: Get API Usage', () => {
	it('gives limit, remaining and reset for one small read, whatever the number of items', async () => {
		await stage.sandbox.control.rateLimit.set({ remaining: 4321 });
		const usage = await get([{ a: 1 }, { a: 2 }, { a: 3 }]);
		const { reset } = await stage.sandbox.control.rateLimit.get();
		expect(usage).toEqual(Array.from({ length: 3 }, () => ({ limit: 5000, remaining: 4320, resetAt: reset })));
		expect((await stage.sandbox.control.requests.list({ path: 'Personen' })).map(({ query }) => query)).toEqual([
			'take=1',
		]);
	});

	it.each([
		['isoNumber', { limit: 5000, remaining: 99, resetAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) }],
		['epoch', { limit: 5000, remaining: 99, resetAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) }],
		['periodText', { limit: null, remaining: 99, resetAt: expect.any(String) }],
		['absent', { limit: null, remaining: null, resetAt: null }],
	])('reads the headers in the form %s of assumption A15', async (A15, expected) => {
		await stage.sandbox.control.assumptions.set({ A15 });
		await stage.sandbox.control.rateLimit.set({ remaining: 100 });
		expect(await get()).toEqual([expected]);
		const { reset } = await stage.sandbox.control.rateLimit.get();
		const told = (await get())[0]?.resetAt;
		// An epoch in seconds is as exact as it can be.
		if (told !== null) expect(Math.abs(Date.parse(String(told)) - Date.parse(String(reset)))).toBeLessThanOrEqual(1000);
	});

	it.each([
		['seconds', 'isoNumber', true],
		['date', 'absent', true],
		['seconds', 'absent', true],
		['absent', 'isoNumber', true],
		['absent', 'absent', false],
	])('tells of a used-up day instead of failing (Retry-After %s, headers %s)', async (A16, A15, known) => {
		await stage.sandbox.control.assumptions.set({ A15, A16 });
		await stage.sandbox.control.rateLimit.set({ remaining: 0 });
		const [usage] = await get();
		expect(usage?.remaining).toBe(0);
		if (known) expect(Math.abs(Date.parse(String(usage?.resetAt)) - Date.now() - 24 * 3_600_000)).toBeLessThan(10_000);
		else expect(usage?.resetAt).toBeNull();
		expect(await stage.sandbox.control.requests.list({ path: 'Personen' })).toHaveLength(1);
	});

	it('shows nothing of the person in the list', async () => {
		expect(Object.keys((await get())[0] ?? {})).toEqual(['limit', 'remaining', 'resetAt']);
	});

	it('tells also a client that may read nothing, for a refusal has the same headers', async () => {
		await stage.sandbox.control.clients.put({ clientId: 'demo', scopes: ['api'] });
		await stage.sandbox.control.rateLimit.set({ remaining: 4321 });
		const [usage] = await get();
		expect(usage).toMatchObject({ limit: 5000, remaining: expect.any(Number), resetAt: expect.any(String) });
	});

	it('fails like every operation when the client may not read people and no answer tells anything', async () => {
		await stage.sandbox.control.clients.put({ clientId: 'demo', scopes: ['api'] });
		await stage.sandbox.control.assumptions.set({ A15: 'absent' });
		await expect(get()).rejects.toThrow('may not read Personen');
	});
});
