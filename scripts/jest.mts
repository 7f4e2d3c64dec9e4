import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../hosts/cache.mjs';
import { ensureHost } from '../hosts/install.mts';

/**
 * Runs Jest on this Node, which bootstrap.mjs has made sure is 24 or newer.
 * @param args Jest's own arguments
 * @param env variables on top of the present ones
 * @param limitMs time after which it is ended
 * @returns exit status, 124 after the time limit
 */
export async function runJest(args: string[], env: Record<string, string> = {}, limitMs?: number): Promise<number> {
	const jest = join(projectRoot, 'node_modules', 'jest', 'bin', 'jest.js');
	// The oldest engine, and a test that fails, keep handles open, and Jest would wait for them for ever.
	const ending = env.COACHVIEW_ENGINE || limitMs ? ['--forceExit'] : [];
	const child = spawn(process.execPath, [jest, ...args, ...ending], {
		cwd: projectRoot,
		env: { ...process.env, ...env },
		stdio: ['ignore', 2, 2],
		timeout: limitMs,
	});
	return await new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code) => resolve(code ?? 124));
	});
}

/** Folder of the oldest supported engine, as the value of COACHVIEW_ENGINE (see jest.config.mjs). */
export const floorEngine = async () => ({ COACHVIEW_ENGINE: await ensureHost('floor') });

// `npm run jest -- --selectProjects engine test/engine/x.test.mts`; with --floor first, against the oldest engine.
if (process.argv[1] === import.meta.filename) {
	const args = process.argv.slice(2);
	const floor = args.includes('--floor');
	process.exitCode = await runJest(
		args.filter((arg) => arg !== '--floor'),
		floor ? await floorEngine() : {},
	);
}
