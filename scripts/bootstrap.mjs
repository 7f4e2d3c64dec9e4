/**
 * Starts a program of this project (`.mts`) on Node 24, from any Node 20 or newer, on a fresh clone.
 *
 *     node scripts/bootstrap.mjs demo/start.mts --once
 *
 * Installs what is missing first (progress on stderr), hands signals on, and ends with the program's own exit status.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { hostFolder, installHost, npm, projectRoot, say } from '../hosts/cache.mjs';

const [program, ...args] = process.argv.slice(2);

/**
 * npm writes the list of what it installed last, when all is there; comparing that with the lock also accepts an
 * installation that somebody made by hand.
 * @returns {boolean} true when node_modules holds what package-lock.json asks for
 */
function dependenciesMatch() {
	const installed = packagesIn(join(projectRoot, 'node_modules', '.package-lock.json'));
	const wanted = packagesIn(join(projectRoot, 'package-lock.json'));
	if (!installed) return false;
	return Object.entries(wanted).every(
		([path, { version, optional, devOptional, extraneous }]) =>
			path === '' || (installed[path] ? installed[path].version === version : optional || devOptional || extraneous),
	);
}

/** @param {string} lock path of a lock file */
const packagesIn = (lock) => (existsSync(lock) ? JSON.parse(readFileSync(lock, 'utf8')).packages : undefined);

/** Makes node_modules match package-lock.json. */
async function installDependencies() {
	if (dependenciesMatch()) return;
	say('Installing the development dependencies (about 1 GB on disk; usually 30–90 s)');
	await npm(['ci', '--ignore-scripts'], projectRoot);
}

/** @returns {Promise<string>} path of a Node 24 or newer */
async function findNode24() {
	if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
	if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) {
		throw new Error(
			`This is Node ${process.versions.node}: install Node 24 from nodejs.org, open a new terminal, and start this command again.`,
		);
	}
	const binary = join('node_modules', '.bin', 'node');
	const folder = hostFolder('node');
	if (existsSync(join(folder, '.ready'))) return join(folder, binary);
	const what = `Node 24, because this is Node ${process.versions.node} and n8n needs 24 (190 MB on disk; usually 10 s)`;
	return join(await installHost('node', { what, steps: [['ci', '--ignore-scripts']] }), binary);
}

/** @param {string} node path of the Node to use */
function run(node) {
	// The table of entities is CommonJS for n8n and read as it is by programs; Node remarks on that at each start.
	const quiet = '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON';
	const child = spawn(node, [quiet, resolve(program), ...args], { stdio: 'inherit' });
	// On Windows the console tells the program as well, and to hand a signal on would end it in the middle of things.
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
		process.on(signal, () => process.platform === 'win32' || child.kill(signal));
	child.on('error', (error) => fail(error));
	child.on('close', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)));
}

/** @param {unknown} error */
function fail(error) {
	say(error instanceof Error ? error.message : String(error));
	process.exit(1);
}

try {
	if (!program) throw new Error('Usage: node scripts/bootstrap.mjs <program.mts> [arguments]');
	// First, so that nobody waits for 1 GB before being told to install Node 24.
	const node = await findNode24();
	await installDependencies();
	run(node);
} catch (error) {
	fail(error);
}
