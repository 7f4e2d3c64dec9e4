import { call } from '../api.mts';
import { itShowsTroubles, openHr, type Hr } from './hr.mts';

describe('HR in the form of Personio', () => {
	let hr: Hr;
	let bearer: Record<string, string>;
	const credentials = () =>
		JSON.stringify({ client_id: hr.system.hints.clientId, client_secret: hr.system.hints.clientSecret });
	const login = () => call('POST', hr.system.tokenUrl!, { 'content-type': 'application/json' }, credentials());
	const get = (path: string, headers = bearer) => hr.get(path, headers);
	const employee = (id: string | number) => get(`/company/employees/${id}`);

	beforeAll(async () => {
		hr = await openHr('personio');
	});
	afterAll(() => hr.api.stop());
	beforeEach(async () => {
		await hr.api.reset();
		bearer = { Authorization: `Bearer ${(await login()).json.data.token}` };
	});

	it("answers attributes with label, value, type and universal id; birth data under the customer's own keys", async () => {
		const { json } = await employee(10023);
		const { dateAttribute, placeAttribute, numberAttribute } = hr.system.hints as Record<string, string>;
		expect(json).toMatchObject({
			success: true,
			data: {
				type: 'Employee',
				attributes: {
					id: { label: 'ID', value: 10023, type: 'integer', universal_id: 'id' },
					status: { value: 'active' },
					[dateAttribute!]: { label: 'Birthday', value: '1987-04-12', type: 'date', universal_id: 'date_of_birth' },
					[placeAttribute!]: { value: "'s-Gravenhage", universal_id: null },
					[numberAttribute!]: { value: '10023' },
				},
			},
		});
		expect((await employee(10025)).json.data.attributes.status.value).toBe('inactive');
	});

	it('answers 404 in its own form for who is not there', async () => {
		for (const id of ['99999', '000010023', 'BERTILK'])
			expect(await employee(id)).toMatchObject({ status: 404, json: { success: false, error: { code: 404 } } });
	});

	it('lists pages, some attributes only, or one mail address; the number is an attribute like others', async () => {
		const { numberAttribute } = hr.system.hints as Record<string, string>;
		const first = (await get(`/company/employees?limit=10&offset=0&attributes[]=${numberAttribute}`)).json;
		expect([first.data.length, first.limit, Object.keys(first.data[0].attributes as object)]).toEqual([
			10,
			10,
			['id', numberAttribute],
		]);
		expect(first.metadata.total_elements).toBe((await hr.api.control.hr.employees()).length);
		expect((await get('/company/employees?email=Zoe.Gross@example.org')).json.data.length).toBe(1);
		const everybody = (await get(`/company/employees?limit=100&attributes[]=${numberAttribute}`)).json.data as Array<{
			attributes: Record<string, { value: unknown }>;
		}>;
		const withNumber = (number: string) =>
			everybody.filter(({ attributes }) => attributes[numberAttribute!]!.value === number);
		expect([withNumber('20001').length, withNumber('BERTILK').length, withNumber('000001005').length]).toEqual([
			2, 1, 1,
		]);
		const id = withNumber('BERTILK')[0]!.attributes.id!.value as number;
		expect((await employee(id)).json.data.attributes[numberAttribute!].value).toBe('BERTILK');
	});

	it('leaves out attributes that are not readable, in the list of attributes too', async () => {
		const known = async () =>
			((await get('/company/employees/attributes')).json.data as Array<{ key: string }>).map(({ key }) => key);
		const { dateAttribute, placeAttribute } = hr.system.hints as Record<string, string>;
		expect(await known()).toEqual(expect.arrayContaining([dateAttribute, placeAttribute]));
		await hr.flags({ hideBirthFields: true });
		expect(await known()).not.toContain(dateAttribute);
		expect(Object.keys((await employee(10023)).json.data.attributes as object)).not.toEqual(
			expect.arrayContaining([placeAttribute]),
		);
	});

	it('gives a token that lasts a day and stays the same, to JSON and to a form', async () => {
		const again = (await login()).json.data as { token: string; expires_in: number };
		expect(`Bearer ${again.token}`).toBe(bearer.Authorization);
		expect(again.token).toMatch(/^papi-/);
		const { clientId, clientSecret } = hr.system.hints as Record<string, string>;
		expect((await hr.token({ client_id: clientId!, client_secret: clientSecret! })).json.data.token).toBe(again.token);
		expect((await hr.token({ client_id: clientId!, client_secret: 'x' })).json.success).toBe(false);
		expect((await call('POST', hr.system.tokenUrl!, { 'content-type': 'application/json' }, '{')).status).toBe(400);
		expect((await employee(10023)).headers.authorization).toBe(bearer.Authorization);
		await hr.api.control.clock.advance(86_401);
		expect((await employee(10023)).status).toBe(401);
		expect((await login()).json.data.token).not.toBe(again.token);
	});

	it('does not keep the secret in the list of requests', async () => {
		await login();
		const [request] = await hr.api.control.requests.list({ path: '/v1/auth' });
		expect(request!.body).toContain('"client_secret":"…"');
	});

	it.each([
		'/company/employees?foo=1',
		'/company/employees?limit=101',
		'/company/employees?offset=x',
		'/company/employees/10023?foo=1',
	])('refuses %s', async (path) => {
		expect(await get(path)).toMatchObject({ status: 400, json: { success: false } });
	});

	it('refuses who brings no token', async () => {
		expect((await get('/company/employees/10023', {})).status).toBe(401);
	});

	itShowsTroubles(() => hr, {
		ask: () => employee(10023),
		date: ({ json }) => json.data.attributes[hr.system.hints.dateAttribute!].value as unknown,
		statuses: { unavailable: 503, rateLimited: 429, tokenExpired: 401, forbidden: 403 },
		message: ({ json }) => json.error.message as unknown,
	});
});
