import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { projectRoot } from '../../../hosts/cache.mjs';
import { owner } from '../../../hosts/n8n/rest.mts';
import { readSample } from '../../../hosts/n8n/samples.mts';
import { launchBrowser } from '../../../hosts/browser.mts';
import { connect, type Host } from '../host.mts';
import { until } from '../waiting.mts';

jest.setTimeout(120_000);

const name = 'complete-person-from-hr-afas';
let host: Host;
let browser: Browser;

beforeAll(async () => {
	host = connect();
	browser = await launchBrowser();
});

afterAll(async () => await browser?.close());

/** What a user does: an empty workflow, Import from File. @returns the id of what n8n stored */
async function importInEditor(): Promise<string> {
	const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
	page.setDefaultTimeout(30_000);
	await page.goto(`${host.n8nUrl}/signin`);
	await page.fill('input[type=email]', owner.email);
	await page.fill('input[type=password]', owner.password);
	await page.click('[data-test-id="form-submit-button"]');
	await page.waitForURL(/home/);
	await page.goto(`${host.n8nUrl}/workflow/new`);
	await page.waitForLoadState('networkidle');
	await page.setInputFiles('[data-test-id="workflow-import-input"]', join(projectRoot, 'workflows', `${name}.json`));
	await page.waitForURL(/\/workflow\/(?!new)\w+/);
	const id = /\/workflow\/(\w+)/.exec(page.url())![1]!;
	// The editor saves by itself, some time after it has shown the nodes.
	await until(
		'the editor saves',
		async () =>
			await host.rest.workflow(id).then(
				({ nodes }) => nodes.length === readSample(name).nodes.length,
				() => false,
			),
	);
	await page.close();
	return id;
}

test('two imports through the editor have two addresses, and the settings that the notes ask for are needed', async () => {
	const sample = readSample(name);
	const [one, other] = [
		await host.rest.workflow(await importInEditor()),
		await host.rest.workflow(await importInEditor()),
	];
	const idOf = ({ nodes }: typeof one) => nodes.find(({ type }) => type.endsWith('.coachviewTrigger'))?.webhookId;
	expect(idOf(one)).toMatch(/^[0-9a-f-]{36}$/);
	expect(idOf(one)).not.toBe(idOf(other));
	expect(one.nodes.map(({ type, name: node, parameters }) => ({ type, node, parameters }))).toEqual(
		sample.nodes.map(({ type, name: node, parameters }) => ({ type, node, parameters })),
	);
	expect(one.connections).toEqual(sample.connections);
	// Should n8n begin to take over the settings, the notes and docs/workflows.md can say so.
	expect(one.settings).not.toHaveProperty('saveDataSuccessExecution');
});
