import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../hosts/cache.mjs';
import { pack, packInto } from '../../scripts/pack.mts';

const sha512 = (file: string) => createHash('sha512').update(readFileSync(file)).digest('hex');

/** What differs from machine to machine: the folder and the moment do so by themselves. */
const ELSEWHERE = {
	TZ: 'Pacific/Auckland',
	LANG: 'de_DE.UTF-8',
	LC_ALL: 'C',
	USER: 'somebody',
	NODE_ENV: 'production',
};

test('two builds of one source give the same bytes, also elsewhere and for somebody with another umask', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'coachview-again-'));
	// The tools are linked into the copy: they must stay what they are.
	const tool = join(projectRoot, 'node_modules', 'typescript', 'bin', 'tsc');
	const { mode } = statSync(tool);
	const umask = process.umask(0o077);
	try {
		await packInto(folder, ELSEWHERE);
		const [again] = readdirSync(folder);
		expect(again).toMatch(/\.tgz$/);
		const first = (await pack()).tarball;
		const listed = (file: string) => execFileSync('tar', ['-tvzf', file], { encoding: 'utf8', env: { TZ: 'UTC' } });
		// The lists first, because they tell what differs.
		expect(listed(join(folder, again!))).toBe(listed(first));
		expect(sha512(join(folder, again!))).toBe(sha512(first));
		expect(statSync(tool).mode).toBe(mode);
	} finally {
		process.umask(umask);
		rmSync(folder, { recursive: true, force: true });
	}
}, 120_000);
