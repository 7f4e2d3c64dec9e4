import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Options, Plugin } from 'prettier';
import * as estree from 'prettier/plugins/estree';
import * as typescript from 'prettier/plugins/typescript';
import { format } from 'prettier/standalone';
import layout from '../../.prettierrc.js';
import type { Entity } from '../../nodes/Coachview/entities/entity.ts';
import { CHANGED } from '../../nodes/Coachview/entities/shared.ts';
import type { Description } from './described.mts';
import { draftOf, type Draft } from './draft.mts';
import type { Finding } from './finding.mts';
import { DescriptionError } from './source.mts';

export interface DraftFile {
	name: string;
	text: string;
}

/** Differences that a file of the table cannot express. */
const elsewhere = ['parameter', 'path', 'scope'];

/** Drafts of the entities that the table lacks, and of those that the description has otherwise. */
export async function draftFiles(
	description: Description,
	table: readonly Entity[],
	findings: readonly Finding[],
): Promise<DraftFile[]> {
	const differing = new Set(
		findings
			.filter(({ verdict, aspect }) => verdict !== 'right' && !elsewhere.includes(aspect))
			.map(({ path }) => path.toLowerCase()),
	);
	const taken = new Set(table.map(({ name }) => name.toLowerCase()));
	const files: DraftFile[] = [];
	for (const described of description.entities.filter(({ path }) => differing.has(path.toLowerCase()))) {
		const known = table.find(({ path }) => path.toLowerCase() === described.path.toLowerCase());
		const draft = draftOf(described, known, taken);
		taken.add(draft.short.name.toLowerCase());
		files.push({ name: `${draft.short.name}.ts`, text: await source(draft) });
	}
	return files;
}

/** The file as the table has it, laid out by Prettier. */
async function source({ short, notes }: Draft): Promise<string> {
	const moment = JSON.stringify(CHANGED);
	const data = JSON.stringify(short).replace(`"changed":${moment}`, '"changed":CHANGED');
	const usesMoment = data.includes('"changed":CHANGED');
	const lines = [`DRAFT, made of an OpenAPI description of Coachview (${short.path}).`, ...notes];
	const text = [
		"import { define } from './entity.ts';",
		...(usesMoment ? ["import { CHANGED } from './shared.ts';"] : []),
		'',
		'/**',
		...lines.map((line) => ` * ${line}`),
		' */',
		`export const ${short.name} = define(${data});`,
	].join('\n');
	return await format(text, { ...(layout as Options), parser: 'typescript', plugins: [estree as Plugin, typescript] });
}

/**
 * @throws DescriptionError when one of the files is there already: what somebody has worked on is never overwritten
 */
export function writeDrafts(folder: string, files: readonly DraftFile[]): void {
	const there = files.find(({ name }) => existsSync(join(folder, name)));
	if (there)
		throw new DescriptionError(`${join(folder, there.name)} is there already. Give --write-entities a new folder.`);
	mkdirSync(folder, { recursive: true });
	for (const { name, text } of files) writeFileSync(join(folder, name), text);
}
