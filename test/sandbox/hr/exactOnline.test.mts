import { call } from '../api.mts';
import { itShowsTroubles, openHr, type Hr } from './hr.mts';

const select = '$select=EmployeeHID,BirthDate,BirthPlace';

describe('HR in the form of Exact Online', () => {
	let hr: Hr;
	let bearer: Record<string, string>;
	const refresh = (refreshToken: string) => {
		const { clientId, clientSecret } = hr.system.hints;
		return hr.token({
			grant_type: 'refresh_token',
			client_id: clientId!,
			client_secret: clientSecret!,
			refresh_token: refreshToken,
		});
	};
	const login = async () => {
		bearer = { Authorization: `Bearer ${(await refresh(hr.system.hints.refreshToken!)).json.access_token}` };
	};
	const employees = (query: string, headers = bearer) =>
		hr.get(`/payroll/Employees?${query.replaceAll(' ', '%20')}`, headers);
	const byNumber = (number: string) => employees(`$filter=EmployeeHID eq ${number}&${select}`);

	beforeAll(async () => {
		hr = await openHr('exactonline');
	});
	afterAll(() => hr.api.stop());
	beforeEach(async () => {
		await hr.api.reset();
		await login();
	});

	it('answers d.results with OData dates, one row a number', async () => {
		expect((await byNumber('10023')).json).toEqual({
			d: {
				results: [
					{
						__metadata: {
							uri: expect.stringContaining("/payroll/Employees(guid'") as unknown,
							type: 'Exact.Web.Api.Models.Payroll.Employee',
						},
						EmployeeHID: 10023,
						BirthDate: '/Date(545184000000)/',
						BirthPlace: "'s-Gravenhage",
					},
				],
			},
		});
		expect((await byNumber('20001')).json.d.results.length).toBe(2);
		expect((await byNumber('99999')).json.d.results).toEqual([]);
		await hr.flags({ bareList: true });
		expect((await byNumber('10023')).json.d.length).toBe(1);
	});

	it('knows numbers with leading zeros as numbers and as codes, letters as codes with their case', async () => {
		expect((await byNumber('1005')).json.d.results).toMatchObject([{ BirthDate: '/Date(-935020800000)/' }]);
		const byCode = async (code: string) =>
			(await employees(`$filter=Code eq '${code}'&$select=Code`)).json.d.results.length as number;
		expect([await byCode('000001005'), await byCode('1005'), await byCode('BERTILK'), await byCode('bertilk')]).toEqual(
			[1, 0, 1, 0],
		);
		expect((await employees("$filter=tolower(Code) eq 'bertilk'&$select=Code")).json.d.results.length).toBe(1);
	});

	it('still shows who left, with an end date', async () => {
		expect((await employees('$filter=EmployeeHID eq 10025&$select=EndDate,IsActive')).json.d.results).toMatchObject([
			{ EndDate: '/Date(1767139200000)/', IsActive: false },
		]);
	});

	it('leaves birth data empty without a word when the user has none of the roles', async () => {
		const country = async () =>
			(await employees('$filter=EmployeeHID eq 10023&$select=Country')).json.d.results[0].Country as unknown;
		expect(await country()).toBe('NL');
		await hr.flags({ hideBirthFields: true });
		expect((await byNumber('10023')).json.d.results).toMatchObject([
			{ EmployeeHID: 10023, BirthDate: null, BirthPlace: null },
		]);
		expect(await country()).toBeNull();
	});

	it('gives sixty rows and the address of the next ones', async () => {
		for (let number = 50_000; number < 50_070; number += 1) await hr.api.control.hr.put({ number: String(number) });
		const first = (
			await employees(
				'$filter=EmployeeHID ge 50000 and EmployeeHID lt 50070&$select=EmployeeHID&$orderby=EmployeeHID desc',
			)
		).json.d;
		expect(first.results.length).toBe(60);
		const second = (await call('GET', first.__next as string, { ...hr.system.headers, ...bearer })).json.d;
		expect(second.results.length).toBe(10);
		expect(second.__next).toBeUndefined();
	});

	it.each([
		'$filter=EmployeeHID eq 1',
		"$filter=EmployeeHID eq '1'&$select=ID",
		'$filter=EmployeeHID is 1&$select=ID',
		'$filter=Nummer eq 1&$select=ID',
		'$filter=(EmployeeHID eq 1&$select=ID',
		'$filter=EmployeeHID eq 1 1&$select=ID',
		'$filter=EmployeeHID eq&$select=ID',
		'$filter=&$select=ID',
		'$select=Naam',
		'$select=ID&foo=1',
		'$select=ID&$top=x',
		'$select=ID&$select=ID',
		'$select=ID&$orderby=Naam',
		'$select=ID&$skiptoken=1',
	])('refuses %s', async (query) => {
		const answer = await employees(query);
		expect([answer.status, typeof answer.json.error.message.value]).toEqual([400, 'string']);
	});

	it('speaks Atom to who does not ask for JSON, and refuses another company', async () => {
		expect((await employees(select, { ...bearer, Accept: 'text/plain' })).headers['content-type']).toMatch(/atom/);
		const other = hr.system.url.replace(hr.system.hints.division!, '1');
		expect(
			(await call('GET', `${other}/payroll/Employees?${select}`, { ...hr.system.headers, ...bearer })).status,
		).toBe(403);
	});

	it('blocks the key for an hour after more than ten errors', async () => {
		for (let error = 0; error < 11; error += 1) expect((await employees('foo=1')).status).toBe(400);
		expect((await byNumber('10023')).status).toBe(429);
		await hr.api.control.clock.advance(3601);
		await login();
		expect((await byNumber('10023')).status).toBe(200);
	});

	it('takes sixty calls a minute and says how many are left', async () => {
		await hr.api.control.clock.set('2026-05-05T10:00:00Z', true);
		await login();
		expect((await byNumber('10023')).headers).toMatchObject({
			'x-ratelimit-minutely-limit': '60',
			'x-ratelimit-minutely-remaining': '59',
			'x-ratelimit-minutely-reset': String(Date.parse('2026-05-05T10:01:00Z')),
		});
		for (let more = 0; more < 59; more += 1) await byNumber('10023');
		const over = await byNumber('10023');
		expect([over.status, over.headers['x-ratelimit-minutely-remaining'], over.headers['retry-after']]).toEqual([
			429,
			'0',
			undefined,
		]);
		await hr.api.control.clock.advance(60);
		expect((await byNumber('10023')).status).toBe(200);
	});

	it('gives tokens for ten minutes against a refresh token that works once', async () => {
		const first = await refresh(hr.system.hints.refreshToken!);
		expect(first.json).toMatchObject({ token_type: 'bearer', expires_in: '600' });
		const rotated = first.json.refresh_token as string;
		expect((await refresh(rotated)).status).toBe(200);
		expect(await refresh(rotated)).toMatchObject({ status: 400, json: { error: 'invalid_grant' } });
		await hr.api.control.clock.advance(601);
		expect((await byNumber('10023')).status).toBe(401);
		await login();
		expect((await byNumber('10023')).status).toBe(200);
	});

	it('goes through the browser step', async () => {
		const { clientId, clientSecret } = hr.system.hints as Record<string, string>;
		const target = 'http://127.0.0.1:1/callback';
		const page = await call(
			'GET',
			`${hr.system.authorizeUrl}?client_id=${clientId}&response_type=code&redirect_uri=${encodeURIComponent(target)}&state=s`,
		);
		const back = new URL(page.headers.location as string);
		expect([page.status, back.searchParams.get('state')]).toEqual([302, 's']);
		const form = {
			grant_type: 'authorization_code',
			client_id: clientId!,
			client_secret: clientSecret!,
			redirect_uri: target,
			code: back.searchParams.get('code')!,
		};
		expect((await hr.token({ ...form, client_secret: 'x' })).status).toBe(401);
		expect((await hr.token(form)).status).toBe(200);
		expect((await hr.token(form)).status).toBe(400);
		expect((await hr.token({ ...form, grant_type: 'client_credentials' })).json.error).toBe('unsupported_grant_type');
		expect((await call('GET', `${hr.system.authorizeUrl}?client_id=x`)).status).toBe(400);
	});

	it('refuses a second token within 570 seconds when told to be strict', async () => {
		await hr.flags({ strictTokens: true });
		expect((await refresh(hr.system.hints.refreshToken!)).status).toBe(200);
		expect((await refresh(hr.system.hints.refreshToken!)).status).toBe(400);
	});

	it('refuses who brings no token', async () => {
		expect((await employees(select, {})).status).toBe(401);
		expect((await employees(select, { Authorization: 'Bearer x' })).status).toBe(401);
	});

	itShowsTroubles(() => hr, {
		ask: () => byNumber('10023'),
		date: ({ json }) => json.d.results[0].BirthDate as unknown,
		statuses: { unavailable: 503, rateLimited: 429, tokenExpired: 401, forbidden: 403 },
		message: ({ json }) => json.error.message.value as unknown,
	});
});
