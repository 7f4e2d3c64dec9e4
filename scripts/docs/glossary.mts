import { join } from 'node:path';
import type { Entity } from '../../nodes/Coachview/entities/entity.ts';
import { ENTITIES } from '../../nodes/Coachview/entities/index.ts';
import { COACHVIEW_TERMS, N8N_TERMS, type Term } from './terms.mts';

/** Path of the generated page, below the project's folder. */
export const GLOSSARY_PAGE = join('docs', 'glossary.md');

/**
 * @param entities the table of the nodes, or a longer one in a test
 * @returns docs/glossary.md: the words of the table, and the lists beside this file
 */
export function glossaryPage(entities: readonly Entity[] = ENTITIES): string {
	return [
		'# Glossary: English, Dutch, German',
		'<!-- Generated from nodes/Coachview/entities and scripts/docs/terms.mts by `npm run entities`. Do not edit. -->',
		'Coachview speaks Dutch, n8n speaks English. In the panels of the nodes the Dutch word stands in brackets behind the English one:',
		'type either to find a field. Dutch words are those of Coachview where it has one; German ones are ours.',
		'',
		'## Coachview and training',
		'',
		...terms(COACHVIEW_TERMS),
		'',
		'## n8n and this package',
		'',
		...terms(N8N_TERMS),
		'',
		'## Kinds of records',
		'',
		'Which fields each one has, and how sure that is: [resources.md](resources.md).',
		'',
		...table(
			['English', 'Dutch (Coachview)', 'German', 'Path in the API'],
			[...entities]
				.sort(byTitle)
				.map(({ words: { one, many, dutch, german }, path }) => [
					`${one}, ${many}`,
					both(dutch),
					both(german),
					`\`${path}\``,
				]),
		),
		'',
		'## Fields',
		'',
		...table(['English', 'Dutch (Coachview)', 'Name in the API', 'Of'], fields(entities)),
		'',
	].join('\n');
}

const byTitle = (a: Entity, b: Entity) => (a.words.title < b.words.title ? -1 : 1);

const both = ({ one, many }: { one: string; many: string }) => (one === many ? one : `${one}, ${many}`);

/** A word that several kinds of records share is one line. */
function fields(entities: readonly Entity[]): string[][] {
	const found = new Map<string, { words: string[]; of: string[] }>();
	for (const { fields: own, words } of entities) {
		for (const { label, dutch, name, members = [] } of own) {
			const all = [{ label, dutch, name }, ...members.map((line) => ({ ...line, name: `${name}.${line.name}` }))];
			for (const one of all) {
				const cells = [one.label, one.dutch, `\`${one.name}\``];
				const entry = found.get(cells.join()) ?? { words: cells, of: [] };
				entry.of.push(words.title);
				found.set(cells.join(), entry);
			}
		}
	}
	return [...found.entries()]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([, { words, of }]) => [...words, of.join(', ')]);
}

function terms(list: readonly Term[]): string[] {
	return table(
		['English', 'Dutch', 'German', 'Meaning'],
		list.map(({ english, dutch, german, means }) => [english, dutch, german, means]),
	);
}

function table(heads: readonly string[], rows: ReadonlyArray<readonly string[]>): string[] {
	return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}
