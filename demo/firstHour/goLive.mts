import { setTimeout as sleep } from 'node:timers/promises';
import type { Control } from '../../sandbox/control/client.mts';
import { passCourse } from '../../sandbox/page/deeds.mts';
import { pieterId } from '../../sandbox/start.mts';
import { settledRequests } from '../settled.mts';
import type { Step } from './hour.mts';
import { closeNode, openNode, part } from './panel.mts';

const TABLE = 'coachview_follow_up';

/** Steps 8 to 12: tried without writing, published, told to Coachview, and the first person completed. */
export const goLive: Step[] = [
	{
		title: 'Try it out; nothing is written',
		async take({ hand, n8n, sandbox: { control }, show }) {
			const before = await control.snapshot();
			const { page } = hand;
			await page.locator('[data-test-id="canvas-node"][data-node-name="Try it out"]').first().hover();
			await hand.click(part(page, 'execute-workflow-button-Try it out'));
			await page
				.locator('[data-test-id="canvas-node"][data-node-name="What would happen"]')
				.locator('[data-test-id="canvas-node-status-success"]')
				.waitFor();
			const panel = await openNode(hand, 'What would happen');
			await panel.getByText('Would fill in: geboortedatum, geboorteplaats').first().waitFor();
			await show(page);
			await closeNode(hand);
			const after = await control.snapshot();
			if (after.people.get(pieterId) !== before.people.get(pieterId)) throw new Error('The dry run wrote.');
			if (!(await n8n.rest.findDataTable(TABLE))) throw new Error(`The table ${TABLE} was not made.`);
		},
	},
	{
		title: 'Publish',
		async take({ hand, show }) {
			const { page } = hand;
			await hand.click(part(page, 'workflow-open-publish-modal-button'));
			await part(page, 'workflow-publish-button').waitFor();
			await show(page);
			await hand.click(part(page, 'workflow-publish-button'));
			await hand.click(part(page, 'activation-modal').getByRole('button', { name: 'Got it' }));
		},
	},
	{
		title: 'Give the address to Coachview',
		async take({ hand, n8n, sandbox: { control }, show }) {
			const panel = await openNode(hand, 'Coachview Trigger');
			await hand.click(panel.getByText('Webhook URLs', { exact: true }));
			await hand.click(panel.getByRole('radio', { name: 'Production URL' }));
			const address = panel.locator('.webhook-url').first();
			await address.getByText('/webhook/').waitFor();
			await hand.click(address);
			const url = (await address.innerText()).trim();
			await show(hand.page);
			await n8n.rest.webhookAnswers(url);
			// What Coachview support does with the ticket.
			await control.webhooks.register({ url });
		},
	},
	{
		title: 'Let somebody pass',
		async take({ sandbox: { control }, page, show }) {
			const before = await control.people.text(pieterId);
			await passCourse(control, pieterId);
			const [delivery] = await control.webhooks.deliveries();
			if (delivery?.status !== 200) throw new Error(`n8n answered ${delivery?.status ?? 'nothing'} to the event.`);
			await completed(control, before);
			const events = page.locator('#webhooks');
			await events.getByText('200 accepted').waitFor();
			await show(events);
		},
	},
	{
		title: 'Look at the person',
		async take({ page, show }) {
			await page.locator('#person mark').first().waitFor();
			await page.locator('h1').evaluate((title) => title.scrollIntoView());
			await show(page);
		},
	},
];

/** Waits until the person is written and nothing more is asked. */
async function completed(control: Control, before: string): Promise<void> {
	for (const end = Date.now() + 60_000; (await control.people.text(pieterId)) === before; await sleep(100))
		if (Date.now() > end) throw new Error('The person was not completed within a minute.');
	await settledRequests(control);
}
