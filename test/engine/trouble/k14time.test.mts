import { createClient, type CoachviewClient } from '../../../nodes/Coachview/transport/client.ts';
import { answer, drip, every, goodToken, startStandIn, type Handler, type StandIn } from '../../harness/standIn.mts';
import { put, read, silent, faultOf, timed } from './k14Stage.mts';

let server: Awaited<ReturnType<typeof startStandIn>> | undefined;
const start = async (
	api: Handler,
	token = goodToken,
): Promise<StandIn & { handlers: { token?: Handler; api: Handler } }> => (server = await startStandIn({ api, token }));
afterEach(() => server?.stop());

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
