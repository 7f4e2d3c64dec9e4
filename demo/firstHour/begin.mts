import { join } from 'node:path';
import { projectRoot } from '../../hosts/cache.mjs';
import { marks } from '../../hosts/n8n/editor.mts';
import { extraCategory } from '../../sandbox/page/deeds.mts';
import type { Step } from './hour.mts';
import { part } from './panel.mts';

/** The sample of the quick start. */
const sample = 'complete-person-from-hr-afas';

/** The client of the first hour, with the three scopes that the quick start names and no more. */
export const client = {
	clientId: 'n8n-first-hour',
	clientSecret: 'invented-secret-of-the-first-hour',
	name: 'n8n',
	scopes: ['api', 'Personen.Lezen', 'Personen.Schrijven'],
	enabled: true,
	lifetime: 3600,
};

/** What must not be saved; the fourth, Save execution progress, is off unless the owner of the n8n has changed that. */
const SAVED = ['failed-executions', 'success-executions', 'manual-executions'];

/** Steps 1 to 4: until the sample lies on the canvas. */
export const begin: Step[] = [
	{
		title: 'Prepare Coachview',
		async take({ sandbox: { control }, page, show }) {
			await control.clients.put(client);
			const categories = await control.categories.definitions();
			if (!categories.some(({ naam }) => naam === extraCategory)) throw new Error(`No category ${extraCategory}.`);
			await show(page);
		},
	},
	{
		title: 'Install the package',
		async take({ hand, n8n, show }) {
			const { page } = hand;
			await hand.click(part(page, 'main-sidebar-settings'));
			await hand.click(part(page, 'settings-community-nodes'));
			await hand.click(page.getByRole('button', { name: 'Install a community node' }));
			await hand.fill(part(page, 'package-name-input'), 'n8n-nodes-coachview');
			await hand.click(part(page, 'user-agreement-checkbox'));
			await show(page);
			// n8n would ask the public registry now. Here the package was installed from its tarball, and the click is only counted.
			if (!(await part(page, 'install-community-package-button').isEnabled())) throw new Error('Install stays closed.');
			hand.clicks++;
			await page.goto(`${n8n.url}/settings/community-nodes`);
		},
	},
	{
		title: 'Make a private workflow',
		async take({ hand, show }) {
			const { page } = hand;
			await hand.click(part(page, 'settings-back'));
			// An n8n that has workflows already shows the button Create workflow here.
			await hand.click(part(page, 'new-workflow-card'));
			await nameIt(hand, 'Coachview private');
			await hand.click(part(page, 'workflow-menu'));
			await hand.click(part(page, 'workflow-menu-item-settings'));
			const dialog = part(page, 'settings-modal');
			for (const name of SAVED) await hand.choose(part(page, `workflow-settings-save-${name}`), 'Do not save');
			const progress = part(page, 'workflow-settings-save-execution-progress').locator('input').first();
			if (!(await progress.inputValue()).endsWith('Do not save')) throw new Error('Save execution progress is on.');
			await show(page);
			await hand.click(dialog.getByRole('button', { name: 'Save', exact: true }));
			await dialog.waitFor({ state: 'hidden' });
		},
	},
	{
		title: 'Duplicate it and import the sample',
		async take({ hand, show }) {
			await hand.click(part(hand.page, 'workflow-menu'));
			await hand.click(part(hand.page, 'workflow-menu-item-duplicate'));
			await hand.followTo(hand.page.getByRole('dialog').getByRole('button', { name: 'Duplicate' }));
			const { page } = hand;
			await hand.click(part(page, 'workflow-menu'));
			await part(page, 'workflow-menu-item-import').hover();
			const file = join(projectRoot, 'workflows', `${sample}.json`);
			await hand.giveFile(part(page, 'workflow-menu-item-import-from-file'), file);
			await page.waitForSelector('[data-test-id="node-issues"]');
			const marked = await marks(page);
			const expected = ['Complete person', 'Find person', 'Look up in AFAS'];
			if (marked.join() !== expected.join()) throw new Error(`Red triangles at ${marked.join(', ')}.`);
			await show(page);
		},
	},
];

/** The workflow's name is a text that becomes a field when one clicks it. */
async function nameIt(hand: Parameters<Step['take']>[0]['hand'], name: string): Promise<void> {
	const { page } = hand;
	const title = part(page, 'workflow-name-input');
	await title.waitFor();
	await page.waitForLoadState('networkidle');
	await title.click();
	await hand.fill(title.locator('input'), name);
	await hand.press('Enter');
	await title.locator('[data-test-id="inline-edit-preview"]', { hasText: name }).waitFor();
	// n8n has stored it then, and lets its settings be changed.
	await page.waitForURL(({ searchParams }) => !searchParams.has('new'));
}
