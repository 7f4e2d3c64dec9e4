import type { Entity, Field, Grade, Verb } from '../../nodes/Coachview/entities/entity.ts';
import { CHANGED } from '../../nodes/Coachview/entities/shared.ts';
import type { Call, DescribedEntity, DescribedMember } from './described.mts';
import { draftField, wordsOf } from './draftField.mts';
import { minimal, type Short } from './draftShort.mts';
import { callsOf, createsByItself, forms } from './table.mts';

export interface Draft {
	short: Short;
	/** What whoever takes the draft over has to know, in sentences. */
	notes: string[];
}

/** The vendor's own description is vendor documentation. */
const GRADE: Grade = 'documented';

/** Verbs that a call alone makes possible; Create or Update also needs a key to look up. */
const offered: ReadonlyArray<[Call, readonly Verb[]]> = [
	['POST', ['create']],
	['DELETE', ['delete']],
	['GET', ['get']],
	['GET list', ['getMany']],
	['PUT', ['replace', 'update']],
];

/**
 * A draft for the table: of an entity that it lacks, or of one that the description changes. Nothing of the table is dropped;
 * what the description does not have is named in a note.
 *
 * @param taken names of entities that are in use
 */
export function draftOf(described: DescribedEntity, known: Entity | undefined, taken: ReadonlySet<string>): Draft {
	return known ? changedDraft(described, known) : newDraft(described, taken);
}

function newDraft(described: DescribedEntity, taken: ReadonlySet<string>): Draft {
	const { path, members, listParameters } = described;
	const relations = relationsOf(described);
	const { fields, left } = fieldsOf(described, new Set(['id', 'auditTrail', ...relations]));
	const names = fields.map(({ name }) => name);
	const texts = fields.filter(({ kind }) => kind === undefined || kind === 'choice').map(({ name }) => name);
	const label = ['naam', 'achternaam', 'omschrijving', 'titel', 'code', 'nummer'].filter((name) =>
		texts.includes(name),
	);
	const shown = label.length > 0 ? label.slice(0, 1) : texts.length > 0 ? texts.slice(0, 1) : ['id'];
	const plain = fields.filter(({ kind }) => kind !== 'group').map(({ name }) => name);
	const hasFlag = [...listParameters.keys()].some((name) => name.toLowerCase() === 'inclusiefvrijevelden');
	const hasMoment = members.get('auditTrail')?.lines?.has(CHANGED.split('.')[1]!) ?? false;
	const title = wordsOf(path).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
	const word = { one: title.join(' ').toLowerCase(), many: title.join(' ').toLowerCase() };
	return {
		short: {
			name: nameOf(path, taken),
			path,
			words: { title: title.join(' '), ...word, dutch: { one: path, many: path }, german: { one: path, many: path } },
			verbs: Object.fromEntries(
				offered.flatMap(([call, verbs]) => (described.calls.has(call) ? verbs.map((verb) => [verb, GRADE]) : [])),
			),
			grade: GRADE,
			fields,
			...(['externId', 'externSource'].every((name) => names.includes(name)) && { externalKey: true }),
			label: shown,
			simple: [...new Set(['id', ...shown, ...plain])].slice(0, 10),
			sort: shown[0]!,
			...(hasMoment && { changed: CHANGED }),
			...(!hasFlag && { freeFields: 'none' as const }),
			...(relations.length > 0 && { relations: relations.map((name) => ({ name })) }),
		},
		notes: [
			'Name, words and labels are made of the Dutch ones: choose and translate them before it is used.',
			...leftNote(left),
		],
	};
}

function changedDraft(whole: DescribedEntity, known: Entity): Draft {
	const described = createsByItself(known) ? { ...whole, members: whole.shown } : whole;
	const { label, fields, verbs, relations } = known;
	const names = new Set([...known.readOnly, 'id', ...fields.map(({ name }) => name)].map((name) => name.toLowerCase()));
	const found = relationsOf(described);
	const added = fieldsOf(described, new Set([...names, ...found, ...relations.map(({ name }) => name)]));
	const grown = fields.map((field) => takenOver(field, described.members.get(field.name)));
	const absent = fields.filter(({ name }) => !described.members.has(name)).map(({ name }) => name);
	const gone = [...callsOf(known).keys()].filter((call) => !described.calls.has(call));
	const seen = offered.flatMap(([call, own]) =>
		described.calls.has(call) ? own.filter((verb) => verb !== 'create' || !createsByItself(known)) : [],
	);
	return {
		short: minimal({
			...known,
			verbs: { ...verbs, ...Object.fromEntries(seen.map((verb) => [verb, GRADE])) },
			grade: GRADE,
			fields: [...grown.filter(({ calculated }) => !calculated).map(shortened), ...added.fields],
			calculated: grown.filter(({ calculated }) => calculated).map(shortened),
			relations: [
				...relations,
				...found.filter((name) => !relations.some((one) => one.name === name)).map((name) => ({ name })),
			],
			label: label.name,
			labelAside: label.aside,
		}),
		notes: [
			'Labels of new fields are made of the Dutch names: translate them.',
			...(absent.length > 0 ? [`Not described, and kept: ${absent.join(', ')}.`] : []),
			...(gone.length > 0 ? [`Calls that are not described, and whose verbs are kept: ${gone.join(', ')}.`] : []),
			...leftNote(added.left),
		],
	};
}

/** The short form: what goes without saying is left out. */
const shortened = ({ calculated: _calculated, kind, grade, ...field }: Field) => ({
	...field,
	...(kind !== 'text' && { kind }),
	...(grade !== GRADE && { grade }),
});

/** A field of the table with what the description says of it. */
function takenOver(field: Field, member: DescribedMember | undefined): Field {
	if (!member) return field;
	const { required, values, shownOnly, calculated, threeState: _third, ...own } = field;
	const codes = member.values ?? values;
	const isRequired = member.written === undefined ? required : member.required;
	const other = kindFits(field, member) ? undefined : draftField(field.name, member);
	const isShown = member.written === undefined ? shownOnly : !member.written && !calculated;
	return {
		...own,
		grade: GRADE,
		...(other && { kind: other.kind ?? 'text', members: other.members }),
		...(codes && { values: codes }),
		...(isRequired && { required: true }),
		...(isShown && { shownOnly: true }),
		...(!other && isThird(field, member) && { threeState: true }),
		...(calculated && member.written !== true && { calculated: true }),
	};
}

/** A member that is no yes or no here says nothing about the third state. */
const isThird = ({ kind, threeState }: Field, { form, nullable }: DescribedMember) =>
	kind === 'boolean' && (form === 'boolean' ? nullable : threeState);

/** A text may be of any kind that holds one: which of them, only the table knows. */
const kindFits = ({ kind }: Field, { form }: DescribedMember): boolean => form === 'any' || form === forms[kind];

const leftNote = (left: readonly string[]) =>
	left.length > 0 ? [`Lists and objects without members are not offered: ${left.join(', ')}.`] : [];

/** Related records: objects beside their id. */
const relationsOf = ({ members }: DescribedEntity): string[] =>
	[...members].filter(([name, { form }]) => form === 'object' && members.has(`${name}Id`)).map(([name]) => name);

function fieldsOf({ members }: DescribedEntity, without: ReadonlySet<string>) {
	const all = [...members]
		.filter(([name]) => !without.has(name) && !without.has(name.toLowerCase()))
		.map(([name, member]) => ({ name, field: draftField(name, member) }));
	return {
		fields: all.flatMap(({ field }) => field ?? []),
		left: all.flatMap(({ name, field }) => (field ? [] : [name])),
	};
}

/** A name that is a word of TypeScript, and nobody's yet. */
function nameOf(path: string, taken: ReadonlySet<string>): string {
	const joined = wordsOf(path)
		.map((word) => word.replace(/[^a-z0-9]/gi, ''))
		.map((word, at) => (at === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1)))
		.join('');
	const name = /^[a-z]/.test(joined) ? joined : `entity${joined}`;
	const free = [name, `${name}Entity`, ...Array.from({ length: 99 }, (_, at) => `${name}${at + 2}`)];
	return free.find((one) => !taken.has(one.toLowerCase()) && !reserved.has(one)) ?? name;
}

const reserved = new Set(
	'break case catch class const continue debugger default define delete do else enum export extends false finally for function if import in index entity instanceof new null return shared super switch this throw true try typeof var void while with'.split(
		' ',
	),
);
