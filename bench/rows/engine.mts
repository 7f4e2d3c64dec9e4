import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { projectRoot } from '../../hosts/cache.mjs';
import { unpack } from '../../hosts/n8n/start.mts';
import { demoClient } from '../../sandbox/coachview/clients.mts';
import type { LoopRound, LoopTask } from '../engine/loop.mts';
import type { Round } from '../rounds.mts';
import type { Stage } from '../stage.mts';

const folder = join(projectRoot, 'bench', 'engine');

/**
 * Single updates in the engine of n8n, without n8n around it, in a process of its own.
 * @returns the rounds; here `cpu.n8n` is the time of that process
 * @throws Error with what the process printed when it fails
 */
export async function engineRounds({ control, coachviewUrl, size, tarball, told }: Stage): Promise<Round[]> {
	const unpacked = mkdtempSync(join(tmpdir(), 'coachview-engine-package-'));
	const { clientId, clientSecret } = demoClient;
	const people = (await control.people.list()).slice(-Math.min(size.updates, size.batch)).map(({ id }) => id);
	const task: LoopTask = { coachviewUrl, clientId, clientSecret, people, updates: size.updates, rounds: size.rounds };
	try {
		unpack(tarball, unpacked);
		const { stdout } = await promisify(execFile)(
			process.execPath,
			[
				'--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
				'--import',
				pathToFileURL(join(folder, 'built.mts')).href,
				join(folder, 'loop.mts'),
				JSON.stringify(task),
			],
			// Not in the test mode that Jest puts there.
			{ env: { ...process.env, COACHVIEW_PACKAGE: unpacked, NODE_ENV: 'production', NODE_OPTIONS: '' } },
		);
		return stdout
			.split('\n')
			.filter((line) => line.startsWith('{"'))
			.map((line) => {
				told(`  ${line}`);
				const round = JSON.parse(line) as LoopRound;
				return new Map(
					Object.entries(round).map(([name, { cpu, ms }]) => [name, { ms, cpu: { n8n: cpu, runner: 0 } }]),
				);
			});
	} finally {
		rmSync(unpacked, { recursive: true, force: true });
	}
}
