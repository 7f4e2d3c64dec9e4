// F71–F74: deliveries that Confirm With Coachview must not believe, or not yet.
import { pieterId } from '../../harness/stage.mts';
import { deliver, startWebhookHost } from '../../harness/webhook.mts';
import { parameters } from '../trigger/fixtures.mts';
import { catchLog } from '../trigger/logs.mts';
import type { Row, Tools } from './row.mts';
import { category, events, listening } from './webhooks.mts';

const log = catchLog();
const event = { PersoonId: pieterId, ExternId: '10023', ExternSource: 'HR', Categorie: category };
const invented = (index: number) => ({
	...event,
	PersoonId: `99999999-9999-4999-8999-${String(index).padStart(12, '0')}`,
});
const hundred = Array.from({ length: 100 }, (_, index) => invented(index));

/** No value of the event may be in n8n's log, and something must be. */
function expectLogged(lines: number): void {
	expect(log).toHaveLength(lines);
	for (const value of [pieterId, '10023', category, '99999999']) expect(JSON.stringify(log)).not.toContain(value);
}

/** One delivery to a trigger with other parameters; gives the status and the number of runs. */
async function sent({ stage }: Tools, more: object, body: unknown): Promise<[number, number]> {
	const host = await startWebhookHost({
		parameters: { ...parameters, confirm: true, ...more } as never,
		credential: stage.credential(),
	});
	try {
		const { status } = await deliver(host.url, { body });
		await host.idle();
		return [status, host.executions.length];
	} finally {
		await host.stop();
	}
}

export const deliveries: Row[] = [
	{
		id: 'F71',
		title: 'One delivery with a hundred inventions',
		atCoachview: 'Somebody who knows the URL sends a hundred invented events in one request',
		node: 'Asks at most 20 questions for a delivery and leaves the reserve; what it cannot ask about does not run, and used-up requests never mean "run"',
		user: "No run; status 413 beyond the bound; one line in n8n's log",
		async run(t) {
			await listening(t, async (host) => {
				expect([await host.send(hundred), host.executions]).toEqual([413, []]);
				expect((await t.requests()).length).toBeLessThanOrEqual(45);
			});
			expectLogged(1);
			await t.control.rateLimit.set({ remaining: 200 });
			await listening(t, async (host) => {
				await host.send(hundred);
				expect(host.executions).toEqual([]);
			});
			expect((await t.control.rateLimit.get()).remaining).toBeGreaterThanOrEqual(198);
		},
	},
	{
		id: 'F72',
		title: 'An event that is faster than the record',
		atCoachview: 'The webhook comes before the person, the key or the category can be read',
		node: 'Looks again after some seconds before it calls an event untrue',
		user: 'The workflow runs, a few seconds later',
		async run(t) {
			await t.control.faults.add({
				kind: 'status',
				status: 404,
				body: '{}',
				match: { method: 'GET', path: 'Personen' },
			});
			const began = Date.now();
			await listening(t, async (host) => {
				await host.send(event);
				expect(events(host.executions)).toMatchObject([{ personId: pieterId, confirmed: true }]);
			});
			expect(Date.now() - began).toBeGreaterThan(2_000);
			expect([(await t.requests()).length, log]).toEqual([2, []]);
		},
	},
	{
		id: 'F73',
		title: 'A setting of the trigger that cannot be read',
		atCoachview: 'Confirm, reserve or a list of categories comes from an expression that gives nothing or nonsense',
		node: 'Refuses it when the workflow is published; where it turns bad later nothing runs',
		user: "An error that names the setting, or status 503 and one line in n8n's log",
		async run(t) {
			for (const more of [
				{ confirm: '={{ "maybe" }}' },
				{ confirm: '={{ ({}).nothing }}' },
				{ options: { reserve: '={{ "2.5" }}' } },
				{ options: { requireCategory: '={{ null }}' } },
			]) {
				expect(await sent(t, more, event)).toEqual([503, 0]);
			}
			expect(await t.requests()).toEqual([]);
			expectLogged(4);
		},
	},
	{
		id: 'F74',
		title: 'An event without a person, or one that Coachview refuses to confirm',
		atCoachview:
			'*Any Event* brings an event that names nobody; or the look is answered with 400, 403, 410 or a redirect',
		node: 'Runs unconfirmed only while Coachview is down (network, time-out, 408, 5xx); everything else does not run',
		user: "No run, and one line in n8n's log; the reconcile sample finds what was missed",
		async run(t) {
			const any = { triggerOn: 'any', categories: '', externSources: '' };
			expect(await sent(t, any, { event: 'persoon.gewijzigd', Omschrijving: 'x' })).toEqual([200, 0]);
			expectLogged(1);
			for (const status of [400, 403, 410, 301]) {
				await t.control.faults.add({
					kind: 'status',
					status,
					body: '{}',
					match: { method: 'GET', path: 'Personen' },
					count: 0,
				});
				await listening(t, async (host) => {
					await host.send(event);
					expect([status, host.executions.length]).toEqual([status, 0]);
				});
				await t.control.faults.clear();
			}
			await t.control.faults.add({ kind: 'status', status: 503, match: { method: 'GET', path: 'Personen' }, count: 0 });
			await listening(t, async (host) => {
				await host.send(event);
				expect(events(host.executions)).toMatchObject([{ confirmed: false }]);
			});
		},
	},
];
