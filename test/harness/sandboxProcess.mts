import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { projectRoot } from '../../hosts/cache.mjs';
import { createControl, type Control } from '../../sandbox/control/client.mts';

export interface SandboxProcess {
	coachviewUrl: string;
	control: Control;
	stop(): void;
}

/**
 * Starts the sandbox in a process of its own, so that its work does not count as that of the node under test.
 * @param more options of the sandbox's program
 */
export async function startSandboxProcess(people: number, more: readonly string[] = []): Promise<SandboxProcess> {
	const main = join(projectRoot, 'sandbox', 'main.mts');
	const child = spawn(
		process.execPath,
		['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', main, '--people', String(people), ...more],
		{
			stdio: ['ignore', 'pipe', 'inherit'],
		},
	);
	const kill = () => void child.kill();
	process.once('exit', kill);
	child.once('exit', () => process.off('exit', kill));
	const addresses = new Map<string, string>();
	for await (const line of createInterface(child.stdout)) {
		const [, name = '', url = ''] = /^(\S+).*?(http:\S+)/.exec(line) ?? [];
		addresses.set(name, url);
		if (name === 'Control') break;
	}
	return {
		coachviewUrl: addresses.get('Coachview') as string,
		control: createControl(addresses.get('Control') as string),
		stop: kill,
	};
}
