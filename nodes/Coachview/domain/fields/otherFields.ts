import { isEmptyJson } from '../json/compare';
import type { Change } from '../json/edit';
import { parseRaw, type RawNode } from '../json/parse';
import { invalidInput } from '../settings/invalid';
import { jsonText } from '../settings/json';
import { checkText } from '../text';
import type { Entity, Field } from '../../entities/entity';
import type { ColumnKind } from './columns';
import { isNothing, READERS, textJson, yesNoJson } from './kinds';
import { fieldNamed, lineNamed } from './label';
import { labelOf, readPath, spelled } from './paths';
import { namedChanges, type BirthRules } from './values';

/** One row of Other Fields, or one column of a list of fields: a member that is not given under a name of the node's. */
export interface OtherField {
	/** The member, or a path such as `adres.plaats`. */
	name: string;
	value: unknown;
	/** How a member is read that the table does not know; it counts more than `type`. */
	kind?: ColumnKind;
	/** `json` takes the value's text as it is, so that long numbers keep their digits. */
	type: 'string' | 'json' | 'boolean';
}

/**
 * @param place where it is given, for messages
 * @returns the path of the row and its changes: one for each member of an object, so that its siblings stay; a list is one
 *          value; empty values, also inside, make none
 * @throws Fault `invalidInput` naming the row, never its value
 */
export function otherChanges(
	entity: Entity,
	{ name, value, type, kind }: OtherField,
	rules: BirthRules,
	place = 'Other Fields',
): { path: string[]; changes: Change[] } {
	const path = readPath(entity, name, place);
	const [top = '', second = ''] = path;
	const known = fieldNamed(entity, top);
	// A named field's own rules also hold when it is entered here.
	if (known && path.length === 1)
		return {
			path,
			changes: knownChanges(entity, known, type === 'json' ? jsonLeaf(value, known.label) : value, rules),
		};
	if (known && path.length === 2 && lineNamed(known, second)) {
		const label = labelOf(entity, path);
		return {
			path,
			changes: single(path, textJson(type === 'json' ? jsonLeaf(value, label) : value, label)),
		};
	}
	if (kind) return { path, changes: single(path, READERS[kind](value, { label: path.join('.'), lines: true }, rules)) };
	if (type === 'boolean') return { path, changes: single(path, yesNoJson(value, path.join('.'))) };
	// Nobody knows whether an unknown member is one line, so that line breaks pass.
	if (type === 'string') return { path, changes: single(path, textJson(value, path.join('.'), true)) };
	return { path, changes: jsonChanges(entity, path, value) };
}

function single(path: string[], json: string | undefined): Change[] {
	return json === undefined ? [] : [{ path, json }];
}

/** An address may come as JSON with further members than the node knows. */
function knownChanges(entity: Entity, field: Field, given: unknown, rules: BirthRules): Change[] {
	return given instanceof RawText
		? jsonChanges(entity, [field.name], given.text, field)
		: namedChanges(field, given, rules);
}

/** JSON that is not one text, yes/no or number. */
class RawText {
	readonly text: string;
	constructor(text: string) {
		this.text = text;
	}
}

/** @returns a text, boolean or null as such; a number as its characters, so that its digits stay; else the JSON */
function jsonLeaf(value: unknown, label: string): unknown {
	if (isNothing(value)) return null;
	const text = jsonText(value, label);
	const { kind } = parseRaw(text);
	if (kind === 'number') return text;
	return kind === 'object' || kind === 'array' ? new RawText(text) : (JSON.parse(text) as unknown);
}

function jsonChanges(entity: Entity, path: string[], value: unknown, field?: Field): Change[] {
	if (isNothing(value)) return [];
	const label = path.join('.');
	const text = jsonText(value, label);
	const root = parseRaw(text);
	if (isNothingInside(text, root)) return [];
	if (field && (root.kind !== 'object' || field.kind !== 'group')) {
		throw invalidInput(field.label, field.kind === 'group' ? 'must be given line by line' : 'must be text');
	}
	return leaves(entity, text, root, path, label);
}

function leaves(entity: Entity, text: string, node: RawNode, path: string[], label: string): Change[] {
	if (node.kind === 'object') {
		return node.members.flatMap(({ key, value }) => {
			const below = [...path, key];
			if (key.trim() === '' || key === '__proto__') throw invalidInput(label, 'has a member without a usable name');
			return leaves(entity, text, value, spelled(entity, below, below.join('.')), label);
		});
	}
	const json = text.slice(node.start, node.end);
	if (isNothingInside(text, node)) return [];
	const [top = '', second = ''] = path;
	if (path.length === 2 && lineNamed(fieldNamed(entity, top) ?? {}, second)) {
		const named = labelOf(entity, path);
		return single(path, textJson(jsonLeaf(json, named), named));
	}
	checkStrings(text, node, label);
	return [{ path, json }];
}

/** null, '', only spaces, {} and lists of nothing else: an empty value never clears, also inside an object. */
function isNothingInside(text: string, node: RawNode): boolean {
	if (node.kind === 'array') return node.items.every((item) => isNothingInside(text, item));
	if (node.kind === 'object') return node.members.every(({ value }) => isNothingInside(text, value));
	return isEmptyJson(text.slice(node.start, node.end));
}

function checkStrings(text: string, node: RawNode, label: string): void {
	if (node.kind === 'string') checkText(JSON.parse(text.slice(node.start, node.end)) as string, label, { lines: true });
	for (const item of node.items) checkStrings(text, item, label);
	for (const { value } of node.members) checkStrings(text, value, label);
}
