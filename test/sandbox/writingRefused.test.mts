import { pieterId } from '../../sandbox/start.mts';
import { splitObject } from '../../sandbox/coachview/raw.mts';
import { openApi, type Api } from './api.mts';

const path = `Personen/${pieterId}`;

describe('writing a person', () => {
	let api: Api;
	beforeAll(async () => {
		api = await openApi();
	});
	afterAll(() => api.stop());
	beforeEach(() => api.reset());

	const stored = async (id = pieterId) => splitObject(await api.control.people.text(id));
	const put = (body: string | object, headers = {}) => api.api('PUT', path, { body, headers });
	const assume = (choices: Record<string, string>) => api.control.assumptions.set(choices);

	it('S01: read-only members are ignored, refused by name, or taken over', async () => {
		const read = await api.api('GET', `${path}?InclusiefDirecteRelaties=true&InclusiefExtraVelden=true`);
		expect((await put(read.text)).status).toBe(200);
		expect([...(await stored()).keys()]).not.toEqual(expect.arrayContaining(['bedrijf']));
		await assume({ S01: 'rejected' });
		const refused = await put(read.text);
		expect([refused.status, Object.keys(refused.json.errors).sort()]).toEqual([
			400,
			['adres.land', 'afdeling', 'auditTrail', 'bedrijf', 'factuurAdres.land', 'functie', 'volledigeNaam'],
		]);
		await assume({ S01: 'stored' });
		expect(
			(await put({ achternaam: 'X', auditTrail: { aangemaaktDoor: 'iemand.anders' } })).json.auditTrail.aangemaaktDoor,
		).toBe('iemand.anders');
	});

	it('A34: free fields in the body', async () => {
		const free = async () => (await api.control.snapshot()).freeFields.get(`${pieterId}/VrijveldDieet`);
		await put({ achternaam: 'X' });
		expect(await free()).toBe('"vegetarisch"');
		await put({ achternaam: 'X', vrijveldDieet: 'geen' });
		expect(await free()).toBe('"geen"');
		await assume({ A34: 'ignored' });
		await put({ achternaam: 'X', vrijveldDieet: 'noten' });
		expect(await free()).toBe('"geen"');
		await assume({ A34: 'rejected' });
		expect((await put({ achternaam: 'X', vrijveldDieet: 'noten' })).status).toBe(400);
		await assume({ A34: 'erased' });
		await put({ achternaam: 'X' });
		expect(await free()).toBe('null');
	});

	it.each([
		['{"achternaam":"X"', 'application/json', 400],
		['[]', 'application/json', 400],
		['{"achternaam":"X","achternaam":"Y"}', 'application/json', 400],
		['{"achternaam":"X"}', 'text/plain', 415],
		['achternaam=X', 'application/x-www-form-urlencoded', 415],
		['{"achternaam":5}', 'application/json', 400],
		['{"achternaam":"X","geboortedatum":"12-04-1987"}', 'application/json', 400],
		['{"achternaam":"X","geboortedatum":"1987-02-30"}', 'application/json', 400],
		['{"achternaam":"X","inactief":"nee"}', 'application/json', 400],
		['{"achternaam":"X","adres":"Kerkstraat"}', 'application/json', 400],
		['{"achternaam":"X","bedrijfId":"7"}', 'application/json', 400],
		['{"achternaam":"X","id":"00000000-0000-4000-8000-000000000000"}', 'application/json', 400],
	])('refuses PUT %s as %s', async (body, type, expected) => {
		const before = await api.control.snapshot();
		expect((await put(body, { 'content-type': type })).status).toBe(expected);
		expect(await api.control.snapshot()).toEqual(before);
	});

	it('refuses query parameters on a write, and an id on POST', async () => {
		expect((await api.api('PUT', `${path}?InclusiefVrijevelden=true`, { body: { achternaam: 'X' } })).status).toBe(400);
		expect((await api.api('POST', 'Personen', { body: { id: pieterId, achternaam: 'X' } })).status).toBe(400);
	});
});
