import type { Fault } from '../../../nodes/Coachview/domain/fault';
import { createClient } from '../../../nodes/Coachview/transport/client';
import { isAnswer } from '../../../nodes/Coachview/transport/request';
import type { Trouble } from '../../harness/memoryWeb.mts';
import { get, once, put, read, reset, stage, status, waits, write } from './clientStage.mts';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => void waits.push(Math.round(ms / 100) / 10),
}));
beforeEach(() => (waits.length = 0));

describe('a read', () => {
	it.each<[string, Trouble[], string, string, number[]]>([
		['goes well', [], 'read', 'GET', []],
		['is repeated after a 500', [once(status(500))], 'read', 'GET GET', [1]],
		['is repeated after a broken connection', [once({ throws: reset })], 'read', 'GET GET', [1]],
		['is repeated after half an answer', [once(status(200, {}, '{"a":'))], 'read', 'GET GET', [1]],
		[
			'is repeated three times, with longer and longer waits',
			[once(status(503), { count: 9 })],
			'unavailable',
			'GET GET GET GET',
			[1, 2, 4],
		],
		['waits as the server asks', [once(status(429, { 'Retry-After': '7' }))], 'read', 'GET GET', [7]],
		['is not repeated after a refusal', [once(status(404))], 'notFound', 'GET', []],
		['is not repeated after a redirect', [once(status(302))], 'unexpectedAnswer', 'GET', []],
		['is repeated with a new token', [once(status(401))], 'read', 'GET GET', []],
		['and once only', [once(status(401), { count: 2 })], 'credential', 'GET GET', []],
		['is repeated with a new token where a right is missing', [once(status(403))], 'read', 'GET GET', []],
		['and once only, too', [once(status(403), { count: 9 })], 'notAllowed', 'GET GET', []],
		[
			'does not wait for a reset that is far away',
			[once(status(429, { 'Retry-After': '3600' }))],
			'quotaExhausted',
			'GET',
			[],
		],
	])('%s', async (_, troubles, told, verbs, waited) => {
		const { web, client } = await stage(troubles);
		expect([await read(client), web.verbs, waits.length]).toEqual([told, verbs, waited.length]);
		waited.forEach((seconds, index) =>
			expect(Math.abs((waits[index] ?? 0) - seconds)).toBeLessThanOrEqual(seconds * 0.26),
		);
		expect(client.meter.requests).toBe(web.seen.length);
	});

	it('hands on what the reader of the answer throws', async () => {
		const { client, web } = await stage();
		await expect(
			client.read(get, () => {
				throw new TypeError('x');
			}),
		).rejects.toMatchObject({ reason: 'unexpected' });
		expect(web.verbs).toBe('GET');
	});
});

describe('a write', () => {
	it.each<[string, Trouble[], string, string]>([
		['goes well', [], 'answered', 'PUT'],
		['is sent once, whatever comes back: 500', [once(status(500))], 'uncertain', 'PUT'],
		['a redirect', [once(status(303))], 'uncertain', 'PUT'],
		['a broken connection', [once({ throws: reset })], 'uncertain', 'PUT'],
		['no connection', [once({ throws: { code: 'ECONNREFUSED' } })], 'undelivered', 'PUT'],
		['429', [once(status(429))], 'undelivered', 'PUT'],
		['400', [once(status(400))], 'rejected', 'PUT'],
		['401', [once(status(401))], 'undelivered', 'PUT'],
		['403', [once(status(403))], 'notAllowed', 'PUT'],
	])('%s', async (_, troubles, told, verbs) => {
		const { web, client } = await stage(troubles);
		expect([await write(client), web.verbs, waits.length]).toEqual([told, verbs, 0]);
	});

	it('a token that was refused is renewed for what comes next, and the second refusal in a row stands', async () => {
		const { web, client } = await stage([once(status(401), { method: 'PUT', count: 2 })]);
		expect(await write(client)).toBe('undelivered');
		expect(web.tokens).toBe(2);
		expect(await read(client)).toBe('read');
		expect(await write(client)).toBe('credential');
		expect(web.tokens).toBe(2);
	});

	it('another execution may have renewed the token already', async () => {
		const { web, client } = await stage();
		web.troubles.push({
			answer: () => {
				web.tokens = 5;
				return status(401);
			},
		});
		expect(await read(client)).toBe('read');
		expect(web.tokens).toBe(5);
	});
});

describe('a token that cannot be had', () => {
	it.each<[unknown, string]>([
		[{ message: 'invalid_client' }, 'credential'],
		[{ code: 'ECONNREFUSED' }, 'unavailable'],
	])('%j', async (trouble, told) => {
		const { web, client } = await stage([once(status(401), { count: 9 })]);
		web.tokenTrouble = trouble;
		expect(await read(client)).toBe(told);
	});

	it('after a 403 the refusal itself is told', async () => {
		const { web, client } = await stage([once(status(403))]);
		web.tokenTrouble = { message: 'invalid_client' };
		expect(await read(client)).toBe('notAllowed');
	});

	it('a credential that is gone is told as that', async () => {
		const { web, client } = await stage([once({ throws: reset })]);
		web.credential = undefined;
		expect((await client.read(get, () => 'x').catch((error: unknown) => error)) as Fault).toMatchObject({
			reason: 'credential',
			message: expect.stringContaining('any more') as string,
		});
		await expect(createClient(web.context())).rejects.toMatchObject({ reason: 'credential' });
	});
});

it('what a client is known by', async () => {
	const { web, client } = await stage();
	expect([client.baseUrl, client.environment, client.account]).toEqual([
		expect.stringContaining('https://'),
		'live',
		JSON.stringify([client.baseUrl, 'client', '']),
	]);
	web.credential = { environment: 'custom', customUrl: '' };
	await expect(createClient(web.context())).rejects.toMatchObject({
		reason: 'credential',
		advice: 'Correct the credential. Nothing was sent to Coachview.',
	});
	expect([
		isAnswer({ status: 299, headers: {}, text: '' }),
		isAnswer({ status: 300, headers: {}, text: '' }),
		isAnswer({ headers: {}, text: '' }),
		isAnswer({ status: 200, headers: {}, text: '', tokenError: 'x' }),
	]).toEqual([true, false, false, false]);
});

it('what is sent', async () => {
	const { web, client } = await stage();
	await client.write({ ...put, headers: { 'If-Match': '"5"' } });
	await client.read({ method: 'GET', entity: 'Personen', query: { where: 'a=é&b', skip: '0' } }, () => undefined);
	expect(web.seen[0]).toEqual({
		method: 'PUT',
		path: 'Personen/p1',
		query: {},
		body: '{"voornaam":"Piet"}',
		headers: { Accept: 'application/json', 'Content-Type': 'application/json; charset=utf-8', 'If-Match': '"5"' },
	});
	expect(web.seen[1]).toMatchObject({
		path: 'Personen',
		query: { where: 'a=é&b', skip: '0' },
		headers: { Accept: 'application/json' },
	});
	expect(web.seen[1]?.headers).not.toHaveProperty('Content-Type');
});
