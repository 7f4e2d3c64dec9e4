// A Get with Simplify off in a real browser: which version a new node has, and how high n8n's table shows its row.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { projectRoot } from '../../hosts/cache.mjs';
import { launchBrowser } from '../../hosts/browser.mts';
import { openEditor } from '../../hosts/n8n/editor.mts';
import type { StoredCredential } from '../../hosts/n8n/rest.mts';
import { createCredentials } from '../../hosts/n8n/samples.mts';
import { pieterId } from '../../sandbox/seed/special.mts';
import { connect, type Host } from './host.mts';
import { until } from './waiting.mts';

const reports = join(projectRoot, 'reports');
const viewport = { width: 1440, height: 900 };
/** A third of the editor's window: other items and the rest of the panel can be seen beside it. */
const lowRow = viewport.height / 3;

let host: Host;
let credentials: StoredCredential[];
let browser: Browser;
let page: Page;
const made: string[] = [];

jest.setTimeout(180_000);

beforeAll(async () => {
	mkdirSync(reports, { recursive: true });
	host = connect();
	await host.control.reset({ keep: ['clients'] });
	credentials = await createCredentials(host.rest, host, 'afas');
	browser = await launchBrowser();
	page = await openEditor(browser, host.n8nUrl, viewport);
});

afterAll(async () => {
	await browser?.close();
	for (const id of made) await host.rest.deleteWorkflow(id);
});

const get = (typeVersion: number, options: object) => ({
	id: 'get',
	name: 'Get a person',
	type: 'n8n-nodes-coachview.coachview',
	typeVersion,
	position: [220, 0],
	parameters: { operation: 'get', person: { __rl: true, mode: 'id', value: pieterId }, simplify: false, options },
	credentials: { coachviewOAuth2Api: { id: credentials[0]?.id, name: credentials[0]?.name } },
});
const start = {
	id: 'start',
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** Runs the node by its button. @returns heads of the columns, and how high the one row is */
async function shown(node: ReturnType<typeof get>, picture: string): Promise<{ columns: string[]; height: number }> {
	const { id } = await host.rest.importWorkflow({
		name: 'Raw Get',
		nodes: [start, node],
		connections: { Start: { main: [[{ node: node.name, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	} as never);
	made.push(id);
	await page.goto(`${host.n8nUrl}/workflow/${id}`);
	await page.locator(`[data-test-id="canvas-node"][data-node-name="${node.name}"]`).first().dblclick();
	await page.locator('[data-test-id="node-execute-button"]').first().click();
	const output = page.locator('[data-test-id="output-panel"]').first();
	await output.locator('[data-test-id="ndv-run-data-display-mode"]').getByText('Table').click();
	const row = output.locator('table tbody tr').first();
	await row.waitFor();
	await page.screenshot({ path: join(reports, picture) });
	const columns = await output.locator('table thead th').allInnerTexts();
	const { height = 0 } = (await row.boundingBox()) ?? {};
	return { columns: columns.map((column) => column.trim()).filter(Boolean), height };
}

test('a node that is added in the editor has the newest version', async () => {
	const { id } = await host.rest.importWorkflow({
		name: 'New node',
		nodes: [start],
		connections: {},
		settings: { executionOrder: 'v1' },
	} as never);
	made.push(id);
	await page.goto(`${host.n8nUrl}/workflow/${id}`);
	await page.locator('[data-test-id="node-creator-plus-button"]').first().click();
	await page.locator('[data-test-id="node-creator-search-bar"]').first().fill('Coachview');
	const creator = page.locator('[data-test-id="node-creator"]').first();
	await creator.getByText('Coachview', { exact: true }).first().click();
	await creator.getByText('Get a person', { exact: true }).first().click();
	await page.locator('[data-test-id="ndv"]').first().waitFor();
	await page.keyboard.press('Escape');
	await page.keyboard.press('Control+s');
	const added = async () => (await host.rest.workflow(id)).nodes.find(({ type }) => type === get(1, {}).type);
	await until('the new node is saved', async () => (await added()) !== undefined);
	expect((await added())?.typeVersion).toBe(1.1);
});

test('a new Get with Simplify off is a low row of the members alone', async () => {
	const { columns, height } = await shown(get(1.1, {}), 'raw-get.png');
	expect(columns).toEqual(expect.arrayContaining(['id', 'achternaam', 'auditTrail']));
	expect(columns).not.toContain('_record');
	expect(height).toBeGreaterThan(0);
	expect(height).toBeLessThan(lowRow);
});

test('with Record for Update, or saved with version 1, the row is high: it holds the record as text', async () => {
	for (const node of [get(1.1, { includeRecord: true }), get(1, {})]) {
		const { columns, height } = await shown(node, `raw-get-for-update-${node.typeVersion}.png`);
		expect(columns).toContain('_record');
		expect(height).toBeGreaterThan(lowRow);
	}
});
