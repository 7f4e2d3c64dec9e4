import { pieterId } from '../../../sandbox/start.mts';
import { MAX_QUESTIONS, MAX_REQUESTS, PACE } from '../../../nodes/Coachview/trigger/confirm.ts';
import { credentialStore } from '../../harness/engine.mts';
import { deliver, startWebhookHost } from '../../harness/webhook.mts';
import { parameters } from '../trigger/fixtures.mts';
import { useConfirmation } from './k12Stage.mts';

const stage = useConfirmation();

describe('K12.6 what one delivery, and a flood, may cost', () => {
	const hundred = () => Array.from({ length: 100 }, (_, index) => stage.invented(index));
	it('K12.6 a hundred invented events in one delivery: a bounded number of requests, no run, not "done"', async () => {
		expect(await stage.send([hundred()])).toEqual({ statuses: [413], ran: [] });
		expect(await stage.asked()).toBe(2 * MAX_QUESTIONS);
		expect(stage.log.map(({ message }) => message)).toEqual([
			`Coachview Trigger: of the events of a delivery 100 did not run (notFound ${MAX_QUESTIONS}, overBound ${100 - MAX_QUESTIONS})`,
		]);
	});
	it('K12.6 also when every look is repeated because Coachview is down', async () => {
		PACE.maxWait = 8;
		await stage.fault({ kind: 'status', status: 503, body: '' }, { count: 0 });
		const { ran } = await stage.send([hundred()]);
		expect(ran.length).toBeLessThanOrEqual(MAX_QUESTIONS);
		expect(await stage.asked()).toBeLessThanOrEqual(MAX_REQUESTS + 3);
	});
	it('K12.6 equal events in one delivery are asked about once, and run each', async () => {
		expect(await stage.send([Array.from({ length: 100 }, () => stage.event)])).toEqual({
			statuses: [200],
			ran: Array(100).fill(true),
		});
		expect(await stage.asked()).toBe(1);
	});
	it('K12.6 the first true events of a long delivery run', async () => {
		const { ran } = await stage.send([[stage.event, ...hundred().slice(0, 50)]]);
		expect(ran).toEqual([true]);
	});
	it('K12.6 the reserve is left, however many deliveries come, and quota never means "run"', async () => {
		await stage.sandbox.control.rateLimit.set({ remaining: 255 });
		const { statuses, ran } = await stage.send(
			Array.from({ length: 60 }, (_, index) => stage.invented(index)),
			{ whenUnconfirmed: 'run' },
		);
		expect([new Set(statuses), ran]).toEqual([new Set([200]), []]);
		expect((await stage.sandbox.control.rateLimit.get()).remaining).toBeGreaterThanOrEqual(250);
		expect(stage.log).toHaveLength(60);
		expect(stage.log.some(({ message }) => message.includes('quotaExhausted'))).toBe(true);
	});
	it('K12.6 with 150 left two deliveries of a hundred take one request', async () => {
		await stage.sandbox.control.rateLimit.set({ remaining: 150 });
		expect((await stage.send([hundred()])).ran).toEqual([]);
		expect((await stage.send([hundred()])).ran).toEqual([]);
		expect(await stage.asked()).toBe(1);
		expect((await stage.sandbox.control.rateLimit.get()).remaining).toBe(149);
	});
	it('K12.6 the reserve is an option, also from an expression; after it was reached the trigger looks again', async () => {
		await stage.sandbox.control.rateLimit.set({ remaining: 20 });
		expect((await stage.send([stage.event], { reserve: '={{ "10" }}' })).ran).toEqual([true]);
		expect(
			(
				await stage.send([{ ...stage.event, ExternSource: stage.event.ExternSource.toLowerCase(), ExternId: 'x' }], {
					reserve: 30,
				})
			).ran,
		).toEqual([]);
		await stage.sandbox.control.rateLimit.set({ remaining: 5_000 });
		await new Promise((resolve) => setTimeout(resolve, 2_100));
		expect((await stage.send([stage.event], { reserve: 30 })).ran).toEqual([true]);
	});
	it('K12.6 a used-up day: nothing runs, and not every event asks', async () => {
		await stage.sandbox.control.rateLimit.set({ remaining: 0 });
		expect(
			(
				await stage.send(
					Array.from({ length: 20 }, () => stage.event),
					{ reserve: 0 },
				)
			).ran,
		).toEqual([]);
		expect(await stage.asked()).toBeLessThanOrEqual(2);
	});
});

describe('K12.6 events for one person', () => {
	it('K12.6 three hundred in two seconds share their confirmations', async () => {
		const host = await startWebhookHost({ parameters: parameters as never, credential: stage.store });
		try {
			const started = Date.now();
			for (let round = 0; round < 20; round++) {
				await Promise.all(
					Array.from({ length: 15 }, (_, index) =>
						deliver(host.url, { body: { ...stage.event, PersooncategorieId: `${round}-${index}` } }),
					),
				);
				await new Promise((resolve) => setTimeout(resolve, Math.max(0, started + round * 100 - Date.now())));
			}
			await host.idle();
			expect(host.executions).toHaveLength(300);
			expect(await stage.asked()).toBeLessThanOrEqual(10);
		} finally {
			await host.stop();
		}
	});
	it('K12.6 only a "yes" is shared, and only for the same keys', async () => {
		expect((await stage.send([stage.event])).ran).toEqual([true]);
		expect((await stage.send([{ ...stage.event, ExternId: '999999' }])).ran).toEqual([]);
		await stage.sandbox.control.people.patch(pieterId, { externId: '999999' });
		expect((await stage.send([{ ...stage.event, ExternId: '999999' }])).ran).toEqual([true]);
	});
	it('K12.6 a "yes" is not kept for long', async () => {
		expect((await stage.send([stage.event])).ran).toEqual([true]);
		await stage.sandbox.control.people.patch(pieterId, { externId: 'other' });
		await new Promise((resolve) => setTimeout(resolve, PACE.shared));
		expect((await stage.send([stage.event])).ran).toEqual([]);
	});
	it('K12.6 another credential asks for itself', async () => {
		expect((await stage.send([stage.event])).ran).toEqual([true]);
		await stage.sandbox.control.clients.put({ clientId: 'demo', scopes: ['api'] });
		stage.store = credentialStore({
			environment: 'custom',
			customUrl: stage.sandbox.coachviewUrl,
			clientId: 'demo',
			clientSecret: 'demo-secret',
		});
		expect((await stage.send([stage.event])).ran).toEqual([]);
	});
});
