import { call } from '../api.mts';
import { itShowsTroubles, openHr, type Hr } from './hr.mts';

const select = '$select=personIdExternal,dateOfBirth,placeOfBirth';

describe('HR in the form of SAP SuccessFactors', () => {
	let hr: Hr;
	let bearer: Record<string, string>;
	const login = (form: Record<string, string> = {}) => {
		const { companyId, clientId, assertion, grantType } = hr.system.hints as Record<string, string>;
		return hr.token({
			company_id: companyId!,
			client_id: clientId!,
			grant_type: grantType!,
			assertion: assertion!,
			...form,
		});
	};
	const get = (path: string, headers = bearer) => hr.get(`/${path.replaceAll(' ', '%20')}`, headers);
	const person = (id: string) => get(`PerPerson('${id}')?${select}&$format=json`);
	const filtered = (text: string, entity = 'PerPerson') => get(`${entity}?$filter=${text}`);

	beforeAll(async () => {
		hr = await openHr('sapsuccessfactors');
	});
	afterAll(() => hr.api.stop());
	beforeEach(async () => {
		await hr.api.reset();
		bearer = { Authorization: `Bearer ${(await login()).json.access_token}` };
	});

	it('answers one person under d, with an OData date', async () => {
		expect((await person('10023')).json).toEqual({
			d: {
				__metadata: {
					uri: expect.stringMatching(/\/odata\/v2\/PerPerson\('10023'\)$/) as unknown,
					type: 'SFOData.PerPerson',
				},
				personIdExternal: '10023',
				dateOfBirth: '/Date(545184000000)/',
				placeOfBirth: "'s-Gravenhage",
			},
		});
		expect((await get(`PerPerson(personIdExternal='10023')?${select}`)).json.d.personIdExternal).toBe('10023');
		expect((await person('000001005')).json.d.dateOfBirth).toBe('/Date(-935020800000)/');
		for (const id of ['1005', 'bertilk', '99999'])
			expect(await person(id)).toMatchObject({ status: 404, json: { error: { message: { lang: 'en-US' } } } });
	});

	it('answers lists under d.results, texts with their case unless lowered', async () => {
		const found = async (text: string) => (await filtered(text)).json.d.results.length as number;
		expect([
			await found("personIdExternal eq '20001'"),
			await found("personIdExternal eq 'bertilk'"),
			await found("tolower(personIdExternal) eq 'bertilk'"),
			await found("personIdExternal eq '9'"),
		]).toEqual([2, 0, 1, 0]);
		expect((await get('PerPerson?$top=3&$skip=1')).json.d.results.length).toBe(3);
	});

	it('goes from the employee number to the person when the two differ', async () => {
		await hr.api.control.hr.patch('10023', { personNumber: 'P-77' });
		expect(
			(await filtered("userId eq '10023'&$select=personIdExternal,userId", 'EmpEmployment')).json.d.results,
		).toMatchObject([{ personIdExternal: 'P-77', userId: '10023' }]);
		expect((await person('10023')).status).toBe(404);
		expect((await person('P-77')).status).toBe(200);
		expect((await get("EmpEmployment(personIdExternal='P-77',userId='10023')")).json.d.endDate).toBeNull();
		expect((await filtered("userId eq '10025'", 'EmpEmployment')).json.d.results[0].endDate).toBe(
			'/Date(1767139200000)/',
		);
	});

	it('hides birth data when the role does not show it', async () => {
		await hr.flags({ hideBirthFields: true });
		expect(Object.keys((await person('10023')).json.d as object)).toEqual(['__metadata', 'personIdExternal']);
	});

	it.each([
		["PerPerson('1')?$select=naam", 400],
		['PerPerson?foo=1', 400],
		["PerPerson?$filter=naam eq '1'", 400],
		['PerPerson?$filter=personIdExternal eq 1', 400],
		["PerPerson?$filter=personIdExternal is '1'", 400],
		['PerPerson(1)', 400],
		["PerPerson(userId='1')", 400],
		["EmpEmployment('1')", 400],
		['PerPersonen', 400],
		['PerPerson ', 400],
		["PerPerson('1')?$format=xml", 400],
		['PerPerson?$top=x', 400],
	])('refuses %s', async (path, status) => {
		const answer = await get(path);
		expect([answer.status, answer.json.error.message.lang]).toEqual([status, 'en-US']);
	});

	it('speaks XML to who does not ask for JSON', async () => {
		expect((await get('PerPerson', { ...bearer, Accept: 'text/plain' })).headers['content-type']).toMatch(/atom/);
		expect((await get('Iets', { ...bearer, Accept: 'text/plain' })).text).toMatch(/^<error/);
	});

	it('gives the same token for the same assertion until it runs out, and answers 403 after that', async () => {
		const again = (await login()).json as { access_token: string; token_type: string; expires_in: number };
		expect([`Bearer ${again.access_token}`, again.token_type, again.expires_in > 86_000]).toEqual([
			bearer.Authorization,
			'Bearer',
			true,
		]);
		expect((await login({ new_token: 'true' })).json.access_token).not.toBe(again.access_token);
		await hr.api.control.clock.advance(86_401);
		expect(await person('10023')).toMatchObject({
			status: 403,
			json: { error: { message: { value: expect.stringContaining('LGN0022') as unknown } } },
		});
	});

	it('refuses other clients, assertions, grants and kinds of login', async () => {
		expect((await login({ company_id: 'x' })).status).toBe(401);
		expect((await login({ assertion: 'x' })).json.errorHttpCode).toBe('401');
		expect((await login({ grant_type: 'client_credentials' })).status).toBe(400);
		expect((await call('POST', hr.system.tokenUrl!, { 'content-type': 'application/json' }, '{}')).status).toBe(415);
		await hr.flags({ assertionRefused: true });
		expect((await login()).status).toBe(401);
		for (const [headers, code] of [
			[{}, 'LGN0003'],
			[{ Authorization: 'Basic eDp5' }, 'LGN0010'],
			[{ Authorization: 'Bearer x' }, 'LGN0007'],
		] as Array<[Record<string, string>, string]>) {
			expect(await get('PerPerson', headers)).toMatchObject({
				status: 403,
				json: { error: { message: { value: expect.stringContaining(code) as unknown } } },
			});
		}
	});

	itShowsTroubles(() => hr, {
		ask: () => person('10023'),
		date: ({ json }) => json.d.dateOfBirth as unknown,
		statuses: { unavailable: 503, rateLimited: 429, tokenExpired: 403, forbidden: 403 },
		message: ({ json }) => json.error.message.value as unknown,
	});
});
