import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How a process is held, for the report. */
export type Holding = 'cgroup' | 'stopped half of the time';

/** A process group that gets half a core at most. */
export interface Held {
	by: Holding;
	/** Removes the limit; also when the processes have ended. */
	release(): void;
}

const PERIOD_US = 100_000;

/**
 * Holds a process and those that it has started to half a core: by a control group of Linux where one can be made, else
 * by stopping the group for every second 50 ms.
 * @param leader process that leads the group
 */
export function holdToHalfACore(leader: number): Held {
	return byControlGroup(leader) ?? bySignals(leader);
}

function byControlGroup(leader: number): Held | undefined {
	const name = `coachview-scale-${leader}`;
	// Version 1 keeps the processor in a tree of its own, version 2 all in one.
	for (const [root, limit, value] of [
		['/sys/fs/cgroup/cpu', 'cpu.cfs_quota_us', String(PERIOD_US / 2)],
		['/sys/fs/cgroup', 'cpu.max', `${PERIOD_US / 2} ${PERIOD_US}`],
	] as const) {
		const folder = join(root, name);
		try {
			mkdirSync(folder);
			if (!existsSync(join(folder, limit))) throw new Error('not a tree that limits the processor');
			writeFileSync(join(folder, limit), value);
			for (const pid of groupOf(leader)) writeFileSync(join(folder, 'cgroup.procs'), String(pid));
			const release = () => {
				for (const pid of pids(folder)) writeFileSync(join(root, 'cgroup.procs'), String(pid));
				rmdirSync(folder);
			};
			process.once('exit', () => existsSync(folder) && release());
			return { by: 'cgroup', release };
		} catch {
			if (existsSync(folder)) rmdirSync(folder);
		}
	}
	return undefined;
}

const pids = (folder: string) => readFileSync(join(folder, 'cgroup.procs'), 'utf8').split('\n').filter(Boolean);

function bySignals(leader: number): Held {
	let stopped = false;
	const send = (signal: NodeJS.Signals) => {
		try {
			process.kill(-leader, signal);
		} catch {
			clearInterval(timer);
		}
	};
	const timer = setInterval(() => {
		stopped = !stopped;
		send(stopped ? 'SIGSTOP' : 'SIGCONT');
	}, PERIOD_US / 2000);
	return {
		by: 'stopped half of the time',
		release() {
			clearInterval(timer);
			send('SIGCONT');
		},
	};
}

/** @returns the process ids of a group, as Linux lists them; the leader alone elsewhere */
function groupOf(leader: number): number[] {
	return processes()
		.filter(({ group }) => group === leader)
		.map(({ pid }) => pid)
		.concat(existsSync('/proc/self/stat') ? [] : [leader]);
}

/** @returns milliseconds of processor time that a process group has used so far; 0 where the system does not tell */
export function processorMs(leader: number): number {
	const ticks = processes()
		.filter(({ group }) => group === leader)
		.reduce((sum, { used }) => sum + used, 0);
	// Linux tells hundredths of a second.
	return ticks * 10;
}

function processes(): Array<{ pid: number; group: number; used: number }> {
	if (!existsSync('/proc/self/stat')) return [];
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.flatMap((pid) => {
			try {
				// The name of the program stands in brackets and may hold blanks.
				const [, fields = ''] = /\) (.*)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
				const words = fields.split(' ');
				return [{ pid: Number(pid), group: Number(words[2]), used: Number(words[11]) + Number(words[12]) }];
			} catch {
				return [];
			}
		});
}
