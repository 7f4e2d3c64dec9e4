import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../hosts/cache.mjs';

/** Where `npm run workflows:zip` puts the file, below the project's folder; a release has it as an asset. */
export const ZIP = join('reports', 'coachview-workflows.zip');

/**
 * Packs the committed samples. Git makes the archive: order, modes and times are those of the commit, so that one commit
 * gives the same bytes each time, and nothing gets in that was not committed.
 *
 * @param root a clone; this one when left out
 * @throws Error when Git is missing, or a sample differs from the commit
 */
export function zipWorkflows(root = projectRoot): void {
	const changed = git(['status', '--porcelain', '--', 'workflows'], root);
	if (changed !== '') throw new Error(`Commit these first, the zip holds what is committed:\n${changed}`);
	const target = join(root, ZIP);
	mkdirSync(dirname(target), { recursive: true });
	git(['archive', '--format=zip', '-9', `--output=${target}`, '--prefix=coachview-', 'HEAD', 'workflows'], root);
}

function git(args: readonly string[], cwd: string): string {
	// A zip has no time zone: Git writes the time of day that it is where it runs.
	const env = { ...process.env, TZ: 'UTC' };
	const { status, stdout, stderr, error } = spawnSync('git', args, { cwd, encoding: 'utf8', env });
	if (status !== 0) throw new Error(`git ${args[0] ?? ''}: ${error?.message ?? stderr}`);
	return stdout.trim();
}
