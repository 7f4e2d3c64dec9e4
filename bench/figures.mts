import type { Round, Run } from './rounds.mts';

/** Parts of the benchmark that `--only` names. */
export const GROUPS = ['listing', 'batch', 'latency', 'requests', 'events', 'engine', 'tls'] as const;
export type Group = (typeof GROUPS)[number];

/** A line of the table: one number for each round, of ways that were measured in it. */
export interface Figure {
	id: string;
	title: string;
	group: Group;
	/** What the first version of this package had, from the issue that asks for the figure. */
	first?: string;
	/** What it has to be; without it the figure is only told. */
	required?: { atLeast: number } | { atMost: number };
	unit: '×' | 'requests' | '× JSON';
	/** Names of the ways, when it is about two of them: ours, and what it is held against. */
	ways: [string, string?];
	value(round: Round): number;
}

const of = (round: Round, name: string): Run => {
	const run = round.get(name);
	if (!run) throw new Error(`There is no run of ${name}.`);
	return run;
};

const number = (value: number | undefined, what: string): number => {
	if (value === undefined) throw new Error(`${what} was not measured.`);
	return value;
};

/** How many times as fast as the other way: 1 is as fast, 2 takes half the time. */
const speed = (ours: string, theirs: string): Pick<Figure, 'unit' | 'ways' | 'value'> => ({
	unit: '×',
	ways: [ours, theirs],
	value: (round) => of(round, theirs).ms / of(round, ours).ms,
});

/** Its time or the processor's time, in those of the other way: 1 is the same, 2 takes twice as long. */
const cost = (ours: string, theirs: string, by: (run: Run) => number): Pick<Figure, 'unit' | 'ways' | 'value'> => ({
	unit: '×',
	ways: [ours, theirs],
	value: (round) => by(of(round, ours)) / by(of(round, theirs)),
});

const requests = (name: string): Pick<Figure, 'unit' | 'ways' | 'value'> => ({
	unit: 'requests',
	ways: [name],
	value: (round) => number(of(round, name).requests, 'Requests'),
});

const memory = (name: string): Pick<Figure, 'unit' | 'ways' | 'value'> => ({
	unit: '× JSON',
	ways: [name],
	value: (round) => number(of(round, name).memory, 'Memory'),
});

const cpu = (run: Run) => number(run.cpu?.n8n, "The processor's time");

/** Titles say "1,000" and "50,000", which is what the full size has. */
export const FIGURES: readonly Figure[] = [
	{
		id: 'batch',
		title: 'Batch of 1,000, no latency',
		group: 'batch',
		first: '1.5 ×',
		required: { atLeast: 3 },
		...speed('ours10', 'handBuilt'),
	},
	{ id: 'batchScript', title: 'The same, against a script', group: 'batch', ...speed('ours10', 'script') },
	{
		id: 'latency20',
		title: 'Batch of 1,000, 50 ms, 20 side by side',
		group: 'latency',
		first: '0.07 ×',
		required: { atLeast: 1.5 },
		...speed('ours20', 'handBuilt'),
	},
	{
		id: 'latency10',
		title: 'The same, 10 side by side (default)',
		group: 'latency',
		required: { atLeast: 0.9 },
		...speed('ours10', 'handBuilt'),
	},
	{
		id: 'latencyLoop',
		title: '20 side by side, against Loop Over Items',
		group: 'latency',
		required: { atLeast: 15 },
		...speed('ours20', 'loop'),
	},
	{
		id: 'latencyScript',
		title: '20 side by side, against a script with 20',
		group: 'latency',
		...speed('ours20', 'script'),
	},
	...(
		[
			['echo', 'Requests of a verified update, PUT answers', '2.00', 1.02],
			['silent', 'The same, PUT is silent', '3.00', 1.03],
			['echo50', 'PUT answers, 50 IDs a query', undefined, 1.04],
			['silent50', 'PUT is silent, 50 IDs a query', undefined, 1.04],
		] as const
	).map(
		([id, title, first, atMost]): Figure => ({
			id,
			title,
			group: 'requests',
			...(first && { first }),
			required: { atMost },
			...requests(id),
		}),
	),
	{
		id: 'memory',
		title: '50,000 records read: memory added',
		group: 'listing',
		first: '10.6 × JSON',
		required: { atMost: 2 },
		...memory('full'),
	},
	{ id: 'memoryByHand', title: 'The same, hand-built', group: 'listing', ...memory('handBuilt') },
	{
		id: 'listing',
		title: '50,000 records read: time in that of hand-built',
		group: 'listing',
		first: '2.2 ×',
		required: { atMost: 1.5 },
		...cost('full', 'handBuilt', ({ ms }) => ms),
	},
	{
		id: 'compact',
		title: 'Event → person complete, compact sample',
		group: 'events',
		first: '0.65 ×',
		required: { atLeast: 0.75 },
		...speed('compact', 'handBuilt'),
	},
	{
		id: 'highVolume',
		title: 'The same, high-volume form',
		group: 'events',
		required: { atLeast: 1 },
		...speed('highVolume', 'handBuilt'),
	},
	{
		id: 'confirm',
		title: 'Compact sample with Confirm',
		group: 'events',
		first: '0.40 ×',
		required: { atLeast: 0.55 },
		...speed('confirm', 'handBuilt'),
	},
	{
		id: 'main',
		title: 'Main workflow with adapter',
		group: 'events',
		first: '0.33 ×',
		required: { atLeast: 0.55 },
		...speed('main', 'handBuilt'),
	},
	{ id: 'eventScript', title: 'Compact sample, against a script', group: 'events', ...speed('compact', 'script') },
	{ id: 'floor', title: "Webhook → No Operation (n8n's floor)", group: 'events', ...speed('floor', 'handBuilt') },
	{
		id: 'triggerFloor',
		title: 'Coachview Trigger → No Operation',
		group: 'events',
		...speed('triggerFloor', 'handBuilt'),
	},
	{
		id: 'engine',
		title: 'CPU of one update in that of two HTTP calls',
		group: 'engine',
		first: '1.51 ×',
		required: { atMost: 1.3 },
		...cost('update', 'twoCalls', cpu),
	},
	{ id: 'tlsBatch', title: 'Batch of 1,000 over TLS', group: 'tls', ...speed('ours10', 'handBuilt') },
	{ id: 'tlsCompact', title: 'Event over TLS, compact sample', group: 'tls', ...speed('compact', 'eventByHand') },
	{
		id: 'tlsHighVolume',
		title: 'Event over TLS, high-volume form',
		group: 'tls',
		...speed('highVolume', 'eventByHand'),
	},
];

/** @returns true when the median is as it has to be; undefined for a figure that is only told */
export function isKept({ required }: Pick<Figure, 'required'>, median: number): boolean | undefined {
	if (!required) return undefined;
	return 'atLeast' in required ? median >= required.atLeast : median <= required.atMost;
}
