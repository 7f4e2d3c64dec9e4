import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../hosts/cache.mjs';
import type { Ports } from './ports.mts';

/** What the demo must know of its earlier start, to go on where that ended. */
export interface Kept {
	n8nVersion: string;
	ports: Ports;
	workflowId: string;
}

/** The folder in which the demo's n8n lives from one start to the next. */
export interface DemoFolder {
	path: string;
	/** Of the earlier start; undefined when n8n is empty. */
	kept?: Kept;
	/** Where the earlier folder is now, after `--fresh`. */
	setAside?: string;
	save(kept: Kept): void;
	/** Lets the next start use the folder. */
	release(): void;
}

/** `~/.local/share/n8n-nodes-coachview/demo`: not with the caches, which people and programs empty. */
const folderPath = () =>
	join(process.env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'n8n-nodes-coachview', 'demo');

/**
 * Takes the folder for this process.
 * @param fresh begin with an empty one; an earlier one is renamed, never deleted
 * @throws Error with one sentence when another start uses it, or when it belongs to a newer n8n
 */
export function openFolder(fresh: boolean): DemoFolder {
	const path = folderPath();
	mkdirSync(path, { recursive: true });
	const lock = join(path, 'lock');
	const state = join(path, 'demo.json');
	take(lock, path);
	const release = () => rmSync(lock, { force: true });
	let setAside: string | undefined;
	if (fresh && (existsSync(join(path, '.n8n')) || existsSync(state))) {
		release();
		setAside = `${path}-until-${new Date().toISOString().slice(0, 19).replace(/\D/g, '')}`;
		renameSync(path, setAside);
		mkdirSync(path);
		take(lock, path);
	}
	try {
		return {
			path,
			kept: readKept(state),
			setAside,
			save: (kept) => writeFileSync(state, JSON.stringify(kept)),
			release,
		};
	} catch (error) {
		release();
		throw error;
	}
}

function take(lock: string, path: string): void {
	const owner = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
	if (owner && lives(owner))
		throw new Error(
			`Another "npm start" (process ${owner}) uses ${path}; stop it first, or delete ${lock} if that is something else.`,
		);
	rmSync(lock, { force: true });
	writeFileSync(lock, String(process.pid), { flag: 'wx' });
}

function lives(process_: number): boolean {
	try {
		process.kill(process_, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

function readKept(state: string): Kept | undefined {
	if (!existsSync(state)) return undefined;
	const kept = JSON.parse(readFileSync(state, 'utf8')) as Kept;
	const manifest = readFileSync(join(projectRoot, 'hosts', 'n8n', 'package.json'), 'utf8');
	const pinned = (JSON.parse(manifest) as { dependencies: { n8n: string } }).dependencies.n8n;
	// An n8n cannot read the database of a newer one.
	if (pinned.localeCompare(kept.n8nVersion, 'en', { numeric: true }) < 0)
		throw new Error(
			`What is kept was made by n8n ${kept.n8nVersion}, newer than ${pinned} here; "npm start -- --fresh" sets it aside.`,
		);
	return kept;
}
