import type { INodeParameters } from 'n8n-workflow';
import { asFault } from '../../../nodes/Coachview/domain/fault.ts';
import { runNode } from '../../harness/engine.mts';
import { answer, goodToken, startStandIn, type Handler } from '../../harness/standIn.mts';

let server: Awaited<ReturnType<typeof startStandIn>> | undefined;
const start = async (api: Handler, token = goodToken) => (server = await startStandIn({ api, token }));
afterEach(() => server?.stop());

/** Runs the node against the stand-in and gives all that n8n would save, as text, with the error. */
async function run(parameters: INodeParameters) {
	const result = await runNode({
		type: 'coachview',
		parameters: { resource: 'person', ...parameters },
		credential: server?.credential,
	});
	return { error: result.error, saved: JSON.stringify(result.run.data.resultData) };
}

describe('K13.3 the true cause when there is no token', () => {
	// n8n 1.x keeps no status of an answer that is not JSON.
	const oldEngine = Boolean(process.env.COACHVIEW_ENGINE);
	const causes: Array<[string, Handler, string, number]> = [
		[
			'401 with a page',
			answer(401, '<html>No</html>', { 'content-type': 'text/html' }),
			'Coachview does not accept the client ID and secret',
			1,
		],
		...(oldEngine
			? []
			: [
					['401 with nothing', answer(401), 'Coachview does not accept the client ID and secret', 1] as [
						string,
						Handler,
						string,
						number,
					],
				]),
		[
			'401 with JSON',
			answer(401, '{"error":"invalid_client"}'),
			'Coachview does not accept the client ID and secret',
			1,
		],
		[
			'400 with JSON',
			answer(400, '{"error":"invalid_scope"}'),
			'Coachview does not grant the scopes listed in the credential',
			1,
		],
		[
			'404',
			answer(404, '<html>', { 'content-type': 'text/html' }),
			'There is no Coachview at this address: it does not give access tokens',
			1,
		],
		[
			'429 with a message',
			answer(429, '{"message":"quota exceeded"}'),
			'Coachview says that it was asked for access tokens too often',
			2,
		],
		[
			'429 with an error',
			answer(429, '{"error":"too_many_requests"}'),
			'Coachview says that it was asked for access tokens too often',
			2,
		],
		['503', answer(503), 'Coachview could not give an access token at this moment', 2],
		[
			'a page',
			answer(200, '<html>', { 'content-type': 'text/html' }),
			'Coachview could not give an access token at this moment',
			2,
		],
		['no token', answer(200, '{"a":1}'), 'Coachview gave no access token', 1],
	];
	it.each(causes)('K13.3 %s', async (_, token, message, times) => {
		const { seen } = await start(answer(200, '[]'), token);
		const { error, saved } = await run({ operation: 'getAll', options: { maxWait: 2 } });
		expect(error?.message).toBe(message);
		expect(seen).toEqual(Array.from({ length: times }, () => 'token'));
		expect(saved).not.toMatch(/<html>|quota exceeded/);
	});

	it.each(causes.filter(([name]) => name !== 'no token'))(
		'K13.3 also for a token that has ended: %s',
		async (_, token, message) => {
			const { withClient, handlers } = await start(answer(401));
			const thrown = await withClient(
				async (client) => {
					await client.write({ method: 'POST', entity: 'Personen', body: '{}' });
					handlers.token = token;
					client.meter.waited = 0;
					return await client
						.read({ method: 'GET', entity: 'Personen' }, () => 0)
						.then(
							() => undefined,
							(error: unknown) => error,
						);
				},
				{ maxWait: 0 },
			);
			// The token of the first try is new and refused: no other one is asked for.
			expect(asFault(thrown).message).toBe('Coachview refused the access token, also after a new one was asked for');
			const later = await withClient(
				async (client) =>
					await client
						.read({ method: 'GET', entity: 'Personen' }, () => 0)
						.then(
							() => undefined,
							(error: unknown) => error,
						),
				{ maxWait: 0 },
			);
			expect(asFault(later).message).toBe(message);
		},
	);

	it('K13.3 a credential that was deleted', async () => {
		const { credential } = await start(answer(200, '[]'));
		credential.stored.delete(credential.id);
		const { error } = await run({ operation: 'getAll' });
		expect(error?.message).toBe('n8n could not give the Coachview credential of this node');
		expect(error?.description).toContain('it was deleted');
		expect(server?.seen).toEqual([]);
	});

	it('K13.3 a credential that is deleted while the node runs', async () => {
		const { credential, withClient } = await start(answer(200, '[]'));
		const fault = await withClient(async (client) => {
			credential.stored.delete(credential.id);
			return asFault(
				await client
					.read({ method: 'GET', entity: 'Personen' }, () => 0)
					.then(
						() => undefined,
						(error: unknown) => error,
					),
			);
		});
		expect([fault.reason, fault.message]).toEqual([
			'credential',
			'n8n does not have the Coachview credential of this node any more',
		]);
		expect(server?.seen).toEqual([]);
	});
});
