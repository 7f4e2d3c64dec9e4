import type { Finding, Verdict } from './finding.mts';
import type { DescriptionReport, Settled } from './report.mts';

/** The report for people. It holds names of entities, members, codes and scopes; nothing of any record. */
export function descriptionMarkdown(report: DescriptionReport): string {
	const { source, at, form, remark, right, wrong, lacks, findings, settled } = report;
	return [
		"# Coachview's description and the entity table",
		'',
		`${source}, ${form}, ${at}. Nothing was asked of Coachview besides.`,
		...(remark === undefined ? [] : ['', remark]),
		'',
		`**${right} right, ${wrong} wrong, ${lacks} lacking.**`,
		'',
		...section('Wrong in the table', findings, 'wrong'),
		...section('Lacking in the table', findings, 'lacks'),
		...assumptions(settled),
		...rightOnes(findings),
	].join('\n');
}

const headings: Readonly<Record<Finding['aspect'], string>> = {
	call: 'verb',
	entity: 'entity',
	member: 'field',
	parameter: 'query parameter',
	path: 'address',
	relation: 'related record',
	required: 'required',
	scope: 'scope',
	spelling: 'spelling',
	state: 'third state',
	type: 'type',
	value: 'code',
	writing: 'writing',
};

/** Names come from outside: they are shown as they are, and cannot become markup. */
const code = (text: string) => `\`${text.replace(/[\s`]+/g, ' ').slice(0, 120)}\``;
const plain = (text: string) => text.replace(/[\s`<>]+/g, ' ').slice(0, 2000);

function section(heading: string, findings: readonly Finding[], verdict: Verdict): string[] {
	const chosen = findings.filter((finding) => finding.verdict === verdict);
	if (chosen.length === 0) return [];
	return [
		`## ${heading}`,
		'',
		...byPath(chosen).flatMap(([path, own]) => [
			`### ${path === '' ? 'All' : plain(path)}`,
			'',
			...own.map(
				({ aspect, name, says }) => `- ${headings[aspect]} ${name === '' ? '' : `${code(name)} `}${plain(says)}`,
			),
			'',
		]),
	];
}

function byPath(findings: readonly Finding[]): Array<[string, Finding[]]> {
	const paths = [...new Set(findings.map(({ path }) => path))];
	return paths.map((path) => [path, findings.filter((finding) => finding.path === path)]);
}

function assumptions(settled: readonly Settled[]): string[] {
	if (settled.length === 0) return [];
	return [
		'## Assumptions that this settles',
		'',
		'What a description says has not been tried: `npm run contract` with a client does that.',
		'',
		...settled.flatMap(({ id, statement, verdict, alternative, evidence, setting }) => [
			`- **${id}** ${statement} ${verdict === 'confirmed' ? 'As assumed.' : '**Otherwise.**'}`,
			...(alternative ? [`  - Instead: ${alternative.meaning} (\`${alternative.value}\`)`] : []),
			...evidence.map((line) => `  - Described: ${plain(line)}`),
			...(setting === undefined ? [] : [`  - **What to change:** ${setting}`]),
		]),
		'',
	];
}

function rightOnes(findings: readonly Finding[]): string[] {
	const chosen = findings.filter(({ verdict }) => verdict === 'right');
	if (chosen.length === 0) return [];
	return [
		'## Right in the table',
		'',
		...byPath(chosen).map(([path, own]) => {
			const counts = Object.entries(headings).flatMap(([aspect, heading]) => {
				const many = own.filter((finding) => finding.aspect === aspect).length;
				return many > 0 && aspect !== 'entity' ? [`${heading} ${many}`] : [];
			});
			return `- ${plain(path)}: ${counts.join(', ') || 'entity'}`;
		}),
		'',
	];
}
