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
 * @param assumptions as the sandbox's `--assume` takes them
 */
export async function startSandboxProcess(
	people: number,
	assumptions: readonly string[] = [],
): Promise<SandboxProcess> {
	const main = join(projectRoot, 'sandbox', 'main.mts');
	const child = spawn(
		process.execPath,
		[
			'--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
			main,
			'--people',
			String(people),
			...assumptions.flatMap((choice) => ['--assume', choice]),
		],
		{
			stdio: ['ignore', 'pipe', 'inherit'],
		},
	);
	const addresses = new Map<string, string>();
	for await (const line of createInterface(child.stdout)) {
		const [, name = '', url = ''] = /^(\S+).*?(http:\S+)/.exec(line) ?? [];
		addresses.set(name, url);
		if (name === 'Control') break;
	}
	return {
		coachviewUrl: addresses.get('Coachview') as string,
		control: createControl(addresses.get('Control') as string),
		stop: () => void child.kill(),
	};
}
