import { answer, drip, goodToken, startStandIn, type Handler, type StandIn } from '../../harness/standIn.mts';
import { post, put, read, cut, cutInTheMiddle, silent, notUtf8, faultOf, timed } from './k14Stage.mts';

const id = '33333333-3333-4333-8333-333333333333';

let server: Awaited<ReturnType<typeof startStandIn>> | undefined;
const start = async (
	api: Handler,
	token = goodToken,
): Promise<StandIn & { handlers: { token?: Handler; api: Handler } }> => (server = await startStandIn({ api, token }));
afterEach(() => server?.stop());

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
	it.each(kinds)('K1.2 is sent once and %s is told as it is: %#', async (name, api, kind) => {
		const { withClient, seen } = await start(api);
		// Only what never ends is waited for to the end; a busy machine may need a while for the others.
		const timeout = /silence|drips/.test(name) ? 400 : 10_000;
		for (const request of [post, put]) {
			const outcome = await withClient(async (client) => await client.write(request), { timeout });
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
		expect([reason, advice]).toEqual(['notAllowed', expect.stringContaining('Then run it again.')]);
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
