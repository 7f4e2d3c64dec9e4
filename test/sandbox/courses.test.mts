import { courseId } from '../../sandbox/seed/specialRecords.mts';
import { openApi, type Api } from './api.mts';

const path = `Opleidingen/${courseId}`;
const calculated = ['startDatum', 'eindDatum', 'startLocatieId', 'aantalPlaatsenVrij', 'totaalAantalUur'];

describe('courses', () => {
	let api: Api;
	beforeAll(async () => {
		api = await openApi({ records: 120 });
	});
	afterAll(() => api.stop());
	beforeEach(() => api.reset());

	const read = async (query = '') => (await api.api('GET', path + query)).json;

	it('shows base members, and more on request only', async () => {
		const plain = Object.keys(await read());
		expect(plain).toEqual(expect.arrayContaining(['code', 'naam', 'opleidingssoortId', 'planningstype', 'auditTrail']));
		for (const name of [...calculated, 'opleidingssoort', 'startLocatie', 'vrijveldKenmerk'])
			expect(plain).not.toContain(name);
		expect(await read('?InclusiefExtraVelden=true')).toMatchObject({
			startDatum: '2031-03-05T09:00:00',
			aantalPlaatsenVrij: 5,
		});
		const related = await read('?InclusiefDirecteRelaties=true');
		expect(related).toMatchObject({
			opleidingssoort: { naam: 'Veilig werken op hoogte' },
			startLocatie: { naam: 'Zaal Noord' },
		});
		expect(Object.keys(related)).not.toContain('startDatum');
		expect(await read('?InclusiefVrijevelden=true')).toMatchObject({
			vrijveldKenmerk: 'Beamer nodig',
			vrijveldIntern: null,
		});
		const [row] = (await api.api('GET', `Opleidingen?where=id=${courseId}&InclusiefExtraVelden=true`)).json;
		expect(row).toEqual(await read('?InclusiefExtraVelden=true'));
	});

	it('filters and sorts by base and calculated members, and pages', async () => {
		const codes = async (query: string) =>
			(await api.api('GET', `Opleidingen?${query}`)).json.map(({ code }: { code: string }) => code);
		expect(await codes('where=code=vwh-2031-01')).toEqual(['VWH-2031-01']);
		expect(await codes('where=startDatum>=01-01-2032&orderby=code asc')).toEqual(['EHBO-2032-01']);
		expect(
			await codes('where=opleidingStatusId=TeStarten;publicatie=false;naam=Veilig werken op hoogte, najaar'),
		).toEqual([]);
		expect((await codes('where=auditTrail.gewijzigdDatumTijd>01-01-2025&take=100')).length).toBe(100);
		expect((await codes('skip=100&take=100')).length).toBe(20);
	});

	it('free fields have a path of their own', async () => {
		const rows = (await api.api('GET', `Opleidingen/Vrijevelden?where=recordId=${courseId}`)).json;
		expect(rows[0]).toMatchObject({ vrijveldDefinitie: { code: 'VrijveldKenmerk' }, data: 'Beamer nodig' });
	});

	it('cannot be written or removed, unless assumed otherwise', async () => {
		const before = await api.control.records('Opleidingen').text(courseId);
		const body = await read();
		const statuses = async () => [
			(await api.api('POST', 'Opleidingen', { body: { code: 'X' } })).status,
			(await api.api('PUT', path, { body })).status,
			(await api.api('PATCH', path, { body })).status,
		];
		expect([...(await statuses()), (await api.api('DELETE', path)).status]).toEqual([405, 405, 405, 405]);
		expect(await api.control.records('Opleidingen').text(courseId)).toBe(before);
		await api.control.assumptions.set({ unseenWrites: 'allowed', otherRemoval: 'allowed' });
		expect(await statuses()).toEqual([201, 200, 405]);
		// Calculated members cannot be written, and a PUT without them keeps them.
		expect(await read('?InclusiefExtraVelden=true')).toMatchObject({
			startDatum: '2031-03-05T09:00:00',
			opmerking: 'Koffie om 8.30 uur',
		});
		expect((await api.api('DELETE', path)).status).toBe(204);
		expect((await api.api('GET', path)).status).toBe(404);
	});

	it('knows the trouble that people know', async () => {
		await api.control.assumptions.set({
			listRows: 'cut',
			movingMembers: 'onRead',
			flagsById: 'ignored',
			nullMembers: 'omitted',
		});
		const [row] = (await api.api('GET', `Opleidingen?where=id=${courseId}`)).json;
		expect([row.opmerking, row.rijVersie, row.laatstGelezen]).toEqual([
			'Koffie om ',
			expect.any(String),
			expect.any(String),
		]);
		const record = await read('?InclusiefExtraVelden=true');
		expect([record.startDatum, 'contactpersoonId' in record]).toEqual([undefined, false]);
		await api.control.assumptions.set({ redirects: 'moved302' });
		expect((await api.api('GET', path)).status).toBe(302);
	});
});
