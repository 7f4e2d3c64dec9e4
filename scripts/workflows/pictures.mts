import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { projectRoot } from '../../hosts/cache.mjs';
import { credentialTypes } from '../../hosts/n8n/credentialTypes.mts';
import { openEditor } from '../../hosts/n8n/editor.mts';
import { readSample } from '../../hosts/n8n/samples.mts';
import { type N8nRest, type StoredCredential } from '../../hosts/n8n/rest.mts';
import { launchBrowser } from '../../hosts/browser.mts';
import type { WorkflowNode } from '../../hosts/n8n/workflow.mts';
import { readWorkflows } from './files.mts';

const folder = join(projectRoot, 'docs', 'images');

/**
 * Takes a picture of the canvas of each workflow in the real editor, into docs/images.
 * @param rest signed in at an n8n with the package
 * @param only names of workflows; all of them when left out
 * @returns names of the files
 */
export async function takePictures(rest: N8nRest, only: readonly string[] = []): Promise<string[]> {
	mkdirSync(folder, { recursive: true });
	const files = readWorkflows().filter(({ name }) => only.length === 0 || only.includes(name));
	const credentials = await invented(
		rest,
		files.flatMap(({ workflow }) => workflow.nodes.flatMap((node) => credentialTypes(node))),
	);
	const browser = await launchBrowser();
	try {
		const page = await openEditor(browser, rest.url, { width: 1500, height: 760 });
		let chosen: string | undefined;
		for (const { name, workflow } of files) {
			chosen ??= (await rest.importWorkflow(readSample('hr-adapter-template'), { credentials })).id;
			const parameters = Object.fromEntries(workflow.nodes.map((node) => [node.name, filled(node, String(chosen))]));
			const { id } = await rest.importWorkflow(workflow, { credentials, parameters });
			await takePicture(page, `${rest.url}/workflow/${id}`, join(folder, `${name}.png`));
		}
	} finally {
		await browser.close();
	}
	return files.map(({ name }) => `${name}.png`);
}

/** What an empty slot is filled with, so that no node is marked as unfinished; any workflow does for a sub-workflow. */
function filled({ type, parameters }: WorkflowNode, workflowId: string): Record<string, unknown> {
	switch (type.replace('n8n-nodes-base.', '')) {
		case 'httpRequest':
			return { url: parameters.url ?? 'https://hr.example.org' };
		case 'executeWorkflow':
			return { workflowId: { ...(parameters.workflowId as object), mode: 'id', value: workflowId } };
		case 'dataTable':
			return parameters.dataTableId || parameters.resource === 'table'
				? {}
				: { dataTableId: { __rl: true, mode: 'name', value: 'hr_birth_data' } };
		case 'readWriteFile':
			return { fileSelector: '/home/node/.n8n-files/hr.csv' };
		case 'emailSend':
			return { fromEmail: 'n8n@example.org', toEmail: 'training-office@example.org' };
		default:
			return {};
	}
}

/** Credentials of each type with nothing in them, so that no node is marked as unfinished. */
async function invented(rest: N8nRest, types: string[]): Promise<StoredCredential[]> {
	const data: Record<string, Record<string, unknown>> = {
		httpHeaderAuth: { name: 'X-Example', value: 'example' },
		httpCustomAuth: { json: '{}' },
		httpBasicAuth: { user: 'example', password: 'example' },
		smtp: { host: 'mail.example.org', port: 465, secure: true, user: 'example', password: 'example' },
		postgres: { host: 'db.example.org', database: 'coachview', user: 'example', password: 'example' },
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
