import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A running n8n process. */
export interface N8nProcess {
	/** Process id, to look at memory or open files. */
	pid: number;
	/** Gives what n8n has printed so far (the last 200,000 characters; all of it is in the log file). */
	log(): string;
	/** True as long as the process lives. */
	alive(): boolean;
	/** Ends it as a user would (SIGTERM, SIGKILL after 10 s) and waits for the end. */
	stop(): Promise<void>;
	/** Ends it as a crash would (SIGKILL) and waits for the end. */
	kill(): Promise<void>;
}

/**
 * Starts n8n; it dies with this process at the latest.
 * @param node path of a Node 24
 * @param host folder that n8n is installed in
 * @param environment variables on top of the present ones
 * @param logFile file that collects everything n8n prints
 * @param command n8n's command and its options: `start`, `worker` or `webhook`
 */
export function spawnN8n(
	node: string,
	host: string,
	environment: Record<string, string>,
	logFile: string,
	command: readonly string[] = ['start'],
): N8nProcess {
	const guard = fileURLToPath(new URL('parentGuard.cjs', import.meta.url));
	const child = spawn(node, ['--require', guard, join(host, 'node_modules', 'n8n', 'bin', 'n8n'), ...command], {
		env: { ...inheritedEnvironment(), ...environment },
		stdio: ['ignore', 'pipe', 'pipe'],
		// A group of its own, so that Ctrl-C in the terminal reaches only the program that then stops n8n in order,
		// and so that the task runner ends together with n8n.
		detached: process.platform !== 'win32',
	});
	const file = createWriteStream(logFile, { flags: 'a' });
	let tail = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (chunk: Buffer) => {
			tail = (tail + chunk.toString()).slice(-200_000);
			file.write(chunk);
		});
	}
	const closed = new Promise<void>((resolve) => child.once('close', () => file.end(resolve)));
	const killGroup = () => signalGroup(child, 'SIGKILL');
	process.once('exit', killGroup);
	void closed.then(() => process.off('exit', killGroup));
	const end = async (signal: NodeJS.Signals) => {
		signalGroup(child, signal);
		const force = setTimeout(killGroup, 10_000);
		await closed;
		clearTimeout(force);
	};
	return {
		pid: child.pid ?? 0,
		log: () => tail,
		alive: () => child.exitCode === null && child.signalCode === null,
		stop: async () => await end('SIGTERM'),
		kill: async () => await end('SIGKILL'),
	};
}

/** The present environment without what npm and Jest put there: n8n must not run in their test mode. */
function inheritedEnvironment(): NodeJS.ProcessEnv {
	const drop = /^(npm_|N8N_|DB_|QUEUE_|EXECUTIONS_|JEST_|NODE_ENV$|NODE_OPTIONS$|COACHVIEW_)/;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !drop.test(name)));
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (!child.pid) return;
	try {
		if (process.platform === 'win32') child.kill(signal);
		else process.kill(-child.pid, signal);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}
