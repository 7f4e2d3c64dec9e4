import { ENTITIES } from '../../nodes/Coachview/entities/index.ts';
import { define } from '../../nodes/Coachview/entities/entity.ts';
import { elsewhere } from '../../sandbox/coachview/entities.mts';
import { splitObject } from '../../sandbox/coachview/raw.mts';
import { openApi, type Api } from './api.mts';

/** A made-up entity: all that is needed to make one appear. */
const ships = define({
	name: 'ship',
	path: 'Schepen',
	words: {
		title: 'Ship',
		one: 'ship',
		many: 'ships',
		dutch: { one: 'Schip', many: 'Schepen' },
		german: { one: 'Schiff', many: 'Schiffe' },
	},
	verbs: { get: 'seen', getMany: 'seen', create: 'seen', replace: 'seen', delete: 'seen' },
	grade: 'seen',
	fields: [
		{ name: 'naam', label: 'Name', dutch: 'Naam', kind: 'text', grade: 'seen', required: true },
		{ name: 'lengte', label: 'Length', dutch: 'Lengte', kind: 'number', grade: 'seen' },
		{ name: 'vaart', label: 'Sails', dutch: 'Vaart', kind: 'boolean', grade: 'seen' },
		{ name: 'gedoopt', label: 'Christened', dutch: 'Gedoopt', kind: 'date', grade: 'seen' },
		{ name: 'vertrek', label: 'Departure', dutch: 'Vertrek', kind: 'dateTime', grade: 'seen' },
		{ name: 'soort', label: 'Type', dutch: 'Soort', kind: 'choice', grade: 'seen', values: ['Sleper', 'Pont'] },
		{
			name: 'ligplaats',
			label: 'Berth',
			dutch: 'Ligplaats',
			kind: 'group',
			grade: 'seen',
			members: [{ name: 'kade', label: 'Quay', dutch: 'Kade' }],
		},
	],
	calculated: [{ name: 'leeftijd', label: 'Age', dutch: 'Leeftijd', kind: 'number' }],
	label: ['naam'],
	simple: ['id', 'naam'],
	sort: 'naam',
	relations: [{ name: 'haven' }],
	freeFields: 'none',
});

describe('entities of the table', () => {
	let api: Api;
	beforeAll(async () => {
		api = await openApi({ entities: [ships] });
	});
	afterAll(() => api.stop());
	beforeEach(() => api.reset());

	// Rows of Persoonscategorieen have a test of their own.
	const paths = [...ENTITIES.map(({ path }) => path).filter((path) => !elsewhere.includes(path)), ships.path];
	const first = async (path: string) => (await api.control.records(path).list())[0]!;

	it.each(paths)('%s: list, count, filter by id and read by id', async (path) => {
		const list = await api.api('GET', `${path}?take=3&orderby=id asc&Count=true`);
		expect([list.status, list.json.length, Number(list.headers.rowcount)]).toEqual([200, 3, expect.any(Number)]);
		const [{ id }] = list.json;
		const byId = await api.api('GET', `${path}/${id}`);
		expect([byId.status, byId.json.id, byId.json.auditTrail.etag]).toEqual([200, id, expect.any(Number)]);
		expect((await api.api('GET', `${path}?where=id=${id}`)).json).toEqual([byId.json]);
		expect((await api.api('GET', `${path}/99999999-9999-4999-8999-000000000000`)).status).toBe(404);
		expect((await api.api('GET', `${path}?where=bestaatNiet=1`)).status).toBe(400);
	});

	it.each(paths)('%s: holds members that the table does not know', async (path) => {
		const { fields } = [...ENTITIES, ships].find((entity) => entity.path === path) ?? { fields: [] };
		const known = ['id', 'auditTrail', ...fields.map(({ name }) => name)];
		const texts = (await api.control.records(path).list()).map(({ text }) => text);
		expect(
			texts.flatMap((text) => [...splitObject(text).keys()]).filter((name) => !known.includes(name)).length,
		).toBeGreaterThan(0);
	});

	it.each(paths)('%s: needs its own scopes', async (path) => {
		await api.control.clients.put({ clientId: 'small', clientSecret: 's', scopes: ['api'] });
		const token = (await api.token({ client_id: 'small', client_secret: 's' })).json.access_token as string;
		expect((await api.api('GET', path, { token })).status).toBe(403);
		await api.control.clients.put({ clientId: 'small', scopes: ['api', `${path}.Lezen`] });
		const wider = (await api.token({ client_id: 'small', client_secret: 's' })).json.access_token as string;
		expect((await api.api('GET', path, { token: wider })).status).toBe(200);
	});

	it('a made-up entity is stored by the rules of its kinds', async () => {
		const { id, text } = await first('Schepen');
		expect((await api.api('PUT', `Schepen/${id}`, { body: text })).status).toBe(200);
		const stored = await api.control.records('Schepen').text(id);
		expect(stored.split('"auditTrail"')[0]).toBe(text.split('"auditTrail"')[0]);
		const refused = await api.api('PUT', `Schepen/${id}`, {
			body: { lengte: 'lang', vaart: 'nee', gedoopt: '2031-02-30', vertrek: '2031-02-03', ligplaats: { kade: 3 } },
		});
		expect(refused.status).toBe(400);
		expect(Object.keys(refused.json.errors).sort()).toEqual([
			'gedoopt',
			'lengte',
			'ligplaats.kade',
			'naam',
			'vaart',
			'vertrek',
		]);
		const made = await api.api('POST', 'Schepen', { body: { naam: 'Zeemeeuw', lengte: 12.5, soort: 'Kano' } });
		expect([made.status, made.json.lengte, made.json.vaart, made.json.ligplaats]).toEqual([201, 12.5, false, null]);
		await api.control.assumptions.set({ enumerations: 'closed' });
		expect((await api.api('POST', 'Schepen', { body: { naam: 'Zeemeeuw', soort: 'Kano' } })).json.errors).toEqual({
			soort: ['This value is not known.'],
		});
		expect((await api.api('DELETE', `Schepen/${id}`)).status).toBe(204);
	});

	it('refuses an entity that is there twice', async () => {
		await expect(openApi({ entities: [ships, ships] })).rejects.toThrow('schepen is there twice');
	});
});
