import { Fault } from '../../../nodes/Coachview/domain/fault.ts';
import { createClient } from '../../../nodes/Coachview/transport/client.ts';
import type { ApiRequest, CoachviewClient } from '../../../nodes/Coachview/transport/client.ts';
import { answer, drip, every, goodToken, startStandIn } from '../../harness/stand-in.mts';
import type { Handler, StandIn } from '../../harness/stand-in.mts';

const id = '33333333-3333-4333-8333-333333333333';
const post: ApiRequest = { method: 'POST', entity: 'Personen', body: '{"achternaam":"Nieuw"}' };
const put: ApiRequest = { method: 'PUT', entity: 'Personen', id, body: '{"achternaam":"Nieuw"}' };
const read: ApiRequest = { method: 'GET', entity: 'Personen', query: { take: '1' } };

const cut: Handler = (request) => request.socket.destroy();
const cutInTheMiddle: Handler = (request, response) => {
	response.writeHead(200, { 'content-length': '1000' });
	response.write('{"id":');
	setTimeout(() => request.socket.destroy(), 20);
};
const silent: Handler = () => undefined;
const notUtf8: Handler = (_, response) => response.writeHead(200).end(Buffer.from([0x22, 0xeb, 0x22]));

let server: Awaited<ReturnType<typeof startStandIn>> | undefined;
const start = async (
	api: Handler,
	token = goodToken,
): Promise<StandIn & { handlers: { token?: Handler; api: Handler } }> => (server = await startStandIn({ api, token }));
afterEach(() => server?.stop());

/** The fault that was thrown; fails when there is none. */
async function faultOf(work: Promise<unknown>): Promise<Fault> {
	const thrown = await work.then(
		() => undefined,
		(error: unknown) => error,
	);
	expect(thrown).toBeInstanceOf(Fault);
	return thrown as Fault;
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> {
	const began = Date.now();
	return { value: await work(), ms: Date.now() - began };
}

describe('a write', () => {
	const kinds: Array<[string, Handler, string]> = [
		['200 with the record', answer(200, '{}'), 'answered'],
		['204', answer(204), 'answered'],
		['202', answer(202), 'answered'],
		...[301, 302, 303, 307, 308].map((status): [string, Handler, string] => [
			`${status}`,
			answer(status, '', { location: 'http://127.0.0.1:1/' }),
			'uncertain',
		]),
		['408', answer(408), 'uncertain'],
		...[500, 501, 502, 503, 504, 520].map((status): [string, Handler, string] => [
			`${status}`,
			answer(status),
			'uncertain',
		]),
		['a cut connection', cut, 'uncertain'],
		['half an answer', cutInTheMiddle, 'uncertain'],
		['an answer that is not UTF-8', notUtf8, 'uncertain'],
		['silence', silent, 'uncertain'],
		['an answer in drips', drip, 'uncertain'],
		['429', answer(429, '', { 'retry-after': '1' }), 'undelivered'],
		['401', answer(401), 'undelivered'],
	];
	it.each(kinds)('K1.2 is sent once and %s is told as it is: %#', async (_, api, kind) => {
		const { withClient, seen } = await start(api);
		for (const request of [post, put]) {
			const outcome = await withClient(async (client) => await client.write(request), { timeout: 400 });
			expect(outcome.kind).toBe(kind);
		}
		expect(seen.filter((line) => line !== 'token')).toEqual(['POST Personen', `PUT Personen/${id}`]);
	});

	it.each([400, 403, 404, 405, 409, 412, 413, 415, 422])(
		'K1.2 is sent once and its refusal with %i is a fault',
		async (status) => {
			const { withClient, seen } = await start(answer(status));
			const { details } = await faultOf(withClient(async (client) => await client.write(put)));
			expect(details.httpStatus).toBe(status);
			expect(seen.filter((line) => line !== 'token')).toHaveLength(1);
		},
	);

	it('K1.2 that nobody listens to was not delivered', async () => {
		const { withClient, stop, credential } = await start(answer(200, '[]'));
		await withClient(async (client) => await client.read(read, () => 0));
		stop();
		expect(credential.updates).toHaveLength(1);
		expect(await withClient(async (client) => await client.write(put))).toMatchObject({
			kind: 'undelivered',
			fault: { reason: 'unavailable' },
		});
	});

	it.each([
		['503', answer(503)],
		['429', answer(429, '{"error":"too_many_requests"}')],
		['a page', answer(200, '<html>')],
		['drips', drip],
	] as Array<[string, Handler]>)('K1.2 for which no token could be had was not delivered: %s', async (_, token) => {
		const { withClient, seen } = await start(answer(200, '{}'), token);
		const outcome = await withClient(async (client) => await client.write(put), { timeout: 400 });
		expect(outcome).toMatchObject({ kind: 'undelivered', fault: { reason: 'unavailable' } });
		expect(seen).toEqual(['token']);
	});

	it('K1.2 with a token that has ended is refused once, and the next one has a new token', async () => {
		let refusals = 1;
		const { withClient, seen } = await start((...all) => answer(refusals-- > 0 ? 401 : 200, '{}')(...all));
		const kinds = await withClient(async (client) => {
			const first = await client.write(post);
			const waited = first.kind === 'undelivered' && (await timed(async () => await client.pause(1, first.failure)));
			return [first.kind, waited && waited.value && waited.ms < 100, (await client.write(post)).kind];
		});
		expect(kinds).toEqual(['undelivered', true, 'answered']);
		expect(seen).toEqual(['token', 'POST Personen', 'token', 'POST Personen']);
	});

	it('K1.2 that is refused for its token again and again ends as a fault of the credential', async () => {
		const { withClient, seen } = await start((request, ...rest) =>
			answer(request.method === 'GET' ? 200 : 401, '[]')(request, ...rest),
		);
		const { reason } = await faultOf(
			withClient(async (client) => {
				for (let attempt = 0; attempt < 5; attempt++) {
					await client.write(put);
					await client.read(read, () => 0);
				}
			}),
		);
		expect(reason).toBe('credential');
		expect(seen.filter((line) => line.startsWith('PUT'))).toHaveLength(2);
		expect(seen.filter((line) => line === 'token')).toHaveLength(2);
	});
});

describe('K14.6 403 on a write', () => {
	it.each([
		['POST', post],
		['PUT', put],
	])('K14.6 %s is one request, and the new token is there for the next run', async (method, request) => {
		let allowed = false;
		const { withClient, seen } = await start((one, ...rest) => answer(allowed ? 200 : 403, '{}')(one, ...rest));
		const { reason, advice } = await faultOf(withClient(async (client) => await client.write(request)));
		expect([reason, advice]).toEqual([
			'notAllowed',
			expect.stringContaining('A new token was fetched just now, so run it again.'),
		]);
		expect(seen.map((line) => line.split(' ')[0])).toEqual(['token', method, 'token']);
		allowed = true;
		expect(await withClient(async (client) => await client.write(request))).toMatchObject({ kind: 'answered' });
		expect(seen.slice(3).map((line) => line.split(' ')[0])).toEqual([method]);
	});

	it('K14.6 costs one token for a whole run, and says so when there is none', async () => {
		const { withClient, seen, handlers } = await start((...all) => {
			handlers.token = answer(503);
			answer(403)(...all);
		});
		await withClient(async (client) => {
			const { advice } = await faultOf(client.write(post));
			expect(advice).toContain('n8n may keep the old token');
			await faultOf(client.write(post));
		});
		expect(seen).toEqual(['token', 'POST Personen', 'token', 'POST Personen']);
	});
});

describe('K14.3 one deadline for all of a request', () => {
	const slow: Array<[string, Handler, Handler]> = [
		['a body in drips', drip, goodToken],
		['silence', silent, goodToken],
		[
			'headers that never end',
			(_, response) => {
				response.socket?.write('HTTP/1.1 200 OK\r\n');
				every(50, response, () => response.socket?.write('X-Drip: 1\r\n'));
			},
			goodToken,
		],
		['a token in drips', answer(200, '[]'), drip],
		['a token that never comes', answer(200, '[]'), silent],
	];
	it.each(slow)('K14.3 %s', async (_, api, token) => {
		const { withClient } = await start(api, token);
		const { value, ms } = await timed(
			async () =>
				await faultOf(withClient(async (client) => await client.read(read, () => 0), { timeout: 700, maxWait: 0 })),
		);
		expect(value.reason).toBe('unavailable');
		expect(value.message).toMatch(
			token === goodToken ? /had not given its whole answer after 0.7 seconds/ : /could not give an access token/,
		);
		expect(ms).toBeGreaterThan(600);
		expect(ms).toBeLessThan(6000);
	});

	it('K14.3 a new token in drips, after the old one has ended', async () => {
		const { withClient, handlers } = await start(answer(401));
		const { value, ms } = await timed(
			async () =>
				await faultOf(
					withClient(
						async (client) => {
							handlers.token = drip;
							return await client.read(read, () => 0);
						},
						{ timeout: 700, maxWait: 0 },
					),
				),
		);
		expect(value.message).toMatch(/access token/);
		expect(ms).toBeLessThan(8000);
	});

	it('K14.3 a request that was given up ends on the wire as well', async () => {
		let closed = false;
		const { withClient } = await start((request) => void request.socket.on('close', () => (closed = true)));
		await withClient(async (client) => await client.write(put), { timeout: 300 });
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(closed).toBe(true);
	});

	it('K14.3 an answer that takes its time within the deadline is read', async () => {
		const { withClient } = await start((_, response) => {
			response.writeHead(200);
			let count = 0;
			every(100, response, () =>
				++count < 8 ? response.write(count === 1 ? '[' : ' ') : response.end(count === 8 ? ']' : undefined),
			);
		});
		expect(
			await withClient(async (client) => await client.read(read, ({ text }) => text.trim()), { timeout: 5000 }),
		).toMatch(/^\[ +\]$/);
	});
});

describe('stopping the execution in n8n', () => {
	/** A client whose execution is stopped after some milliseconds. */
	const stopped = async (api: Handler, work: (client: CoachviewClient) => Promise<unknown>) => {
		const { withClient, seen } = await start(api);
		const result = await timed(
			async () =>
				await faultOf(
					withClient(async (_, context) => {
						const cancel = new AbortController();
						const inner = Object.create(context, {
							getExecutionCancelSignal: { value: () => cancel.signal },
						}) as typeof context;
						setTimeout(() => cancel.abort(), 200);
						await work(await createClient(inner, {}));
					}),
				),
		);
		return { ...result, seen };
	};

	it('ends a wait at once, and sends nothing more', async () => {
		const { value, ms, seen } = await stopped(
			answer(503, '', { 'retry-after': '5' }),
			async (client) => await client.read(read, () => 0),
		);
		expect([value.reason, value.message]).toEqual(['cancelled', 'n8n stopped the execution']);
		expect(ms).toBeLessThan(6000);
		expect(seen).toEqual(['token', 'GET Personen']);
	});

	it('ends a request that is under way; a write may have been stored', async () => {
		const { value, ms } = await stopped(silent, async (client) => await client.write(put));
		expect([value.reason, value.advice]).toEqual(['cancelled', expect.stringContaining('may have been stored')]);
		expect(ms).toBeLessThan(6000);
	});

	it('lets no later item begin', async () => {
		const { seen } = await stopped(silent, async (client) => {
			await client.read(read, () => 0).catch(() => undefined);
			await client.read(read, () => 0);
		});
		expect(seen.filter((line) => line !== 'token')).toHaveLength(1);
	});
});

describe('waiting', () => {
	it.each([0.5, 1500.7, 1e13])('takes a time-out of %d milliseconds', async (timeout) => {
		const { withClient } = await start(answer(200, '[]'));
		const outcome = withClient(async (client) => await client.read(read, () => 'read'), { timeout, maxWait: 0 });
		await (timeout < 1
			? expect(outcome).rejects.toThrow(/access token|whole answer/)
			: expect(outcome).resolves.toBe('read'));
	});

	it('never begins a wait that Node would cut short', async () => {
		const { withClient } = await start(answer(200, '[]'));
		const busy = { headers: { 'retry-after': '3000000' }, text: '', status: 429 };
		expect(await withClient(async (client) => await client.pause(1, busy), { maxWait: 1e9 })).toBe(false);
	});

	it('says when there is no time left, and waits not at all then', async () => {
		const { withClient } = await start(answer(200, '[]'));
		const results = await withClient(
			async (client) => {
				const busy = { headers: { 'retry-after': '1' }, text: '', status: 503 };
				client.meter.waited = 0;
				return await timed(async () => [
					await client.pause(1, busy),
					await client.pause(2, busy),
					await client.pause(4, busy),
				]);
			},
			{ maxWait: 1 },
		);
		expect(results.value).toEqual([true, false, false]);
		expect(results.ms).toBeLessThan(6000);
	});
});
