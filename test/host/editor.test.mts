import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { projectRoot } from '../../hosts/cache.mjs';
import { owner } from '../../hosts/n8n/rest.mts';
import { createCredentials, fillingFor, readSample } from '../../hosts/n8n/samples.mts';
import { launchBrowser } from '../../hosts/browser.mts';
import { connect } from './host.mts';

const sampleName = 'complete-person-from-hr-afas';
const reports = join(projectRoot, 'reports');
const sample = readSample(sampleName);

let browser: Browser;
let page: Page;
/** Addresses outside this machine that the editor asked for. */
const outside: string[] = [];

jest.setTimeout(120_000);

beforeAll(async () => {
	mkdirSync(reports, { recursive: true });
	const host = connect();
	const credentials = await createCredentials(host.rest, host, 'afas');
	const { id } = await host.rest.importWorkflow(sample, await fillingFor(sample, host, 'afas', credentials));
	browser = await launchBrowser();
	page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
	page.setDefaultTimeout(30_000);
	page.on('request', (request) => {
		const { hostname, protocol } = new URL(request.url());
		if (protocol.startsWith('http') && hostname !== '127.0.0.1') outside.push(hostname);
	});
	await page.goto(`${host.n8nUrl}/signin`);
	await page.fill('input[type=email]', owner.email);
	await page.fill('input[type=password]', owner.password);
	await page.click('[data-test-id="form-submit-button"]');
	await page.waitForURL(/home/);
	await page.goto(`${host.n8nUrl}/workflow/${id}`);
	await page.waitForSelector('[data-test-id="canvas-node"]');
	// The marks and messages come a moment after the nodes.
	await page.waitForLoadState('networkidle');
	await page.waitForTimeout(1000);
});

afterAll(async () => await browser?.close());

const canvasNode = (name: string) => page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).first();

test('the imported sample opens with every node known and without a warning', async () => {
	await page.screenshot({ path: join(reports, 'editor-sample.png') });
	for (const { name, type } of sample.nodes.filter((node) => node.type !== 'n8n-nodes-base.stickyNote')) {
		expect([name, type, await canvasNode(name).count()]).toEqual([name, type, 1]);
	}
	// The marks that the editor gives to a node type that it does not know, and to a node with something amiss.
	const marks = '[data-test-id="node-not-installed"], [data-test-id="node-issues"]';
	const marked = page.locator('[data-test-id="canvas-node"]').filter({ has: page.locator(marks) });
	expect(await marked.evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-node-name')))).toEqual([]);
	expect(await page.locator('.el-notification, .el-message').allInnerTexts()).toEqual([]);
});

test.each([
	['n8n-nodes-coachview.coachviewTrigger', 'parameter-input-triggerOn', 'editor-trigger.png'],
	['n8n-nodes-coachview.coachview', 'parameter-input-operation', 'editor-node.png'],
])('the panel of %s opens with its parameters and icon', async (type, parameter, file) => {
	const node = sample.nodes.find((one) => one.type === type);
	if (!node) throw new Error(`The sample has no ${type}.`);
	expect(await iconIsDrawn(canvasNode(node.name))).toBe(true);
	await canvasNode(node.name).dblclick();
	const panel = page.locator('[data-test-id="ndv"]');
	await panel.waitFor();
	await panel.locator(`[data-test-id="${parameter}"]`).first().waitFor();
	await page.screenshot({ path: join(reports, file) });
	expect(await panel.innerText()).toContain(node.name);
	await page.keyboard.press('Escape');
	await panel.waitFor({ state: 'hidden' });
});

test('the editor asked no other machine', () => expect(outside).toEqual([]));

async function iconIsDrawn(node: ReturnType<typeof canvasNode>): Promise<boolean> {
	const image = node.locator('img').first();
	await image.waitFor();
	return await image.evaluate((element) => (element as unknown as { naturalWidth: number }).naturalWidth > 0);
}
