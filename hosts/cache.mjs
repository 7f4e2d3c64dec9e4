/**
 * Where the programs that the package runs in (Node 24, n8n, the oldest supported engine) are installed: outside
 * the clone, one folder per lock file, so that a second clone or a second start costs nothing.
 *
 * Plain JavaScript without dependencies: bootstrap.mjs needs it on Node 20, before anything is installed.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));

/** Prints one line of progress; stderr, because stdout belongs to the program's result. */
export const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);

/**
 * Short fingerprint of a file.
 * @param {string} file absolute path
 * @returns {string} first 16 hexadecimal digits of its SHA-256
 */
const fingerprint = (file) => createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);

/**
 * The folder that a host is, or will be, installed in.
 * @param {string} name folder name under hosts/
 * @returns {string} absolute path, `<cache>/n8n-nodes-coachview/<name>-<fingerprint of its lock>`
 */
export function hostFolder(name) {
	const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
	return join(
		cache,
		'n8n-nodes-coachview',
		`${name}-${fingerprint(join(projectRoot, 'hosts', name, 'package-lock.json'))}`,
	);
}

/**
 * Runs npm and shows what it says only when it fails.
 * @param {string[]} args arguments of npm
 * @param {string} folder where it works
 * @param {Record<string, string>} env more variables for it
 * @returns {Promise<void>}
 * @throws Error with the end of npm's own output
 */
export function npm(args, folder, env = {}) {
	// npm_execpath is set when npm started us; calling that file avoids the .cmd shim, which Windows cannot spawn directly.
	const own = process.env.npm_execpath?.endsWith('.js') ? process.env.npm_execpath : undefined;
	const command = own ? process.execPath : 'npm';
	const all = [...(own ? [own] : []), ...args, '--prefix', folder, '--loglevel=error', '--no-fund', '--no-audit'];
	return new Promise((resolve, reject) => {
		const child = spawn(command, all, {
			cwd: folder,
			env: { ...process.env, ...env },
			stdio: ['ignore', 'pipe', 'pipe'],
			shell: !own && process.platform === 'win32',
		});
		let output = '';
		for (const stream of [child.stdout, child.stderr])
			stream.on('data', (chunk) => (output = (output + chunk).slice(-4000)));
		child.on('error', reject);
		child.on('close', (code) =>
			code === 0 ? resolve() : reject(new Error(`npm ${args.join(' ')} failed (exit ${code}):\n${output}`)),
		);
	});
}

/**
 * Installs one host unless it is there. Safe when several processes ask at once, and when an earlier one was killed.
 * @param {string} name folder name under hosts/
 * @param {{ what: string, steps: string[][] }} plan sentence for the progress line; the npm calls, in order
 * @returns {Promise<string>} absolute path of the installed folder
 * @throws Error when npm fails
 */
export async function installHost(name, plan) {
	const folder = hostFolder(name);
	const ready = join(folder, '.ready');
	if (existsSync(ready)) return folder;
	mkdirSync(dirname(folder), { recursive: true });
	const release = await lock(`${folder}.lock`, () => existsSync(ready));
	const work = `${folder}.installing`;
	try {
		if (existsSync(ready)) return folder;
		say(`Installing ${plan.what}`);
		const began = Date.now();
		rmSync(work, { recursive: true, force: true });
		mkdirSync(work);
		for (const file of ['package.json', 'package-lock.json'])
			cpSync(join(projectRoot, 'hosts', name, file), join(work, file));
		for (const step of plan.steps) await npm(step, work);
		rmSync(folder, { recursive: true, force: true });
		renameSync(work, folder);
		writeFileSync(ready, '');
		say(`Installed in ${Math.round((Date.now() - began) / 1000)} s: ${folder}`);
		return folder;
	} finally {
		rmSync(work, { recursive: true, force: true });
		release();
	}
}

/**
 * @param {string} file lock file that holds the owner's process id
 * @param {() => boolean} done true when waiting has become pointless
 * @returns {Promise<() => void>} gives the lock back
 */
async function lock(file, done) {
	for (let told = false; ; ) {
		try {
			writeFileSync(file, String(process.pid), { flag: 'wx' });
			return () => rmSync(file, { force: true });
		} catch (error) {
			if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
		}
		if (done()) return () => {};
		if (!ownerLives(file)) {
			rmSync(file, { force: true });
			continue;
		}
		if (!told) say('Another process is installing the same thing; waiting for it.');
		told = true;
		await new Promise((resolve) => setTimeout(resolve, 1000));
	}
}

/** @param {string} file */
function ownerLives(file) {
	try {
		process.kill(Number(readFileSync(file, 'utf8')), 0);
		return true;
	} catch {
		return false;
	}
}
