import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../hosts/cache.mjs';
import { addFigures } from '../scripts/figures.mts';
import type { Crash } from './crashes.mts';
import type { Overlap } from './overlap.mts';
import type { Run, Throughput } from './throughput.mts';

/** What a run has found; the parts that did not run are left out. */
export interface Findings {
	versions?: { n8n: string; redis: string };
	held?: Throughput;
	free?: Throughput;
	overlap?: Overlap;
	kill?: Crash;
	redis?: Crash;
}

interface Report extends Findings {
	/** When each part was measured. */
	at: Record<string, string>;
	machine: string;
}

const REQUIRED_RATIO = 1.6;
const [BEGIN, END] = ['<!-- made by npm run scale: begin -->', '<!-- made by npm run scale: end -->'];

/** Writes reports/scale.json, the figures, and the table in docs/scale.md; parts that did not run stay as they were. */
export function report(found: Findings): void {
	const file = join(projectRoot, 'reports', 'scale.json');
	mkdirSync(join(projectRoot, 'reports'), { recursive: true });
	const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : undefined;
	const now = new Date().toISOString();
	const at = Object.fromEntries(Object.keys(found).map((part) => [part, now]));
	const machine = `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}`;
	const all: Report = { ...before, ...found, at: { ...before?.at, ...at }, machine };
	writeFileSync(file, `${JSON.stringify(all, null, '\t')}\n`);
	addFigures('scale', all);
	const page = join(projectRoot, 'docs', 'scale.md');
	const text = readFileSync(page, 'utf8');
	const [first, last] = [text.indexOf(BEGIN), text.indexOf(END)];
	writeFileSync(page, `${text.slice(0, first + BEGIN.length)}\n\n${table(all)}\n${text.slice(last)}`);
}

/** @returns a sentence for everything that is required and was not reached */
export function faults({ held, overlap, kill, redis }: Findings): string[] {
	const crashes = Object.entries({ kill, redis }).flatMap(([name, crash]) => {
		if (!crash) return [];
		const { events, complete, completeAtCrash, damaged } = crash;
		return [
			...(complete < events ? [`${name}: ${events - complete} of ${events} people are not complete`] : []),
			...(damaged > 0 ? [`${name}: ${damaged} people were damaged`] : []),
			...(completeAtCrash >= events ? [`${name}: it came too late to show anything`] : []),
		];
	});
	const { lookAgain, without, executions = [] } = overlap ?? {};
	return [
		...crashes,
		...(lookAgain && lookAgain.lostInSilence + lookAgain.failed > 0 ? ['overlap: changes were lost or failed'] : []),
		...(without && without.lostInSilence === 0 ? ['overlap: the two workers did not meet'] : []),
		...(new Set(executions).size > 1 ? ['overlap: the two workers did not take one execution each'] : []),
		...(held && held.twoToOne[1] < REQUIRED_RATIO
			? [`throughput: two workers to one ${held.twoToOne[1]}, required ${REQUIRED_RATIO}`]
			: []),
	];
}

function table({ held, free, overlap, kill, redis, at, machine, versions }: Report): string {
	const rows: string[][] = [];
	const row = (what: string, measured: string, part: keyof Findings, required = '') =>
		rows.push([what, measured, required, (at[part] ?? '').slice(0, 10)]);
	if (held) {
		row('Events a second, 1 · 2 · 3 workers, each held to half a core', rates(held), 'held');
		row('Two workers to one, each held to half a core (min / median / max)', ratio(held.twoToOne), 'held', '≥ 1.6');
		if (held.threeToOne) row('Three workers to one, each held to half a core', ratio(held.threeToOne), 'held');
		row('Processor time for one event: worker, webhook processor', times(held.runs), 'held');
	}
	if (free) {
		row('Events a second, 1 · 2 workers that share two busy cores with all the rest', rates(free), 'free');
		row('Two workers to one, sharing two busy cores with all the rest', ratio(free.twoToOne), 'free');
	}
	if (overlap) {
		const { lookAgain, without, executions } = overlap;
		row(
			'One person on two workers at once with *Look Again After Writing*: changes lost',
			`${lookAgain.lostInSilence} in ${lookAgain.rounds} rounds, ${lookAgain.failed} errors, ${lookAgain.requestsPerUpdate} requests per update (${executions.join(' and ')} executions)`,
			'overlap',
			'0 in 200',
		);
		row('The same without that option', `${without.lostInSilence} in ${without.rounds} rounds`, 'overlap');
	}
	const crash = (name: string, part: 'kill' | 'redis', one: Crash) =>
		row(
			name,
			`${one.completeAtCrash} of ${one.events} complete then${part === 'kill' ? `, ${one.jobsCut} jobs cut off, ${one.jobsRunAgain} of them begun again by another worker` : `, ${one.answered} events answered, the slowest after ${Math.round(one.slowestMs / 100) / 10} s`}; ${one.completeWithoutReconcile} when all was still; **${one.complete}** after ${one.nights.length} run(s) of reconcile; ${one.damaged} damaged`,
			part,
			'all, 0 damaged',
		);
	if (kill) crash('A worker killed in mid-job', 'kill', kill);
	if (redis) crash('Redis killed and started again in mid-flood', 'redis', redis);
	const head = ['What', 'Measured', 'Required', 'On'];
	const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
	const how = held
		? ` "Held to half a core": ${held.held === 'cgroup' ? 'a control group of Linux for each worker and its task runner' : 'each worker and its task runner is stopped for every second 50 ms'}; ${held.events} events a run, ${held.runs.length / 3} rounds.`
		: '';
	return `Machine: ${machine}. n8n ${versions?.n8n}, Redis ${versions?.redis}, PostgreSQL 18, the sandbox as Coachview and AFAS.${how}\n\n${lines.join('\n')}\n`;
}

const rates = ({ rates: all }: Throughput) => Object.values(all).join(' · ');
const ratio = (three: readonly number[]) => `${three.join(' / ')} ×`;

function times(runs: readonly Run[]): string {
	const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
	return `${median(runs.map(({ workerMsPerEvent }) => workerMsPerEvent))} ms, ${median(runs.map(({ webhookMsPerEvent }) => webhookMsPerEvent))} ms`;
}
