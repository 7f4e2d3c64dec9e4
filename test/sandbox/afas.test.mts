import type { HrSystemInfo } from '../../sandbox/control/types.mts';
import { call, openApi, type Api } from './api.mts';

describe('HR in the form of AFAS', () => {
	let api: Api;
	let afas: HrSystemInfo;
	beforeAll(async () => {
		api = await openApi();
		afas = (await api.control.hr.systems()).find(({ name }) => name === 'afas')!;
	});
	afterAll(() => api.stop());
	beforeEach(() => api.reset());

	const get = (query = '', headers = afas.headers, connector = afas.hints.connector) =>
		call('GET', `${afas.url}/connectors/${connector}${query}`, headers);
	const byNumber = (number: string) =>
		get(`?filterfieldids=Medewerker&filtervalues=${number}&operatortypes=1&skip=0&take=2`);

	it('answers skip, take and rows; dates carry a Z, numbers are texts', async () => {
		expect((await byNumber('10023')).json).toEqual({
			skip: 0,
			take: 2,
			rows: [
				{
					Medewerker: '10023',
					Geboortedatum: '1987-04-12T00:00:00Z',
					Geboorteplaats: "'s-Gravenhage",
					In_dienst: true,
				},
			],
		});
		expect((await byNumber('000001005')).json.rows.length).toBe(1);
		expect((await byNumber('1005')).json.rows).toEqual([]);
		expect((await byNumber('ab-77')).json.rows).toMatchObject([{ Geboortedatum: null, Geboorteplaats: null }]);
		expect((await byNumber('20001')).json.rows.length).toBe(2);
	});

	it('knows everybody whom Coachview got from HR', async () => {
		for (const { text } of await api.control.people.list()) {
			const { externId, externSource, geboortedatum } = JSON.parse(text) as Record<string, string | null>;
			if ((externSource !== 'HR' && externSource !== 'AFAS') || externId === '1005') continue;
			const { rows } = (await byNumber(externId!)).json as { rows: Array<{ Geboortedatum: string | null }> };
			expect(rows.length).toBeGreaterThan(0);
			if (geboortedatum && externId !== '10025') expect(rows[0]!.Geboortedatum).toBe(`${geboortedatum}T00:00:00Z`);
		}
	});

	it('joins conditions with comma (and) and semicolon (or), and reads filterjson', async () => {
		const count = async (query: string) => (await get(query)).json.rows.length as number;
		expect(await count('?filterfieldids=Medewerker,In_dienst&filtervalues=10025,true&operatortypes=1,1')).toBe(0);
		expect(await count('?filterfieldids=Medewerker;Medewerker&filtervalues=10023;10024&operatortypes=1;1')).toBe(2);
		expect(await count('?filterfieldids=Geboortedatum&filtervalues=&operatortypes=8')).toBe(1);
		const filter = JSON.stringify({
			Filters: {
				Filter: [{ '@FilterId': 'F', Field: [{ '@FieldId': 'Medewerker', '@OperatorType': '1', '#text': '10023' }] }],
			},
		});
		expect(await count(`?filterjson=${encodeURIComponent(filter)}`)).toBe(1);
		const sorted = (await get('?orderbyfieldids=-Medewerker&skip=1&take=1')).json.rows;
		expect(sorted[0].Medewerker).toBe('AB-77');
		expect(await count('?skip=-1&take=-1')).toBe((await api.control.hr.employees()).length);
	});

	it.each([
		'?foo=1',
		'?filterfieldids=Naam&filtervalues=x',
		'?filterfieldids=Medewerker&filtervalues=1,2',
		'?filterfieldids=Medewerker&filtervalues=1&operatortypes=99',
		'?take=x',
		'?filterjson=x',
		'?filtervalues=1',
		'?orderbyfieldids=Naam',
	])('refuses %s', async (query) => {
		expect((await get(query)).status).toBe(400);
	});

	it('401, 403, 404 and 503', async () => {
		expect((await get('', {})).status).toBe(401);
		expect((await get('', { Authorization: 'AfasToken eA==' })).status).toBe(401);
		expect((await get('', afas.headers, 'Anders')).status).toBe(404);
		expect((await get(`?filterfieldids=Medewerker&filtervalues=${'1'.repeat(2049)}`)).status).toBe(404);
		await api.control.hr.setFlags('afas', { addressRefused: true });
		expect((await get()).status).toBe(403);
		await api.control.hr.setFlags('afas', { connectorRefused: true });
		expect((await get()).status).toBe(403);
		await api.control.hr.setFlags('afas', { unavailable: true, retryAfter: 12 });
		expect(await get()).toMatchObject({ status: 503, json: { retry_after: 12 } });
	});

	it('hides birth columns without a word when the user may not see them', async () => {
		const fields = async () =>
			(
				(await call('GET', `${afas.url}/metainfo/get/${afas.hints.connector}`, afas.headers)).json.fields as Array<{
					id: string;
				}>
			).map(({ id }) => id);
		expect(await fields()).toEqual(['Medewerker', 'Geboortedatum', 'Geboorteplaats', 'In_dienst']);
		await api.control.hr.setFlags('afas', { hideBirthFields: true });
		expect(await fields()).toEqual(['Medewerker', 'In_dienst']);
		expect((await byNumber('10023')).json.rows).toEqual([{ Medewerker: '10023', In_dienst: true }]);
	});

	it('shows what the control port changed', async () => {
		await api.control.hr.patch('10023', { dateOfBirth: '1988-01-02', placeOfBirth: null });
		expect((await byNumber('10023')).json.rows).toMatchObject([
			{ Geboortedatum: '1988-01-02T00:00:00Z', Geboorteplaats: null },
		]);
	});
});
