import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot, say } from '../hosts/cache.mjs';

/**
 * `npm run mutation`: changes the code in thousands of small ways (StrykerJS) and counts how many of them a test notices.
 * Slow, so it is not part of `npm test`; what has not changed since the last run is not run again.
 *
 *     npm run mutation                        everything
 *     npm run mutation -- domain/write transport/r
 *                                             files under nodes/Coachview/ whose path begins so, a part of a long run
 *     npm run mutation -- --sample 4          every fourth piece of each file, chosen by chance but always the same: an
 *                                             estimate in a quarter of the time
 *     npm run mutation -- --score             only the score of what has been run so far
 *
 * Leaves reports/mutation.json, and ends with 1 below the floor.
 */
const FLOORS: Record<string, number> = { domain: 85, transport: 70 };
const folder = join(projectRoot, 'reports', 'mutation');

interface Report {
	files: Record<
		string,
		{
			mutants: Array<{
				status: string;
				mutatorName: string;
				replacement?: string;
				location: { start: { line: number } };
			}>;
		}
	>;
}

/** @returns patterns of files for Stryker */
function whole(parts: readonly string[]): string[] {
	return (parts.length > 0 ? parts : Object.keys(FLOORS)).flatMap((part) => [
		`nodes/Coachview/${part}*/**/*.ts`,
		`nodes/Coachview/${part}*.ts`,
	]);
}

/** Lines of one piece of a sample. */
const PIECE = 12;

/** @returns one in `sample` pieces of all files, as Stryker's ranges of lines */
function pieces(parts: readonly string[], sample: number): string[] {
	const files = whole(parts).flatMap((pattern) => globSync(pattern, { cwd: projectRoot }));
	return [...new Set(files)].sort().flatMap((file) => {
		const lines = readFileSync(join(projectRoot, file), 'utf8').split('\n').length;
		return Array.from({ length: Math.ceil(lines / PIECE) }, (_, at) => at)
			.filter((at) => createHash('sha256').update(`${file} ${at}`).digest()[0]! % sample === 0)
			.map((at) => `${file}:${at * PIECE + 1}-${(at + 1) * PIECE}`);
	});
}

/**
 * @param parts begins of paths under nodes/Coachview/; all when there are none
 * @param sample one in so many pieces
 * @returns exit status of Stryker
 */
async function runStryker(parts: readonly string[], sample: number): Promise<number> {
	const program = join(projectRoot, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
	const mutate = (sample > 1 ? pieces(parts, sample) : whole(parts)).join(',');
	// Some of the generated cases are enough to notice a mutant, and thousands of runs are ahead.
	const env = { ...process.env, COACHVIEW_RUNS: '60', COACHVIEW_SEED: '7', TZ: 'UTC' };
	const child = spawn(process.execPath, [program, 'run', 'scripts/mutation/stryker.config.mjs', '--mutate', mutate], {
		cwd: projectRoot,
		env,
		stdio: ['ignore', 'inherit', 'inherit'],
	});
	const status = await new Promise<number>((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code) => resolve(code ?? 1));
	});
	// The project's own lint would read what an ended run leaves behind.
	rmSync(join(folder, 'tmp'), { recursive: true, force: true });
	return status;
}

/** @returns share of the mutants that were noticed, in percent; mutants that nothing can run do not count */
function scoreOf(mutants: Report['files'][string]['mutants']): { score: number; killed: number; total: number } {
	const counted = mutants.filter(({ status }) => ['Killed', 'Timeout', 'Survived', 'NoCoverage'].includes(status));
	const killed = counted.filter(({ status }) => status === 'Killed' || status === 'Timeout').length;
	return {
		score: counted.length === 0 ? 0 : Math.round((killed / counted.length) * 1000) / 10,
		killed,
		total: counted.length,
	};
}

/** @returns 1 when a folder is below its floor, or was not run at all */
function report(): number {
	const file = join(folder, 'incremental.json');
	if (!existsSync(file)) {
		say('Nothing has been run yet.');
		return 1;
	}
	const { files } = JSON.parse(readFileSync(file, 'utf8')) as Report;
	const mutation: Record<string, number> = {};
	let status = 0;
	for (const [name, floor] of Object.entries(FLOORS)) {
		const own = Object.entries(files).filter(([path]) => path.startsWith(`nodes/Coachview/${name}/`));
		for (const [path, { mutants }] of own) {
			const { score, killed, total } = scoreOf(mutants);
			say(`${score.toFixed(1).padStart(6)} %  ${killed}/${total}  ${path}`);
		}
		const all = scoreOf(own.flatMap(([, { mutants }]) => mutants));
		if (all.total > 0) mutation[name] = all.score;
		if (all.score < floor) status = 1;
		say(`${all.score.toFixed(1).padStart(6)} %  ${all.killed}/${all.total}  ${name} (floor ${floor} %)\n`);
	}
	writeFileSync(join(projectRoot, 'reports', 'mutation.json'), `${JSON.stringify({ mutation }, null, '\t')}\n`);
	return status;
}

const words = process.argv.slice(2);
const at = words.indexOf('--sample');
const sample = at < 0 ? 1 : Number(words[at + 1]);
const parts = words.filter((word, place) => !word.startsWith('--') && (at < 0 || place !== at + 1));
mkdirSync(folder, { recursive: true });
const ran = words.includes('--score') ? 0 : await runStryker(parts, sample);
process.exitCode = ran || report();
