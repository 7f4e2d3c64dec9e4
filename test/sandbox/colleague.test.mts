import { pieterId } from '../../sandbox/start.mts';
import { undoneEdits } from '../harness/colleague.mts';
import { openApi, type Api } from './api.mts';

const path = `Personen/${pieterId}`;

describe('the colleague', () => {
	let api: Api;
	let colleague: Api['control']['colleague'];
	beforeAll(async () => {
		api = await openApi();
		colleague = api.control.colleague;
	});
	afterAll(() => api.stop());
	beforeEach(() => api.reset());

	const read = async () => (await api.api('GET', path)).json;
	const sequenceOf = async (method: string) =>
		(await api.control.requests.list({ method, path: 'Personen/' })).map(({ sequence }) => sequence);

	it('edits before or after a certain request, and notes between which', async () => {
		await read();
		await colleague.script(
			{
				kind: 'edit',
				personId: pieterId,
				members: { tel1: '1', 'adres.plaats': 'Delft' },
				side: 'after',
				match: { method: 'GET', path: pieterId },
				skip: 1,
			},
			{ kind: 'edit', personId: pieterId, members: '{"bonus":2.50}', side: 'before', match: { method: 'PUT' } },
		);
		const bodies = [await read(), await read()];
		expect(bodies.map(({ tel1 }) => tel1)).toEqual(['+31 70 0000 123', '+31 70 0000 123']);
		expect(await read()).toMatchObject({ tel1: '1', adres: { plaats: 'Delft', adres1: 'Kerkstraat 12' } });
		await api.api('PUT', path, { body: bodies[0] });
		const log = await colleague.log();
		expect(log).toMatchObject([
			{ member: 'tel1', before: '"+31 70 0000 123"', after: '"1"', side: 'after', request: `GET /api/v1/${path}` },
			{ member: 'adres.plaats', before: '"\'s-Gravenhage"', after: '"Delft"' },
			{ member: 'bonus', before: '1.10', after: '2.50', side: 'before' },
		]);
		const [reads, [write]] = [await sequenceOf('GET'), await sequenceOf('PUT')];
		// Not seen by the first two reads of the test, seen by the third; the last one was seen by no read.
		expect(reads.map((read) => read > log[0]!.sequence)).toEqual([false, false, false, true]);
		expect(log[2]!.sequence).toBeGreaterThan(Math.max(...reads));
		expect(write).toBeGreaterThan(log[2]!.sequence);
	});

	it('makes and removes people, and sets free fields', async () => {
		const page = async () => (await api.api('GET', 'Personen?take=100')).json.length;
		await colleague.script(
			{ kind: 'create', record: { achternaam: 'Tussendoor' }, side: 'after', match: { path: 'Personen$' } },
			{ kind: 'remove', personId: pieterId, side: 'after', match: { path: 'Personen$' }, skip: 1 },
			{ kind: 'freeField', personId: pieterId, code: 'VrijveldDieet', value: 'noten', side: 'before' },
		);
		expect([await page(), (await api.control.snapshot()).freeFields.get(`${pieterId}/VrijveldDieet`)]).toEqual([
			30,
			'"noten"',
		]);
		expect([await page(), await page()]).toEqual([31, 30]);
		expect((await api.api('GET', path)).status).toBe(404);
		expect((await colleague.log()).map(({ kind }) => kind).sort()).toEqual(['create', 'freeField', 'remove']);
	});

	it('can take some time', async () => {
		await read();
		await colleague.script({ kind: 'edit', personId: pieterId, members: { tel1: '1' }, side: 'after', delayMs: 80 });
		await read();
		expect((await read()).tel1).not.toBe('1');
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect((await read()).tel1).toBe('1');
	});

	it('edits at random, the same for the same seed', async () => {
		const play = async (seed: number) => {
			await api.reset();
			await colleague.random({
				seed,
				probability: 0.4,
				persons: [pieterId],
				members: ['tel1', 'inactief', 'geboortedatum', 'adres.plaats', 'email2'],
				match: { path: pieterId },
				limit: 12,
			});
			for (let round = 0; round < 30; round += 1) await read();
			return (await colleague.log()).map(({ member, after }) => `${member} ${after}`);
		};
		const first = await play(1);
		expect(first.length).toBe(12);
		expect(await play(1)).toEqual(first);
		expect(await play(2)).not.toEqual(first);
		expect(new Set(first.map((text) => text.split(' ')[0])).size).toBeGreaterThan(2);
		expect(await read()).toMatchObject({ auditTrail: { gewijzigdDoor: 'andere.gebruiker' } });
	});

	it('rests when told, and after a reset', async () => {
		await colleague.script({ kind: 'edit', personId: pieterId, members: { tel1: '1' }, side: 'before', count: 0 });
		await colleague.random({ seed: 1, probability: 1 });
		await colleague.rest();
		await read();
		expect(await colleague.log()).toEqual([]);
		await colleague.random({ seed: 1, probability: 1 });
		await colleague.random();
		await read();
		expect(await colleague.log()).toEqual([]);
		await colleague.random({ seed: 1, probability: 1 });
		await api.reset();
		await read();
		expect(await colleague.log()).toEqual([]);
		await expect(
			colleague.script({ kind: 'remove', personId: pieterId, side: 'before', match: { path: '(' } }),
		).rejects.toThrow(/400/);
	});

	it('leaves proof of an edit that was undone, and of none that could not be known', async () => {
		const write = async (base: object) =>
			await api.api('PUT', path, { body: { ...base, geboortedatum: '1987-04-12' } });
		const proof = async () => undoneEdits(await colleague.log(), await api.control.requests.list(), ['geboortedatum']);
		await colleague.script({
			kind: 'edit',
			personId: pieterId,
			members: { 'adres.plaats': 'Delft' },
			side: 'after',
			match: { method: 'GET' },
		});
		// Written from a base that was read before the edit, although a later read showed it.
		const stale = await read();
		await read();
		await write(stale);
		expect(await proof()).toMatchObject([{ edit: { member: 'adres.plaats' } }]);
		await api.reset();
		await colleague.script(
			{ kind: 'edit', personId: pieterId, members: { tel1: '1' }, side: 'before', match: { method: 'GET' } },
			{ kind: 'edit', personId: pieterId, members: { tel2: '2' }, side: 'before', match: { method: 'PUT' } },
		);
		await write(await read());
		expect((await colleague.log()).length).toBe(2);
		expect(await proof()).toEqual([]);
	});
});
