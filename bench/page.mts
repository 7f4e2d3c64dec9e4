import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../hosts/cache.mjs';
import { plot } from './plot.mts';
import { profilePart, PROFILE_MARKS } from './profile/page.mts';
import type { Found } from './profile/run.mts';
import type { Line, Result } from './result.mts';
import { SMALL_HEAP } from './rows/listing.mts';
import type { Size } from './size.mts';

const PAGE = join(projectRoot, 'docs', 'benchmarks.md');
const PICTURE = join(projectRoot, 'docs', 'images', 'benchmarks.svg');
const MEASURED = ['<!-- measured: written by npm run bench -->', '<!-- end of what was measured -->'] as const;

/** Writes the plot and the measured part of docs/benchmarks.md. @throws Error when its marks are gone */
export function writePage(result: Result): void {
	replacePart(MEASURED, measuredPart(result));
	writeFileSync(PICTURE, plot(result));
}

/** Writes the table of the profile into docs/benchmarks.md. @throws Error when its marks are gone */
export function writeProfile(found: Found, size: Size): void {
	replacePart(PROFILE_MARKS, profilePart(found, size));
}

function replacePart([begin, end]: readonly [string, string], part: string): void {
	const page = readFileSync(PAGE, 'utf8');
	const [from, to] = [page.indexOf(begin), page.indexOf(end)];
	if (from < 0 || to < from) throw new Error(`docs/benchmarks.md has lost its mark: ${begin}`);
	writeFileSync(PAGE, `${page.slice(0, from)}${begin}\n${part}\n${page.slice(to)}`);
}

/** The tables as Markdown. */
function measuredPart(result: Result): string {
	const { machine, size, seconds, at } = result;
	const { cpu, cores, memoryGb, system, node, n8n } = machine;
	return [
		`${at.slice(0, 10)}: ${cpu}, ${cores} cores, ${memoryGb} GB, ${system}, Node ${node}, n8n ${n8n}; ${size.rounds} rounds, ${Math.ceil(seconds / 60)} minutes.`,
		'',
		'![Each figure with its required line](images/benchmarks.svg)',
		'',
		'| Figure | First landing | Required | Min | Median | Max | CPU of n8n: ours, the other | Kept |',
		'|---|---|---|---|---|---|---|---|',
		...result.figures.map((line) => row(result, line)),
		...alive(result),
		'',
		...waysTable(result),
	].join('\n');
}

/** The number as the table shows it. */
export const shown = (value: number) => (Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2));

function row(result: Result, { title, first, required, unit, ways, group, measured, kept }: Line): string {
	const limit = required && ('atLeast' in required ? `≥ ${required.atLeast}` : `≤ ${required.atMost}`);
	const [ours, theirs] = ways.map((way) => ms(result.cpu[group]?.[way ?? '']?.n8n));
	const { min, median, max } = measured;
	const sides = theirs === undefined ? ours : `${ours}, ${theirs}`;
	const verdict = kept === undefined ? 'told' : kept ? 'yes' : '**no**';
	const cells = [
		title,
		first ?? '',
		limit ? `${limit} ${unit}` : '',
		shown(min),
		`${shown(median)} ${unit}`,
		shown(max),
	];
	return `| ${[...cells, sides, verdict].join(' | ')} |`;
}

const ms = (value: number | undefined) => (value === undefined ? 'not told' : `${value.toFixed(value < 1 ? 2 : 1)} ms`);

function alive({ alive: found }: Result): string[] {
	if (!found) return [];
	const word = (is: boolean | undefined) => (is ? 'alive' : 'dead');
	return [
		`| 50,000 records with a heap of ${SMALL_HEAP} MB | dead at 1 GB | alive | | ${word(found.full)}; hand-built ${word(found.handBuilt)} | | | ${found.full ? 'yes' : '**no**'} |`,
	];
}

/** What every way took, so that a ratio can be followed. */
function waysTable({ ms: all, cpu }: Result): string[] {
	return [
		'| Part | Way | Milliseconds in all | CPU for each person: n8n | task runner |',
		'|---|---|---|---|---|',
		...Object.entries(all).flatMap(([group, ways]) =>
			Object.entries(ways).map(([way, took]) => {
				const used = cpu[group]?.[way];
				return `| ${group} | ${way} | ${Math.round(took)} | ${ms(used?.n8n)} | ${ms(used?.runner)} |`;
			}),
		),
	];
}
