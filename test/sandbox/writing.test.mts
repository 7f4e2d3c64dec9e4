import { pieterId } from '../../sandbox/start.mts';
import { joinObject, splitObject } from '../../sandbox/coachview/raw.mts';
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

	it('PUT of what GET gave changes nothing but the audit trail, for every seeded person', async () => {
		const before = (await api.control.snapshot()).people;
		for (const id of before.keys()) {
			const read = await api.api('GET', `Personen/${id}`);
			expect((await api.api('PUT', `Personen/${id}`, { body: read.text })).status).toBe(200);
		}
		const after = (await api.control.snapshot()).people;
		const withoutAudit = (text: string) =>
			joinObject(new Map([...splitObject(text)].filter(([key]) => key !== 'auditTrail')));
		for (const [id, text] of before) expect(withoutAudit(after.get(id)!)).toBe(withoutAudit(text));
		expect(before.size).toBe(30);
	});

	it('PUT erases what is left out, in addresses and in members only this record has too', async () => {
		await put({ achternaam: 'Pietersen', adres: { plaats: 'Delft' } });
		const after = Object.fromEntries(await stored());
		expect(after).toMatchObject({
			voornaam: 'null',
			geboortedatum: 'null',
			email1: 'null',
			externId: 'null',
			inactief: 'false',
			kaartnummer: 'null',
			bonus: 'null',
		});
		expect(JSON.parse(after.adres!)).toEqual({
			adres1: null,
			adres2: null,
			adres3: null,
			adres4: null,
			postcode: null,
			plaats: 'Delft',
			landCode: null,
		});
	});

	it('keeps number lexemes of what was sent and of what was not touched', async () => {
		const body = await stored();
		body.set('bonus', '2.50');
		const answer = await put(joinObject(body));
		expect(answer.text).toContain('"kaartnummer":1234567890123456789,"bonus":2.50');
		expect((await stored()).get('kaartnummer')).toBe('1234567890123456789');
	});

	it('A20 merge keeps what is left out', async () => {
		await assume({ A20: 'merge' });
		await put({ achternaam: 'Jansen', adres: { plaats: 'Delft' } });
		const after = Object.fromEntries(await stored());
		expect(after).toMatchObject({ voornaam: '"Pieter"', achternaam: '"Jansen"', bonus: '1.10' });
		expect(JSON.parse(after.adres!)).toMatchObject({ adres1: 'Kerkstraat 12', plaats: 'Delft' });
	});

	it('raises the etag and says who and when, in Amsterdam time', async () => {
		await api.control.clock.set('2026-07-01T10:00:00.250Z', true);
		await api.reset({ keep: ['clock'] });
		const answer = await put(joinObject(await stored()));
		expect(answer.json.auditTrail).toMatchObject({
			gewijzigdDatumTijd: '2026-07-01T12:00:00.25',
			gewijzigdDoor: 'api.demo',
			aangemaaktDoor: 'api.hr',
			etag: 2002,
		});
	});

	it('A19 idInBody: the path is /Personen', async () => {
		await assume({ A19: 'idInBody' });
		expect((await put({ achternaam: 'X' })).status).toBe(405);
		expect((await api.api('PUT', 'Personen', { body: { id: pieterId, achternaam: 'X' } })).status).toBe(200);
		expect((await stored()).get('achternaam')).toBe('"X"');
		expect((await api.api('PUT', 'Personen', { body: { achternaam: 'X' } })).status).toBe(400);
	});

	it('A21 noContent: 204 without a body', async () => {
		await assume({ A21: 'noContent' });
		const answer = await put({ achternaam: 'X' });
		expect([answer.status, answer.text, answer.headers['content-type']]).toEqual([204, '', undefined]);
	});

	it('POST: 201 with the record; A22 gives the other answers', async () => {
		const post = (number: number) =>
			api.api('POST', 'Personen', { body: { achternaam: 'Nieuw', externId: `N${number}`, externSource: 'HR' } });
		const created = await post(1);
		expect([created.status, created.json.achternaam, created.json.voornaam, created.json.auditTrail.etag]).toEqual([
			201,
			'Nieuw',
			null,
			1001,
		]);
		expect(await api.control.people.find('n1', 'HR')).toMatchObject({ id: created.json.id });
		await assume({ A22: 'ok' });
		expect(await post(2)).toMatchObject({ status: 200, json: { externId: 'N2' } });
		await assume({ A22: 'idOnly' });
		expect(await post(3)).toMatchObject({ status: 200, json: (await api.control.people.find('N3'))!.id });
		await assume({ A22: 'location' });
		const last = await post(4);
		expect([last.status, last.text, last.headers.location]).toEqual([
			201,
			'',
			`/api/v1/Personen/${(await api.control.people.find('N4'))!.id}`,
		]);
	});

	it('A23: achternaam is required, under the alternative email1 too', async () => {
		const refused = await api.api('POST', 'Personen', { body: { voornaam: 'X' } });
		expect([refused.status, Object.keys(refused.json.errors)]).toEqual([400, ['achternaam']]);
		expect((await put({ voornaam: 'X' })).status).toBe(400);
		await assume({ A23: 'achternaamEmail1' });
		expect((await api.api('POST', 'Personen', { body: { achternaam: 'X' } })).status).toBe(400);
	});

	it('A24: a double external key is refused, whatever the casing', async () => {
		const body = { achternaam: 'X', externId: 'BertilK', externSource: 'AFAS' };
		expect((await api.api('POST', 'Personen', { body })).status).toBe(409);
		expect((await put(body)).status).toBe(409);
		expect((await api.api('POST', 'Personen', { body: { ...body, externSource: 'Ander' } })).status).toBe(201);
		await assume({ A24: 'badRequest' });
		expect((await api.api('POST', 'Personen', { body })).status).toBe(400);
		await assume({ A24: 'allowed' });
		expect((await api.api('POST', 'Personen', { body })).status).toBe(201);
	});

	it('A26: no PATCH and no DELETE, unless allowed', async () => {
		expect((await api.api('PATCH', path, { body: { voornaam: 'P' } })).status).toBe(405);
		expect((await api.api('DELETE', path)).status).toBe(405);
		await assume({ A26: 'allowed' });
		expect((await api.api('PATCH', path, { body: { voornaam: 'P' } })).json).toMatchObject({
			voornaam: 'P',
			achternaam: 'Pietersen',
		});
		expect((await api.api('DELETE', path)).status).toBe(204);
		expect((await api.api('GET', path)).status).toBe(404);
		expect((await api.control.snapshot()).categories).toEqual([]);
	});

	it('A27: etags are ignored, honoured as If-Match, or honoured in the body', async () => {
		const body = joinObject(await stored());
		const read = await api.api('GET', path);
		expect(read.headers.etag).toBeUndefined();
		expect((await put(body, { 'if-match': '"1"' })).status).toBe(200);
		expect((await put(body)).status).toBe(200);
		await assume({ A27: 'ifMatch' });
		expect((await api.api('GET', path)).headers.etag).toBe('"2003"');
		expect((await put(body, { 'if-match': '"2001"' })).status).toBe(412);
		expect((await put(body, { 'if-match': '"2003"' })).status).toBe(200);
		await assume({ A27: 'bodyEtag', S01: 'rejected' });
		expect((await put(body)).status).toBe(409);
		expect((await put(joinObject(await stored()))).status).toBe(200);
		expect((await put({ achternaam: 'X' })).status).toBe(200);
	});

	it('A28 and A29: closed lists; a stored value still passes', async () => {
		expect((await put({ achternaam: 'X', geslacht: 'M', optInOut: 'ja' })).status).toBe(200);
		await assume({ A28: 'closed', A29: 'closed' });
		expect((await put({ achternaam: 'X', geslacht: 'M', optInOut: 'ja' })).status).toBe(200);
		const refused = await put({ achternaam: 'X', geslacht: 'V', optInOut: 'nee' });
		expect([refused.status, Object.keys(refused.json.errors)]).toEqual([400, ['geslacht', 'optInOut']]);
	});

	it('A30: the empty text', async () => {
		expect((await put({ achternaam: 'X', opmerking: '', adres: '' })).json).toMatchObject({
			opmerking: null,
			adres: null,
		});
		await assume({ A30: 'emptyReturned' });
		expect((await api.api('GET', path)).json).toMatchObject({ opmerking: '', geboortedatum: null });
		expect((await stored()).get('opmerking')).toBe('null');
		await assume({ A30: 'emptyKept' });
		expect((await put({ achternaam: 'X', opmerking: '', geboortedatum: '' })).json).toMatchObject({
			opmerking: '',
			geboortedatum: null,
		});
	});

	it('A31: members that nobody knows', async () => {
		const body = { achternaam: 'X', schoenmaat: 44, adres: { plaats: 'Delft', etage: 3 } };
		expect((await put(body)).json).not.toHaveProperty('schoenmaat');
		await assume({ A31: 'rejected' });
		const refused = await put(body);
		expect([refused.status, Object.keys(refused.json.errors).sort()]).toEqual([400, ['adres.etage', 'schoenmaat']]);
		await assume({ A31: 'stored' });
		expect((await put(body)).json).toMatchObject({ schoenmaat: 44, adres: { etage: 3 } });
	});
});
