import { setTimeout as sleep } from 'node:timers/promises';
import { startN8n } from '../../hosts/n8n/start.mts';
import { installEverybody, type Listing } from '../../test/host/everybody.mts';
import { listManyPeople, type ManyPeople } from '../../test/host/manyPeople.mts';
import type { Run, Way } from '../rounds.mts';
import type { Stage } from '../stage.mts';
import { each } from '../writes.mts';

const WAYS: readonly Listing[] = ['full', 'handBuilt'];

/** Megabytes that the whole of n8n's JavaScript may take in the check whether it stays alive. */
export const SMALL_HEAP = 512;

/** Ways to read everybody: Get Many with Return All and without Simplify, and an HTTP Request node with pagination. */
export async function listingWays(stage: Stage): Promise<{ ways: Way[]; stop(): Promise<void> }> {
	const { rest, size, cpu, samples } = stage;
	const coachview = await listManyPeople(size.rows);
	const everybody = await installEverybody(rest, coachview, WAYS, samples);
	for (const way of WAYS) await everybody.secondsOf(way);
	const run = async (way: Listing): Promise<Run> => {
		const before = cpu?.();
		const ms = 1000 * (await everybody.secondsOf(way));
		const after = cpu?.();
		// Apart from the clock, because looking at memory clears garbage again and again.
		const peak = samples ? await everybody.peakOf(way) : undefined;
		return {
			ms,
			...(before && after && { cpu: each(before, after, size.rows) }),
			...(peak !== undefined && { memory: (peak - everybody.base()) / coachview.jsonBytes }),
		};
	};
	return { ways: WAYS.map((name) => ({ name, run: async () => await run(name) })), stop: coachview.close };
}

/**
 * Reads everybody once, in an n8n with a small heap of its own for each way.
 * @returns whether it came to its last step
 */
export async function aliveInSmallHeap({ tarball, size, told }: Stage): Promise<Record<string, boolean>> {
	const coachview = await listManyPeople(size.rows);
	const alive: Record<string, boolean> = {};
	for (const way of WAYS) {
		alive[way] = await isAlive(tarball, coachview, way);
		told(`  ${way}: ${alive[way] ? 'alive' : 'dead'} with ${SMALL_HEAP} MB`);
	}
	await coachview.close();
	return alive;
}

async function isAlive(tarball: string, coachview: ManyPeople, way: Listing): Promise<boolean> {
	const n8n = await startN8n({ tarball, env: { NODE_OPTIONS: `--max-old-space-size=${SMALL_HEAP}` } });
	try {
		const { secondsOf } = await installEverybody(n8n.rest, coachview, [way]);
		const dies = async () => {
			// An n8n that has run out of heap leaves; one that clears garbage all the time answers late.
			for (let missed = 0, end = Date.now() + 180_000; missed < 5 && Date.now() < end; await sleep(1000))
				missed = (await answers(n8n.url)) ? 0 : missed + 1;
			return false;
		};
		const reads = async () => {
			await secondsOf(way);
			return await answers(n8n.url);
		};
		return await Promise.race([reads().catch(() => false), dies()]);
	} finally {
		await n8n.stop();
	}
}

const answers = async (url: string) =>
	await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(10_000) }).then(
		({ ok }) => ok,
		() => false,
	);
