import { pieterId } from '../../sandbox/start.mts';
import { call, openApi, type Api } from './api.mts';

const path = `Personen/${pieterId}`;

describe('faults', () => {
	let api: Api;
	beforeAll(async () => {
		api = await openApi();
	});
	afterAll(() => api.stop());
	beforeEach(() => api.reset());

	const get = () => api.api('GET', path);
	const put = () => api.api('PUT', path, { body: { achternaam: 'Veranderd' } });
	const lastName = async () =>
		(JSON.parse(await api.control.people.text(pieterId)) as { achternaam: string }).achternaam;

	it('matches method, path and server, lets some pass, hits some, and leaves the queue', async () => {
		await api.control.faults.add({
			kind: 'status',
			status: 500,
			body: '{"a":1}',
			headers: { 'content-type': 'application/json', 'x-own': '1' },
			match: { method: 'put', path: 'Personen/', server: 'coachview' },
			skip: 1,
			count: 2,
		});
		expect((await api.control.faults.list()).length).toBe(1);
		expect((await get()).status).toBe(200);
		expect((await put()).status).toBe(200);
		const hit = await put();
		expect([hit.status, hit.json, hit.headers['x-own']]).toEqual([500, { a: 1 }, '1']);
		expect((await put()).status).toBe(500);
		expect((await put()).status).toBe(200);
		expect(await api.control.faults.list()).toEqual([]);
	});

	it('goes on until cleared with count 0', async () => {
		await api.control.faults.add({ kind: 'outage', count: 0, match: { path: '/api/' } });
		expect([(await get()).status, (await get()).status]).toEqual([503, 503]);
		await api.control.assumptions.set({ A50: 'status500' });
		expect((await get()).status).toBe(500);
		await api.control.faults.clear();
		expect((await get()).status).toBe(200);
	});

	it('status: before handling nothing happens; with handle the work is done', async () => {
		await api.control.faults.add({ kind: 'status', status: 502, match: { method: 'PUT' } });
		expect([(await put()).status, await lastName()]).toEqual([502, 'Pietersen']);
		await api.control.faults.add({ kind: 'status', status: 504, handle: true, match: { method: 'PUT' } });
		expect([(await put()).status, await lastName()]).toEqual([504, 'Veranderd']);
	});

	it('drop: the connection is cut before or after the work', async () => {
		await get();
		await api.control.faults.add({ kind: 'drop', handle: false, match: { method: 'PUT' } });
		await expect(put()).rejects.toThrow(/hang up|ECONNRESET/);
		expect(await lastName()).toBe('Pietersen');
		await api.control.faults.add({ kind: 'drop', handle: true, match: { method: 'PUT' } });
		await expect(put()).rejects.toThrow(/hang up|ECONNRESET/);
		expect(await lastName()).toBe('Veranderd');
		expect((await api.control.requests.list({ method: 'PUT' })).map(({ status }) => status)).toEqual([0, 0]);
	});

	it('delay: before the work the data are still the old ones, after it the new ones', async () => {
		await get();
		for (const [side, expected] of [
			['before', 'Pietersen'],
			['after', 'Veranderd'],
		] as const) {
			await api.control.faults.add({ kind: 'delay', ms: 150, side, match: { method: 'PUT' } });
			const started = Date.now();
			const answer = put();
			await new Promise((resolve) => setTimeout(resolve, 60));
			expect(await lastName()).toBe(expected);
			expect((await answer).status).toBe(200);
			expect(Date.now() - started).toBeGreaterThanOrEqual(145);
		}
	});

	it('truncatedJson and html', async () => {
		await get();
		await api.control.faults.add(
			{ kind: 'truncatedJson' },
			{ kind: 'html' },
			{ kind: 'html', handle: true, status: 200, match: { method: 'PUT' } },
		);
		const cut = await get();
		expect([cut.status, cut.text.startsWith('{"id"'), cut.json]).toEqual([200, true, undefined]);
		const page = await get();
		expect([page.status, page.headers['content-type'], page.text.startsWith('<!DOCTYPE html>')]).toEqual([
			502,
			'text/html; charset=utf-8',
			true,
		]);
		const done = await put();
		expect([done.status, done.text.startsWith('<!DOCTYPE'), await lastName()]).toEqual([200, true, 'Veranderd']);
	});

	it('revokeTokens: this very request gets 401', async () => {
		await get();
		await api.control.faults.add({ kind: 'revokeTokens', match: { method: 'PUT' } });
		expect((await put()).status).toBe(401);
		expect(await lastName()).toBe('Pietersen');
	});

	it('editPerson: another user is just ahead, or just behind', async () => {
		const edit = (side: 'before' | 'after') => ({
			kind: 'editPerson' as const,
			personId: pieterId,
			members: '{"tel1":"000","bonus":9.90}',
			side,
		});
		await get();
		await api.control.faults.add(edit('before'));
		expect((await get()).text).toContain('"bonus":9.90');
		await api.reset();
		await get();
		await api.control.faults.add(edit('after'));
		expect((await get()).text).toContain('"bonus":1.10');
		expect(JSON.parse(await api.control.people.text(pieterId))).toMatchObject({
			tel1: '000',
			auditTrail: { etag: 2002, gewijzigdDoor: 'andere.gebruiker' },
		});
	});

	it('truncateStored: the answer is 2xx, the value is shorter', async () => {
		await get();
		await api.control.faults.add({ kind: 'truncateStored', member: 'achternaam', length: 3, match: { method: 'PUT' } });
		const answer = await put();
		expect([answer.status, answer.json.achternaam, await lastName()]).toEqual([200, 'Ver', 'Ver']);
		await api.control.assumptions.set({ A21: 'noContent' });
		await api.control.faults.add({ kind: 'truncateStored', member: 'achternaam', length: 5, match: { method: 'PUT' } });
		expect([(await put()).status, await lastName()]).toEqual([204, 'Veran']);
	});

	it('works on the HR server and the token endpoint too', async () => {
		await api.control.faults.add(
			{ kind: 'status', status: 418, match: { server: 'hr' } },
			{ kind: 'status', status: 503, match: { path: 'connect/token' } },
		);
		expect((await api.token()).status).toBe(503);
		expect((await call('GET', `${api.sandbox.hrUrl}/ProfitRestServices/connectors/x`)).status).toBe(418);
	});

	it('refuses a pattern that is none', async () => {
		await expect(api.control.faults.add({ kind: 'outage', match: { path: '(' } })).rejects.toThrow(/400/);
	});

	it('matches the query too', async () => {
		await api.control.faults.add({ kind: 'status', status: 408, match: { query: 'Vrijevelden' }, skip: 1 });
		const free = () => api.api('GET', `${path}?InclusiefVrijevelden=true`);
		expect([(await get()).status, (await free()).status, (await get()).status, (await free()).status]).toEqual([
			200, 200, 200, 408,
		]);
	});

	it('drip: the answer comes a few bytes at a time', async () => {
		await get();
		await api.control.faults.add({ kind: 'drip', ms: 20, bytes: 200 });
		const started = Date.now();
		const answer = await get();
		expect([answer.status, answer.json.achternaam]).toEqual([200, 'Pietersen']);
		expect(Date.now() - started).toBeGreaterThan(90);
	});

	it('headers: beside those of the answer', async () => {
		await api.control.faults.add({
			kind: 'headers',
			headers: { 'x-rate-limit-reset': '3600', 'x-rate-limit-remaining': '0' },
			match: { path: 'Personen' },
		});
		const answer = await get();
		expect([answer.status, answer.headers['x-rate-limit-reset'], answer.headers['x-rate-limit-remaining']]).toEqual([
			200,
			'3600',
			'0',
		]);
	});

	it('late: answered at once, carried out before a later request or after a while', async () => {
		await get();
		await api.control.faults.add({ kind: 'late', requests: 2, match: { method: 'PUT' } });
		expect((await put()).status).toBe(504);
		expect([(await get()).json.achternaam, (await get()).json.achternaam]).toEqual(['Pietersen', 'Veranderd']);
		await api.reset();
		await get();
		await api.control.faults.add({ kind: 'late', status: 0, ms: 40, match: { method: 'PUT' } });
		await expect(put()).rejects.toThrow(/hang up|ECONNRESET/);
		expect(await lastName()).toBe('Pietersen');
		await new Promise((resolve) => setTimeout(resolve, 150));
		expect(await lastName()).toBe('Veranderd');
		expect((await api.control.requests.list({ method: 'PUT' })).length).toBe(1);
	});

	it('truncateStored: an answer that repeats the request does not show it', async () => {
		await api.control.assumptions.set({ A54: 'echo' });
		await api.control.faults.add({ kind: 'truncateStored', member: 'achternaam', length: 3, match: { method: 'PUT' } });
		expect([(await put()).json.achternaam, await lastName()]).toEqual(['Veranderd', 'Ver']);
	});
});
