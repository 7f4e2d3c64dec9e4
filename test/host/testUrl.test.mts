// The Test URL opened in a real browser while the real n8n listens: form, answer, and what the editor shows of it.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { pieterId } from '../../sandbox/seed/special.mts';
import { projectRoot } from '../../hosts/cache.mjs';
import { owner } from '../../hosts/n8n/rest.mts';
import { launchBrowser } from '../../hosts/browser.mts';
import { connect, type Host } from './host.mts';
import { until } from './waiting.mts';

const reports = join(projectRoot, 'reports');
const axe = readFileSync(join(projectRoot, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
const urlSecret = 'host-test-key-2031';

let host: Host;
let browser: Browser;
let editor: Page;
let visitor: Page;
let testUrl: string;
let id: string;

jest.setTimeout(180_000);

beforeAll(async () => {
	mkdirSync(reports, { recursive: true });
	host = connect();
	await host.control.reset({ keep: ['clients'] });
	const api = await host.rest.createCredential('Coachview Sandbox', 'coachviewOAuth2Api', {
		environment: 'custom',
		customUrl: host.coachviewUrl,
		clientId: 'demo',
		clientSecret: 'demo-secret',
	});
	const webhook = await host.rest.createCredential('Webhook', 'coachviewWebhookApi', { urlSecret });
	const trigger = {
		id: 'trigger',
		name: 'Coachview Trigger',
		type: 'n8n-nodes-coachview.coachviewTrigger',
		typeVersion: 1,
		position: [0, 0],
		webhookId: '7d0fa1c2-0000-4000-8000-00000000aa11',
		parameters: { triggerOn: 'personCategoryAdded', categories: 'Extragegevens' },
		credentials: {
			coachviewOAuth2Api: { id: api.id, name: api.name },
			coachviewWebhookApi: { id: webhook.id, name: webhook.name },
		},
	};
	const end = {
		id: 'end',
		name: 'End',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [220, 0],
		parameters: {},
	};
	const workflow = {
		name: 'Test URL',
		nodes: [trigger, end],
		settings: { executionOrder: 'v1' },
		connections: { 'Coachview Trigger': { main: [[{ node: 'End', type: 'main', index: 0 }]] } },
	};
	({ id } = await host.rest.importWorkflow(workflow as never));
	testUrl = `${host.n8nUrl}/webhook-test/${trigger.webhookId}/webhook?key=${urlSecret}`;
	browser = await launchBrowser();
	editor = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
	visitor = await (await browser.newContext({ viewport: { width: 900, height: 900 } })).newPage();
	for (const page of [editor, visitor]) page.setDefaultTimeout(30_000);
	await editor.goto(`${host.n8nUrl}/signin`);
	await editor.fill('input[type=email]', owner.email);
	await editor.fill('input[type=password]', owner.password);
	await editor.click('[data-test-id="form-submit-button"]');
	await editor.waitForURL(/home/);
	await editor.goto(`${host.n8nUrl}/workflow/${id}`);
	await editor.waitForSelector('[data-test-id="canvas-node"]');
	await editor.waitForLoadState('networkidle');
});

afterAll(async () => {
	await browser?.close();
	await host.rest.deleteWorkflow(id);
});

/** Violations that axe finds against WCAG 2.2 A and AA. */
const violations = async (colorScheme: 'light' | 'dark' = 'light'): Promise<string[]> => {
	// The page itself may run no script; the check looks at a copy of it without that rule.
	const copy = await (await browser.newContext({ viewport: { width: 900, height: 900 }, colorScheme })).newPage();
	await copy.setContent(await visitor.content());
	await copy.addScriptTag({ content: axe });
	const found = await copy.evaluate(async () => {
		const { axe: checker } = globalThis as unknown as {
			axe: { run(options: object): Promise<{ violations: Array<{ id: string }> }> };
		};
		return (await checker.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })).violations.map(
			(one) => one.id,
		);
	});
	await copy.context().close();
	return found;
};
const panel = () => editor.locator('[data-test-id="ndv"]');
const open = async (name: string) => {
	await editor.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).first().dblclick();
	await panel().waitFor();
};
const close = async () => {
	await editor.keyboard.press('Escape');
	await panel().waitFor({ state: 'hidden' });
};
const listen = async () => {
	await editor.locator('[data-test-id="execute-workflow-button"]').first().click();
	await until('n8n listens', async () => (await fetch(testUrl)).status === 200);
};
const picture = async (page: Page, name: string) =>
	await page.screenshot({ path: join(reports, `${name}.png`), fullPage: true });

test('the panel says what to do, and where the credential leads', async () => {
	await open('Coachview Trigger');
	const text = async () => await panel().innerText();
	expect(await text()).toContain('Open the copied URL in a new browser tab');
	expect(await text()).toContain('add ?key= and the key to the end of either URL');
	const shown = panel().locator('[data-test-id="parameter-input-confirmIn"] input').first();
	await until(
		'the environment is shown',
		async () => (await shown.inputValue()) === `${new URL(host.coachviewUrl).host}, as the Credential Says`,
	);
	await picture(editor, 'trigger-panel');
	await close();
});

test('nobody gets a form while n8n does not listen, or without the key', async () => {
	expect((await visitor.goto(testUrl))?.status()).toBe(404);
	await listen();
	expect((await visitor.goto(testUrl.replace(/\?.*/, '')))?.status()).toBe(404);
	expect(await visitor.locator('main').innerText()).toContain('must end with ?key=');
	expect([await visitor.locator('form').count(), await violations()]).toEqual([0, []]);
});

test('an event that is filtered out: browser and editor say why, and nothing behind the trigger runs', async () => {
	expect((await visitor.goto(testUrl))?.status()).toBe(200);
	expect(await visitor.inputValue('#Categorie')).toBe('Extragegevens');
	await picture(visitor, 'trigger-page');
	expect(await violations()).toEqual([]);
	await visitor.emulateMedia({ colorScheme: 'dark' });
	expect(await violations('dark')).toEqual([]);
	await visitor.emulateMedia({ colorScheme: 'light' });
	await visitor.fill('#PersoonId', pieterId);
	await visitor.fill('#Categorie', 'Extra gegevens');
	// By keyboard, as somebody would who uses no mouse.
	await visitor.press('#ExternSource', 'Enter');
	await visitor.getByRole('heading', { name: 'The event did not start the workflow' }).waitFor();
	const why = 'The category of the event is "Extra gegevens"; Categories lets through "Extragegevens".';
	expect(await visitor.locator('main').innerText()).toContain(why);
	expect(await violations()).toEqual([]);
	await open('Coachview Trigger');
	await panel().locator('[data-test-id="node-hint"]').getByText(why).waitFor();
	await picture(editor, 'trigger-filtered');
	await close();
	await open('End');
	expect(await panel().innerText()).not.toContain('1 item');
	await close();
});

test('a person whom Coachview does not know', async () => {
	await listen();
	await visitor.getByRole('link', { name: 'open the form again' }).click();
	await visitor.fill('#PersoonId', '99999999-9999-4999-8999-999999999999');
	await visitor.getByRole('button').click();
	await visitor.getByText('has no person with this ID').waitFor();
	await open('Coachview Trigger');
	await panel().locator('[data-test-id="node-hint"]').getByText('has no person with this ID').waitFor();
	await close();
});

test('a true event runs through, and the item says where it was confirmed', async () => {
	await listen();
	await visitor.goto(testUrl);
	await visitor.fill('#PersoonId', pieterId);
	await visitor.getByRole('button').click();
	await visitor.getByRole('heading', { name: 'The event started the test' }).waitFor();
	expect(await violations()).toEqual([]);
	await open('End');
	await panel().getByText('1 item').first().waitFor();
	expect(await panel().innerText()).toContain(new URL(host.coachviewUrl).host);
	await close();
});

test('the notice stands at the top of the credential', async () => {
	await open('Coachview Trigger');
	await panel().locator('[data-test-id="credential-edit-button"]').first().click();
	const dialog = editor.locator('[data-test-id="editCredential-modal"]');
	const notice = dialog.getByText('Live and Training have different clients').first();
	await notice.waitFor();
	const first = await dialog.locator('input').first().boundingBox();
	await picture(editor, 'credential');
	expect((await notice.boundingBox())?.y).toBeLessThan(
		(await dialog.getByText('Client ID').first().boundingBox())?.y ?? 0,
	);
	expect(first).not.toBeNull();
});
