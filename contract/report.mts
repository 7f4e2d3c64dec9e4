import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report, ReportEntry } from './check.mts';
import type { Verdict } from './types.mts';

const headings: Array<[Verdict, string]> = [
	['refuted', 'Turned out differently'],
	['confirmed', 'As assumed'],
	['unknown', 'Could not tell'],
];

/** The report for people. It holds names, types, status codes and counts; nothing about a person. */
export function markdown(report: Report): string {
	return [
		'# Contract check of Coachview',
		'',
		`${report.host}, ${report.at}. ${report.write ? 'With a test person' : 'Read only'}, ${report.requests} requests.`,
		'',
		`**${report.confirmed} as assumed, ${report.refuted} different, ${report.unknown} could not be told.**`,
		'',
		...(report.left.length > 0 ? ['## Left behind', '', ...report.left, ''] : []),
		...headings.flatMap(([verdict, heading]) =>
			section(
				heading,
				report.entries.filter((entry) => entry.verdict === verdict),
			),
		),
	].join('\n');
}

function section(heading: string, entries: ReportEntry[]): string[] {
	if (entries.length === 0) return [];
	return [`## ${heading}`, '', ...entries.flatMap(lines), ''];
}

function lines({ id, statement, alternative, evidence, setting }: ReportEntry): string[] {
	return [
		`- **${id}** ${statement}`,
		...(alternative ? [`  - Instead: ${alternative.meaning} (\`${alternative.value}\`)`] : []),
		...evidence.map((line) => `  - Seen: ${line}`),
		...(setting === undefined ? [] : [`  - **What to change:** ${setting}`]),
	];
}

/** Writes a report twice, as Markdown and as JSON. @returns the paths without their ending */
export function writeReport(folder: string, name: string, text: string, data: object): string {
	mkdirSync(folder, { recursive: true });
	const path = join(folder, `${name}-${new Date().toISOString().slice(0, 19).replace(/[T:]/g, '-')}`);
	writeFileSync(`${path}.md`, text);
	writeFileSync(`${path}.json`, `${JSON.stringify(data, null, 2)}\n`);
	return path;
}
