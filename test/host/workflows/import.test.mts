import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../../hosts/browser.mts';
import { importFile, openEditor } from '../../../hosts/n8n/editor.mts';
import { readSample } from '../../../hosts/n8n/samples.mts';
import { workflowFolder } from '../../../scripts/workflows/files.mts';
import { connect, type Host } from '../host.mts';
import { until } from '../waiting.mts';

jest.setTimeout(120_000);

const name = 'complete-person-from-hr-afas';
const sample = readSample(name);
/** What a file's settings say, and what the note asks for besides. */
const PRIVATE = {
	saveDataErrorExecution: 'none',
	saveDataSuccessExecution: 'none',
	saveManualExecutions: false,
	saveExecutionProgress: false,
};
let host: Host;
let browser: Browser;
let page: Page;

beforeAll(async () => {
	host = connect();
	browser = await launchBrowser();
	page = await openEditor(browser, host.n8nUrl);
});

afterAll(async () => await browser?.close());

type Stored = Awaited<ReturnType<Host['rest']['workflow']>>;

/** What a user does: Import from File into the workflow that is open. @returns what n8n stored */
async function importInto(open: Page): Promise<Stored> {
	const id = await importFile(open, join(workflowFolder, `${name}.json`));
	// The editor saves by itself, some time after it has shown the nodes.
	const stored = async () => await host.rest.workflow(id).catch(() => undefined);
	await until('the editor saves', async () => (await stored())?.nodes.length === sample.nodes.length);
	return await host.rest.workflow(id);
}

async function importIntoNew(): Promise<Stored> {
	await page.goto(`${host.n8nUrl}/workflow/new`);
	return await importInto(page);
}

const pure = ({ nodes }: Pick<Stored, 'nodes'>) =>
	nodes.map(({ type, name: node, parameters }) => ({ type, node, parameters }));

test('two imports through the editor have two addresses, and the settings that the notes ask for are needed', async () => {
	const [one, other] = [await importIntoNew(), await importIntoNew()];
	const idOf = ({ nodes }: typeof one) => nodes.find(({ type }) => type.endsWith('.coachviewTrigger'))?.webhookId;
	expect(idOf(one)).toMatch(/^[0-9a-f-]{36}$/);
	expect(idOf(one)).not.toBe(idOf(other));
	expect(pure(one)).toEqual(pure(sample));
	expect(one.connections).toEqual(sample.connections);
	// Should n8n begin to take over the settings, the notes and docs/workflows.md can say so.
	expect(one.settings).not.toHaveProperty('saveDataSuccessExecution');
});

test('imported into a duplicate of a private workflow, a file has the settings and the Error Workflow of the duplicate', async () => {
	const teller = await host.rest.importWorkflow(readSample('something-broke'));
	await host.rest.publish(teller.id);
	const settings = { executionOrder: 'v1', ...PRIVATE, errorWorkflow: teller.id };
	const own = await host.rest.importWorkflow({ name: 'Coachview private', nodes: [], connections: {}, settings });
	await page.goto(`${host.n8nUrl}/workflow/${own.id}`);
	await page.waitForLoadState('networkidle');
	await page.click('[data-test-id="workflow-menu"]');
	await page.click('[data-test-id="workflow-menu-item-duplicate"]');
	const confirm = page.locator('[role=dialog] button').filter({ hasText: 'Duplicate' });
	const [duplicate] = await Promise.all([page.context().waitForEvent('page'), confirm.click()]);
	const stored = await importInto(duplicate);
	await duplicate.close();
	expect(stored.id).not.toBe(own.id);
	expect(pure(stored)).toEqual(pure(sample));
	expect(stored.settings).toMatchObject({ ...PRIVATE, errorWorkflow: teller.id });
	await host.rest.unpublish(teller.id);
});
