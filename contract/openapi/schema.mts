import { isObject, type Json } from './document.mts';

/** What a member holds; `any` when the description does not say. */
export type Form = 'any' | 'boolean' | 'date' | 'dateTime' | 'id' | 'list' | 'number' | 'object' | 'text';

/** A member as a schema describes it. */
export interface SchemaMember {
	form: Form;
	/** Codes of an enumeration. */
	values?: readonly string[];
	/** Members of an object, one level down. */
	lines?: ReadonlyMap<string, SchemaMember>;
	/** Marked as never written. */
	readOnly: boolean;
	/** Must be there in what is sent. */
	required: boolean;
	/** Whether null is an answer of its own. */
	nullable: boolean;
}

interface Merged {
	properties: Map<string, Json>;
	/** Whether members are listed at all, were it none. */
	isListed: boolean;
	required: Set<string>;
	types: Set<string>;
	format?: string;
	values?: unknown[];
	items?: Json;
	readOnly: boolean;
	nullable: boolean;
}

/** Groups have one level in Coachview; what lies deeper belongs to related records, and may be circular. */
const DEEPEST = 1;

/**
 * The members of an object: its own, and those that `allOf`, `oneOf` and `anyOf` add.
 * @returns undefined when the schema lists no members
 */
export function membersOf(schema: unknown, depth = 0): Map<string, SchemaMember> | undefined {
	const { properties, required, isListed } = merge(schema);
	if (!isListed) return undefined;
	return new Map([...properties].map(([name, property]) => [name, memberOf(property, required.has(name), depth)]));
}

/** The schema of the rows of a list; undefined when the schema is no list. */
export function rowsOf(schema: unknown): unknown {
	const { types, items } = merge(schema);
	return items !== undefined && (types.size === 0 || types.has('array')) ? items : undefined;
}

/** The one member of an object that is a list: the rows of a list that is wrapped. */
export function wrappedRows(schema: unknown): { name: string; rows: unknown } | undefined {
	const lists = [...merge(schema).properties].flatMap(([name, property]) => {
		const rows = rowsOf(property);
		return membersOf(rows) ? [{ name, rows }] : [];
	});
	return lists.length === 1 ? lists[0] : undefined;
}

/** A single value, such as a query parameter. */
export function memberOf(schema: unknown, required = false, depth = 0): SchemaMember {
	const merged = merge(schema);
	const values = merged.values?.filter((value) => value !== null).map(String);
	const form = formOf(merged);
	const lines = form === 'object' && depth < DEEPEST ? membersOf(schema, depth + 1) : undefined;
	return {
		form,
		...(values && values.length > 0 && { values }),
		...(lines && { lines }),
		readOnly: merged.readOnly,
		required,
		nullable: merged.nullable,
	};
}

function formOf({ types, format, items, properties, values = [] }: Merged): Form {
	if (types.has('object') || properties.size > 0) return 'object';
	if (types.has('array') || items) return 'list';
	if (types.has('boolean')) return 'boolean';
	const isNumber = types.has('integer') || types.has('number');
	// A number that may also come as a text is a number (how newer servers describe it).
	if (isNumber || (types.size === 0 && values.some((value) => typeof value === 'number'))) return 'number';
	if (!types.has('string')) return values.length > 0 ? 'text' : 'any';
	return (
		({ date: 'date', 'date-time': 'dateTime', uuid: 'id', guid: 'id' } as Record<string, Form>)[format ?? ''] ?? 'text'
	);
}

function merge(schema: unknown, seen = new Set<unknown>()): Merged {
	const merged: Merged = {
		isListed: false,
		properties: new Map(),
		required: new Set(),
		types: new Set(),
		readOnly: false,
		nullable: false,
	};
	if (!isObject(schema) || seen.has(schema)) return merged;
	const path = new Set([...seen, schema]);
	for (const part of listOf(schema.allOf)) add(merged, merge(part, path));
	for (const key of ['oneOf', 'anyOf']) {
		const all = listOf(schema[key]);
		const choices = all.filter((choice) => !isNull(choice));
		merged.nullable ||= choices.length < all.length;
		for (const choice of choices) {
			const one = merge(choice, path);
			// What only one of several choices demands is not demanded.
			if (choices.length > 1) one.required.clear();
			add(merged, one);
		}
	}
	add(merged, own(schema));
	return merged;
}

function own(schema: Json): Merged {
	const types = (Array.isArray(schema.type) ? schema.type : [schema.type]).filter(
		(type): type is string => typeof type === 'string' && type !== 'null',
	);
	const properties = isObject(schema.properties) ? Object.entries(schema.properties) : [];
	return {
		properties: new Map(properties.filter((entry): entry is [string, Json] => isObject(entry[1]))),
		isListed: isObject(schema.properties),
		required: new Set(listOf(schema.required).filter((name): name is string => typeof name === 'string')),
		types: new Set(types),
		format: typeof schema.format === 'string' ? schema.format.toLowerCase() : undefined,
		values: 'const' in schema ? [schema.const] : Array.isArray(schema.enum) ? schema.enum : undefined,
		items: isObject(schema.items) ? schema.items : undefined,
		readOnly: schema.readOnly === true,
		nullable: schema.nullable === true || schema['x-nullable'] === true || listOf(schema.type).includes('null'),
	};
}

function add(to: Merged, from: Merged): void {
	from.properties.forEach((property, name) => to.properties.set(name, property));
	from.required.forEach((name) => to.required.add(name));
	from.types.forEach((type) => to.types.add(type));
	to.format = from.format ?? to.format;
	to.values = from.values ? [...new Set([...(to.values ?? []), ...from.values])] : to.values;
	to.items = from.items ?? to.items;
	to.isListed ||= from.isListed;
	to.readOnly ||= from.readOnly;
	to.nullable ||= from.nullable;
}

export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const isNull = (schema: unknown) =>
	isObject(schema) && (schema.type === 'null' || (Array.isArray(schema.enum) && schema.enum.every((v) => v === null)));
