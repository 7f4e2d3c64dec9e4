import { describe, rowsOf, type Answer } from '../api.mts';
import { memberNames } from '../shapes.mts';
import { confirmed, refuted, unknown, type Finding, type Probe } from '../types.mts';

/** Paths of entities that are offered although nobody has seen them. */
const UNCONFIRMED: Readonly<Record<string, readonly string[]>> = {
	A88: ['Resultaten', 'Resultaatdefinities'],
	A89: ['Opleidingsvraagonderdelen'],
	A90: ['Facturen', 'Factuurregels'],
	A91: ['Locaties', 'Vrijvelddefinities', 'Opleidingssoorten_Verkoopregels'],
};
const EXECUTIONS = 'Opleidingsonderdeeluitvoeringen';
const MARKS = ['aanwezig', 'geslaagd'];

/** Asked first, because whole resources of the node hang on the answers. */
export const paths: Probe[] = [
	{
		assumptions: Object.keys(UNCONFIRMED),
		title: 'Paths that are not confirmed',
		requests: Object.values(UNCONFIRMED).flat().length,
		withoutWrite: true,
		async run({ api }) {
			const findings: Finding[] = [];
			for (const [id, names] of Object.entries(UNCONFIRMED)) {
				const answers: Answer[] = [];
				for (const path of names) answers.push(await api.call('GET', path, { query: { take: '1' } }));
				findings.push(existing(id, names, answers));
			}
			return findings;
		},
	},
	{
		assumptions: ['A92'],
		title: 'Presence and pass of participants',
		requests: 1,
		withoutWrite: true,
		async run({ api }) {
			return [presence(await api.call('GET', EXECUTIONS, { query: { take: '100' } }))];
		},
	},
];

/** A 403 tells of a missing scope and nothing of the path: only lists and 404 are clear, and one path that is missing is enough. */
function existing(id: string, names: readonly string[], answers: readonly Answer[]): Finding {
	const evidence = answers.map((answer, index) => {
		const [row] = rowsOf(answer) ?? [];
		return `${names[index]}: ${describe(answer)}${row ? `, members ${memberNames(row).join(', ')}` : ''}`;
	});
	if (answers.some(({ status }) => status === 404)) return refuted(id, 'absent', ...evidence);
	return answers.every((answer) => rowsOf(answer)) ? confirmed(id, ...evidence) : unknown(id, ...evidence);
}

/** Forms only: what is marked of whom is not reported. */
function presence(answer: Answer): Finding {
	const rows = rowsOf(answer) ?? [];
	const evidence = `${EXECUTIONS}: ${describe(answer)}`;
	const marks = rows.flatMap((row) => MARKS.map((name) => (name in row ? typeOf(row[name]) : 'absent')));
	if (marks.length === 0 || !marks.some((mark) => mark !== 'absent')) return unknown('A92', evidence);
	const forms = `${evidence}; ${MARKS.join(' and ')}: ${[...new Set(marks)].sort().join(', ')}`;
	if (marks.includes('string')) return refuted('A92', 'codes', forms);
	if (marks.includes('absent')) return refuted('A92', 'absent', forms);
	return marks.includes('null') ? confirmed('A92', forms) : unknown('A92', forms);
}

const typeOf = (value: unknown) => (value === null ? 'null' : typeof value);
