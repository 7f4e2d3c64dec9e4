import { relative } from 'node:path';
import { ENTITIES } from '../../nodes/Coachview/entities/index.ts';
import { writeReport } from '../report.mts';
import { draftFiles, writeDrafts } from './draftFiles.mts';
import { descriptionMarkdown } from './markdown.mts';
import { describe } from './report.mts';
import { readSource } from './source.mts';

export interface DescriptionRun {
	/** File or address of the description. */
	from: string;
	/** Where drafts of entity files go; undefined: none are made. */
	drafts: string | undefined;
	/** Where the report goes. */
	folder: string;
	say: (line: string) => void;
}

/** `npm run contract -- --openapi`: reads one description, and asks nothing else. @throws DescriptionError */
export async function runDescription({ from, drafts, folder, say }: DescriptionRun): Promise<void> {
	const { report, description } = await describe(await readSource(from));
	const shown = (path: string) => relative(process.cwd(), path) || '.';
	say(`${report.source}: ${report.form}, ${report.described.length} entities described.`);
	if (report.remark !== undefined) say(report.remark);
	say(`${report.right} right, ${report.wrong} wrong, ${report.lacks} lacking in the table.`);
	const otherwise = report.settled.filter(({ verdict }) => verdict === 'refuted');
	say(`${report.settled.length - otherwise.length} assumptions are as described, ${otherwise.length} are otherwise.`);
	for (const { id, statement } of otherwise) say(`  ${id} is otherwise: ${statement}`);
	if (drafts !== undefined) {
		const files = await draftFiles(description, ENTITIES, report.findings);
		writeDrafts(drafts, files);
		say(`Drafts of entity files in ${shown(drafts)}: ${files.map(({ name }) => name).join(', ') || 'none needed'}.`);
	}
	const path = writeReport(folder, 'openapi', descriptionMarkdown(report), report);
	say(
		`\nReport: ${shown(path)}.md and .json. It holds names of entities, fields, codes and scopes, and no data. Please send it to us in an issue.`,
	);
}
