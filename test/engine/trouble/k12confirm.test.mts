// K12.4–K12.7: what Confirm With Coachview believes, what it costs, and what it leaves in the log.
import type { FaultKind } from '../../../sandbox/control/types.mts';
import { pieterId, startSandbox, type Sandbox } from '../../../sandbox/start.mts';
import { MAX_QUESTIONS, MAX_REQUESTS, PACE } from '../../../nodes/Coachview/trigger/confirm.ts';
import { credentialStore } from '../../harness/engine.mts';
import { deliver, startWebhookHost } from '../../harness/webhook.mts';
import { parameters } from '../trigger/fixtures.mts';
import { catchLog } from '../trigger/logs.mts';

const log = catchLog();
const category = 'Extragegevens';
const lookAgain = PACE.lookAgain;
let sandbox: Sandbox;
let event: Record<string, string>;
let store: ReturnType<typeof credentialStore>;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());
beforeEach(async () => {
	await sandbox.control.reset();
	store = credentialStore({
		environment: 'custom',
		customUrl: sandbox.coachviewUrl,
		clientId: 'demo',
		clientSecret: 'demo-secret',
	});
	PACE.lookAgain = 50;
	PACE.maxWait = 0;
	const { externId, externSource } = JSON.parse(await sandbox.control.people.text(pieterId)) as Record<string, string>;
	const link = await sandbox.control.categories.add(pieterId, category);
	event = {
		PersoonId: pieterId,
		PersooncategorieId: link.id,
		ExternId: externId,
		ExternSource: externSource,
		Categorie: category,
	};
	await sandbox.control.requests.clear();
});

const invented = (index: number) => ({
	...event,
	PersoonId: `99999999-9999-4999-8999-${String(index).padStart(12, '0')}`,
});
const asked = async () => (await sandbox.control.requests.list({ server: 'coachview', path: '/api/' })).length;
const fault = async (kind: FaultKind, more: object = {}) =>
	await sandbox.control.faults.add({ ...kind, match: { path: 'Personen' }, ...more });

/** Sends to one trigger, one after another or at once. @returns statuses, and `confirmed` of every item that ran */
async function send(bodies: unknown[], options: Record<string, unknown> = {}, more: Record<string, unknown> = {}) {
	const host = await startWebhookHost({ parameters: { ...parameters, ...more, options } as never, credential: store });
	try {
		const answers = await Promise.all(bodies.map((body) => deliver(host.url, { body })));
		await host.idle();
		expect(host.failures).toEqual([]);
		return {
			statuses: answers.map(({ status }) => status),
			ran: host.executions.flat().map(({ json }) => json.confirmed),
		};
	} finally {
		await host.stop();
	}
}

describe('K12.4 what is not there at the first look', () => {
	it('K12.4 a first 404 is looked at again after some seconds; the event runs', async () => {
		PACE.lookAgain = lookAgain;
		await fault({ kind: 'status', status: 404, body: '{}' });
		const started = Date.now();
		expect(await send([event])).toEqual({ statuses: [200], ran: [true] });
		expect(Date.now() - started).toBeGreaterThan(2_500);
		expect([await asked(), log]).toEqual([2, []]);
	});
	it('K12.4 a key that is stored a moment later', async () => {
		PACE.lookAgain = 1_000;
		await sandbox.control.people.patch(pieterId, { externId: 'old' });
		const sent = send([event]);
		setTimeout(() => void sandbox.control.people.patch(pieterId, { externId: event.ExternId }), 400);
		expect((await sent).ran).toEqual([true]);
	});
	it('K12.4 a category that shows a moment later', async () => {
		PACE.lookAgain = 1_000;
		await sandbox.control.categories.remove(pieterId, category);
		const sent = send([event], { requireCategory: true });
		setTimeout(() => void sandbox.control.categories.add(pieterId, category), 400);
		expect((await sent).ran).toEqual([true]);
	});
	it('K12.4 what is still not there is untrue, after two looks', async () => {
		expect(await send([invented(1)])).toEqual({ statuses: [200], ran: [] });
		expect(await asked()).toBe(2);
		expect(log.map(({ level, message }) => `${level} ${message}`)).toEqual([
			'warn Coachview Trigger: of the events of a delivery 1 did not run (notFound 1)',
		]);
	});
});

describe('K12.5 only "cannot be asked now" lets an event run unconfirmed', () => {
	it.each([301, 302, 307, 308, 400, 401, 402, 403, 404, 405, 406, 409, 410, 418, 422, 423, 428, 451])(
		'K12.5 %d: does not run',
		async (status) => {
			await fault({ kind: 'status', status, body: '{}', headers: { location: '/elsewhere' } }, { count: 0 });
			expect(await send([event], { whenUnconfirmed: 'run' })).toEqual({ statuses: [200], ran: [] });
			expect(log).toHaveLength(1);
			expect(log[0]).toMatchObject({ level: 'warn', message: expect.stringMatching(/1 did not run \(\w+ 1\)$/) });
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
		await fault(kind, { count: 0 });
		expect(await send([event], { whenUnconfirmed: 'run' })).toEqual({ statuses: [200], ran: [] });
	});
	it.each<[string, FaultKind]>([
		['500', { kind: 'status', status: 500, body: '' }],
		['503', { kind: 'status', status: 503, body: '' }],
		['a page under 502', { kind: 'html', status: 502 }],
		['408', { kind: 'status', status: 408, body: '' }],
		['a cut connection', { kind: 'drop', handle: false }],
	])('K12.5 %s: runs unconfirmed, or is dropped, as chosen', async (_name, kind) => {
		await fault(kind, { count: 0 });
		expect((await send([event])).ran).toEqual([false]);
		expect(log.map(({ message }) => message)).toEqual([
			'Coachview Trigger: of the events of a delivery 1 ran unconfirmed (unavailable 1)',
		]);
		expect((await send([event], { whenUnconfirmed: 'drop' })).ran).toEqual([]);
	});
	it('K12.5 nobody listens at the address: runs unconfirmed', async () => {
		store = credentialStore({
			environment: 'custom',
			customUrl: 'http://127.0.0.1:9',
			clientId: 'demo',
			clientSecret: 'demo-secret',
		});
		expect((await send([event])).ran).toEqual([false]);
	});
	it('K12.5 a wrong secret, a disabled client, no address, a missing scope: nothing runs', async () => {
		for (const values of [{ clientSecret: 'wrong' }, { customUrl: '' }]) {
			store = credentialStore({
				environment: 'custom',
				customUrl: sandbox.coachviewUrl,
				clientId: 'demo',
				clientSecret: 'demo-secret',
				...values,
			});
			expect((await send([event])).ran).toEqual([]);
		}
		store = credentialStore({
			environment: 'custom',
			customUrl: sandbox.coachviewUrl,
			clientId: 'demo',
			clientSecret: 'demo-secret',
		});
		await sandbox.control.clients.put({ clientId: 'demo', scopes: ['api'] });
		expect((await send([event])).ran).toEqual([]);
	});
	it('K12.5 Any Event and Other Event without a person: nothing to ask, so nothing runs', async () => {
		for (const more of [{ triggerOn: 'any' }, { triggerOn: 'other', eventName: 'opleiding.gewijzigd' }]) {
			expect(await send([{ event: 'opleiding.gewijzigd', OpleidingId: 'x' }], {}, more)).toEqual({
				statuses: [200],
				ran: [],
			});
			expect(
				(await send([{ event: 'opleiding.gewijzigd', OpleidingId: 'x' }], {}, { ...more, confirm: false })).ran,
			).toEqual([undefined]);
		}
		expect(log.map(({ message }) => message)).toEqual(
			Array(2).fill('Coachview Trigger: of the events of a delivery 1 did not run (noPerson 1)'),
		);
		expect(await asked()).toBe(0);
	});
});

describe('K12.6 what one delivery, and a flood, may cost', () => {
	const hundred = () => Array.from({ length: 100 }, (_, index) => invented(index));
	it('K12.6 a hundred invented events in one delivery: a bounded number of requests, no run, not "done"', async () => {
		expect(await send([hundred()])).toEqual({ statuses: [413], ran: [] });
		expect(await asked()).toBe(2 * MAX_QUESTIONS);
		expect(log.map(({ message }) => message)).toEqual([
			`Coachview Trigger: of the events of a delivery 100 did not run (notFound ${MAX_QUESTIONS}, overBound ${100 - MAX_QUESTIONS})`,
		]);
	});
	it('K12.6 also when every look is repeated because Coachview is down', async () => {
		PACE.maxWait = 8;
		await fault({ kind: 'status', status: 503, body: '' }, { count: 0 });
		const { ran } = await send([hundred()]);
		expect(ran.length).toBeLessThanOrEqual(MAX_QUESTIONS);
		expect(await asked()).toBeLessThanOrEqual(MAX_REQUESTS + 3);
	});
	it('K12.6 equal events in one delivery are asked about once, and run each', async () => {
		expect(await send([Array.from({ length: 100 }, () => event)])).toEqual({
			statuses: [200],
			ran: Array(100).fill(true),
		});
		expect(await asked()).toBe(1);
	});
	it('K12.6 the first true events of a long delivery run', async () => {
		const { ran } = await send([[event, ...hundred().slice(0, 50)]]);
		expect(ran).toEqual([true]);
	});
	it('K12.6 the reserve is left, however many deliveries come, and quota never means "run"', async () => {
		await sandbox.control.rateLimit.set({ remaining: 255 });
		const { statuses, ran } = await send(
			Array.from({ length: 60 }, (_, index) => invented(index)),
			{ whenUnconfirmed: 'run' },
		);
		expect([new Set(statuses), ran]).toEqual([new Set([200]), []]);
		expect((await sandbox.control.rateLimit.get()).remaining).toBeGreaterThanOrEqual(250);
		expect(log).toHaveLength(60);
		expect(log.some(({ message }) => message.includes('quotaExhausted'))).toBe(true);
	});
	it('K12.6 with 150 left two deliveries of a hundred take one request', async () => {
		await sandbox.control.rateLimit.set({ remaining: 150 });
		expect((await send([hundred()])).ran).toEqual([]);
		expect((await send([hundred()])).ran).toEqual([]);
		expect(await asked()).toBe(1);
		expect((await sandbox.control.rateLimit.get()).remaining).toBe(149);
	});
	it('K12.6 the reserve is an option, also from an expression; after it was reached the trigger looks again', async () => {
		await sandbox.control.rateLimit.set({ remaining: 20 });
		expect((await send([event], { reserve: '={{ "10" }}' })).ran).toEqual([true]);
		expect(
			(await send([{ ...event, ExternSource: event.ExternSource.toLowerCase(), ExternId: 'x' }], { reserve: 30 })).ran,
		).toEqual([]);
		await sandbox.control.rateLimit.set({ remaining: 5_000 });
		await new Promise((resolve) => setTimeout(resolve, 2_100));
		expect((await send([event], { reserve: 30 })).ran).toEqual([true]);
	});
	it('K12.6 a used-up day: nothing runs, and not every event asks', async () => {
		await sandbox.control.rateLimit.set({ remaining: 0 });
		expect(
			(
				await send(
					Array.from({ length: 20 }, () => event),
					{ reserve: 0 },
				)
			).ran,
		).toEqual([]);
		expect(await asked()).toBeLessThanOrEqual(2);
	});
});

describe('K12.6 events for one person', () => {
	it('K12.6 three hundred in two seconds share their confirmations', async () => {
		const host = await startWebhookHost({ parameters: parameters as never, credential: store });
		try {
			const started = Date.now();
			for (let round = 0; round < 20; round++) {
				await Promise.all(
					Array.from({ length: 15 }, (_, index) =>
						deliver(host.url, { body: { ...event, PersooncategorieId: `${round}-${index}` } }),
					),
				);
				await new Promise((resolve) => setTimeout(resolve, Math.max(0, started + round * 100 - Date.now())));
			}
			await host.idle();
			expect(host.executions).toHaveLength(300);
			expect(await asked()).toBeLessThanOrEqual(10);
		} finally {
			await host.stop();
		}
	});
	it('K12.6 only a "yes" is shared, and only for the same keys', async () => {
		expect((await send([event])).ran).toEqual([true]);
		expect((await send([{ ...event, ExternId: '999999' }])).ran).toEqual([]);
		await sandbox.control.people.patch(pieterId, { externId: '999999' });
		expect((await send([{ ...event, ExternId: '999999' }])).ran).toEqual([true]);
	});
	it('K12.6 a "yes" is not kept for long', async () => {
		expect((await send([event])).ran).toEqual([true]);
		await sandbox.control.people.patch(pieterId, { externId: 'other' });
		await new Promise((resolve) => setTimeout(resolve, PACE.shared));
		expect((await send([event])).ran).toEqual([]);
	});
	it('K12.6 another credential asks for itself', async () => {
		expect((await send([event])).ran).toEqual([true]);
		await sandbox.control.clients.put({ clientId: 'demo', scopes: ['api'] });
		store = credentialStore({
			environment: 'custom',
			customUrl: sandbox.coachviewUrl,
			clientId: 'demo',
			clientSecret: 'demo-secret',
		});
		expect((await send([event])).ran).toEqual([]);
	});
});

describe('K12.7 Category Must Still Be There', () => {
	const options = { requireCategory: true };
	it('K12.7 the link of another category: does not run, also when the person has both', async () => {
		const other = await sandbox.control.categories.add(pieterId, 'Nieuwsbrief');
		expect((await send([{ ...event, PersooncategorieId: other.id }], options)).ran).toEqual([]);
		await sandbox.control.categories.remove(pieterId, category);
		expect((await send([{ ...event, PersooncategorieId: other.id }], options)).ran).toEqual([]);
		expect((await send([{ ...event, PersooncategorieId: other.id, Categorie: 'NIEUWSBRIEF' }], options)).ran).toEqual([
			true,
		]);
	});
	it('K12.7 the id alone, the name alone, and names that only look different', async () => {
		const { Categorie: _name, ...idOnly } = event;
		const { PersooncategorieId: _id, ...nameOnly } = event;
		expect((await send([idOnly, nameOnly], options)).ran).toEqual([true, true]);
		expect(
			(
				await send(
					[
						{ ...nameOnly, Categorie: 'Nieuwsbrief' },
						{ ...idOnly, PersooncategorieId: 'x' },
					],
					options,
				)
			).ran,
		).toEqual([]);
		const { PersooncategorieId: _none, Categorie: _nothing, ...neither } = event;
		expect((await send([neither], options)).ran).toEqual([]);
		await sandbox.control.categories.define('Zusätzliche Daten', 'Personen');
		const link = await sandbox.control.categories.add(pieterId, 'Zusätzliche Daten');
		expect(
			(
				await send(
					[
						{
							...event,
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
		await sandbox.control.assumptions.set({ A33: 'nameOnly' });
		expect((await send([event], options)).ran).toEqual([true]);
		expect((await send([{ ...event, Categorie: 'Nieuwsbrief' }], options)).ran).toEqual([]);
	});
});
