import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../hosts/cache.mjs';

/** From the ground up: an import goes to its own floor or to one below it. */
const FLOORS = ['entities', 'domain', 'transport', 'webhook', 'actions or trigger', 'polling', 'doors'] as const;
const NODES = 'nodes/Coachview/';
const PROGRAMS = /^(sandbox|contract|demo|hosts|scale|scripts)\//;
const LONGEST = 250;

const files = [
	'nodes',
	'credentials',
	'sandbox',
	'contract',
	'demo',
	'bench',
	'hosts',
	'scale',
	'scripts',
	'test',
].flatMap((folder) =>
	readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
		.map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
		.filter((file) => /\.(ts|mts|mjs|cjs|js)$/.test(file) && !file.includes('/node_modules/')),
);
const nodes = files.filter((file) => file.startsWith(NODES));
const text = (file: string) => readFileSync(join(projectRoot, file), 'utf8');

/** @returns what a file imports: a path from the root of the project, or the name of a module */
function imports(file: string): string[] {
	return ts
		.preProcessFile(text(file), true, true)
		.importedFiles.map(({ fileName }) =>
			fileName.startsWith('.') ? posix.join(dirname(file), fileName) : fileName.replace(/^node:/, ''),
		);
}

function floor(path: string): number {
	const [folder = '', inside] = path.slice(NODES.length).split('/');
	const found = FLOORS.findIndex((name) => name.split(' or ').includes(folder));
	return found < 0 && inside === undefined ? FLOORS.indexOf('doors') : found;
}

/** @returns `file → what it imports`, for each import that breaks the rule */
function broken(among: readonly string[], isBroken: (imported: string, file: string) => boolean): string[] {
	return among.flatMap((file) =>
		imports(file)
			.filter((imported) => isBroken(imported, file))
			.map((imported) => `${file} → ${imported}`),
	);
}

test('there are files, and every folder of the nodes has its floor', () => {
	expect(nodes.length).toBeGreaterThan(100);
	expect(nodes.filter((file) => floor(file) < 0)).toEqual([]);
	expect(imports(`${NODES}domain/simplify.ts`)).toContain(`${NODES}entities/entity`);
});

test('no import goes upward, nor out of the nodes', () => {
	const inside = (imported: string) => imported.startsWith(NODES);
	expect(broken(nodes, (imported, file) => inside(imported) && floor(imported) > floor(file))).toEqual([]);
	expect(broken(nodes, (imported) => imported.includes('/') && !inside(imported))).toEqual([]);
});

test('actions and trigger know nothing of each other', () => {
	const other = { actions: 'trigger', trigger: 'actions' };
	for (const [mine, theirs] of Object.entries(other)) {
		const here = nodes.filter((file) => file.startsWith(`${NODES}${mine}/`));
		expect(broken(here, (imported) => imported.startsWith(`${NODES}${theirs}/`))).toEqual([]);
	}
});

test('entities and domain import nothing of n8n, and nothing of Node but crypto', () => {
	const pure = nodes.filter((file) => floor(file) <= FLOORS.indexOf('domain'));
	expect(broken(pure, (imported) => !imported.startsWith(NODES) && imported !== 'crypto')).toEqual([]);
});

test('entities are data: they import types, define and shared constants', () => {
	const folder = `${NODES}entities/`;
	const tables = nodes.filter((file) => file.startsWith(folder) && file !== `${folder}index.ts`);
	const values = tables.flatMap((file) =>
		[...text(file).matchAll(/^import (?!type ){([^}]*)}/gm)]
			.flatMap(([, names = '']) => names.split(','))
			.map((name) => name.trim())
			.filter((name) => name !== '' && !/^(type .*|define|[A-Z][A-Z_]*)$/.test(name))
			.map((name) => `${file} → ${name}`),
	);
	expect(values).toEqual([]);
	const functions = tables.flatMap((file) => text(file).match(/^export (async )?function \w+/gm) ?? []);
	expect(functions.sort()).toEqual(['export function anyEntity', 'export function define']);
});

test('only the transport calls an HTTP helper', () => {
	const calling = files.filter(
		(file) =>
			/^(nodes|credentials)\//.test(file) &&
			/\b(httpRequest\w*|requestWith\w+|requestOAuth\w*)\s*[.(]|(?<!\.|async )\bfetch\(/.test(text(file)),
	);
	expect(calling).toEqual([`${NODES}transport/wire.ts`]);
});

test('no entity is asked for by its name', () => {
	expect(nodes.filter((file) => /\bentity\.(name|path) (===|!==) ['"`]/.test(text(file)))).toEqual([]);
});

test('no program imports from the tests, and none but scripts looks into the nodes above the entities', () => {
	const programs = files.filter((file) => PROGRAMS.test(file));
	expect(programs.length).toBeGreaterThan(100);
	expect(broken(programs, (imported) => imported.startsWith('test/'))).toEqual([]);
	const others = programs.filter((file) => !file.startsWith('scripts/'));
	expect(
		broken(others, (imported) => imported.startsWith('nodes/') && !imported.startsWith(`${NODES}entities/`)),
	).toEqual([]);
});

test(`no file has more than ${LONGEST} lines`, () => {
	const lines = (file: string) => text(file).split('\n').length - 1;
	expect(files.filter((file) => lines(file) > LONGEST).map((file) => `${file}: ${lines(file)}`)).toEqual([]);
});

test('files are named in camel case', () => {
	const odd = files.filter(
		(file) => !/^(\.\w[\w.]*|[a-z][a-zA-Z0-9]*|[A-Z][a-zA-Z0-9]*)(\.\w+)*$/.test(posix.basename(file)),
	);
	expect(odd).toEqual([]);
});

test('the packages that the project is built on are there', () => {
	const { devDependencies } = JSON.parse(text('package.json')) as { devDependencies: { [name: string]: string } };
	const fixed = ['n8n-workflow', 'n8n-core', 'gulp', 'typescript', 'jest', 'eslint-plugin-n8n-nodes-base'];
	expect(fixed.filter((name) => !(name in devDependencies))).toEqual([]);
});
