import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../hosts/cache.mjs';
import { schemaFile, SCHEMAS, schemas } from '../../scripts/entities/schemas.mts';
import { unpackPackage } from './unpacked.mts';

interface Manifest {
	name: string;
	version: string;
	dependencies?: object;
	optionalDependencies?: object;
	peerDependencies: object;
	keywords: string[];
	license: string;
	n8n: { n8nNodesApiVersion: number; strict: boolean; nodes: string[]; credentials: string[] };
}

let content: Awaited<ReturnType<typeof unpackPackage>>;
let manifest: Manifest;
const read = (path: string) => readFileSync(join(content.folder, path), 'utf8');

beforeAll(async () => {
	content = await unpackPackage('tarball');
	manifest = JSON.parse(read('package.json')) as Manifest;
});

test('holds what n8n loads, and README, CHANGELOG and licence; nothing else', () => {
	const top = content.files.filter((path) => !path.startsWith('dist/'));
	expect(top).toEqual(['CHANGELOG.md', 'LICENSE.md', 'README.md', 'package.json']);
	const odd = content.files.filter(
		(path) => path.startsWith('dist/') && !path.includes('/__schema__/') && !/\.(js|svg|node\.json)$/.test(path),
	);
	expect(odd).toEqual([]);
	expect(content.files.filter((path) => /^dist\/(nodes|credentials|icons)\//.test(path)).length).toBe(
		content.files.length - top.length,
	);
});

// 180 kB until 27 kinds of records, web requests and a third node came: 28 files, 60 schemas and a trigger more. n8n looks for
// schemas by version, so that 1.1 brought them a second time. HR Answer brought five files and two schemas: 5 kB with its texts.
test('is at most 235 kB packed', () => expect(content.size).toBeLessThanOrEqual(235_000));

test('has no dependencies of its own, and n8n-workflow as its only peer', () => {
	expect(manifest.dependencies ?? {}).toEqual({});
	expect(manifest.optionalDependencies ?? {}).toEqual({});
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
});

test('names itself as an n8n community package', () => {
	expect(manifest).toMatchObject({
		name: 'n8n-nodes-coachview',
		license: 'MIT',
		n8n: { n8nNodesApiVersion: 1, strict: true },
	});
	expect(manifest.keywords).toContain('n8n-community-node-package');
	expect(read('CHANGELOG.md')).toContain(manifest.version);
});

test('every path of the n8n block exists, and every node and credential in the package is named there', () => {
	const named = [...manifest.n8n.nodes, ...manifest.n8n.credentials].sort();
	expect(named.filter((path) => !content.files.includes(path))).toEqual([]);
	expect(content.files.filter((path) => /\.(node|credentials)\.js$/.test(path))).toEqual(named);
});

test('each node has its codex file', () => {
	for (const path of manifest.n8n.nodes) {
		const codex = JSON.parse(read(path.replace(/\.js$/, '.json'))) as { node: string; categories: string[] };
		expect(codex.node).toMatch(/^n8n-nodes-coachview\./);
		expect(codex.categories.length).toBeGreaterThan(0);
	}
});

test('each operation of each entity has the schema of its output, where n8n looks for it', () => {
	const folder = `dist/${SCHEMAS}/`;
	const packed = content.files.filter((path) => path.includes('__schema__'));
	const made = [...schemas()].map(([path, schema]) => [`${folder}${path}`, schemaFile(schema)]);
	expect(packed.map((path) => [path, read(path)])).toEqual(made.sort());
});

test('code requires n8n-workflow, own files, and of Node only crypto (which n8n allows community nodes)', () => {
	const foreign: string[] = [];
	for (const path of content.files.filter((file) => file.endsWith('.js'))) {
		for (const [, wanted] of read(path).matchAll(/\brequire\("([^"]+)"\)|\bimport\("([^"]+)"\)/g)) {
			const own = wanted?.startsWith('.') && existsAsModule(join(content.folder, dirname(path), wanted));
			if (!own && !['n8n-workflow', 'crypto', 'node:crypto'].includes(wanted ?? '')) foreign.push(`${path}: ${wanted}`);
		}
	}
	expect(foreign).toEqual([]);
});

test('carries no path of the machine that built it', () => {
	expect(content.files.filter((path) => read(path).includes(projectRoot))).toEqual([]);
});

const existsAsModule = (path: string) =>
	[path, `${path}.js`, join(path, 'index.js')].some((file) => file.endsWith('.js') && existsSync(file));
