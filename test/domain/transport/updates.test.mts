import { type Trouble } from '../../harness/memoryWeb.mts';
import { ID, START, stage, status, type Scene } from './recordStage.mts';

// Waits are looked at elsewhere.
jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => undefined }));

describe('an update', () => {
	it.each<[string, Scene, string, string]>([
		['is learned with four reads, and verified by one', {}, 'updated read', 'GET GET GET PUT GET'],
		[
			'is sent once more after a 500 and a look',
			{ troubles: [{ method: 'PUT', answer: status(500) }] },
			'updated read',
			'GET GET GET PUT GET PUT GET',
		],
		[
			'finds what a lost answer has stored',
			{ troubles: [{ method: 'PUT', answer: status(504), done: true }] },
			'updated read',
			'GET GET GET PUT GET',
		],
		[
			'finds what a redirect has stored',
			{ troubles: [{ method: 'PUT', answer: status(303), done: true }] },
			'updated read',
			'GET GET GET PUT GET',
		],
		[
			'waits when there is too much, and reads anew',
			{ troubles: [{ method: 'PUT', answer: status(429, '{}', { 'Retry-After': '1' }) }] },
			'updated read',
			'GET GET GET PUT GET PUT GET',
		],
		[
			'reads anew with a new token',
			{ troubles: [{ method: 'PUT', answer: status(401) }] },
			'updated read',
			'GET GET GET PUT GET PUT GET',
		],
		['is refused', { troubles: [{ method: 'PUT', answer: status(400) }] }, 'rejected', 'GET GET GET PUT'],
		['of somebody who is gone', { troubles: [{ method: 'GET', answer: status(404) }] }, 'notFound', 'GET'],
		[
			'is not told as a loss when what comes back is no person',
			{ troubles: [{ method: 'GET', skip: 3, count: 9, answer: status(200, '{"message":"x"}') }] },
			'unknownOutcome',
			'GET GET GET PUT GET GET GET GET',
		],
		[
			'is not made from what is no person',
			{ troubles: [{ method: 'GET', count: 9, answer: status(200, '{"message":"x"}') }] },
			'unexpectedAnswer',
			'GET GET GET GET',
		],
		[
			'of an example is not made',
			{ start: { ...START, externId: ID, bedrijfId: ID, functieId: ID } },
			'sampleData',
			'GET',
		],
	])('%s', async (_, scene, told, verbs) => {
		const { update, web, client } = await stage(scene);
		expect([await update({ tel1: '2' }), web.verbs]).toEqual([told, verbs]);
		expect(client.meter.requests).toBe(web.seen.length);
	});

	it('of the next person takes two requests', async () => {
		const { update, web } = await stage({});
		await update({ tel1: '2' });
		web.seen.length = 0;
		expect([await update({ tel1: '3' }), web.verbs]).toEqual(['updated answer', 'GET PUT']);
	});

	it('learns that the id belongs into the body, and 404 does not make somebody who is gone', async () => {
		const atPersonen: Trouble = { method: 'PUT', path: 'Personen/', count: 9, answer: status(405) };
		const inBody: Trouble = {
			method: 'PUT',
			path: 'Personen',
			count: 9,
			answer: ({ path, body }) => (path === 'Personen' ? status(200, body) : undefined),
		};
		const { update, web } = await stage({ troubles: [atPersonen, inBody] });
		await update({ tel1: '2' });
		await update({ tel1: '2' });
		expect(web.seen.filter(({ method }) => method === 'PUT').map(({ path }) => path)).toEqual([
			`Personen/${ID}`,
			'Personen',
			'Personen',
		]);
		const gone = await stage({
			troubles: [
				{ method: 'PUT', answer: status(404) },
				{ method: 'GET', skip: 3, answer: status(404) },
			],
		});
		expect(await gone.update({ tel1: '2' })).toBe('notFound');
		expect(gone.web.verbs).toBe('GET GET GET PUT GET');
	});

	it('sends a null only to a Coachview that asks for it by name', async () => {
		const wants: Trouble = {
			method: 'PUT',
			count: 9,
			answer: ({ body }) =>
				body.includes('"titel":null') ? undefined : status(400, '{"errors":{"titel":["is required"]}}'),
		};
		const { update, bodies } = await stage({ troubles: [wants] });
		expect(await update({ tel1: '2' })).toBe('updated read');
		expect(bodies().map((body) => 'titel' in body)).toEqual([false, true]);
		expect(await update({ tel1: '3' })).toBe('updated answer');
		expect(bodies().map((body) => 'titel' in body)).toEqual([false, true, true]);
		const unknown = await stage({
			start: { ...START, vrij: null },
			troubles: [{ method: 'PUT', answer: status(400, '{"errors":{"vrij":["is required"]}}') }],
		});
		expect(await unknown.update({ tel1: '2' })).toMatch(/^rejected/);
	});

	it('sends If-Match where that is chosen', async () => {
		const { update, web } = await stage({ style: { concurrency: 'ifMatch' } });
		await update({ tel1: '2' });
		expect(web.seen.find(({ method }) => method === 'PUT')?.headers['If-Match']).toBe('"100"');
		const none = await stage({ style: { concurrency: 'none' } });
		await none.update({ tel1: '2' });
		expect(none.web.seen.find(({ method }) => method === 'PUT')?.headers).not.toHaveProperty('If-Match');
	});

	it('stops before the reserve is used', async () => {
		const { update, web } = await stage({
			troubles: [
				{
					method: 'GET',
					skip: 2,
					answer: ({ path }) =>
						path.includes('Personen')
							? {
									status: 200,
									headers: { 'X-Rate-Limit-Remaining': '1', 'X-Rate-Limit-Reset': '3600' },
									body: JSON.stringify({ id: ID, ...START, auditTrail: { etag: '100', gewijzigdOp: 0 } }),
								}
							: undefined,
				},
			],
		});
		expect(await update({ tel1: '2' })).toBe('quotaExhausted');
		expect(web.verbs).not.toContain('PUT');
	});
});

describe('what only comes with flags', () => {
	const flagged = {
		InclusiefVrijevelden: { vrij: 'x', geheim: null },
		InclusiefExtraVelden: { bedrijf: 'ACME', extra: 'e' },
	};
	const start = { ...START, vrij: 'x', geheim: null, bedrijf: 'ACME', bedrijfId: '5', extra: 'e' };
	const scene: Scene = { start, web: (web) => (web.flagged = flagged) };

	it('goes back, but for what spells out an id', async () => {
		const { update, bodies, records, memory } = await stage(scene);
		expect(await update({ tel1: '2' })).toBe('updated read');
		expect(bodies()[0]).toMatchObject({ vrij: 'x', extra: 'e', bedrijfId: '5' });
		expect(bodies()[0]).not.toHaveProperty('bedrijf');
		expect([[...(records.known.free ?? [])].sort(), [...records.known.calculated].sort()]).toEqual([
			['geheim', 'vrij'],
			['bedrijf', 'extra'],
		]);
		expect(memory.current(ID)).toMatchObject({ vrij: 'x', extra: 'e' });
	});

	it('is learned from definitions where there are any', async () => {
		const { update, records, web } = await stage({
			...scene,
			web: (one) => {
				one.flagged = flagged;
				one.defined = ['Vrij', 'Geheim', 'Derde'];
			},
		});
		expect(await update({ tel1: '2' })).toBe('updated read');
		expect([...(records.known.free ?? [])].sort()).toEqual(['derde', 'geheim', 'vrij']);
		expect(web.verbs).toBe('GET GET GET GET PUT GET');
	});

	it('is left out on request', async () => {
		const { update, bodies } = await stage({ ...scene, style: { freeFields: 'leaveOut' } });
		await update({ tel1: '2' });
		expect(bodies()[0]).not.toHaveProperty('vrij');
		expect(bodies()[0]).toMatchObject({ extra: 'e' });
	});

	it('is not asked for where flags are refused', async () => {
		const { update, web } = await stage({ web: (one) => (one.refusesFlags = true) });
		expect(await update({ tel1: '2' })).toBe('updated read');
		web.seen.length = 0;
		expect(await update({ tel1: '3' })).toBe('updated answer');
		expect(web.seen[0]?.query).toEqual({});
	});

	it('stops everything when a free field has the name of a member', async () => {
		const double: Trouble = {
			method: 'GET',
			path: `Personen/${ID}`,
			count: 99,
			answer: ({ query }) =>
				status(
					200,
					JSON.stringify({
						id: ID,
						...START,
						opmerking: 'InclusiefVrijevelden' in query ? 'vrij' : 'gewoon',
						auditTrail: { etag: 1 },
					}),
				),
		};
		const { update, web } = await stage({ troubles: [double] });
		expect(await update({ tel1: '2' })).toBe('unexpectedAnswer opmerking');
		expect(web.verbs).not.toContain('PUT');
	});

	it('what is shown as null there may hide a value', async () => {
		const { records, update } = await stage(scene);
		await update({ tel1: '2' });
		expect([...(await records.record(ID).mayHide(['geheim', 'tel1', 'onbekend']))].sort()).toEqual([
			'geheim',
			'onbekend',
		]);
	});
});
