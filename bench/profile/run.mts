import { freePorts } from '../../hosts/ports.mts';
import { eventWays, type EventWay } from '../rows/events.mts';
import type { Way } from '../rounds.mts';
import type { Size } from '../size.mts';
import { setLatency, startStage } from '../stage.mts';
import { sharesOf, type CauseId } from './causes.mts';
import { samplerOf, type Sampler } from './inspector.mts';
import { threadsOf, type Threads } from './threads.mts';

/** Milliseconds of the processor for one event of a way. */
export interface Profiled {
	way: string;
	/** In the main thread, by cause. */
	causes: Map<CauseId, number>;
	threads: Threads;
	/** In the task runner, a process of its own. */
	runner: number;
}

/** All ways, and the version of n8n. */
export interface Found {
	profiled: Profiled[];
	n8n: string;
}

/** From n8n's floor to the most that a sample does. */
const WAYS: readonly EventWay[] = ['floor', 'triggerFloor', 'handBuilt', 'highVolume', 'compact', 'confirm', 'main'];

/**
 * Runs the ways from an event to a complete person one after the other, each under V8's sampler.
 * @param told gets a line for each step
 * @returns what they took, and the version of n8n
 * @throws Error where the system does not tell the processor's time of threads
 */
export async function profileEvents(size: Size, told: (line: string) => void): Promise<Found> {
	const [port] = await freePorts(1);
	const inspected = { NODE_OPTIONS: `--inspect-port=127.0.0.1:${port}` };
	const { stage, pid, n8nVersion, stop } = await startStage(size, 0, told, inspected);
	try {
		await setLatency(stage, 0);
		const ways = await eventWays(stage, WAYS);
		// Once without, so that V8 has compiled what runs often.
		for (const { name, run } of ways) {
			told(`  ${name}, warming up`);
			await run();
		}
		const sampler = await samplerOf(pid, port!);
		const profiled: Profiled[] = [];
		for (const way of ways) {
			told(`  ${way.name}, under the sampler`);
			const found = await profile(way, size.events, pid, sampler).catch((error: Error) => {
				told(`  ${way.name} is left out: ${error.message}`);
			});
			if (found) profiled.push(found);
		}
		sampler.close();
		return { profiled, n8n: n8nVersion };
	} finally {
		await stop();
	}
}

/** The clock of the system tells how much the main thread worked; the sampler, of which it was how much. */
async function profile({ name, run }: Way, events: number, pid: number, sampler: Sampler): Promise<Profiled> {
	await sampler.start();
	// The sampler's own start and end are work for n8n too.
	const before = threadsOf(pid);
	const { cpu } = await run().catch(async (error: Error) => {
		await sampler.stop();
		throw error;
	});
	const after = threadsOf(pid);
	const shares = sharesOf(await sampler.stop());
	const threads = Object.fromEntries(
		Object.entries(after).map(([kind, ms]) => [kind, (ms - before[kind as keyof Threads]) / events]),
	) as unknown as Threads;
	const causes = new Map([...shares].map(([cause, share]) => [cause, share * threads.main]));
	return { way: name, causes, threads, runner: cpu?.runner ?? 0 };
}
