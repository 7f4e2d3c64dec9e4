import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { projectRoot } from '../../hosts/cache.mjs';
import { owner } from '../../hosts/n8n/rest.mts';
import { readSample } from '../../hosts/n8n/samples.mts';
import { launchBrowser } from './browser.mts';
import { connect, installSample } from './host.mts';

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
	const { id } = await installSample(host, sampleName);
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
});

afterAll(async () => await browser?.close());

const canvasNode = (name: string) => page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).first();

test('the imported sample opens with every node known and without a warning', async () => {
	await page.screenshot({ path: join(reports, 'editor-sample.png') });
	for (const { name, type } of sample.nodes.filter((node) => node.type !== 'n8n-nodes-base.stickyNote')) {
		expect([name, type, await canvasNode(name).count()]).toEqual([name, type, 1]);
	}
	const text = await page.locator('body').innerText();
	expect(text).not.toMatch(/unrecognized|unknown node|not installed|install this node|\?\?/i);
	expect(await page.locator('[data-test-id="node-issues"], [data-test-id="canvas-node-status-warning"]').count()).toBe(0);
	expect(await page.locator('.el-notification--error, .el-message--error').count()).toBe(0);
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
