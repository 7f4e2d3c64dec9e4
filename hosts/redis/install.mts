import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hostFolder, say } from '../cache.mjs';

/** How to start Redis: the program, and where its libraries are when it was only unpacked. */
export interface RedisProgram {
	path: string;
	libraries?: string;
	version: string;
}

// No npm package ships a Redis; Debian's, and those of its two libraries that a machine may lack, need no installation.
const PACKAGES = ['redis-server', 'redis-tools', 'liblzf1', 'libjemalloc2'];
const FIRST =
	'Install Redis 6.2 or newer first, so that `redis-server` is found (Debian, Ubuntu: apt-get install redis-server; macOS: brew install redis).';

/**
 * Finds a Redis: the one that is installed, else Debian's packages, unpacked in the cache and not installed.
 * @throws Error with what to install where neither is to be had
 */
export function ensureRedis(): RedisProgram {
	const installed = asked('redis-server');
	if (installed) return installed;
	const folder = join(dirname(hostFolder('postgres')), 'redis-debian');
	if (!existsSync(folder)) unpackInto(folder);
	const found = asked(join(folder, 'usr', 'bin', 'redis-server'), globSync(join(folder, 'usr', 'lib', '*-linux-*'))[0]);
	if (!found) throw new Error(FIRST);
	return found;
}

function asked(path: string, libraries?: string): RedisProgram | undefined {
	const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', env: redisEnvironment(libraries) });
	const [, version] = /\bv=(\d+\.\d+\.\d+)/.exec(stdout ?? '') ?? [];
	return version === undefined ? undefined : { path, libraries, version };
}

/** @returns the environment that lets an unpacked Redis find its libraries */
export function redisEnvironment(libraries?: string): NodeJS.ProcessEnv {
	return libraries === undefined ? process.env : { ...process.env, LD_LIBRARY_PATH: libraries };
}

function unpackInto(folder: string): void {
	mkdirSync(dirname(folder), { recursive: true });
	const work = mkdtempSync(`${folder}.`);
	const run = (program: string, ...args: string[]) =>
		execFileSync(program, args, { cwd: work, stdio: ['ignore', 'ignore', 'pipe'] });
	try {
		say("Fetching Debian's packages of Redis (2 MB, once)");
		run('apt-get', 'download', ...PACKAGES);
		for (const name of readdirSync(work).filter((file) => file.endsWith('.deb'))) run('dpkg', '-x', name, 'unpacked');
		renameSync(join(work, 'unpacked'), folder);
	} catch (error) {
		throw new Error(`${FIRST} Fetching Debian's did not work: ${(error as Error).message.trim()}`);
	} finally {
		rmSync(work, { recursive: true, force: true });
	}
}
