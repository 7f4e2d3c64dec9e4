import { startSandboxProcess } from '../../test/harness/sandboxProcess.mts';
import type { Way } from '../rounds.mts';
import { setLatency, type Stage } from '../stage.mts';
import { batchWays } from './batch.mts';

/** How Coachview may turn out, where it matters for the number of requests: assumptions A21 and A53. */
const COACHVIEWS = {
	echo: [],
	silent: ['putAnswer=noContent'],
	echo50: ['queryLength=uri2000'],
	silent50: ['putAnswer=noContent', 'queryLength=uri2000'],
} as const;

/**
 * Update of many people, at Coachviews that differ; each in a process of its own, because a process of n8n remembers for an
 * hour how a Coachview behaves.
 * @returns the ways, and what ends the processes
 */
export async function requestWays(stage: Stage): Promise<{ ways: Way[]; stop(): void }> {
	const sandboxes: Array<{ stop(): void }> = [];
	const stop = () => sandboxes.forEach((sandbox) => sandbox.stop());
	const ways: Way[] = [];
	try {
		for (const [nr, [name, assumptions]] of Object.entries(COACHVIEWS).entries()) {
			// Other people each: one process that writes the same ID at two addresses takes the second for a copy that lags behind.
			const options = ['--seed', String(100 + nr), ...assumptions.flatMap((choice) => ['--assume', choice])];
			const sandbox = await startSandboxProcess(stage.size.batch + 20, options);
			sandboxes.push(sandbox);
			const other: Stage = { ...stage, coachviewUrl: sandbox.coachviewUrl, control: sandbox.control };
			await setLatency(other, 0);
			const [way] = await batchWays(other, ['ours10'], false);
			ways.push({ name, run: way!.run });
		}
		return { ways, stop };
	} catch (error) {
		stop();
		throw error;
	}
}
