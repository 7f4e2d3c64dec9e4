import { machine } from '../result.mts';
import { EVENT_WAYS } from '../rows/events.mts';
import type { Size } from '../size.mts';
import { CAUSES, type CauseId } from './causes.mts';
import type { Found, Profiled } from './run.mts';

/** Where the table stands in docs/benchmarks.md. */
export const PROFILE_MARKS = [
	'<!-- profile: written by npm run bench -- --profile -->',
	'<!-- end of the profile -->',
] as const;

type Row = readonly [title: string, value: (one: Profiled) => number];

const ROWS: Row[] = [
	['Isolates for expressions: make and clear them, in threads of their own', ({ threads }) => threads.isolates],
	...Object.entries(CAUSES).map(
		([id, { title }]): Row => [title, ({ causes }: Profiled) => causes.get(id as CauseId) ?? 0],
	),
	['Node.js, and what the sampler cannot name', ({ causes }) => causes.get('other') ?? 0],
	["V8's threads: clear garbage, compile", ({ threads }) => threads.v8],
	['Threads for files and cryptography', ({ threads }) => threads.pool],
	['Other threads', ({ threads }) => threads.other],
];

/** The table as Markdown: a row for each cause, a column for each way. */
export function profilePart({ profiled, n8n }: Found, size: Size): string {
	const { cpu, cores, node } = machine(n8n);
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	const values = (value: Row[1]) => profiled.map((one) => value(one).toFixed(1));
	return [
		`${new Date().toISOString().slice(0, 10)}: ${cpu}, ${cores} cores, Node ${node}, n8n ${n8n}; ${size.events} events each way; milliseconds of the processor for one event, under the sampler.`,
		'',
		line(['Cause', ...profiled.map(({ way }) => way)]),
		line(['---', ...profiled.map(() => '---:')]),
		...ROWS.map(([title, value]) => line([title, ...values(value)])),
		line(['**n8n in all**', ...profiled.map((one) => `**${inAll(one).toFixed(1)}**`)]),
		line(['Task runner, a process of its own', ...values(({ runner }) => runner)]),
		'',
		...againstByHand(profiled),
	].join('\n');
}

const inAll = (one: Profiled) => ROWS.reduce((sum, [, value]) => sum + value(one), 0);

/** What the ways with this package use above the one that is built by hand, and how they would stand with isolates as few as its. */
function againstByHand(profiled: readonly Profiled[]): string[] {
	const byHand = profiled.find(({ way }) => way === 'handBuilt');
	if (!byHand) return [];
	const above = (one: Profiled, value: Row[1]) => value(one) - value(byHand);
	const of =
		(...ids: CauseId[]): Row[1] =>
		({ causes }) =>
			ids.reduce((sum, id) => sum + (causes.get(id) ?? 0), 0);
	const parts: Row[] = [
		['Above handBuilt', inAll],
		['of it isolates', ({ threads }) => threads.isolates],
		['credentials', of('credentials')],
		['expressions', of('expressions')],
		['database', of('database')],
		['requests', of('http')],
		['engine and log', of('engine', 'log')],
		['this package', of('ours')],
	];
	return [
		`| Way | ${parts.map(([title]) => title).join(' | ')} | In × of handBuilt | with no more isolates than handBuilt |`,
		`|---|${'---:|'.repeat(parts.length + 2)}`,
		...profiled
			.filter(({ way }) => way !== 'handBuilt' && way in EVENT_WAYS)
			.map((one) => {
				const all = inAll(one);
				const isolates = above(one, ({ threads }) => threads.isolates);
				const ratios = [inAll(byHand) / all, inAll(byHand) / (all - isolates)];
				const cells = [
					...parts.map(([, value]) => above(one, value).toFixed(1)),
					...ratios.map((one) => one.toFixed(2)),
				];
				return `| ${[one.way, ...cells].join(' | ')} |`;
			}),
	];
}
