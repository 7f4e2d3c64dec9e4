// K12.4–K12.7: what Confirm With Coachview believes, what it costs, and what it leaves in the log.
import type { FaultKind } from '../../../sandbox/control/types.mts';
import { pieterId } from '../../../sandbox/start.mts';
import { PACE } from '../../../nodes/Coachview/trigger/confirm.ts';
import { credentialStore } from '../../harness/engine.mts';
import { CATEGORY, LOOK_AGAIN, useConfirmation } from './k12Stage.mts';

const stage = useConfirmation();

describe('K12.4 what is not there at the first look', () => {
	it('K12.4 a first 404 is looked at again after some seconds; the event runs', async () => {
		PACE.lookAgain = LOOK_AGAIN;
		await stage.fault({ kind: 'status', status: 404, body: '{}' });
		const started = Date.now();
		expect(await stage.send([stage.event])).toEqual({ statuses: [200], ran: [true] });
		expect(Date.now() - started).toBeGreaterThan(2_500);
		expect([await stage.asked(), stage.log]).toEqual([2, []]);
	});
	it('K12.4 a key that is stored a moment later', async () => {
		PACE.lookAgain = 1_000;
		await stage.sandbox.control.people.patch(pieterId, { externId: 'old' });
		const sent = stage.send([stage.event]);
		setTimeout(() => void stage.sandbox.control.people.patch(pieterId, { externId: stage.event.ExternId }), 400);
		expect((await sent).ran).toEqual([true]);
	});
	it('K12.4 a category that shows a moment later', async () => {
		PACE.lookAgain = 1_000;
		await stage.sandbox.control.categories.remove(pieterId, CATEGORY);
		const sent = stage.send([stage.event], { requireCategory: true });
		setTimeout(() => void stage.sandbox.control.categories.add(pieterId, CATEGORY), 400);
		expect((await sent).ran).toEqual([true]);
	});
	it('K12.4 what is still not there is untrue, after two looks', async () => {
		expect(await stage.send([stage.invented(1)])).toEqual({ statuses: [200], ran: [] });
		expect(await stage.asked()).toBe(2);
		expect(stage.log.map(({ level, message }) => `${level} ${message}`)).toEqual([
			'warn Coachview Trigger: of the events of a delivery 1 did not run (notFound 1)',
		]);
	});
});

describe('K12.5 only "cannot be asked now" lets an event run unconfirmed', () => {
	it.each([301, 302, 307, 308, 400, 401, 402, 403, 404, 405, 406, 409, 410, 418, 422, 423, 428, 451])(
		'K12.5 %d: does not run',
		async (status) => {
			await stage.fault({ kind: 'status', status, body: '{}', headers: { location: '/elsewhere' } }, { count: 0 });
			expect(await stage.send([stage.event], { whenUnconfirmed: 'run' })).toEqual({ statuses: [200], ran: [] });
			expect(stage.log).toHaveLength(1);
			expect(stage.log[0]).toMatchObject({ level: 'warn', message: expect.stringMatching(/1 did not run \(\w+ 1\)$/) });
		},
	);
	it.each<[string, FaultKind]>([
		['a 429 without a word about the day', { kind: 'status', status: 429, body: '' }],
		['a 429 until tomorrow', { kind: 'status', status: 429, body: '', headers: { 'retry-after': '40000' } }],
		['a page under 200', { kind: 'html', status: 200 }],
		['a list under 200', { kind: 'status', status: 200, body: '[]', headers: { 'content-type': 'application/json' } }],
		[
			'an empty object under 200',
			{ kind: 'status', status: 200, body: '{}', headers: { 'content-type': 'application/json' } },
		],
		['204', { kind: 'status', status: 204 }],
		['half a record', { kind: 'truncatedJson' }],
	])('K12.5 %s: does not run', async (_name, kind) => {
		await stage.fault(kind, { count: 0 });
		expect(await stage.send([stage.event], { whenUnconfirmed: 'run' })).toEqual({ statuses: [200], ran: [] });
	});
	it.each<[string, FaultKind]>([
		['500', { kind: 'status', status: 500, body: '' }],
		['503', { kind: 'status', status: 503, body: '' }],
		['a page under 502', { kind: 'html', status: 502 }],
		['408', { kind: 'status', status: 408, body: '' }],
		['a cut connection', { kind: 'drop', handle: false }],
	])('K12.5 %s: runs unconfirmed, or is dropped, as chosen', async (_name, kind) => {
		await stage.fault(kind, { count: 0 });
		expect((await stage.send([stage.event])).ran).toEqual([false]);
		expect(stage.log.map(({ message }) => message)).toEqual([
			'Coachview Trigger: of the events of a delivery 1 ran unconfirmed (unavailable 1)',
		]);
		expect((await stage.send([stage.event], { whenUnconfirmed: 'drop' })).ran).toEqual([]);
	});
	it('K12.5 nobody listens at the address: runs unconfirmed', async () => {
		stage.store = credentialStore({
			environment: 'custom',
			customUrl: 'http://127.0.0.1:9',
			clientId: 'demo',
			clientSecret: 'demo-secret',
		});
		expect((await stage.send([stage.event])).ran).toEqual([false]);
	});
	it('K12.5 a wrong secret, a disabled client, no address, a missing scope: nothing runs', async () => {
		for (const values of [{ clientSecret: 'wrong' }, { customUrl: '' }]) {
			stage.store = credentialStore({
				environment: 'custom',
				customUrl: stage.sandbox.coachviewUrl,
				clientId: 'demo',
				clientSecret: 'demo-secret',
				...values,
			});
			expect((await stage.send([stage.event])).ran).toEqual([]);
		}
		stage.store = credentialStore({
			environment: 'custom',
			customUrl: stage.sandbox.coachviewUrl,
			clientId: 'demo',
			clientSecret: 'demo-secret',
		});
		await stage.sandbox.control.clients.put({ clientId: 'demo', scopes: ['api'] });
		expect((await stage.send([stage.event])).ran).toEqual([]);
	});
	it('K12.5 Any Event and Other Event without a person: nothing to ask, so nothing runs', async () => {
		for (const more of [{ triggerOn: 'any' }, { triggerOn: 'other', eventName: 'opleiding.gewijzigd' }]) {
			expect(await stage.send([{ event: 'opleiding.gewijzigd', OpleidingId: 'x' }], {}, more)).toEqual({
				statuses: [200],
				ran: [],
			});
			expect(
				(await stage.send([{ event: 'opleiding.gewijzigd', OpleidingId: 'x' }], {}, { ...more, confirm: false })).ran,
			).toEqual([undefined]);
		}
		expect(stage.log.map(({ message }) => message)).toEqual(
			Array(2).fill('Coachview Trigger: of the events of a delivery 1 did not run (noPerson 1)'),
		);
		expect(await stage.asked()).toBe(0);
	});
});

describe('K12.7 Category Must Still Be There', () => {
	const options = { requireCategory: true };
	it('K12.7 the link of another category: does not run, also when the person has both', async () => {
		const other = await stage.sandbox.control.categories.add(pieterId, 'Nieuwsbrief');
		expect((await stage.send([{ ...stage.event, PersooncategorieId: other.id }], options)).ran).toEqual([]);
		await stage.sandbox.control.categories.remove(pieterId, CATEGORY);
		expect((await stage.send([{ ...stage.event, PersooncategorieId: other.id }], options)).ran).toEqual([]);
		expect(
			(await stage.send([{ ...stage.event, PersooncategorieId: other.id, Categorie: 'NIEUWSBRIEF' }], options)).ran,
		).toEqual([true]);
	});
	it('K12.7 the id alone, the name alone, and names that only look different', async () => {
		const { Categorie: _name, ...idOnly } = stage.event;
		const { PersooncategorieId: _id, ...nameOnly } = stage.event;
		expect((await stage.send([idOnly, nameOnly], options)).ran).toEqual([true, true]);
		expect(
			(
				await stage.send(
					[
						{ ...nameOnly, Categorie: 'Nieuwsbrief' },
						{ ...idOnly, PersooncategorieId: 'x' },
					],
					options,
				)
			).ran,
		).toEqual([]);
		const { PersooncategorieId: _none, Categorie: _nothing, ...neither } = stage.event;
		expect((await stage.send([neither], options)).ran).toEqual([]);
		await stage.sandbox.control.categories.define('Zusätzliche Daten', 'Personen');
		const link = await stage.sandbox.control.categories.add(pieterId, 'Zusätzliche Daten');
		expect(
			(
				await stage.send(
					[
						{
							...stage.event,
							PersooncategorieId: link.id,
							Categorie: 'zusätzliche Daten'.normalize('NFD').replace(' ', '\u00a0'),
						},
					],
					options,
				)
			).ran,
		).toEqual([true]);
	});
	it('K12.7 rows of names only (A33): the name tells', async () => {
		await stage.sandbox.control.assumptions.set({ A33: 'nameOnly' });
		expect((await stage.send([stage.event], options)).ran).toEqual([true]);
		expect((await stage.send([{ ...stage.event, Categorie: 'Nieuwsbrief' }], options)).ran).toEqual([]);
	});
});
