import { call } from '../api.mts';
import { itShowsTroubles, openHr, type Hr } from './hr.mts';

describe('HR in the form of BambooHR', () => {
	let hr: Hr;
	const json = { 'content-type': 'application/json' };
	const query = (body: object | string, headers: Record<string, string> = json) =>
		hr.post('/v2/datasets/employee/data', typeof body === 'string' ? body : JSON.stringify(body), headers);
	const wanted = () => ['employeeNumber', 'dateOfBirth', hr.system.hints.placeField!];
	const byNumber = (number: string) => query({ fields: wanted(), filter: `employeeNumber eq '${number}'` });
	const idOf = async (email: string) =>
		((await hr.get('/v1/employees/directory')).json.employees as Array<{ id: string; workEmail: string }>).find(
			({ workEmail }) => workEmail === email,
		)!.id;

	beforeAll(async () => {
		hr = await openHr('bamboohr');
	});
	afterAll(() => hr.api.stop());
	beforeEach(() => hr.api.reset());

	it('finds by number in the dataset, letters with their case and zeros as they are', async () => {
		expect((await byNumber('10023')).json).toEqual({
			data: [
				{
					fields: {
						employeeNumber: '10023',
						dateOfBirth: '1987-04-12',
						[hr.system.hints.placeField!]: "'s-Gravenhage",
					},
				},
			],
			links: {},
			meta: { page: 1, pageSize: 100, totalPages: 1, totalItems: 1 },
		});
		const count = async (number: string) => (await byNumber(number)).json.data.length as number;
		expect([
			await count('20001'),
			await count('99999'),
			await count('1005'),
			await count('000001005'),
			await count('bertilk'),
		]).toEqual([2, 0, 0, 1, 0]);
		expect((await query({ fields: ['status'], filter: "tolower(employeeNumber) eq 'bertilk'" })).json.data.length).toBe(
			1,
		);
		expect(
			(await query({ fields: ['status', 'terminationDate'], filter: "employeeNumber eq '10025'" })).json.data,
		).toEqual([{ fields: { status: 'Inactive', terminationDate: '2025-12-31' } }]);
	});

	it('pages the dataset', async () => {
		const second = (await query({ fields: ['employeeNumber'], page: 2, pageSize: 10 })).json;
		expect([second.data.length, second.meta.totalItems, Object.keys(second.links as object)]).toEqual([
			10,
			(await hr.api.control.hr.employees()).length,
			['prev', 'next'],
		]);
	});

	it('reads one employee by an id that is not the number', async () => {
		const id = await idOf('pieter.pietersen@example.org');
		expect(id).not.toBe('10023');
		expect(
			(await hr.get(`/v1/employees/${id}?fields=employeeNumber,dateOfBirth,${hr.system.hints.placeField},onbekend`))
				.json,
		).toEqual({
			id,
			employeeNumber: '10023',
			dateOfBirth: '1987-04-12',
			[hr.system.hints.placeField!]: "'s-Gravenhage",
		});
		expect((await hr.get(`/v1/employees/${id}`)).json).toEqual({ id, firstName: 'Pieter', lastName: 'Pietersen' });
		expect(await hr.get('/v1/employees/10023')).toMatchObject({
			status: 404,
			text: '',
			headers: { 'x-bamboohr-error-message': expect.any(String) as unknown },
		});
		const gateway = (company: string) =>
			call('GET', `${hr.system.url}/gateway.php/${company}/v1/employees/${id}?fields=dateOfBirth`, hr.system.headers);
		expect((await gateway(hr.system.hints.company!)).json.dateOfBirth).toBe('1987-04-12');
		expect((await gateway('ander')).status).toBe(404);
	});

	it('does not show birth data or numbers in the directory, and lists the fields elsewhere', async () => {
		const {
			json: { fields, employees },
		} = await hr.get('/v1/employees/directory');
		expect((fields as Array<{ id: string }>).map(({ id }) => id)).toEqual(['firstName', 'lastName', 'workEmail']);
		expect(Object.keys(employees[0] as object)).toEqual(['id', 'firstName', 'lastName', 'workEmail']);
		expect((await hr.get('/v1/meta/fields')).json).toEqual(
			expect.arrayContaining([expect.objectContaining({ alias: hr.system.hints.placeField })]),
		);
	});

	it('leaves out what the key may not see', async () => {
		await hr.flags({ hideBirthFields: true });
		expect((await byNumber('10023')).json.data).toEqual([{ fields: { employeeNumber: '10023' } }]);
		expect(
			(await hr.get(`/v1/employees/${await idOf('pieter.pietersen@example.org')}?fields=employeeNumber,dateOfBirth`))
				.json,
		).not.toHaveProperty('dateOfBirth');
	});

	it.each([
		['{', json],
		[{ filter: "employeeNumber eq '1'" }, json],
		[{ fields: [] }, json],
		[{ fields: ['naam'] }, json],
		[{ fields: ['status'], filter: 'employeeNumber eq 1' }, json],
		[{ fields: ['status'], filter: "naam eq '1'" }, json],
		[{ fields: ['status'], filters: {} }, json],
		[{ fields: ['status'], pageSize: 1001 }, json],
		[{ fields: ['status'] }, {}],
	] as Array<[object | string, Record<string, string>]>)('refuses the data request %j', async (body, headers) => {
		const answer = await query(body, headers);
		expect([answer.status, answer.text, typeof answer.headers['x-bamboohr-error-message']]).toEqual([
			400,
			'',
			'string',
		]);
	});

	it('refuses other parameters, keys and datasets, and speaks XML to who does not ask for JSON', async () => {
		expect((await hr.get('/v1/employees/4201?foo=1')).status).toBe(400);
		expect((await hr.get('/v1/employees/4201', { Authorization: 'Basic eDp5' })).status).toBe(401);
		expect((await hr.get('/v1/employees/4201', { Accept: 'text/plain' })).headers['content-type']).toMatch(/xml/);
		expect((await hr.post('/v2/datasets/ander/data', '{}', json)).status).toBe(404);
	});

	it('answers too many calls with 503, as it used to, when told to', async () => {
		await hr.flags({ rateLimited: true, retryAfter: 9, status503: true });
		expect(await byNumber('10023')).toMatchObject({ status: 503, headers: { 'retry-after': '9' } });
	});

	itShowsTroubles(() => hr, {
		ask: () => byNumber('10023'),
		date: ({ json: body }) => body.data[0].fields.dateOfBirth as unknown,
		statuses: { unavailable: 503, rateLimited: 429, tokenExpired: 401, forbidden: 403 },
		message: ({ headers }) => headers['x-bamboohr-error-message'],
	});
});
