import { parseRaw, RawJsonError, type RawNode } from './parse';

/** A JSON object as it was received: its text and the places of its members. */
export interface RawRecord {
	text: string;
	root: RawNode;
}

/**
 * @param text the text of one JSON object
 * @throws RawJsonError when the text is no JSON or the value is not an object
 */
export function rawRecord(text: string): RawRecord {
	const root = parseRaw(text);
	if (root.kind !== 'object') throw new RawJsonError('Not a JSON object');
	return { text, root };
}

/**
 * @param text the text of a JSON array of objects (the form of Coachview's lists, seen in third-party code)
 * @returns the records, each with its own characters
 * @throws RawJsonError when the text is anything else
 */
export function rawRecords(text: string): RawRecord[] {
	const root = parseRaw(text);
	if (root.kind !== 'array') throw new RawJsonError('Not a JSON array');
	return root.items.map((item) => rawRecord(text.slice(item.start, item.end)));
}

/**
 * @param path keys from the outside in, e.g. `['adres', 'plaats']`
 * @returns the value's node, or undefined when any part of the path is absent
 */
export function nodeAt(record: RawRecord, path: string[]): RawNode | undefined {
	let node: RawNode | undefined = record.root;
	for (const key of path) {
		if (!node) return undefined;
		// As in JSON.parse, the last of two members with the same key is the one that counts.
		node = node.members.findLast((member) => member.key === key)?.value;
	}
	return node;
}

/** @returns the characters of the value, or undefined when it is absent */
export function rawAt(record: RawRecord, path: string[]): string | undefined {
	const node = nodeAt(record, path);
	return node && record.text.slice(node.start, node.end);
}

/** @returns the value as text: strings decoded, other leaves as written, '' for null, absent, objects and arrays */
export function textAt(record: RawRecord, path: string[]): string {
	const node = nodeAt(record, path);
	if (!node) return '';
	const raw = record.text.slice(node.start, node.end);
	if (node.kind === 'string') return JSON.parse(raw) as string;
	return node.kind === 'object' || node.kind === 'array' || raw === 'null' ? '' : raw;
}

/**
 * @param ignore top-level members to leave out
 * @returns paths to everything but objects; an array is one value, because its order and length matter
 */
export function leafPaths(record: RawRecord, ignore: readonly string[] = []): string[][] {
	const walk = (node: RawNode, path: string[]): string[][] =>
		node.kind === 'object' ? node.members.flatMap(({ key, value }) => walk(value, [...path, key])) : [path];
	return record.root.members
		.filter(({ key }) => !ignore.includes(key))
		.flatMap(({ key, value }) => walk(value, [key]));
}

/**
 * The record for an n8n item. Numbers that JavaScript would change (more than 15 digits, trailing zeros) become text.
 *
 * @returns a plain JSON value
 */
export function toItem(record: RawRecord): { [key: string]: unknown } {
	return itemValue(record.text, record.root) as { [key: string]: unknown };
}

function itemValue(text: string, node: RawNode): unknown {
	if (node.kind === 'object') {
		// defineProperty, because assigning to __proto__ would lose the member.
		const item = {};
		for (const { key, value } of node.members) {
			Object.defineProperty(item, key, {
				value: itemValue(text, value),
				enumerable: true,
				configurable: true,
				writable: true,
			});
		}
		return item;
	}
	if (node.kind === 'array') return node.items.map((item) => itemValue(text, item));
	const raw = text.slice(node.start, node.end);
	if (node.kind !== 'number') return JSON.parse(raw);
	const number = Number(raw);
	return String(number) === raw ? number : raw;
}
