import { cpus, release, totalmem, type } from 'node:os';
import { FIGURES, isKept, type Figure, type Group } from './figures.mts';
import { spread, type Round, type Spread } from './rounds.mts';
import type { Size } from './size.mts';

/** The machine, without a name that tells whose it is. */
export interface Machine {
	cpu: string;
	cores: number;
	memoryGb: number;
	system: string;
	node: string;
	n8n: string;
}

/** The processor's time of n8n for each person: median of the rounds, of each way that it was measured for. */
export type CpuOfWays = Record<string, { n8n: number; runner: number }>;

export interface Line extends Pick<Figure, 'id' | 'title' | 'group' | 'first' | 'required' | 'unit' | 'ways'> {
	measured: Spread;
	kept?: boolean;
}

/** What reports/bench.json holds. */
export interface Result {
	at: string;
	short: boolean;
	tls: boolean;
	latency: number;
	seconds: number;
	size: Size;
	machine: Machine;
	figures: Line[];
	/** Group → way → milliseconds on the clock, median of the rounds. */
	ms: Record<string, Record<string, number>>;
	/** Group → way → the processor's time. */
	cpu: Record<string, CpuOfWays>;
	/** Whether 50,000 records are read by an n8n with a small heap. */
	alive?: Record<string, boolean>;
}

/** @param n8n version of n8n */
export function machine(n8n: string): Machine {
	return {
		cpu: cpus()[0]?.model.trim() || 'unknown',
		cores: cpus().length,
		memoryGb: Math.round(totalmem() / 2 ** 30),
		system: `${type()} ${/^\d+\.\d+/.exec(release())?.[0] ?? ''}`.trim(),
		node: process.versions.node,
		n8n,
	};
}

/** The figures of the groups that were measured; one that needs what this system does not tell is left out. */
export function lines(measured: ReadonlyMap<Group, Round[]>): Line[] {
	return FIGURES.flatMap(({ value, ...figure }) => {
		const rounds = measured.get(figure.group);
		if (!rounds) return [];
		try {
			const found = spread(rounds.map(value));
			const kept = isKept(figure, found.median);
			return [{ ...figure, measured: found, ...(kept !== undefined && { kept }) }];
		} catch {
			return [];
		}
	});
}

/** Medians of all ways of a group, as `look` sees a run. */
function medians<T>(rounds: readonly Round[], look: (name: string) => T | undefined): Record<string, T> {
	const names = [...new Set(rounds.flatMap((round) => [...round.keys()]))];
	return Object.fromEntries(names.flatMap((name) => [[name, look(name)] as const]).filter(([, one]) => one)) as Record<
		string,
		T
	>;
}

const median = (values: number[]) => Math.round(spread(values).median * 100) / 100;

export const msOf = (rounds: readonly Round[]): Record<string, number> =>
	medians(rounds, (name) => median(rounds.map((round) => round.get(name)!.ms)));

export const cpuOf = (rounds: readonly Round[]): CpuOfWays =>
	medians(rounds, (name) => {
		const all = rounds.flatMap((round) => round.get(name)?.cpu ?? []);
		if (all.length === 0) return undefined;
		return { n8n: median(all.map(({ n8n }) => n8n)), runner: median(all.map(({ runner }) => runner)) };
	});
