import { splitObject } from '../../../sandbox/coachview/raw.mts';
import { pieterId } from '../../../sandbox/start.mts';
import { openApi, type Api } from '../api.mts';

const path = `Personen/${pieterId}`;

describe('what is stored, and what an answer to a write shows', () => {
	let api: Api;
	beforeAll(async () => {
		api = await openApi();
	});
	afterAll(() => api.stop());
	beforeEach(() => api.reset());

	const assume = (choices: Record<string, string>) => api.control.assumptions.set(choices);
	const read = async (query = '') => (await api.api('GET', path + query)).json;
	const stored = async () => JSON.parse(await api.control.people.text(pieterId));
	/** The record as it is read, with some members changed. */
	const put = async (changes: object, query = '') =>
		await api.api('PUT', path, { body: { ...(await read(query)), ...changes } });

	it.each([
		['stored', 'ook 0'],
		['echo', ' ook 0 '],
		['old', '+31 70 0000 123'],
	])('A54 %s: the answer to PUT', async (A54, expected) => {
		await assume({ A54, A60: 'trimmed' });
		const answer = await put({ tel1: ' ook 0 ' });
		expect([answer.status, answer.json.tel1]).toEqual([200, expected]);
		expect((await stored()).tel1).toBe('ook 0');
	});

	it('A55 echo: the answer to POST is what was sent, with the id', async () => {
		await assume({ A55: 'echo' });
		const answer = await api.api('POST', 'Personen', { body: { achternaam: 'Nieuw' } });
		expect(answer.json).toEqual({ id: expect.stringMatching(/^[0-9a-f-]{36}$/), achternaam: 'Nieuw' });
	});

	it.each([
		['extraKept', 'email2', 'InclusiefExtraVelden', 'pp@example.net'],
		['extraCleared', 'email2', 'InclusiefExtraVelden', null],
		['relationsKept', 'factuurAdres', 'InclusiefDirecteRelaties', expect.objectContaining({ plaats: 'Den Haag' })],
		['relationsCleared', 'factuurAdres', 'InclusiefDirecteRelaties', null],
	])('A56 %s: a member that only a flag shows', async (A56, member, flag, after) => {
		await assume({ A56 });
		expect(await read()).not.toHaveProperty(member);
		expect(await read(`?${flag}=true`)).toHaveProperty(member);
		await put({ tel1: '0' });
		expect((await stored())[member]).toEqual(after);
		await api.reset({ assumptions: { A56 } });
		await put({ [member]: null });
		expect((await stored())[member]).toBeNull();
	});

	it('A57: null for a confidential free field', async () => {
		const medical = async () => (await api.control.snapshot()).freeFields.get(`${pieterId}/VrijveldMedisch`);
		await assume({ A57: 'keeps' });
		await put({ vrijveldMedisch: null, vrijveldDieet: null });
		expect(await medical()).toBe('"draagt een pacemaker"');
		expect((await api.control.snapshot()).freeFields.get(`${pieterId}/VrijveldDieet`)).toBe('null');
		await assume({ A57: 'erases' });
		await put({ vrijveldMedisch: null });
		expect(await medical()).toBe('null');
	});

	it.each([
		['A58', 'sourceLower', { externSource: 'AFAS', externId: 'Ab1' }, { externSource: 'afas', externId: 'Ab1' }],
		['A58', 'lower', { externSource: 'AFAS', externId: 'Ab1' }, { externSource: 'afas', externId: 'ab1' }],
		['A59', 'lower', { email1: 'A.B@Example.org' }, { email1: 'a.b@example.org' }],
		['A60', 'trimmed', { voornaam: ' Piet ', opmerking: ' ' }, { voornaam: 'Piet', opmerking: null }],
		['A61', 'regrouped', { tel1: '+31 (0)70-123 45' }, { tel1: '+3107012345' }],
		['A62', 'nfc', { voornaam: 'Ame\u0301lie' }, { voornaam: 'Amélie' }],
		['A62', 'lf', { opmerking: 'a\r\nb' }, { opmerking: 'a\nb' }],
	])('%s %s: values are stored in another form', async (id, value, sent, expected) => {
		await put(sent);
		expect(await stored()).toMatchObject(sent);
		await api.reset({ assumptions: { [id]: value } });
		await put({ ...sent, adres: { ...(await read()).adres, plaats: 'Den Haag' } });
		expect(await stored()).toMatchObject({ ...expected, adres: { plaats: 'Den Haag' } });
	});

	it('A62 nfc leaves a value alone that is stored already', async () => {
		await assume({ A62: 'nfc' });
		const id = (await api.control.people.find('1005', 'AFAS'))!.id;
		const before = splitObject(await api.control.people.text(id));
		await api.api('PUT', `Personen/${id}`, { body: (await api.api('GET', `Personen/${id}`)).text });
		expect(splitObject(await api.control.people.text(id)).get('voornaam')).toBe(before.get('voornaam'));
	});

	it.each([
		['midnight', '1987-04-12T00:00:00'],
		['minutes', '1987-04-12T00:00'],
		['blank', '1987-04-12 00:00:00'],
	])('A63 %s: how a date is shown, and taken back', async (A63, shown) => {
		await put({ geboortedatum: '1987-04-12' });
		await assume({ A63 });
		expect((await read()).geboortedatum).toBe(shown);
		expect((await put({ tel1: '0' })).json.geboortedatum).toBe(shown);
		expect((await stored()).geboortedatum).toBe('1987-04-12');
		expect((await put({ geboortedatum: '1987-04-12T22:00:00' })).status).toBe(400);
	});

	it.each([
		['midnight', '2027-05-04T00:00:00', '2027-05-04'],
		['dutch', '04-05-2027', '2027-05-04'],
		['swapped', '04-05-2027', '2027-04-05'],
	])('A64 %s: a free date is shown so, and read back so', async (A64, shown, after) => {
		await api.control.people.setFreeField(pieterId, 'VrijveldPasGeldigTot', '2027-05-04');
		await assume({ A64 });
		expect((await read('?InclusiefVrijevelden=true')).vrijveldPasGeldigTot).toBe(shown);
		expect((await put({}, '?InclusiefVrijevelden=true')).status).toBe(200);
		expect((await api.control.snapshot()).freeFields.get(`${pieterId}/VrijveldPasGeldigTot`)).toBe(`"${after}"`);
	});

	it('A64 swapped: a day that is no month is refused', async () => {
		await assume({ A64: 'swapped' });
		expect((await put({ vrijveldPasGeldigTot: '25-01-2027' })).status).toBe(400);
	});

	it('A65 yearOne: an empty date is a placeholder, and goes back as one', async () => {
		await assume({ A65: 'yearOne' });
		expect((await read()).geboortedatum).toBe('0001-01-01T00:00:00');
		await put({ tel1: '0' });
		expect((await stored()).geboortedatum).toBeNull();
	});

	it('A75: a refused write is 200 with success false, a refused read is not', async () => {
		await assume({ A75: 'successFalse' });
		const refused = await api.api('POST', 'Personen', { body: { voornaam: 'X' } });
		expect([refused.status, refused.json.success]).toEqual([200, false]);
		expect((await api.api('GET', 'Personen?where=x')).status).toBe(400);
		expect((await put({ inactief: 'nee' })).json.success).toBe(false);
	});

	it('A76: 202 for a POST that is carried out later, or never', async () => {
		const body = { achternaam: 'Nieuw', externId: 'N1', externSource: 'HR' };
		await assume({ A76: 'later' });
		const answer = await api.api('POST', 'Personen', { body });
		expect([answer.status, answer.text]).toEqual([202, '']);
		expect((await api.api('GET', 'Personen?where=externId=N1')).json).toEqual([]);
		expect((await api.api('GET', 'Personen?where=externId=N1')).json).toMatchObject([{ achternaam: 'Nieuw' }]);
		await assume({ A76: 'never' });
		expect(
			(await api.api('POST', 'Personen', { body: { achternaam: 'Niet', externId: 'N2', externSource: 'HR' } })).status,
		).toBe(202);
		expect(await api.control.people.find('N2')).toBeUndefined();
	});

	it('A77 bodyCreates: PUT /Personen makes who is not there, PUT /Personen/{id} does not', async () => {
		const record = await read();
		await assume({ A77: 'bodyCreates' });
		expect((await api.api('PUT', 'Personen', { body: { ...record, tel1: '0' } })).status).toBe(200);
		await api.control.people.remove(pieterId);
		expect((await api.api('PUT', path, { body: record })).status).toBe(404);
		expect((await api.api('PUT', 'Personen', { body: record })).status).toBe(201);
		expect((await stored()).achternaam).toBe('Pietersen');
	});

	it('A80 shared: one name, two values', async () => {
		expect((await api.control.snapshot()).freeFields.has(`${pieterId}/Opmerking`)).toBe(false);
		await assume({ A80: 'shared' });
		const plain = (await read()).opmerking;
		const full = await read('?InclusiefVrijevelden=true');
		expect([plain.startsWith('Dieet'), full.opmerking]).toEqual([true, 'Zit graag vooraan']);
		await api.api('PUT', path, { body: full });
		expect((await stored()).opmerking).toBe('Zit graag vooraan');
	});

	it('A83 shown: free fields in the answers to writes', async () => {
		expect((await put({ tel1: '0' })).json).not.toHaveProperty('vrijveldDieet');
		await assume({ A83: 'shown' });
		expect((await put({ tel1: '0' })).json).toMatchObject({ vrijveldDieet: 'vegetarisch', vrijveldMedisch: null });
		expect(
			(await api.api('POST', 'Personen', { body: { achternaam: 'X', vrijveldDieet: 'noten' } })).json,
		).toMatchObject({ vrijveldDieet: 'noten' });
	});

	it('a client that may not see a member gets null, and keeps the value when it writes', async () => {
		await api.control.clients.put({ clientId: 'demo', hides: ['tel1', 'vrijveldDieet'] });
		expect(await read('?InclusiefVrijevelden=true')).toMatchObject({
			tel1: null,
			vrijveldDieet: null,
			tel2: '06-00000123',
		});
		await put({ voornaam: 'Piet' });
		expect(await stored()).toMatchObject({ tel1: '+31 70 0000 123', voornaam: 'Piet' });
	});
});
