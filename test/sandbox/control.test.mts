import { pieterId } from '../../sandbox/start.mts';
import { openApi, type Api } from './api.mts';

describe('control port', () => {
	let api: Api;
	beforeAll(async () => {
		api = await openApi({ assumptions: { A21: 'noContent' } });
	});
	afterAll(() => api.stop());
	beforeEach(() => api.reset());

	it('reset brings everything back; the same seed gives the same people', async () => {
		const first = await api.control.snapshot();
		await api.control.people.remove(pieterId);
		await api.control.categories.define('Nieuw');
		await api.control.assumptions.set({ A20: 'merge' });
		await api.control.clients.put({ clientId: 'other' });
		await api.control.webhooks.register({ url: 'http://127.0.0.1:1/' });
		await api.control.faults.add({ kind: 'outage', count: 0 });
		await api.control.hr.setFlags('afas', { unavailable: true });
		await api.control.hr.remove('10023');
		await api.control.clock.set('2030-01-01T00:00:00Z');
		await api.control.reset();
		const again = await api.control.snapshot();
		expect(again.people).toEqual(first.people);
		expect(again.categories.map(({ naam }) => naam)).toEqual(['Geslaagd']);
		expect(await api.control.assumptions.get('A20')).toBe('replace');
		expect(await api.control.assumptions.get('A21')).toBe('noContent');
		expect((await api.control.clients.list()).map(({ clientId }) => clientId)).toEqual(['demo']);
		expect([
			await api.control.webhooks.list(),
			await api.control.faults.list(),
			await api.control.hr.flags('afas'),
		]).toEqual([[], [], {}]);
		expect((await api.control.hr.employees()).some(({ number }) => number === '10023')).toBe(true);
		expect(Math.abs(Date.parse(await api.control.clock.get()) - Date.now())).toBeLessThan(5000);
	});

	it('reset takes another seed, number and assumptions, and can keep clients, webhooks and the clock', async () => {
		const first = await api.control.snapshot();
		await api.control.clients.put({ clientId: 'other' });
		await api.control.webhooks.register({ url: 'http://127.0.0.1:1/' });
		await api.control.clock.set('2030-01-01T00:00:00.000Z', true);
		await api.control.reset({
			seed: 7,
			people: 40,
			assumptions: { A20: 'merge' },
			keep: ['clients', 'webhooks', 'clock'],
		});
		const { people } = await api.control.snapshot();
		expect(people.size).toBe(40);
		expect(people.get(pieterId)).toBe(first.people.get(pieterId));
		expect([...people.keys()].filter((id) => first.people.has(id)).length).toBe(8);
		expect(await api.control.assumptions.get('A20')).toBe('merge');
		expect((await api.control.clients.list()).length).toBe(2);
		expect((await api.control.webhooks.list()).length).toBe(1);
		expect(await api.control.clock.get()).toBe('2030-01-01T00:00:00.000Z');
	});

	it('refuses unknown assumptions with a sentence', async () => {
		await expect(api.control.assumptions.set({ A20: 'x' })).rejects.toThrow('replace, merge');
		await expect(api.control.reset({ assumptions: { B1: 'x' } })).rejects.toThrow('There is no assumption B1');
		const a20 = (await api.control.assumptions.list()).find(({ id }) => id === 'A20');
		expect(a20).toMatchObject({ default: 'replace', chosen: 'replace', switchable: true, grade: 'I' });
	});

	it('stores and patches people as raw text', async () => {
		const id = await api.control.people.put(
			'{"achternaam":"X","getal":1.10,"geboortedatum":"2000-01-01T00:00:00","diep":{"a":[1.0,-0]}}',
		);
		const text = await api.control.people.text(id);
		expect(text).toContain('"getal":1.10,"diep":{"a":[1.0,-0]}');
		expect(text).toContain('"voornaam":null');
		await api.control.people.patch(id, '{"getal":2.20}');
		expect(await api.control.people.text(id)).toContain('"getal":2.20');
		expect(JSON.parse(await api.control.people.text(id))).toMatchObject({
			auditTrail: { etag: 1002 },
			geboortedatum: '2000-01-01T00:00:00',
		});
		expect((await api.control.snapshot()).people.get(id)).toBe(await api.control.people.text(id));
		expect((await api.control.people.list()).length).toBe(31);
		await api.control.people.setFreeField(id, 'VrijveldDieet', 'noten');
		expect((await api.control.snapshot()).freeFields.get(`${id}/VrijveldDieet`)).toBe('"noten"');
		await api.control.people.remove(id);
		await expect(api.control.people.text(id)).rejects.toThrow('no such person');
		await expect(api.control.people.put('{"a":')).rejects.toThrow(/400/);
	});

	it('finds people and handles categories by name', async () => {
		expect(await api.control.people.find('10023', 'HR')).toMatchObject({ id: pieterId });
		expect(await api.control.people.find('BERTILk')).toBeDefined();
		expect(await api.control.people.find('nobody')).toBeUndefined();
		await api.control.categories.define('Alumni', 'Opleiding');
		expect((await api.control.categories.definitions()).map(({ naam }) => naam)).toEqual([
			'Extragegevens',
			'Geslaagd',
			'Nieuwsbrief',
			'Alumni',
		]);
		await api.control.categories.add(pieterId, 'Alumni');
		expect((await api.control.categories.of(pieterId)).map(({ naam }) => naam)).toEqual(['Geslaagd', 'Alumni']);
		await api.control.categories.remove(pieterId, 'Alumni');
		expect((await api.control.categories.of(pieterId)).length).toBe(1);
		await expect(api.control.categories.add(pieterId, 'Bestaatniet')).rejects.toThrow('There is no category');
	});

	it('records requests with bodies, without tokens and secrets', async () => {
		await api.api('GET', 'Personen?take=1');
		await api.api('PUT', `Personen/${pieterId}`, { body: '{"achternaam":"X"}' });
		const all = await api.control.requests.list();
		expect(all.map(({ server, method, path, query, status }) => [server, method, path, query, status])).toEqual([
			['coachview', 'POST', '/auth/connect/token', '', 200],
			['coachview', 'GET', '/api/v1/Personen', 'take=1', 200],
			['coachview', 'PUT', `/api/v1/Personen/${pieterId}`, '', 204],
		]);
		expect(all[2]).toMatchObject({ body: '{"achternaam":"X"}', clientId: 'demo' });
		expect(JSON.stringify(all)).not.toMatch(/demo-secret|Bearer/);
		expect((await api.control.requests.list({ method: 'put', path: 'Personen/', server: 'coachview' })).length).toBe(1);
		await api.control.requests.clear();
		expect(await api.control.requests.list()).toEqual([]);
	});

	it('reads and sets the limit, the clock and clients', async () => {
		expect(await api.control.rateLimit.get()).toEqual({ limit: 5000, remaining: 5000, reset: null });
		await api.control.rateLimit.set({ limit: 100, remaining: 3 });
		await api.api('GET', 'Personen?take=1');
		expect(await api.control.rateLimit.get()).toMatchObject({
			limit: 100,
			remaining: 2,
			reset: expect.stringMatching(/Z$/),
		});
		await expect(api.control.clock.set('gisteren')).rejects.toThrow('ISO 8601');
		await expect(api.control.clients.put({ clientId: 'a', lifetime: 1 })).rejects.toThrow('900, 3600 or 28800');
		await api.control.clients.put({ clientId: 'demo', clientSecret: 'new' });
		expect((await api.token()).status).toBe(400);
		expect((await api.token({ client_secret: 'new' })).status).toBe(200);
		await api.control.clients.remove('demo');
		expect((await api.token({ client_secret: 'new' })).status).toBe(400);
	});

	it('edits employees', async () => {
		const added = await api.control.hr.put({ number: '007', firstName: 'Jan' });
		expect(added).toMatchObject({ number: '007', dateOfBirth: null, inService: true });
		expect(await api.control.hr.patch('007', { placeOfBirth: 'Gent' })).toMatchObject([
			{ placeOfBirth: 'Gent', key: added.key },
		]);
		await api.control.hr.remove('007');
		expect((await api.control.hr.employees()).some(({ number }) => number === '007')).toBe(false);
		await expect(api.control.hr.setFlags('nothing', {})).rejects.toThrow('There is no HR system');
	});
});
