import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { projectRoot } from '../hosts/cache.mjs';
import { pack } from './pack.mts';

/** What one suite gave. */
export interface SuiteResult {
	name: string;
	passed: number;
	failed: number;
	seconds: number;
}

/**
 * Writes the figures of a run: counts per suite, package size, versions, and what single tests reported about
 * themselves as `reports/parts/<name>.json` (failure modes, property runs, fields lost, …), under that name.
 * @param file where to
 * @param complete false when only some of the suites ran
 */
export async function writeFigures(file: string, results: SuiteResult[], complete: boolean): Promise<void> {
	const packed = await pack().catch(() => undefined);
	const sum = (key: 'passed' | 'failed') => results.reduce((total, result) => total + result[key], 0);
	const figures = {
		at: new Date().toISOString(),
		complete,
		long: process.env.COACHVIEW_LONG === '1',
		passed: sum('passed'),
		failed: sum('failed'),
		suites: Object.fromEntries(results.map(({ name, ...counts }) => [name, counts])),
		...parts(),
		...ofPrograms(),
		packageBytes: packed?.size ?? null,
		packageFiles: packed?.files.length ?? null,
		versions: {
			package: version(projectRoot),
			node: process.versions.node,
			n8n: dependency('hosts/n8n', 'n8n'),
			n8nCore: version(join(projectRoot, 'node_modules', 'n8n-core')),
			n8nWorkflow: version(join(projectRoot, 'node_modules', 'n8n-workflow')),
			floorCore: dependency('hosts/floor', 'n8n-core'),
			floorWorkflow: dependency('hosts/floor', 'n8n-workflow'),
		},
	};
	writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`);
}

function parts(): Record<string, unknown> {
	const folder = join(projectRoot, 'reports', 'parts');
	const files = existsSync(folder)
		? readdirSync(folder)
				.filter((name) => name.endsWith('.json'))
				.sort()
		: [];
	return Object.fromEntries(
		files.map((name) => [basename(name, '.json'), JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown]),
	);
}

/** Programs that take too long for every check; what they found last stays in the figures, with the date of it. */
const PROGRAMS = ['bench', 'scale'];

function ofPrograms(): Record<string, unknown> {
	const found = PROGRAMS.map((name) => [name, join(projectRoot, 'reports', `${name}.json`)] as const).filter(
		([, file]) => existsSync(file),
	);
	return Object.fromEntries(found.map(([name, file]) => [name, JSON.parse(readFileSync(file, 'utf8')) as unknown]));
}

/** Puts what a program has just found beside the figures of the last check, where there are any. */
export function addFigures(name: string, figures: object): void {
	const file = join(projectRoot, 'reports', 'figures.json');
	const all = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as object) : {};
	writeFileSync(file, `${JSON.stringify({ ...all, [name]: figures }, null, 2)}\n`);
}

interface Manifest {
	version: string;
	dependencies?: Record<string, string>;
}

const manifest = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

const version = (folder: string) => manifest(folder).version;

/** Host locks pin exact versions, so the manifest's text is the version. */
const dependency = (host: string, name: string) => manifest(join(projectRoot, host)).dependencies?.[name] ?? null;
