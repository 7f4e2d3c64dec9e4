import { itShowsTroubles, openHr, type Hr } from './hr.mts';

// The rest of AFAS is in ../afas.test.mts; here what it has in common with the other systems.
describe('HR in the form of AFAS: common flags', () => {
	let hr: Hr;
	beforeAll(async () => {
		hr = await openHr('afas');
	});
	afterAll(() => hr.api.stop());
	beforeEach(() => hr.api.reset());

	const ask = () =>
		hr.get(
			`/connectors/${hr.system.hints.connector}?filterfieldids=Medewerker&filtervalues=10023&operatortypes=1&take=2`,
		);

	it("writes a date as Amsterdam's midnight with a Z when no flag says otherwise", async () => {
		expect((await ask()).json.rows[0].Geboortedatum).toBe('1987-04-12T00:00:00Z');
	});

	it('leaves the flags of one system to that system', async () => {
		await hr.api.control.hr.setFlags('personio', { unavailable: true, answer: 'html' });
		expect((await ask()).status).toBe(200);
	});

	itShowsTroubles(() => hr, {
		ask,
		date: ({ json }) => json.rows[0].Geboortedatum as unknown,
		statuses: { unavailable: 503, rateLimited: 429, tokenExpired: 401, forbidden: 403 },
		message: ({ json }) => json.externalMessage as unknown,
	});
});
