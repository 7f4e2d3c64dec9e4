import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INodeTypeDescription } from 'n8n-workflow';
import type { LazyPackageDirectoryLoader, PackageDirectoryLoader } from 'n8n-core';
import { schemas } from '../../scripts/entities/schemas.mts';
import { unpackPackage } from './unpacked.mts';

type Loader = PackageDirectoryLoader | LazyPackageDirectoryLoader;

let folder: string;

beforeAll(async () => {
	process.env.N8N_USER_FOLDER = mkdtempSync(join(tmpdir(), 'coachview-loader-'));
	process.env.N8N_ENCRYPTION_KEY = 'package-tests';
	folder = (await unpackPackage('loader')).folder;
});

// n8n loads built-in packages with the first and community packages with the second.
describe.each(['PackageDirectoryLoader', 'LazyPackageDirectoryLoader'] as const)('%s of n8n-core', (name) => {
	let loader: Loader;

	beforeAll(async () => {
		await import('reflect-metadata');
		const core = await import('n8n-core');
		loader = new core[name](folder);
		await loader.loadAll();
	});

	test('finds the nodes and the credentials under the installed name', () => {
		expect(loader.packageName).toBe('n8n-nodes-coachview');
		expect(Object.keys(loader.known.nodes).sort()).toEqual([
			'coachview',
			'coachviewPollingTrigger',
			'coachviewTrigger',
		]);
		expect(Object.keys(loader.known.credentials)).toContain('coachviewOAuth2Api');
		expect(loader.known.credentials.coachviewOAuth2Api.supportedNodes).toContain('coachview');
	});

	test.each(['coachview', 'coachviewTrigger', 'coachviewPollingTrigger'])(
		'%s: description, codex and icons',
		(node) => {
			const { description } = loader.getNode(node).type;
			expect(description.name).toBe(node);
			expect(description.displayName).toMatch(/^Coachview/);
			expect(description.codex?.categories?.length).toBeGreaterThan(0);
			expectIcons((description as { iconUrl?: unknown }).iconUrl);
		},
	);

	test('the action node is usable as a tool, the triggers start workflows', () => {
		expect(loader.getNode('coachview').type.description).toMatchObject({ usableAsTool: true });
		expect(loader.getNode('coachviewTrigger').type.description).toMatchObject({ group: ['trigger'], inputs: [] });
		const description = loader.getNode('coachviewPollingTrigger').type.description as INodeTypeDescription;
		expect(description).toMatchObject({ group: ['trigger'], inputs: [], polling: true });
		expect(description.properties.map(({ name }) => name)).toContain('pollTimes');
	});

	test('the credential extends OAuth2 and has its icons and a test', () => {
		const { type } = loader.getCredential('coachviewOAuth2Api');
		expect(type.extends).toEqual(['oAuth2Api']);
		expect(type.test).toBeDefined();
		expectIcons((type as { iconUrl?: unknown }).iconUrl);
	});
});

test('n8n finds the schema of an operation', async () => {
	await import('reflect-metadata');
	const { loadOutputSchema } = await import('n8n-core');
	const nodeDir = join(folder, 'dist', 'nodes', 'Coachview');
	for (const [path, schema] of schemas()) {
		const [, resource = '', operation = ''] = path.replace('.json', '').split('/');
		const found = loadOutputSchema({ nodeDir, version: 1, resource, operation, versionFallback: false });
		expect(found).toEqual(schema);
	}
});

/** n8n serves `icons/<package>/<path in the package>`, one for each theme. */
function expectIcons(iconUrl: unknown): void {
	const both = iconUrl as { light: string; dark: string };
	expect(both.light).not.toBe(both.dark);
	for (const url of [both.light, both.dark]) {
		const file = join(folder, url.replace('icons/n8n-nodes-coachview/', ''));
		expect(existsSync(file)).toBe(true);
		expect(readFileSync(file, 'utf8')).toContain('<svg');
	}
}
