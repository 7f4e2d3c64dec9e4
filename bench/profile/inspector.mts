import { setTimeout as sleep } from 'node:timers/promises';

/** One function on the stack, as Chrome's tools write it down. */
export interface ProfileNode {
	id: number;
	callFrame: { functionName: string; url: string; lineNumber: number };
	children?: number[];
}

/** What V8's sampler saw: the function on top at each look, and the microseconds since the look before. */
export interface CpuProfile {
	nodes: ProfileNode[];
	samples: number[];
	timeDeltas: number[];
}

export interface Sampler {
	start(): Promise<void>;
	stop(): Promise<CpuProfile>;
	close(): void;
}

/** Microseconds between two looks. */
const INTERVAL = 500;

/**
 * Connects to the debugger of a running Node process, which opens it on SIGUSR1.
 * @param port that the process was started with (--inspect-port)
 * @throws Error when it does not open within ten seconds
 */
export async function samplerOf(pid: number, port: number): Promise<Sampler> {
	process.kill(pid, 'SIGUSR1');
	const socket = new WebSocket(await debuggerUrl(port));
	await new Promise((resolve, reject) => {
		socket.addEventListener('open', resolve, { once: true });
		socket.addEventListener('error', () => reject(new Error('The debugger of n8n does not answer.')), { once: true });
	});
	const open = new Map<number, (answer: { result?: unknown; error?: { message: string } }) => void>();
	socket.addEventListener('message', ({ data }) => {
		const { id, ...answer } = JSON.parse(String(data)) as { id: number };
		open.get(id)?.(answer);
		open.delete(id);
	});
	let last = 0;
	const send = async (method: string, params: object = {}) => {
		const id = ++last;
		const answer = await new Promise<{ result?: unknown; error?: { message: string } }>((resolve) => {
			open.set(id, resolve);
			socket.send(JSON.stringify({ id, method, params }));
		});
		if (answer.error) throw new Error(`${method}: ${answer.error.message}`);
		return answer.result;
	};
	await send('Profiler.enable');
	await send('Profiler.setSamplingInterval', { interval: INTERVAL });
	return {
		start: async () => void (await send('Profiler.start')),
		stop: async () => ((await send('Profiler.stop')) as { profile: CpuProfile }).profile,
		close: () => socket.close(),
	};
}

async function debuggerUrl(port: number): Promise<string> {
	for (const end = Date.now() + 10_000; Date.now() < end; await sleep(100)) {
		const answer = await fetch(`http://127.0.0.1:${port}/json/list`).catch(() => undefined);
		const [first] = answer ? ((await answer.json()) as Array<{ webSocketDebuggerUrl: string }>) : [];
		if (first) return first.webSocketDebuggerUrl;
	}
	throw new Error('n8n has not opened its debugger within ten seconds.');
}
