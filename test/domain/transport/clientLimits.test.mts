import { asFault } from '../../../nodes/Coachview/domain/fault';
import type { CoachviewClient } from '../../../nodes/Coachview/transport/client';
import { Meter } from '../../../nodes/Coachview/transport/meter';
import { once, read, stage, status, waits, write } from './clientStage.mts';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => void waits.push(Math.round(ms / 100) / 10),
}));
beforeEach(() => (waits.length = 0));

describe('the quota', () => {
	const rate = (remaining: number, more = {}) => ({
		'X-Rate-Limit-Remaining': String(remaining),
		'X-Rate-Limit-Reset': '3600',
		...more,
	});
	const needs = (client: CoachviewClient, requests: number) => {
		try {
			client.needs(requests);
			return 'enough';
		} catch (error) {
			return asFault(error).message;
		}
	};

	it('is kept to, with the reserve', async () => {
		const { client } = await stage([once(status(200, rate(10), '{"id":1}'))], { reserve: 7 });
		expect(needs(client, 1000)).toBe('enough');
		await read(client);
		expect(client.rate).toMatchObject({ remaining: 10 });
		expect([needs(client, 3), needs(client, 4)]).toEqual([
			'enough',
			'Only 10 Coachview requests are left, 7 are kept in reserve, and this item may need 4',
		]);
	});

	it('that is used up stops everything without a request', async () => {
		const { client, web } = await stage([once(status(429, rate(0)))], { maxWait: 5 });
		expect(await read(client)).toBe('quotaExhausted');
		expect(await read(client)).toBe('quotaExhausted');
		expect(await write(client)).toBe('quotaExhausted');
		expect(web.verbs).toBe('GET');
		expect(needs(client, 1)).toContain('is used up until');
	});

	it('is free again after the reset', async () => {
		const { client } = await stage([once(status(429, rate(0)))], { maxWait: 5 });
		await read(client);
		jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_700_000);
		expect(needs(client, 50)).toBe('enough');
		expect(await read(client)).toBe('read');
		jest.restoreAllMocks();
	});

	it('is not told by the Retry-After of a 503', async () => {
		const { client } = await stage([once(status(503, { 'Retry-After': '2' }))]);
		expect(await read(client)).toBe('read');
		expect(client.rate.resetAt).toBeUndefined();
	});
});

it('all waits of one item stay within its waiting time', async () => {
	const { client } = await stage([], { maxWait: 3 });
	const busy = { status: 503, headers: { 'Retry-After': '2' }, text: '' };
	expect([await client.pause(1, busy), await client.pause(1, busy)]).toEqual([true, false]);
	const next = client.for(new Meter());
	expect([await next.pause(1, busy), waits]).toEqual([true, [2, 2]]);
	expect(await client.pause(4)).toBe(false);
	expect(await client.pause(1, { status: 401, headers: {}, text: '' })).toBe(true);
	expect(waits).toEqual([2, 2]);
	const patient = (await stage([], { maxWait: 1e12 })).client;
	expect(await patient.pause(1, { status: 503, headers: { 'Retry-After': '3000000' }, text: '' })).toBe(false);
});
