import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { projectRoot } from '../../hosts/cache.mjs';
import { owner, type N8nRest, type StoredCredential } from '../../hosts/n8n/rest.mts';
import { launchBrowser } from '../../hosts/browser.mts';
import { readWorkflows } from './files.mts';

const folder = join(projectRoot, 'docs', 'images');

/**
 * Takes a picture of the canvas of each workflow in the real editor, into docs/images.
 * @param rest signed in at an n8n with the package
 * @returns names of the files
 */
export async function takePictures(rest: N8nRest): Promise<string[]> {
	mkdirSync(folder, { recursive: true });
	const files = readWorkflows();
	const credentials = await invented(
		rest,
		files.flatMap(({ workflow }) => workflow.nodes.flatMap((node) => Object.keys(node.credentials ?? {}))),
	);
	const browser = await launchBrowser();
	try {
		const page = await signedIn(browser, rest.url);
		let chosen: string | undefined;
		for (const { name, workflow } of files) {
			// A sub-workflow that is not chosen yet would be marked as missing; any one does for a picture.
			const called = workflow.nodes.filter(({ type }) => type === 'n8n-nodes-base.executeWorkflow');
			chosen ??= (
				await rest.importWorkflow(files.find((file) => file.name === 'hr-adapter-template')!.workflow, { credentials })
			).id;
			const parameters = Object.fromEntries(
				called.map((node) => [
					node.name,
					{ workflowId: { ...(node.parameters.workflowId as object), mode: 'id', value: chosen } },
				]),
			);
			const { id } = await rest.importWorkflow(workflow, { credentials, parameters });
			await takePicture(page, `${rest.url}/workflow/${id}`, join(folder, `${name}.png`));
		}
	} finally {
		await browser.close();
	}
	return files.map(({ name }) => `${name}.png`);
}

/** Credentials of each type with nothing in them, so that no node is marked as unfinished. */
async function invented(rest: N8nRest, types: string[]): Promise<StoredCredential[]> {
	const data: Record<string, Record<string, unknown>> = {
		httpHeaderAuth: { name: 'X-Example', value: 'example' },
		httpCustomAuth: { json: '{}' },
		httpBasicAuth: { user: 'example', password: 'example' },
		smtp: { host: 'mail.example.org', port: 465, secure: true, user: 'example', password: 'example' },
		oAuth2Api: {
			grantType: 'authorizationCode',
			authUrl: 'https://login.example.org/authorize',
			accessTokenUrl: 'https://login.example.org/token',
			clientId: 'example',
			clientSecret: 'example',
			scope: '',
			authQueryParameters: '',
			authentication: 'body',
		},
		coachviewOAuth2Api: { environment: 'training', clientId: 'example', clientSecret: 'example' },
	};
	return await Promise.all(
		[...new Set(types)].map(async (type) => await rest.createCredential(`Picture ${type}`, type, data[type] ?? {})),
	);
}

async function signedIn(browser: Browser, url: string): Promise<Page> {
	const page = await (await browser.newContext({ viewport: { width: 1500, height: 760 } })).newPage();
	page.setDefaultTimeout(60_000);
	await page.goto(`${url}/signin`);
	await page.fill('input[type=email]', owner.email);
	await page.fill('input[type=password]', owner.password);
	await page.click('[data-test-id="form-submit-button"]');
	await page.waitForURL(/home/);
	return page;
}

async function takePicture(page: Page, address: string, path: string): Promise<void> {
	await page.goto(address);
	await page.waitForSelector('[data-test-id="canvas-node"]');
	await page.waitForLoadState('networkidle');
	// Buttons that lie over the canvas are not part of the workflow; the dots of the background would be most of the file.
	await page.addStyleTag({
		content:
			'.vue-flow__panel, .vue-flow__background, [data-test-id="canvas-controls"], [class*="executionButtons"] { visibility: hidden !important; }',
	});
	await page
		.locator('.vue-flow__pane')
		.first()
		.click({ position: { x: 5, y: 5 } });
	await page.keyboard.press('1');
	await page.waitForTimeout(1200);
	const canvas = await page.locator('.vue-flow').first().boundingBox();
	if (!canvas) throw new Error(`The editor shows no canvas for ${path}.`);
	// Tabs above and buttons at the right lie over the canvas and are not part of the workflow.
	const clip = { x: canvas.x, y: canvas.y + 24, width: canvas.width - 64, height: canvas.height - 24 };
	await page.screenshot({ path, clip, animations: 'disabled' });
}
