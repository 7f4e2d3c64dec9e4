import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../hosts/cache.mjs';
import { define, type Entity } from '../../nodes/Coachview/entities/entity.ts';
import { CHANGED } from '../../nodes/Coachview/entities/shared.ts';

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');
const docs = readdirSync(join(projectRoot, 'docs'), { encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
const pages = [
	'README.md',
	'CONTRIBUTING.md',
	'SECURITY.md',
	'sandbox/README.md',
	...docs.map((name) => `docs/${name}`),
];
/** Where a path in a text may begin. Pages are linked; `docs/` in a text is the folder of somebody else. */
const ROOTS = ['.', 'nodes/Coachview', 'sandbox'];
const TOPS = /^(nodes|sandbox|test|scripts|hosts|workflows|demo|contract|entities|domain|transport|actions|trigger)\//;
const exists = (path: string) =>
	ROOTS.some((root) => ['', '.ts', '.mts'].some((end) => existsSync(join(projectRoot, root, `${path}${end}`))));

test.each(pages)('%s names files and folders that exist', (page) => {
	const quoted = [...read(page).matchAll(/`([^`\s]+)`/g)].map(([, text = '']) => text);
	const paths = quoted.filter((text) => TOPS.test(text) && !/[*<>{}$…]/.test(text));
	expect(paths.filter((path) => !exists(path))).toEqual([]);
});

test.each(pages)('%s links to files that exist', (page) => {
	const links = [...read(page).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = '']) => link);
	expect(links.filter((link) => !existsSync(join(projectRoot, page, '..', link)))).toEqual([]);
});

test.each(pages)('%s links to headings that exist', (page) => {
	const links = [...read(page).matchAll(/\]\((?!https?:)([^)#]*)#([^)]+)\)/g)];
	const broken = links.filter(([, path = '', anchor = '']) => {
		const target = path === '' ? page : join(page, '..', path);
		return existsSync(join(projectRoot, target)) && !anchors(read(target)).includes(anchor);
	});
	expect(broken.map(([link]) => link)).toEqual([]);
});

/** As GitHub makes them: lower case, without punctuation, blanks as hyphens. */
function anchors(text: string): string[] {
	const headings = text.replace(/^```[\s\S]*?^```/gm, '').match(/(?<=^#+ ).+/gm) ?? [];
	return headings.map((heading) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.trim()
			.replace(/\s/g, '-'),
	);
}

describe('docs/architecture.md', () => {
	const blocks = [...read('docs/architecture.md').matchAll(/^```(\w*)\n([\s\S]*?)^```/gm)].map(
		([, , text = '']) => text,
	);
	const inTree = treePaths(blocks[0] ?? '');

	test('its tree is the one that is there', () => {
		expect(inTree.length).toBeGreaterThan(30);
		expect(inTree.filter((path) => !existsSync(join(projectRoot, path)))).toEqual([]);
	});

	test('its tree has every folder of the nodes', () => {
		const folders = readdirSync(join(projectRoot, 'nodes'), { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isDirectory())
			.map((entry) => `${entry.parentPath.slice(projectRoot.length + 1).replaceAll('\\', '/')}/${entry.name}/`)
			.filter((path) => !path.includes('__schema__/'));
		expect(folders.filter((path) => path !== 'nodes/Coachview/' && !inTree.includes(path))).toEqual([]);
	});

	test('what its update walks through is there', () => {
		const names = [...(blocks[2] ?? '').matchAll(/^ *((?:[a-z]+\/)+\w+)/gm)].map(([, path = '']) => path);
		expect(names.length).toBeGreaterThan(8);
		expect(names.filter((path) => !exists(path))).toEqual([]);
	});

	test('its example of an entity is one', () => {
		const { outputText } = ts.transpileModule(blocks[3] ?? '', { compilerOptions: { module: ts.ModuleKind.CommonJS } });
		const made: { vehicle?: Entity } = {};
		const load = () => ({ define, CHANGED });
		new Function('exports', 'require', outputText)(made, load);
		expect(made.vehicle).toMatchObject({ name: 'vehicle', scopes: { read: 'Lesvoertuigen.Lezen' } });
		expect(made.vehicle?.fields.map(({ kind }) => kind)).toEqual(['text', 'number', 'date']);
	});
});

/** @returns paths of a tree that is drawn by indentation: names, then two blanks or more and a sentence */
function treePaths(tree: string): string[] {
	const above: Array<{ depth: number; path: string }> = [];
	return tree.split('\n').flatMap((line) => {
		const depth = line.search(/\S/);
		const names = line
			.trim()
			.split(/\s{2,}/)
			.filter((name) => /^[\w.]+(\/[\w.]*)*$/.test(name) && /\/|\.\w+$/.test(name));
		if (names.length === 0) return [];
		while (above.length > 0 && above.at(-1)!.depth >= depth) above.pop();
		const paths = names.map((name) => `${above.at(-1)?.path ?? ''}${name}`);
		above.push({ depth, path: paths[0]! });
		return paths;
	});
}
