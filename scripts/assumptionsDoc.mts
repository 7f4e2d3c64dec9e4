import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { register, type RegisterEntry } from '../sandbox/assumptions/register.mts';

/** Path of the generated page, below the project's folder. */
export const PAGE = join('docs', 'assumptions.md');

const GRADES = {
	V: 'vendor documentation',
	C: 'seen in published code that calls the API',
	I: 'inferred',
	U: 'unknown',
};

/** @returns docs/assumptions.md, made from the register alone */
export function assumptionsPage(entries: readonly RegisterEntry[] = register): string {
	const unknowns = entries.filter(({ id }) => id.startsWith('A'));
	const own = entries.filter(({ id }) => id.startsWith('S'));
	const grades = Object.entries(GRADES)
		.map(([grade, meaning]) => `**${grade}** ${meaning}`)
		.join(', ');
	return [
		'# Assumptions about Coachview',
		'<!-- Generated from sandbox/assumptions by `npm run assumptions:doc`. Do not edit. -->',
		'Nobody has run this package against a real Coachview yet. What its documentation leaves open is listed here: what is',
		'assumed, how sure that is, which other ways it may turn out, and how the nodes cope. The sandbox plays every',
		'alternative that has a switch (`npm run sandbox -- --assume putMissing=merge`, or the id in place of the name), the tests',
		'run the nodes under all of them, and',
		'`npm run contract` asks your own Coachview (see [contract-check.md](contract-check.md)).',
		'',
		`Grades: ${grades}.`,
		'',
		`${unknowns.length} unknowns, ${unknowns.filter(({ switchable }) => switchable).length} of them with a switch.`,
		'',
		...unknowns.flatMap(section),
		'## Choices of the sandbox only',
		'',
		...own.flatMap(section),
	].join('\n');
}

function section(entry: RegisterEntry): string[] {
	const names = entry.alternatives.map(
		({ value, meaning }, index) => `| \`${value}\` | ${cell(meaning)}${index === 0 ? ' **(assumed)**' : ''} |`,
	);
	return [
		`### ${entry.id}`,
		'',
		`${entry.statement} *(${entry.grade})*`,
		'',
		`| Way of \`${entry.name}\` | Meaning |`,
		'|---|---|',
		...names,
		'',
		...(entry.switchable ? [] : [`Not switchable: ${entry.reason}.`, '']),
		`**The nodes:** ${entry.tolerance}`,
		'',
	];
}

/** A bar would end the cell, and angle brackets would be taken for HTML. */
const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

// `npm run assumptions:doc`
if (process.argv[1]?.endsWith('assumptionsDoc.mts')) writeFileSync(PAGE, assumptionsPage());
