import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { projectRoot } from '../../hosts/cache.mjs';
import { N8nRest } from '../../hosts/n8n/rest.mts';
import { launchBrowser } from '../../hosts/browser.mts';
import { until } from './waiting.mts';

jest.setTimeout(240_000);

const axe = readFileSync(join(projectRoot, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
/** WCAG 2.2 up to level AA, and what axe thinks good besides. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const data = mkdtempSync(join(tmpdir(), 'coachview-stage-'));

/** `npm start` in a terminal, with a home of its own. */
interface Terminal {
	program: ChildProcess;
	output(): string;
	pageUrl: string;
	n8nUrl: string;
	workflowId: string;
}

let browser: Browser;
let page: Page;
let terminal: Terminal;

async function start(): Promise<Terminal> {
	const program = spawn(
		process.execPath,
		['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', join(projectRoot, 'demo', 'start.mts')],
		{ cwd: projectRoot, env: { ...process.env, XDG_DATA_HOME: data }, stdio: 'pipe' },
	);
	let text = '';
	for (const stream of [program.stdout, program.stderr]) stream.on('data', (chunk) => (text += String(chunk)));
	const output = () => text;
	const found = () => /Sandbox {4}(\S+)[\s\S]*n8n {8}(\S+)\/workflow\/(\S+)[\s\S]*is kept in/.exec(text);
	for (const end = Date.now() + 180_000; Date.now() < end && !found() && program.exitCode === null; ) await sleep(200);
	const [, pageUrl, n8nUrl, workflowId] = found() ?? [];
	if (!pageUrl || !n8nUrl || !workflowId) throw new Error(`The demo did not come up:\n${text}`);
	return { program, output, pageUrl, n8nUrl, workflowId };
}

const storyOf = async (shown: Page) => (await shown.textContent('#story')) ?? '';

async function violations(shown: Page): Promise<string[]> {
	await shown.evaluate(axe);
	// The page's script policy does not matter to what the browser's own tools run.
	return await shown.evaluate(async (tags) => {
		const { axe: tester } = globalThis as unknown as {
			axe: {
				run(
					page: unknown,
					options: object,
				): Promise<{ violations: Array<{ id: string; nodes: Array<{ html: string }> }> }>;
			};
		};
		return (await tester.run(document, { runOnly: tags })).violations.map(
			({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
		);
	}, rules);
}

beforeAll(async () => {
	mkdirSync(join(projectRoot, 'reports'), { recursive: true });
	terminal = await start();
	browser = await launchBrowser();
	page = await (await browser.newContext({ viewport: { width: 1440, height: 1000 } })).newPage();
	await page.goto(terminal.pageUrl);
});

afterAll(async () => {
	await browser?.close();
	if (terminal.program.exitCode === null) {
		terminal.program.kill('SIGINT');
		await once(terminal.program, 'exit');
	}
	rmSync(data, { recursive: true, force: true, maxRetries: 5 });
});

test('npm start completes Pieter, says where everything is, and that it is kept', async () => {
	expect(terminal.output()).toMatch(/Fields lost +0/);
	expect(terminal.output()).toContain(`is kept in ${join(data, 'n8n-nodes-coachview', 'demo')}`);
	expect(await storyOf(page)).toMatch(/^Pieter Pietersen: Date of Birth, Place of Birth changed\..*none was lost/);
});

test('axe finds nothing, in light and dark, with everything that the page can show', async () => {
	await page.click('#show');
	for (const name of ['put500', 'slow']) await page.click(`#fault-${name}`);
	await page.waitForSelector('#fault-slow[aria-pressed=true]');
	await page.locator('#rest summary').click();
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		expect(await violations(page)).toEqual([]);
	}
	await page.emulateMedia({ colorScheme: 'light' });
	expect(await page.locator('#rest').getAttribute('open')).not.toBeNull();
	await page.click('#reset');
	await page.waitForSelector('#fault-slow[aria-pressed=false]');
});

test('nothing sticks out at the width of a telephone', async () => {
	await page.setViewportSize({ width: 320, height: 800 });
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
	await page.setViewportSize({ width: 1440, height: 1000 });
});

test('the button starts the workflow, and the open page shows what came of it', async () => {
	expect(await storyOf(page)).toBe('Nothing of Pieter Pietersen has changed yet.');
	await page.focus('#pass');
	await page.keyboard.press('Enter');
	await until('the page tells the story', async () => (await storyOf(page)).includes('Place of Birth changed'));
	expect(await page.evaluate(() => document.activeElement?.id)).toBe('pass');
	expect(await page.locator('#person-live mark').allInnerTexts()).toEqual(['1987-04-12', "'s-Gravenhage"]);
	expect(await page.innerText('#webhooks-live')).toMatch(/Pieter Pietersen\s+200 accepted/);
	expect(await page.innerText('#requests-live')).toMatch(/of 5,000 requests[\s\S]*writes the whole person/);
	expect(await page.innerText('#hr-live')).toContain('/connectors/');
	await page.screenshot({ path: join(projectRoot, 'reports', 'sandbox-page.png'), fullPage: true });
});

test('a refused write is tried again, and nothing is lost', async () => {
	await page.click('#reset');
	await page.click('#fault-put500');
	await page.waitForSelector('#fault-put500[aria-pressed=true]');
	await page.click('#pass');
	await until('the person is completed', async () => (await storyOf(page)).includes('Place of Birth changed'));
	expect(await page.locator('#requests-live .bad').allInnerTexts()).toEqual(['500']);
	await page.waitForSelector('#fault-put500[aria-pressed=false]');
});

test('the buttons work without scripts', async () => {
	const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
	await plain.goto(terminal.pageUrl);
	await plain.click('text=Zoë Groß');
	await plain.click('text=Passes the course');
	expect(await plain.innerText('.who')).toBe('Zoë Groß, categories: Extragegevens.');
	await plain.click('text=Remove category');
	expect(await plain.innerText('.who')).toBe('Zoë Groß, categories: none.');
	await plain.click('#fault-busy');
	expect(await plain.innerText('#fault-busy')).toContain('on');
	await plain.click('#reset');
	expect(await plain.innerText('#fault-busy')).toContain('off');
	await plain.close();
});

test('Enter sends the event again, and the runs are there to be looked at', async () => {
	const type = async (text: string, answer: RegExp) => {
		const from = terminal.output().length;
		terminal.program.stdin?.write(text);
		await until(`the terminal answers ${answer}`, async () => answer.test(terminal.output().slice(from)));
	};
	await type('r\n', /Event accepted \(200\).*Date of Birth, Place of Birth filled, nothing lost\./);
	await type('\n', /Event accepted \(200\).*nothing changed/);
	await type('what\n', /Enter sends the event again/);
	const rest = new N8nRest(terminal.n8nUrl);
	await rest.signIn();
	expect((await rest.waitForExecutions(terminal.workflowId, 5)).map(({ status }) => status)).not.toContain('error');
	const { versionId, nodes, connections, settings } = await rest.workflow(terminal.workflowId);
	const mine = { name: 'Made my own', versionId, nodes, connections, settings };
	await rest.call('PATCH', `/rest/workflows/${terminal.workflowId}`, mine);
});

test('Ctrl-C says what is kept; the next start has the same addresses and goes on with it', async () => {
	terminal.program.kill('SIGINT');
	expect((await once(terminal.program, 'exit'))[0]).toBe(0);
	expect(terminal.output()).toMatch(/Kept: what is in n8n, in .*--fresh[\s\S]*Not kept: what happened in the sandbox/);
	const { pageUrl, n8nUrl, workflowId } = terminal;
	terminal = await start();
	expect(terminal).toMatchObject({ pageUrl, n8nUrl, workflowId });
	expect(terminal.output()).toContain('n8n goes on with what was kept.');
	expect(terminal.output()).toMatch(/Fields lost +0/);
	const rest = new N8nRest(n8nUrl);
	await rest.signIn();
	expect((await rest.workflow(workflowId)).name).toBe('Made my own');
	// The page that stayed open has found the new sandbox by itself.
	await until('the page is live again', async () => (await storyOf(page)).includes('Place of Birth changed'));
});
