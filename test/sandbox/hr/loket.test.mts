import { itShowsTroubles, openHr, type Hr } from './hr.mts';

describe('HR in the form of Loket.nl', () => {
	let hr: Hr;
	let bearer: Record<string, string>;
	const refresh = (secret?: string) => {
		const { clientId, clientSecret, refreshToken } = hr.system.hints as Record<string, string>;
		return hr.token({
			grant_type: 'refresh_token',
			client_id: clientId!,
			client_secret: secret ?? clientSecret!,
			refresh_token: refreshToken!,
		});
	};
	const employees = (query = '', headers: Record<string, string> = bearer, employer = hr.system.hints.employerId) =>
		hr.get(`/providers/employers/${employer}/employees${query.replaceAll(' ', '%20')}`, headers);
	const byNumber = (number: string) => employees(`?filter=employeeNumber eq ${number}&pageSize=2`);

	beforeAll(async () => {
		hr = await openHr('loket');
	});
	afterAll(() => hr.api.stop());
	beforeEach(async () => {
		await hr.api.reset();
		bearer = { Authorization: `Bearer ${(await refresh()).json.access_token}` };
	});

	it('answers pages with _embedded; a number is a whole number within one employer', async () => {
		const { json } = await byNumber('10023');
		expect(json).toMatchObject({ currentPage: 1, totalPages: 1, pageSize: 2, totalSize: 1 });
		expect(json._embedded).toMatchObject([
			{
				employeeNumber: 10023,
				personalDetails: { dateOfBirth: '1987-04-12', placeOfBirth: "'s-Gravenhage", dateOfDeath: null },
			},
		]);
		expect((await byNumber('20001')).json._embedded.length).toBe(2);
		expect((await byNumber('1005')).json._embedded.length).toBe(1);
		expect((await byNumber('99999')).json._embedded).toEqual([]);
		const other = await employees('?filter=employeeNumber eq 10023', bearer, hr.system.hints.otherEmployerId);
		expect(other.json).toMatchObject({ totalSize: 0, _embedded: [] });
		expect((await employees('', bearer, 'onbekend')).status).toBe(404);
	});

	it('reads one employee by its id, under content', async () => {
		const { id } = (await byNumber('10023')).json._embedded[0] as { id: string };
		expect((await hr.get(`/providers/employers/employees/${id}`, bearer)).json.content).toMatchObject({
			id,
			personalDetails: { dateOfBirth: '1987-04-12' },
		});
		expect((await hr.get('/providers/employers/employees/x', bearer)).status).toBe(404);
	});

	it('shows who left and who died', async () => {
		expect((await byNumber('10025')).json._embedded.length).toBe(1);
		await hr.api.control.hr.patch('10025', { extra: { dateOfDeath: '2026-01-05' } });
		expect((await byNumber('10025')).json._embedded[0].personalDetails.dateOfDeath).toBe('2026-01-05');
	});

	it('pages, sorts and filters on nested fields', async () => {
		const second = (await employees('?pageSize=10&pageNumber=2&orderBy=-employeeNumber')).json;
		expect([second.currentPage, second._embedded.length, second.totalSize]).toEqual([
			2,
			10,
			(await hr.api.control.hr.employees()).length,
		]);
		expect(second._embedded[0].employeeNumber).toBeGreaterThan(second._embedded[1].employeeNumber as number);
		expect(
			(await employees("?filter=personalDetails.placeOfBirth eq '''s-Gravenhage' and employeeNumber gt 10000")).json
				.totalSize,
		).toBe(1);
		expect(
			(await hr.get("/providers/employers?filter=companyName%20eq%20'Mouterij%20De%20Halm%20B.V.'", bearer)).json
				._embedded,
		).toMatchObject([{ id: hr.system.hints.otherEmployerId }]);
	});

	it('hides birth data when told to', async () => {
		await hr.flags({ hideBirthFields: true });
		const details = Object.keys((await byNumber('10023')).json._embedded[0].personalDetails as object);
		expect([details.includes('lastName'), details.includes('dateOfBirth'), details.includes('placeOfBirth')]).toEqual([
			true,
			false,
			false,
		]);
	});

	it.each([
		"?filter=employeeNumber eq '1'",
		'?filter=number eq 1',
		'?filter=employeeNumber=1',
		'?foo=1',
		'?pageSize=251',
		'?pageNumber=0',
		'?orderBy=naam',
		'?filter=',
	])('refuses %s', async (query) => {
		const answer = await employees(query);
		expect([answer.status, typeof answer.json.userMessage]).toEqual([400, 'string']);
	});

	it('refuses other versions, other kinds of answer and other tokens', async () => {
		expect((await employees('', { ...bearer, Accept: 'application/json;version=1999-01-01' })).status).toBe(406);
		expect((await employees('', { ...bearer, Accept: 'text/plain' })).status).toBe(406);
		expect((await employees('', { ...bearer, Accept: 'application/json' })).status).toBe(200);
		expect((await employees('', { Authorization: 'Bearer x' })).status).toBe(401);
		expect((await refresh('x')).json).toEqual({ error: 'invalid_client' });
		await hr.api.control.clock.advance(3601);
		expect((await byNumber('10023')).status).toBe(401);
	});

	itShowsTroubles(() => hr, {
		ask: () => byNumber('10023'),
		date: ({ json }) => json._embedded[0].personalDetails.dateOfBirth as unknown,
		statuses: { unavailable: 503, rateLimited: 429, tokenExpired: 401, forbidden: 403 },
		message: ({ json }) => json.userMessage as unknown,
	});
});
