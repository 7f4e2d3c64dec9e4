import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds of the processor in the threads of a Node process, by what they are for. */
export interface Threads {
	/** Runs JavaScript: the one that the sampler sees. */
	main: number;
	/** Make and clear the isolates in which n8n evaluates expressions. */
	isolates: number;
	/** Of V8: clear garbage and compile. */
	v8: number;
	/** Of libuv: the database's files, cryptography. */
	pool: number;
	other: number;
}

/** Linux counts in hundredths of a second, whatever the machine (proc(5), USER_HZ). */
const MS_PER_TICK = 10;

/** @throws Error where the system has no /proc */
export function threadsOf(pid: number): Threads {
	const found: Threads = { main: 0, isolates: 0, v8: 0, pool: 0, other: 0 };
	const main = stat(pid, String(pid));
	if (!main) throw new Error("This system does not tell the processor's time of threads, so there is no profile.");
	for (const id of readdirSync(`/proc/${pid}/task`)) {
		const one = stat(pid, id);
		if (one) found[id === String(pid) ? 'main' : kindOf(one.name, main.name)] += one.ms;
	}
	return found;
}

/** Threads that isolated-vm starts keep the name of the thread that started them; Node names all of its own. */
function kindOf(name: string, mainName: string): keyof Threads {
	if (name === mainName) return 'isolates';
	if (/V8|DelayedTask/.test(name)) return 'v8';
	return name.startsWith('libuv') ? 'pool' : 'other';
}

function stat(pid: number, thread: string): { name: string; ms: number } | undefined {
	try {
		const text = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8');
		const end = text.lastIndexOf(')');
		const fields = text.slice(end + 2).split(' ');
		return {
			name: text.slice(text.indexOf('(') + 1, end),
			ms: (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK,
		};
	} catch {
		// It has ended meanwhile.
		return undefined;
	}
}
