/** What one run of one way gave. */
export interface Run {
	/** Milliseconds on the clock. */
	ms: number;
	/** Milliseconds of the processor for each person, in n8n's own process and in its task runner. */
	cpu?: { n8n: number; runner: number };
	/** Requests to Coachview for each person. */
	requests?: number;
	/** Bytes in use at most, above what n8n needs for itself, over the bytes of the JSON. */
	memory?: number;
}

/** Something that can be measured: each call is one run. */
export interface Way {
	name: string;
	run(): Promise<Run>;
}

/** One round: what each way gave in it, by name. */
export type Round = Map<string, Run>;

export interface Spread {
	min: number;
	median: number;
	max: number;
}

/**
 * Runs all ways in each round, one after the other, and begins each round with the next way, so that what the machine does
 * meanwhile falls on all of them.
 * @param told gets a line for each run
 * @throws Error with the way's name when a run fails
 */
export async function measure(
	ways: readonly Way[],
	rounds: number,
	told: (line: string) => void = () => undefined,
): Promise<Round[]> {
	const measured: Round[] = [];
	for (let nr = 0; nr < rounds; nr++) {
		const round: Round = new Map();
		for (const way of rotated(ways, nr)) {
			const run = await way.run().catch((error: Error) => {
				throw new Error(`${way.name}: ${error.message}`, { cause: error });
			});
			round.set(way.name, run);
			told(`  round ${nr + 1} ${way.name.padEnd(16)} ${Math.round(run.ms)} ms${cpuText(run)}`);
		}
		measured.push(round);
	}
	return measured;
}

/** @returns the list, beginning at another place */
function rotated<T>(list: readonly T[], by: number): T[] {
	const at = list.length === 0 ? 0 : by % list.length;
	return [...list.slice(at), ...list.slice(0, at)];
}

/** @throws Error for an empty list */
export function spread(values: readonly number[]): Spread {
	const sorted = [...values].sort((a, b) => a - b);
	const [min, max] = [sorted[0], sorted.at(-1)];
	if (min === undefined || max === undefined) throw new Error('There is nothing to take a median of.');
	const middle = sorted.length / 2;
	const median = (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
	return { min, median, max };
}

const cpuText = ({ cpu }: Run) =>
	cpu ? `, ${cpu.n8n.toFixed(1)} ms of the processor each (task runner ${cpu.runner.toFixed(1)})` : '';
