import { joinObject, splitObject } from '../../sandbox/coachview/raw.mts';
import { companyId } from '../../sandbox/seed/special.mts';
import { openApi, type Api } from './api.mts';

const path = `Bedrijven/${companyId}`;

describe('companies, a plain entity', () => {
	let api: Api;
	beforeAll(async () => {
		api = await openApi();
	});
	afterAll(() => api.stop());
	beforeEach(() => api.reset());

	const stored = async () => splitObject(await api.control.records('Bedrijven').text(companyId));

	it('PUT keeps what it names, and empties what it leaves out, members of its own too', async () => {
		const before = await stored();
		const full = new Map(before).set('tel1', '"000"');
		expect((await api.api('PUT', path, { body: joinObject(full) })).status).toBe(200);
		const after = await stored();
		for (const [name, raw] of before) if (!['tel1', 'auditTrail'].includes(name)) expect(after.get(name)).toBe(raw);
		expect(after.get('debiteurnummer')).toBe('1234567890123456789');
		await api.api('PUT', path, { body: { naam: 'X' } });
		const bare = await stored();
		expect([bare.get('naam'), bare.get('bezoekadres'), bare.get('korting')]).toEqual(['"X"', 'null', 'null']);
	});

	it('PUT merges under another assumption', async () => {
		await api.control.assumptions.set({ putMissing: 'merge' });
		await api.api('PUT', path, { body: { naam: 'X' } });
		expect((await stored()).get('korting')).toBe('1.10');
	});

	it('POST makes one, whose key and name are checked', async () => {
		const body = { naam: 'Nieuw B.V.', externId: 'd-100', externSource: 'afas' };
		expect((await api.api('POST', 'Bedrijven', { body })).status).toBe(409);
		expect((await api.api('POST', 'Bedrijven', { body: { tel1: '1' } })).json.errors).toEqual({
			naam: ['This member is required.'],
		});
		const made = await api.api('POST', 'Bedrijven', { body: { ...body, externId: 'D-900' } });
		expect([made.status, made.headers.location]).toEqual([201, `/api/v1/Bedrijven/${made.json.id}`]);
		expect((await api.api('GET', 'Bedrijven?where=externId=d-900;externSource=AFAS')).json.length).toBe(1);
	});

	it('DELETE is not there, or removes', async () => {
		const { status, headers } = await api.api('DELETE', path);
		expect([status, headers.allow]).toEqual([405, 'GET, PUT']);
		await api.control.assumptions.set({ A85: 'allowed' });
		expect((await api.api('DELETE', path)).status).toBe(204);
		expect([(await api.api('DELETE', path)).status, (await api.api('GET', path)).status]).toEqual([404, 404]);
	});

	it('the whole entity may be absent', async () => {
		await api.control.assumptions.set({ companies: 'absent' });
		for (const [method, where] of [
			['GET', 'Bedrijven'],
			['GET', path],
			['GET', `Bedrijven/Vrijevelden?where=recordId=${companyId}`],
			['PUT', path],
			['DELETE', path],
			['OPTIONS', path],
		] as const)
			expect([method, (await api.api(method, where)).status]).toEqual([method, 404]);
		expect((await api.api('OPTIONS', 'Personen')).status).toBe(405);
	});

	it('a colleague and faults reach companies too, and the snapshot holds them', async () => {
		await api.control.colleague.script({ kind: 'edit', personId: companyId, members: { tel1: '42' }, side: 'before' });
		expect((await api.api('GET', path)).json.tel1).toBe('42');
		await api.control.faults.add({ kind: 'editPerson', personId: companyId, members: '{"tel1":"43"}', side: 'before' });
		expect((await api.api('GET', path)).json.tel1).toBe('43');
		const { records } = await api.control.snapshot();
		expect(records.get('Bedrijven')!.get(companyId)).toBe(joinObject(await stored()));
	});
});
