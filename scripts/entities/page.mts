import { join } from 'node:path';
import type { Entity, Field, Grade, Verb } from '../../nodes/Coachview/entities/entity.ts';
import { anyEntity } from '../../nodes/Coachview/entities/anyEntity.ts';
import { ENTITIES } from '../../nodes/Coachview/entities/index.ts';

/** Path of the generated page, below the project's folder. */
export const PAGE = join('docs', 'resources.md');

const VERBS: Record<Verb, string> = {
	create: 'Create',
	upsert: 'Create or Update',
	delete: 'Delete',
	get: 'Get',
	getMany: 'Get Many',
	replace: 'Replace',
	update: 'Update',
};

const GRADES: Record<Grade, string> = {
	documented: 'in the vendor’s documentation',
	seen: 'seen in published code that calls the API, or in a recorded answer',
	inferred: 'inferred from names, imports or sister entities',
	unconfirmed: 'a guess that nothing confirms',
};

/**
 * @param entities the table of the nodes, or a longer one in a test
 * @returns docs/resources.md, made from the table alone
 */
export function resourcesPage(entities: readonly Entity[] = ENTITIES): string {
	const all = [...entities, anyEntity('…')];
	return [
		'# Resources',
		'<!-- Generated from nodes/Coachview/entities by `npm run entities`. Do not edit. -->',
		'What the Coachview node offers, and how sure it is that Coachview has it: no real Coachview has been asked yet.',
		'',
		...Object.entries(GRADES).map(([grade, meaning]) => `- **${grade}**: ${meaning}`),
		'',
		'| Resource | Dutch | German | Path | Scopes | Operations |',
		'|---|---|---|---|---|---|',
		...all.map(overview),
		'',
		...all.filter(({ fields }) => fields.length > 0).flatMap(section),
	].join('\n');
}

function overview({ words, path, scopes, verbs, called, specials }: Entity): string {
	const writes = [...Object.keys(verbs), ...specials.map(({ value }) => value)].some((verb) => !verb.startsWith('get'));
	const operations = (Object.keys(VERBS) as Verb[])
		.flatMap((verb): string[] => (verbs[verb] ? [`${called[verb]?.name ?? VERBS[verb]} *(${verbs[verb]})*`] : []))
		.concat(specials.map(({ name, grade }) => `${name} *(${grade})*`))
		.join(', ');
	const wanted = [scopes.read, ...(writes ? [scopes.write] : [])].map(code).join(' ');
	return row([words.title, words.dutch.many, words.german.many, code(path), wanted, operations]);
}

function section(entity: Entity): string[] {
	const { words, relations, lookUps, simple, changed } = entity;
	const ways = ['ID', ...lookUps.map(({ by }) => by)].join('; ');
	return [
		`## ${words.title} (${words.dutch.one}, ${words.german.one})`,
		'',
		`Found by: ${ways}. Simplified: ${simple.map(code).join(', ')}.`,
		...(relations.length > 0
			? [`Related records on request: ${relations.map(({ name }) => code(name)).join(', ')}.`]
			: []),
		...(changed ? [`Moment of the last change: ${code(changed)}.`] : []),
		'',
		'| Field | Dutch | JSON name | Kind | Evidence | Notes |',
		'|---|---|---|---|---|---|',
		...entity.fields.flatMap(fieldRows),
		'',
	];
}

function fieldRows(field: Field): string[] {
	const { label, dutch, name, kind, grade, members = [] } = field;
	return [
		row([label, dutch, code(name), kind, grade, notes(field)]),
		...members.map((line) =>
			row([`${label}: ${line.label}`, line.dutch, code(`${name}.${line.name}`), 'text', grade, '']),
		),
	];
}

function notes({ required, filter, parameter, calculated, threeState, values, note }: Field): string {
	return [
		required ? 'required' : '',
		filter ? `filter${parameter === undefined ? '' : ` (parameter \`${parameter}\`)`}` : '',
		threeState ? 'yes, no, or not yet marked (null)' : '',
		calculated ? 'only with Extra Fields' : '',
		values ? `known values: ${values.map(code).join(', ')}` : '',
		note ?? '',
	]
		.filter((text) => text !== '')
		.join('; ');
}

const code = (text: string) => `\`${text}\``;
const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
