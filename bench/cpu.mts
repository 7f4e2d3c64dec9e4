import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds of the processor since the start of the process. */
export interface Cpu {
	n8n: number;
	/** Of its children: the task runner, in which Code nodes run. */
	runner: number;
}

/** Linux counts in hundredths of a second, whatever the machine (proc(5), USER_HZ). */
const MS_PER_TICK = 10;

/**
 * @param pid of n8n
 * @returns a clock of what n8n and its children have used, or undefined where the system has no /proc
 */
export function cpuClock(pid: number): (() => Cpu) | undefined {
	if (!existsSync(`/proc/${pid}/stat`)) return undefined;
	return () => {
		const own = stat(pid)?.ms ?? 0;
		const children = readdirSync('/proc')
			.filter((name) => /^\d+$/.test(name))
			.map((name) => stat(Number(name)))
			.filter((one) => one?.parent === pid);
		return { n8n: own, runner: children.reduce((sum, one) => sum + (one?.ms ?? 0), 0) };
	};
}

/**
 * Waits until the process has done next to nothing for a while, ten seconds at most.
 * @param rest milliseconds to wait where there is no clock
 */
export async function settled(clock: (() => Cpu) | undefined, rest: number): Promise<void> {
	if (!clock) return await sleep(rest);
	const sum = ({ n8n, runner }: Cpu) => n8n + runner;
	let last = sum(clock());
	for (let still = 0, end = Date.now() + 10_000; still < 4 && Date.now() < end; ) {
		await sleep(100);
		const now = sum(clock());
		still = now - last <= MS_PER_TICK ? still + 1 : 0;
		last = now;
	}
}

/** Name of the program may hold spaces and brackets, so that the fields are counted from its end. */
function stat(pid: number): { parent: number; ms: number } | undefined {
	try {
		const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
		const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
		return { parent: Number(fields[1]), ms: (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK };
	} catch {
		// It has ended meanwhile.
		return undefined;
	}
}
