import { decodeString, type RawNode } from '../json/parse';
import type { RawRecord } from '../json/record';
import { PROTECTED_MEMBERS } from './label';
import type { Entity } from '../../entities/entity';
import type { Column, ColumnKind } from './columns';

/** A free field as its definition tells it (members: seen in published code; forms of the type: not documented). */
export interface FreeFieldDefinition {
	code: string;
	label: string;
	type: string;
	/** Where a pick list keeps its choices is not documented; a list of names in here is taken for them. */
	expression: string;
	isConfidential: boolean;
	isInactive: boolean;
}

/** Names that can stand in a path. */
const NAME = /^[\p{L}_][\p{L}\p{N}_]{0,99}$/u;
const MOST = 200;

/**
 * Columns that the table does not have: free fields by their definitions, and members that sample records show. A form is only
 * told where a value shows it; else the column takes text. No value goes into a column.
 */
export function sampleColumns(
	entity: Entity,
	rows: readonly RawRecord[],
	definitions: readonly FreeFieldDefinition[],
): Column[] {
	const shown = new Map<string, Set<ColumnKind>>();
	for (const { root, text } of rows) collect(entity, root, text, [], shown);
	const free = definitions.filter(({ code, isInactive }) => !isInactive && NAME.test(code)).map(freeColumn);
	const kindOf = (id: string): ColumnKind => onlyKind([...(shown.get(id) ?? [])]);
	const named = free.map((column): Column => (column.values ? column : { ...column, kind: kindOf(column.id) }));
	const hidden = definitions.filter(({ isInactive }) => isInactive).map(({ code }) => keyOf(code));
	const others = [...shown.keys()]
		.filter((id) => !hidden.includes(id))
		.map((id): Column => ({ id, label: id, dutch: id, kind: kindOf(id) }));
	return [...named, ...others].slice(0, MOST);
}

/** Flattened free fields are named by their code with a lower-case first letter (seen in published code). */
function keyOf(code: string): string {
	return code.charAt(0).toLowerCase() + code.slice(1);
}

function freeColumn({ code, label, type, expression, isConfidential }: FreeFieldDefinition): Column {
	const id = keyOf(code);
	const name = label.trim() === '' ? id : label.trim();
	const column = { id, label: `${name}${isConfidential ? ' (Confidential)' : ''}`, dutch: id };
	const values = /lijst|list|keuze/i.test(type) ? expression.split(/[;|\r\n]+/).map((value) => value.trim()) : [];
	const choices = [...new Set(values.filter((value) => value !== ''))];
	return choices.length > 1 ? { ...column, kind: 'choice', values: choices } : { ...column, kind: 'text' };
}

/** Lists are left out: a list is one value, which Other Fields takes as JSON. */
function collect(
	entity: Entity,
	{ members }: RawNode,
	text: string,
	path: readonly string[],
	shown: Map<string, Set<ColumnKind>>,
): void {
	const names = new Set(members.map(({ key }) => key));
	for (const { key, value } of members) {
		if (!NAME.test(key) || (path.length === 0 && isKept(entity, key))) continue;
		// `bedrijf` merely spells out `bedrijfId`.
		const isSpelling = names.has(`${key}Id`) || names.has(`${key}Code`);
		if (value.kind === 'array' || isSpelling) continue;
		const here = [...path, key];
		if (value.kind === 'object') {
			if (here.length === 1) collect(entity, value, text, here, shown);
			continue;
		}
		const id = here.join('.');
		const kinds = shown.get(id) ?? new Set();
		shown.set(id, kinds);
		const kind = kindOf(key, value.kind, text.slice(value.start, value.end));
		if (kind) kinds.add(kind);
	}
}

function isKept({ readOnly }: Entity, key: string): boolean {
	return [...PROTECTED_MEMBERS, ...readOnly].some((name) => name.toLowerCase() === key.toLowerCase());
}

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** @returns undefined for null, which shows no form */
function kindOf(key: string, kind: RawNode['kind'], raw: string): ColumnKind | undefined {
	if (kind === 'number') return 'number';
	if (kind === 'literal') return raw === 'null' ? undefined : 'boolean';
	const text = decodeString(raw);
	if (/^\d{4}-\d{2}-\d{2}(?:T00:00:00)?$/.test(text)) return 'date';
	if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,7})?$/.test(text)) return 'dateTime';
	return /Id$/.test(key) && GUID.test(text) ? 'id' : 'text';
}

function onlyKind(kinds: readonly ColumnKind[]): ColumnKind {
	const [only = 'text'] = kinds;
	if (kinds.length < 2) return only;
	return kinds.every((kind) => kind === 'date' || kind === 'dateTime') ? 'dateTime' : 'text';
}
