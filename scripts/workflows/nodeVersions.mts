import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../hosts/cache.mjs';
import { ensureHost } from '../../hosts/install.mts';
import { readWorkflows } from './files.mts';

/** Versions of n8n's own nodes, as far as the workflows use them: in the oldest supported n8n and in the pinned one. */
export type NodeVersions = Record<string, { floor: number[]; pinned: number[] }>;

/** n8n 1.120.0, the oldest supported one, brings this version of its nodes. */
const FLOOR_NODES = 'n8n-nodes-base@1.118.0';
const file = join(projectRoot, 'scripts', 'workflows', 'nodeVersions.json');

/** @returns the checked-in list */
export function readNodeVersions(): NodeVersions {
	return JSON.parse(readFileSync(file, 'utf8')) as NodeVersions;
}

/** Writes the list anew, from the installed n8n and from the packed nodes of the oldest supported n8n. */
export async function writeNodeVersions(): Promise<NodeVersions> {
	const pinned = versionsIn(join(await ensureHost('n8n'), 'node_modules', 'n8n-nodes-base'));
	const folder = mkdtempSync(join(tmpdir(), 'coachview-floor-nodes-'));
	try {
		const packed = execFileSync('npm', ['pack', FLOOR_NODES, '--silent', '--ignore-scripts'], {
			cwd: folder,
			encoding: 'utf8',
		}).trim();
		execFileSync('tar', ['-xzf', packed, 'package/dist/types/nodes.json'], { cwd: folder });
		const floor = versionsIn(join(folder, 'package'));
		const used = new Set(readWorkflows().flatMap(({ workflow }) => workflow.nodes.map(({ type }) => type)));
		const names = [...used].filter((type) => type.startsWith('n8n-nodes-base.')).sort();
		const list = Object.fromEntries(
			names.map((name) => [name, { floor: floor.get(name) ?? [], pinned: pinned.get(name) ?? [] }]),
		);
		const lines = Object.entries(list).map(
			([name, versions]) => `\t${JSON.stringify(name)}: ${JSON.stringify(versions)}`,
		);
		writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`);
		return list;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function versionsIn(folder: string): Map<string, number[]> {
	const types = JSON.parse(readFileSync(join(folder, 'dist', 'types', 'nodes.json'), 'utf8')) as Array<{
		name: string;
		version: number | number[];
	}>;
	const versions = new Map<string, number[]>();
	for (const { name, version } of types) {
		const key = `n8n-nodes-base.${name}`;
		versions.set(
			key,
			[...new Set([...(versions.get(key) ?? []), ...[version].flat()])].sort((a, b) => a - b),
		);
	}
	return versions;
}
