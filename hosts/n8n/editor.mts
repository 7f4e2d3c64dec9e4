import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { owner } from './rest.mts';

/** Nodes on the canvas, sticky notes among them. */
const NODES = '[data-test-id="canvas-node"]';
/** The red triangle: something is to be filled in. */
const MARK = '[data-test-id="node-issues"]';

/** @returns a page of n8n's editor, signed in as the owner */
export async function openEditor(
	browser: Browser,
	url: string,
	viewport = { width: 1440, height: 900 },
): Promise<Page> {
	const page = await (await browser.newContext({ viewport })).newPage();
	page.setDefaultTimeout(30_000);
	await page.goto(`${url}/signin`);
	await page.fill('input[type=email]', owner.email);
	await page.fill('input[type=password]', owner.password);
	await page.click('[data-test-id="form-submit-button"]');
	await page.waitForURL(/home/);
	return page;
}

/** What *⋯ → Import → From file* does, into the workflow that is open. @returns the id of the workflow */
export async function importFile(page: Page, file: string): Promise<string> {
	await page.waitForLoadState('networkidle');
	await page.setInputFiles('[data-test-id="workflow-import-input"]', file);
	await page.waitForSelector(NODES);
	await page.waitForURL(/\/workflow\/(?!new)\w+/);
	return /\/workflow\/(\w+)/.exec(page.url())![1]!;
}

/** @returns names of the nodes with a red triangle, sorted, as soon as they stay the same for half a second */
export async function marks(page: Page): Promise<string[]> {
	const marked = page.locator(NODES).filter({ has: page.locator(MARK) });
	const names = async () =>
		(await marked.evaluateAll((nodes) => nodes.map((node) => String(node.getAttribute('data-node-name'))))).sort();
	let last = await names();
	for (let quiet = 0; quiet < 2; ) {
		await sleep(250);
		const now = await names();
		quiet = now.join('\n') === last.join('\n') ? quiet + 1 : 0;
		last = now;
	}
	return last;
}

/** Whether the workflow that is open may be published. */
export async function canPublish(page: Page): Promise<boolean> {
	return await page.locator('[data-test-id="workflow-open-publish-modal-button"]').isEnabled();
}
