import { decodeString, elements, isOdd, memberOf, parseRaw, RawJsonError, type Place, type RawNode } from './parse';

/** A JSON object as it was received: its text and the places of its members. */
export interface RawRecord {
	readonly text: string;
	readonly root: RawNode;
	/** Its plain value, where it was made without the tree; the same object each time. */
	readonly plain?: PlainItem;
}

/** A record as n8n's items have it. */
export type PlainItem = { [key: string]: unknown };

/**
 * @param text the text of one JSON object
 * @throws RawJsonError when the text is no JSON or the value is not an object
 */
export function rawRecord(text: string): RawRecord {
	const root = parseRaw(text);
	if (root.kind !== 'object') throw new RawJsonError('Not a JSON object');
	return { text, root };
}

/** A record of a list. Most are only made items, so that its tree is built when it is first asked for. */
class ListedRecord implements RawRecord {
	readonly text: string;
	private readonly odd: readonly Place[];
	private tree: RawNode | undefined;
	private item: PlainItem | undefined;

	/**
	 * @param text known to be an object
	 * @param odd where numbers stand that become text
	 */
	constructor(text: string, odd: readonly Place[]) {
		this.text = text;
		this.odd = odd;
	}

	get plain(): PlainItem {
		return (this.item ??= parsePlain(this.text, this.odd));
	}

	get root(): RawNode {
		return (this.tree ??= parseRaw(this.text));
	}
}

/**
 * @param text the text of a JSON array of objects (the form of Coachview's lists, seen in third-party code)
 * @returns the records, each with its own characters; a tree is kept for those that are looked into
 * @throws RawJsonError when the text is anything else
 */
export function rawRecords(text: string): RawRecord[] {
	return Array.from(elements(text), (element) => {
		if (element.kind !== 'object') throw new RawJsonError('Not a JSON object');
		return new ListedRecord(element.text, element.odd);
	});
}

/**
 * Plain JSON with numbers that JavaScript would change as text. JSON.parse copies every text, while a piece of a text
 * holds on to the whole answer in memory.
 *
 * @param text of one valid JSON object
 * @param odd where such numbers stand, in the order of the text
 */
export function parsePlain(text: string, odd: readonly Place[]): PlainItem {
	let [safe, at] = ['', 0];
	for (const { start, end } of odd) {
		safe += `${text.slice(at, start)}"${text.slice(start, end)}"`;
		at = end;
	}
	return JSON.parse(safe + text.slice(at)) as PlainItem;
}

/**
 * @param path keys from the outside in, e.g. `['adres', 'plaats']`
 * @returns the value's node, or undefined when any part of the path is absent
 */
export function nodeAt(record: RawRecord, path: readonly string[]): RawNode | undefined {
	let node: RawNode | undefined = record.root;
	for (const key of path) {
		if (!node) return undefined;
		node = memberOf(node, key);
	}
	return node;
}

/** @returns the characters of the value, or undefined when it is absent */
export function rawAt(record: RawRecord, path: readonly string[]): string | undefined {
	const node = nodeAt(record, path);
	return node && record.text.slice(node.start, node.end);
}

/** @returns the value as text: strings decoded, other leaves as written, '' for null, absent, objects and arrays */
export function textAt(record: RawRecord, path: readonly string[]): string {
	const node = nodeAt(record, path);
	if (!node) return '';
	const raw = record.text.slice(node.start, node.end);
	if (node.kind === 'string') return decodeString(raw);
	return node.kind === 'object' || node.kind === 'array' || raw === 'null' ? '' : raw;
}

/**
 * @param ignore top-level members to leave out
 * @returns paths to everything but objects; an array is one value, because its order and length matter
 */
export function leafPaths(record: RawRecord, ignore: readonly string[] = []): string[][] {
	const paths: string[][] = [];
	const ignored = new Set(ignore);
	const walk = (node: RawNode, path: string[]): void => {
		if (node.kind !== 'object') paths.push(path);
		else for (const { key, value } of node.members) walk(value, [...path, key]);
	};
	for (const { key, value } of record.root.members) if (!ignored.has(key)) walk(value, [key]);
	return paths;
}

/**
 * The record for an n8n item. Numbers that JavaScript would change (more than 15 digits, trailing zeros) become text.
 *
 * @returns a plain JSON value
 */
export function toItem(record: RawRecord): PlainItem {
	return itemValue(record.text, record.root) as PlainItem;
}

function itemValue(text: string, node: RawNode): unknown {
	if (node.kind === 'object') {
		const item: PlainItem = {};
		for (const { key, value } of node.members) put(item, key, itemValue(text, value));
		return item;
	}
	if (node.kind === 'array') return node.items.map((item) => itemValue(text, item));
	const raw = text.slice(node.start, node.end);
	if (node.kind === 'string') return decodeString(raw);
	if (node.kind !== 'number') return JSON.parse(raw);
	return isOdd(raw) ? raw : Number(raw);
}

function put(item: PlainItem, key: string, value: unknown): void {
	// Assigning to __proto__ would lose the member.
	if (key === '__proto__')
		Object.defineProperty(item, key, { value, enumerable: true, configurable: true, writable: true });
	else item[key] = value;
}
