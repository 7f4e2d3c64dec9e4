import { pieterId } from '../../sandbox/start.mts';
import { call, openApi, type Api } from './api.mts';

type Row = Record<string, unknown> & { id: string; auditTrail: { gewijzigdDatumTijd: string; etag: number } };

describe('query conventions', () => {
	let api: Api;
	beforeAll(async () => {
		api = await openApi();
	});
	afterAll(() => api.stop());
	beforeEach(() => api.reset());

	const list = async (query: string) => (await api.api('GET', `Personen?${query}`)).json as Row[];
	const status = async (query: string) => (await api.api('GET', `Personen?${query}`)).status;
	const where = (condition: string, more = '') => list(`where=${encodeURIComponent(condition)}${more}`);
	const names = (rows: Row[]) => rows.map(({ achternaam }) => achternaam);

	it('finds by the external key, ExternId in any casing', async () => {
		expect(names(await where('externId=10023;externSource=HR'))).toEqual(['Pietersen']);
		expect((await where('EXTERNID=10023')).length).toBe(2);
		expect(names(await where('externId=AB-77;externsource=hr'))).toEqual(['Óskarsdóttir']);
		expect(await where('externId=10023;externSource=Nergens')).toEqual([]);
	});

	it('takes operators and separators with and without percent-encoding', async () => {
		for (const raw of [
			'where=externId=10023;externSource=HR',
			'where=externId%3D10023%3BexternSource%3DHR',
			'WHERE=externId=10023%3bexternSource=HR',
		]) {
			expect((await list(raw)).length).toBe(1);
		}
	});

	it('lists alternatives with a comma, compares booleans, nested members and e-mail', async () => {
		expect((await where('externId=10023,10024;externSource=HR')).length).toBe(2);
		expect(names(await where('inactief=true'))).toEqual(['Bergström']);
		expect(names(await where('adres.plaats=Leipzig'))).toEqual(['Groß']);
		expect(names(await where('email1=ZOE.gross@example.org'))).toEqual(['Groß']);
		expect((await where('achternaam<>Pietersen')).length).toBe(28);
	});

	it('reads dates in three forms; from,to for a range with an exclusive end', async () => {
		for (const date of ['28-02-1979', '28.02.1979', '1979-02-28'])
			expect(names(await where(`geboortedatum=${date}`))).toEqual(['de Lange 👩🏽‍🏫']);
		const id = await api.control.people.put({
			achternaam: 'X',
			auditTrail: { gewijzigdDatumTijd: '2021-06-09T23:30:00', etag: 5 },
		});
		const found = async (range: string) =>
			(await where(`audittrail.gewijzigddatumtijd=${range}`)).some((row) => row.id === id);
		expect(await found('09-06-2021,10-06-2021')).toBe(true);
		expect(await found('08-06-2021,09-06-2021')).toBe(false);
		expect(await found('09-06-2021')).toBe(true);
		expect(
			(await where('audittrail.gewijzigddatumtijd>=09-06-2021;audittrail.gewijzigddatumtijd<10-06-2021')).length,
		).toBe(1);
		await api.control.people.put({
			achternaam: 'Y',
			auditTrail: { gewijzigdDatumTijd: '2021-06-10T00:00:00', etag: 6 },
		});
		expect(names(await where('audittrail.gewijzigddatumtijd=09-06-2021,10-06-2021'))).toEqual(['X']);
		await api.control.assumptions.set({ A09: 'inclusiveEnd' });
		expect(await found('08-06-2021,09-06-2021')).toBe(true);
		await api.control.assumptions.set({ A09: 'utc' });
		expect(await found('09-06-2021 21:00:00,09-06-2021 22:00:00')).toBe(true);
	});

	it.each([
		'where=',
		'where=externId',
		'where=externId=',
		'where=a=1;',
		'where=onbekend=1',
		'where=adres=1',
		'where=inactief=ja',
		'where=geboortedatum=31-02-2000',
		'where=geboortedatum=1-2-2000',
		'where=achternaam>a,b',
		'where=%ZZ',
		'take=-1',
		'take=x',
		'skip=1.5',
		'orderby=achternaam',
		'orderby=onbekend asc',
		'Count=1',
		'filter=x',
		'take=1&Take=2',
		'InclusiefVrijevelden=ja',
	])('refuses %s', async (query) => {
		const answer = await api.api('GET', `Personen?${query.replace(/ /g, '%20')}`);
		expect([answer.status, answer.headers['content-type']]).toEqual([400, 'application/problem+json; charset=utf-8']);
	});

	it('pages, sorts and counts', async () => {
		const answer = await api.api('GET', 'Personen?skip=2&take=5&Count=true&orderby=achternaam%20asc');
		expect(answer.headers.rowcount).toBe('30');
		const all = await list('orderby=achternaam%20asc');
		expect(answer.json).toEqual(all.slice(2, 7));
		expect(await list('orderby=achternaam%20desc&take=1')).toEqual([...all].reverse().slice(0, 1));
		const etags = (await list('orderby=audittrail.etag%20desc&take=3')).map((row) => row.auditTrail.etag);
		expect(etags).toEqual([...etags].sort((a, b) => b - a));
		expect((await list('skip=30')).length).toBe(0);
	});

	it('A04, A05, A06: default, maximum and limit of pages', async () => {
		await api.reset({ people: 130 });
		expect((await list('')).length).toBe(100);
		expect((await list('take=120')).length).toBe(100);
		expect(await status('skip=10000')).toBe(500);
		await api.control.assumptions.set({ A04: 'rows25', A05: 'cap25', A06: 'error50' });
		expect([
			(await list('')).length,
			(await list('take=100')).length,
			await status('skip=50'),
			await status('skip=49'),
		]).toEqual([25, 25, 500, 200]);
		await api.control.assumptions.set({ A04: 'rows10', A05: 'uncapped', A06: 'none' });
		expect([(await list('')).length, (await list('take=120')).length, await status('skip=99999')]).toEqual([
			10, 120, 200,
		]);
		await api.control.assumptions.set({ A05: 'reject' });
		expect([await status('take=101'), await status('take=100')]).toEqual([400, 200]);
	});

	it('A07, A08, A10, A11, A12, A25, A52: the other readings of where', async () => {
		expect(await status('where=achternaam%3CB')).toBe(200);
		await api.control.people.put({ achternaam: 'Komma, Punt; en' });
		expect(await status(`where=${encodeURIComponent('achternaam=Komma\\, Punt\\; en')}`)).toBe(400);
		expect((await where(`id=${pieterId.toUpperCase()}`)).length).toBe(1);
		await api.control.assumptions.set({
			A07: 'evidenced',
			A08: 'backslash',
			A10: 'dutchOnly',
			A11: 'ignore',
			A12: 'emptyBody',
			A25: 'error',
			A52: 'sensitive',
		});
		expect(await status('where=achternaam%3CB')).toBe(400);
		expect((await where('achternaam=Komma\\, Punt\\; en')).length).toBe(1);
		expect(await status('where=geboortedatum=1979-02-28')).toBe(400);
		expect((await list('where=onbekend=1&orderby=onbekend%20asc')).length).toBe(31);
		const counted = await api.api('GET', 'Personen?Count=true');
		expect([counted.headers.rowcount, counted.json]).toEqual(['31', []]);
		expect(await status('where=externId=10023')).toBe(400);
		await api.control.people.put({ id: 'abcdefab-0000-4000-8000-000000000001', achternaam: 'X' });
		expect((await where('id=ABCDEFAB-0000-4000-8000-000000000001')).length).toBe(0);
		expect((await api.api('GET', 'Personen/ABCDEFAB-0000-4000-8000-000000000001')).status).toBe(404);
		await api.control.assumptions.set({ A25: 'empty', A12: 'noHeader', A52: 'insensitive' });
		expect(await list('where=externId=10023')).toEqual([]);
		expect((await api.api('GET', 'Personen?Count=true')).headers.rowcount).toBeUndefined();
		expect((await api.api('GET', 'Personen/ABCDEFAB-0000-4000-8000-000000000001')).status).toBe(200);
	});

	it('adds relations, calculated and free members only when asked; A13 and A35', async () => {
		const get = async (flags = '') =>
			(await api.api('GET', `Personen/${pieterId}${flags}`)).json as Record<string, unknown>;
		const plain = await get();
		for (const key of ['bedrijf', 'volledigeNaam', 'vrijveldDieet']) expect(plain).not.toHaveProperty(key);
		expect(Object.keys(plain)).toEqual(expect.arrayContaining(['achterTitel', 'email3', 'factuurAdres', 'auditTrail']));
		const flags = '?InclusiefDirecteRelaties=true&InclusiefExtraVelden=true&inclusiefvrijevelden=true';
		expect(await get(flags)).toMatchObject({
			bedrijf: { naam: 'Brouwerij De Halve Kraai B.V.' },
			adres: { landCode: 'NL', land: { code: 'NL', naam: 'Nederland' } },
			volledigeNaam: 'Pieter Pietersen',
			vrijveldDieet: 'vegetarisch',
			vrijveldMedisch: null,
		});
		await api.control.assumptions.set({ A35: 'returned' });
		expect(await get(flags)).toHaveProperty('vrijveldMedisch', 'draagt een pacemaker');
		await api.control.assumptions.set({ A35: 'omitted' });
		expect(await get(flags)).not.toHaveProperty('vrijveldMedisch');
		await api.control.assumptions.set({ A13: 'ignored' });
		expect(await get(flags)).toEqual(plain);
	});

	it('lists free fields of a record', async () => {
		const rows = (await api.api('GET', `Personen/Vrijevelden?where=recordId=${pieterId}`)).json as Array<{
			vrijveldDefinitie: { code: string };
			data: unknown;
		}>;
		expect(rows.map(({ vrijveldDefinitie, data }) => [vrijveldDefinitie.code, data])).toEqual([
			['VrijveldDieet', 'vegetarisch'],
			['VrijveldPasGeldigTot', null],
			['VrijveldMedisch', null],
		]);
		expect((await api.api('GET', 'Personen/Vrijevelden')).status).toBe(400);
	});

	it('404 and 405 for paths and verbs that do not exist, 400 for an id that is none', async () => {
		const statuses = await Promise.all([
			api.api('GET', 'Bestaatniet'),
			api.api('GET', 'personen'),
			api.api('GET', 'Personen/00000000-0000-4000-8000-000000000000'),
			api.api('GET', 'Personen/7'),
			api.api('PUT', 'Personen', { body: {} }),
			api.api('DELETE', 'Persoonscategorieen'),
			call('GET', `${api.sandbox.coachviewUrl}//api/v1/Personen`),
		]);
		expect(statuses.map((answer) => answer.status)).toEqual([404, 404, 404, 400, 405, 405, 404]);
	});

	it('A39: every shape of an error', async () => {
		const bad = () => api.api('GET', 'Personen?take=x');
		const shapes: Array<[string, (answer: Awaited<ReturnType<typeof bad>>) => unknown, unknown]> = [
			['problem', ({ json }) => json.status, 400],
			['empty', ({ text }) => text, ''],
			['text', ({ json }) => json, undefined],
			['html', ({ text }) => text.startsWith('<!DOCTYPE html>'), true],
			['message', ({ json }) => typeof json.message, 'string'],
			['oauth', ({ json }) => json.error, 'error_400'],
			['list', ({ json }) => Array.isArray(json), true],
		];
		for (const [value, look, expected] of shapes) {
			await api.control.assumptions.set({ A39: value });
			const answer = await bad();
			expect([value, answer.status, look(answer)]).toEqual([value, 400, expected]);
		}
	});
});
