import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../../hosts/browser.mts';
import { canPublish, importFile, marks, openEditor } from '../../../hosts/n8n/editor.mts';
import { createCredentials, fillingFor } from '../../../hosts/n8n/samples.mts';
import { readWorkflows, workflowFolder } from '../../../scripts/workflows/files.mts';
import { slotsOf } from '../../../scripts/workflows/unfinished.mts';
import { connect, type Host } from '../host.mts';
import { until } from '../waiting.mts';

jest.setTimeout(120_000);

const files = readWorkflows();
let host: Host;
let browser: Browser;
let page: Page;

/** With a credential at hand n8n chooses it by itself, so a user's first import is one without any. */
async function removeCredentials(): Promise<void> {
	for (const { id } of await host.rest.call<Array<{ id: string }>>('GET', '/rest/credentials'))
		await host.rest.call('DELETE', `/rest/credentials/${id}`);
}

beforeAll(async () => {
	host = connect();
	await removeCredentials();
	browser = await launchBrowser();
	page = await openEditor(browser, host.n8nUrl);
});

afterAll(async () => await browser?.close());

test.each(files)('$name: the red triangles are the slots of its note, and nothing else', async ({ name, workflow }) => {
	await page.goto(`${host.n8nUrl}/workflow/new`);
	const id = await importFile(page, join(workflowFolder, `${name}.json`));
	const slots = slotsOf(workflow).sort();
	expect(await marks(page)).toEqual(slots);
	// The editor saves by itself, some time after it has shown the nodes; before that nothing can be published anyhow.
	await until('the editor saves', async () => (await stored(id))?.nodes.length === workflow.nodes.length);
	expect([await marks(page), await canPublish(page)]).toEqual([slots, slots.length === 0]);
});

test('when the last triangle is gone, Publish opens', async () => {
	const { workflow } = files.find(({ name }) => name === 'complete-person-from-hr-afas')!;
	const credentials = await createCredentials(host.rest, host, 'afas');
	const { id } = await host.rest.importWorkflow(workflow, await fillingFor(workflow, host, 'afas', credentials));
	await page.goto(`${host.n8nUrl}/workflow/${id}`);
	await until('the editor shows every node', async () => (await shown()) >= workflow.nodes.length);
	expect(await marks(page)).toEqual([]);
	expect(await canPublish(page)).toBe(true);
});

test('a credential that is there is chosen for all nodes alike, so that live and training do not mix', async () => {
	const { workflow } = files.find(({ name }) => name === 'complete-person-from-hr-afas')!;
	await removeCredentials();
	const values = { environment: 'training', clientId: 'x', clientSecret: 'x' };
	await host.rest.createCredential('Coachview account', 'coachviewOAuth2Api', values);
	await host.rest.createCredential('Coachview account 2', 'coachviewOAuth2Api', values);
	await page.goto(`${host.n8nUrl}/workflow/new`);
	const id = await importFile(page, join(workflowFolder, 'complete-person-from-hr-afas.json'));
	await until('the editor saves', async () => (await stored(id))?.nodes.length === workflow.nodes.length);
	const chosen = (await stored(id))!.nodes.flatMap(({ credentials }) => Object.values(credentials ?? {}));
	expect(new Set(chosen.map(({ name }) => name)).size).toBeLessThanOrEqual(1);
	await removeCredentials();
});

const stored = async (id: string) => await host.rest.workflow(id).catch(() => undefined);
const shown = async () => await page.locator('[data-test-id="canvas-node"], [data-test-id="sticky"]').count();
