import type { INodeParameters } from 'n8n-workflow';
import { listSearch, runNode } from '../../harness/engine.mts';
import { startStandIn } from '../../harness/stand-in.mts';

const A = '11111111-1111-4111-8111-111111111111';
const B = '22222222-2222-4222-8222-222222222222';
type Row = { [name: string]: unknown };

let rows: Row[];
let asked: string[];
let puts: string[];
let deletes = 405;
let server: Awaited<ReturnType<typeof startStandIn>>;

/** A small Coachview of any entity: flags show further members, PUT replaces. */
beforeEach(async () => {
	asked = [];
	puts = [];
	deletes = 204;
	rows = [
		{
			id: A,
			code: 'C1',
			naam: 'Excel',
			opleidingStatusId: 'Definitief',
			publicatie: true,
			auditTrail: { etag: 1, gewijzigdDatumTijd: '2031-01-05T10:00:00' },
		},
		{
			id: B,
			code: 'C2',
			naam: 'Word',
			opleidingStatusId: 'Afgerond',
			publicatie: false,
			auditTrail: { etag: 1, gewijzigdDatumTijd: '2031-02-05T10:00:00' },
		},
	];
	server = await startStandIn({
		api(request, response, body) {
			const url = new URL(request.url ?? '', 'http://x');
			const [, path, id] = /\/api\/v1\/([A-Za-z_/]+?)(?:\/([0-9a-f-]{36}))?$/.exec(url.pathname) ?? [];
			asked.push(`${request.method} ${path}${id ? `/${id.slice(0, 2)}` : ''}${decodeURIComponent(url.search)}`);
			const send = (status: number, value?: unknown) => {
				response.writeHead(status, { 'content-type': 'application/json', 'x-rate-limit-remaining': '4000' });
				response.end(value === undefined ? '' : JSON.stringify(value));
			};
			const show = (row: Row) => ({
				...row,
				...(url.searchParams.has('InclusiefExtraVelden') && {
					startDatum: '2031-05-01T09:00:00',
					aantalPlaatsenVrij: 3,
				}),
				...(url.searchParams.has('InclusiefDirecteRelaties') && {
					opleidingssoortId: null,
					opleidingssoort: { naam: 'Office' },
				}),
			});
			const found = rows.find((row) => row.id === id);
			if (path?.endsWith('Vrijvelden') || path === 'Vrijvelddefinities') return send(404);
			if (request.method === 'GET' && id) return found ? send(200, show(found)) : send(404);
			if (request.method === 'GET') {
				const where = url.searchParams.get('where') ?? '';
				const [, field = '', value = ''] = /^(\w+)=(.*)$/.exec(where) ?? [];
				const fits = rows.filter((row) => where === '' || /[<>,]/.test(where) || String(row[field]) === value);
				return send(
					200,
					fits
						.slice(
							Number(url.searchParams.get('skip')),
							Number(url.searchParams.get('skip')) + Number(url.searchParams.get('take')),
						)
						.map(show),
				);
			}
			if (request.method === 'DELETE') {
				if (deletes === 204) rows = rows.filter((row) => row.id !== id);
				return send(deletes);
			}
			const given = JSON.parse(body) as Row;
			if (request.method === 'POST') {
				rows.push({ id: '33333333-3333-4333-8333-333333333333', ...given });
				return send(201, rows.at(-1));
			}
			puts.push(body);
			rows = rows.map((row) => (row.id === id ? { ...given, id, auditTrail: { etag: 2 } } : row));
			return send(
				200,
				rows.find((row) => row.id === id),
			);
		},
	});
});
afterEach(() => server.stop());

const run = async (parameters: INodeParameters) => {
	const result = await runNode({ type: 'coachview', parameters, credential: server.credential });
	if (result.error) throw Object.assign(new Error(result.error.message), result.error);
	return (result.outputs[0] ?? []).map(({ json }) => json);
};
const pick = (value: string, mode = 'id') => ({ __rl: true, mode, value });

describe('Course', () => {
	it('gets one, simplified with what is worked out', async () => {
		expect(await run({ resource: 'course', course: pick(A) })).toEqual([
			{
				id: A,
				code: 'C1',
				naam: 'Excel',
				opleidingStatusId: 'Definitief',
				publicatie: true,
				opleidingssoortId: null,
				startDatum: '2031-05-01T09:00:00',
				eindDatum: null,
				aantalPlaatsenVrij: 3,
			},
		]);
		expect(asked).toEqual([`GET Opleidingen/11?InclusiefExtraVelden=true`]);
	});
	it('gets one whole, with related records on request', async () => {
		const [whole] = await run({ resource: 'course', course: pick(A), simplify: false });
		expect(whole).toMatchObject({ startDatum: '2031-05-01T09:00:00', _record: expect.anything() });
		expect(whole).not.toHaveProperty('opleidingssoort');
		const [more] = await run({
			resource: 'course',
			course: pick(A),
			simplify: false,
			options: { includeRelations: true },
		});
		expect(more).toMatchObject({ opleidingssoort: { naam: 'Office' }, _record: expect.anything() });
	});
	it('lists with filters, sort and flags', async () => {
		const list = await run({
			resource: 'course',
			operation: 'getAll',
			filters: { opleidingStatusId: 'Afgerond', publicatie: false },
			simplify: true,
		});
		expect(list).toEqual([]);
		asked = [];
		const all = await run({
			resource: 'course',
			operation: 'getAll',
			returnAll: true,
			sort: { by: {} },
			simplify: false,
			options: { includeRelations: true, includeFreeFields: true },
		});
		expect(all.map(({ code, opleidingssoort }) => [code, opleidingssoort])).toEqual([
			['C1', { naam: 'Office' }],
			['C2', { naam: 'Office' }],
		]);
	});
	it('filters by the period of change', async () => {
		const list = await run({
			resource: 'course',
			operation: 'getAll',
			filters: { changedFrom: '2031-02-01', changedTo: '2031-03-01' },
		});
		expect(list.map(({ code }) => code)).toEqual(['C2']);
	});
	it('has a picker', async () => {
		const found = await listSearch('searchCourses', {
			credential: server.credential,
			parameters: { resource: 'course' },
			path: 'parameters.course',
		});
		expect(found.results).toEqual([
			{ name: 'C1 Excel', value: A },
			{ name: 'C2 Word', value: B },
		]);
		expect(asked[0]).toBe('GET Opleidingen?orderby=code asc&skip=0&take=50');
		expect(
			(
				await listSearch('searchCourses', {
					credential: server.credential,
					filter: 'wor',
					parameters: { resource: 'course' },
					path: 'parameters.course',
				})
			).results,
		).toEqual([{ name: 'C2 Word', value: B }]);
	});
	it('is read only', async () => {
		await expect(run({ resource: 'course', operation: 'update', course: pick(A) })).rejects.toThrow();
	});
});

describe('Any Entity', () => {
	const any = { resource: 'record', entity: 'Locaties' };
	it('gets, updates, replaces, creates and deletes', async () => {
		expect(await run({ ...any, operation: 'get', record: pick(A) })).toEqual([{ id: A, code: 'C1', naam: 'Excel' }]);
		expect(
			await run({
				...any,
				operation: 'update',
				record: pick(A),
				otherFields: {
					field: [
						{ name: 'naam', value: 'Access' },
						{ name: 'zaal', type: 'json', value: '[1,2]' },
					],
				},
			}),
		).toEqual([
			expect.objectContaining({
				recordId: A,
				outcome: 'updated',
				changedFields: ['naam', 'zaal'],
				verified: true,
				requests: expect.any(Number),
			}),
		]);
		expect(puts.at(-1)).toContain('[1,2]');
		const receipt = await run({
			...any,
			operation: 'update',
			record: pick(A),
			otherFields: { field: [{ name: 'naam', value: 'Outlook' }] },
		});
		expect(receipt[0]).not.toHaveProperty('externId');
		expect(
			await run({
				...any,
				operation: 'replace',
				record: pick(B),
				allowClearing: true,
				recordJson: JSON.stringify({ id: B, code: 'C2', naam: 'Visio' }),
			}),
		).toEqual([expect.objectContaining({ recordId: B, outcome: 'updated' })]);
		expect(await run({ ...any, operation: 'create', otherFields: { field: [{ name: 'code', value: 'C3' }] } })).toEqual(
			[expect.objectContaining({ recordId: '33333333-3333-4333-8333-333333333333', outcome: 'created' })],
		);
		expect(await run({ ...any, operation: 'delete', record: pick(A) })).toEqual([
			{
				outcome: 'deleted',
				summary: 'Deleted the record.',
				recordId: A,
				environment: expect.any(String),
				requests: 1,
				rateLimitRemaining: 4000,
			},
		]);
		expect((await run({ ...any, operation: 'getAll' })).map(({ code }) => code)).toEqual(['C2', 'C3']);
	});
	it('says that such records cannot be deleted', async () => {
		deletes = 405;
		await expect(run({ ...any, operation: 'delete', record: pick(A) })).rejects.toThrow('does not let programs delete');
	});
	it.each([
		['https://training.example/api/v1/Locaties', 'is an address'],
		['/api/v1/Locaties', 'is an address'],
		['api/v1/Locaties', 'is an address'],
		['Locaties?take=1', 'is not the name of an entity'],
		['../Personen', 'is not the name of an entity'],
		['={{ "" }}', 'is empty'],
	])('refuses %s', async (entity, why) => {
		await expect(run({ ...any, entity, operation: 'get', record: pick(A) })).rejects.toThrow(why);
		expect(asked).toEqual([]);
	});
	it('has a picker that knows the typed path', async () => {
		const search = async (entity: string) =>
			await listSearch('searchRecords', {
				credential: server.credential,
				parameters: { ...any, entity },
				path: 'parameters.record',
			});
		expect((await search('Locaties')).results).toEqual([
			{ name: 'C1 Excel', value: A },
			{ name: 'C2 Word', value: B },
		]);
		expect(asked[0]).toBe('GET Locaties?orderby=id asc&skip=0&take=50');
		await expect(search('={{ 1 }}')).rejects.toThrow('is an expression');
	});
	it('takes an entity for each item', async () => {
		const result = await runNode({
			type: 'coachview',
			parameters: { resource: 'record', operation: 'get', entity: '={{ $json.e }}', record: pick(A) },
			credential: server.credential,
			items: [{ e: 'Locaties' }, { e: 'Bedrijven' }, { e: 'x y' }],
			settings: { onError: 'continueRegularOutput' },
		});
		expect(result.outputs[0]?.map(({ json }) => json)).toEqual([
			{ id: A, code: 'C1', naam: 'Excel' },
			{ id: A, code: 'C1', naam: 'Excel' },
			{ error: expect.objectContaining({ reason: 'invalidInput', fields: ['Entity'] }) },
		]);
		expect(asked).toEqual(['GET Locaties/11', 'GET Bedrijven/11']);
	});

	it.each([
		['geboortedatum', '1900-01-01', "'Date of Birth' is a placeholder"],
		['geboorteplaats', 'onbekend', "'Place of Birth'"],
		['Adres.Plaats.x', 'Gent', 'leads into a field that is a single value'],
	])('keeps the rules of Person where the typed path is Personen: %s', async (name, value, message) => {
		const typed = { resource: 'record', entity: 'personen', operation: 'update', record: pick(A) };
		await expect(run({ ...typed, otherFields: { field: [{ name, value }] } })).rejects.toThrow(message);
		expect(asked).toEqual([]);
	});
});
