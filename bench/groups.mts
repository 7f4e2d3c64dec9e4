import { setTimeout as sleep } from 'node:timers/promises';
import type { Group } from './figures.mts';
import { measure, type Round, type Way } from './rounds.mts';
import { batchWays } from './rows/batch.mts';
import { engineRounds } from './rows/engine.mts';
import { EVENT_WAYS, eventWays, type EventWay } from './rows/events.mts';
import { listingWays } from './rows/listing.mts';
import { requestWays } from './rows/requests.mts';
import { setLatency, type Stage } from './stage.mts';

/** Milliseconds of the row with latency, when nobody asks for others. */
const LATENCY = 50;

/** How each group is measured. Each makes its own workflows and leaves the stage without latency. */
const RUNS: Record<Group, (stage: Stage) => Promise<Round[]>> = {
	async listing(stage) {
		const { ways, stop } = await listingWays(stage);
		return await rounds(stage, ways).finally(stop);
	},
	async batch(stage) {
		await setLatency(stage, 0);
		return await rounds(stage, await batchWays(stage, ['handBuilt', 'ours10', 'script']));
	},
	async latency(stage) {
		await setLatency(stage, stage.latency || LATENCY);
		return await rounds(stage, await batchWays(stage, ['handBuilt', 'ours10', 'ours20', 'loop', 'script']));
	},
	async requests(stage) {
		const { ways, stop } = await requestWays(stage);
		return await rounds(stage, ways).finally(stop);
	},
	async events(stage) {
		await setLatency(stage, stage.latency);
		const names = ['floor', 'triggerFloor', ...Object.keys(EVENT_WAYS), 'script'] as EventWay[];
		return await rounds(stage, await eventWays(stage, names));
	},
	async engine(stage) {
		await setLatency(stage, 0);
		return await engineRounds(stage);
	},
	async tls(stage) {
		const { secure } = stage;
		if (!secure) throw new Error('This n8n trusts no certificate of the benchmark.');
		await setLatency(stage, stage.latency);
		const batch = await batchWays(secure, ['handBuilt', 'ours10']);
		const events = await eventWays(secure, ['handBuilt', 'compact', 'highVolume']);
		const named = events.map(({ name, run }): Way => ({ name: name === 'handBuilt' ? 'eventByHand' : name, run }));
		return await rounds(stage, [...batch, ...named]);
	},
};

/** Measures one group on the stage. @throws Error with the way that failed */
export async function runGroup(stage: Stage, group: Group): Promise<Round[]> {
	stage.told(`${group}:`);
	try {
		return await RUNS[group](stage);
	} finally {
		await setLatency(stage, 0);
		// What n8n still has to do must not fall on the next group.
		await sleep(500);
	}
}

const rounds = async ({ size, told }: Stage, ways: readonly Way[]) => await measure(ways, size.rounds, told);
