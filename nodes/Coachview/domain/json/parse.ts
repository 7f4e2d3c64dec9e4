/**
 * Reads JSON without interpreting it: every value keeps its place in the text, so that a record from Coachview can go
 * back with the very characters that came in. JSON.parse would turn 1234567890123456789 into 1234567890123456800
 * and 1.10 into 1.1.
 */
import { endOfNumber, endOfSpace, endOfString, endOfWord } from './scan';

export type RawKind = 'object' | 'array' | 'string' | 'number' | 'literal';

export interface RawMember {
	/** The decoded key. */
	key: string;
	/** Where the quoted key begins in the text. */
	keyStart: number;
	value: RawNode;
}

/** A value and the half-open range [start, end) of its characters. */
export interface RawNode {
	kind: RawKind;
	start: number;
	end: number;
	members: readonly RawMember[];
	items: readonly RawNode[];
}

/** The text is not JSON. The message gives the position only, never a piece of the text. */
export class RawJsonError extends Error {}

const MAX_DEPTH = 200;
/** What leaves have instead of members and items; one for all, because there are many leaves. */
const NONE: readonly never[] = [];

/**
 * @param text one JSON value, with or without surrounding white space
 * @returns the tree of the value
 * @throws RawJsonError when the text is not valid JSON or is nested deeper than 200 levels
 */
export function parseRaw(text: string): RawNode {
	const reader = new Reader(text);
	reader.skipSpace();
	const node = reader.value(0);
	reader.end();
	return node;
}

/**
 * The elements of an array, one after another: the tree of each is dropped before the next is read, so that a long list
 * costs little more than its text.
 *
 * @param text a JSON array
 * @returns for each element its characters and its kind
 * @throws RawJsonError as `parseRaw`, and when the value is no array; elements before the fault are given first
 */
export function* elements(text: string): Generator<{ text: string; kind: RawKind }> {
	const reader = new Reader(text);
	reader.skipSpace();
	if (text[reader.at] !== '[') reader.fail('not an array');
	reader.at++;
	if (!reader.closes(']')) {
		do {
			reader.skipSpace();
			const { start, end, kind } = reader.value(1);
			yield { text: text.slice(start, end), kind };
		} while (reader.another(']'));
	}
	reader.end();
}

const indexes = new WeakMap<RawNode, Map<string, RawNode>>();
/** Up to here looking from one member to the next is faster than an index, and needs no memory. */
const FEW = 8;

/** @returns the member's value; as in JSON.parse, the last of two members with the same key is the one that counts */
export function memberOf(node: RawNode, key: string): RawNode | undefined {
	if (node.members.length <= FEW) return node.members.findLast((member) => member.key === key)?.value;
	return indexOf(node).get(key);
}

/** @returns each key of an object with the value that counts; a Map, so that no key is special */
export function indexOf(node: RawNode): ReadonlyMap<string, RawNode> {
	const known = indexes.get(node);
	if (known) return known;
	const index = new Map(node.members.map(({ key, value }) => [key, value]));
	if (node.members.length > FEW) indexes.set(node, index);
	return index;
}

class Reader {
	at = 0;
	private readonly text: string;

	constructor(text: string) {
		this.text = text;
	}

	fail(what: string): never {
		throw new RawJsonError(`Not valid JSON: ${what} at position ${this.at}`);
	}

	skipSpace(): void {
		this.at = endOfSpace(this.text, this.at);
	}

	/** @throws RawJsonError when anything but white space follows */
	end(): void {
		this.skipSpace();
		if (this.at !== this.text.length) this.fail('text after the value');
	}

	value(depth: number): RawNode {
		if (depth > MAX_DEPTH) this.fail('nested too deeply');
		const next = this.text[this.at];
		if (next === '{') return this.object(depth);
		if (next === '[') return this.array(depth);
		if (next === '"') return this.leaf('string', endOfString, 'broken string');
		if (next === 't' || next === 'f' || next === 'n') return this.leaf('literal', endOfWord, 'unknown word');
		return this.leaf('number', endOfNumber, 'unexpected character');
	}

	private leaf(kind: RawKind, endOf: (text: string, start: number) => number, complaint: string): RawNode {
		const start = this.at;
		this.pass(endOf(this.text, start), complaint);
		return { kind, start, end: this.at, members: NONE, items: NONE };
	}

	private pass(end: number, complaint: string): void {
		if (end < 0) this.fail(complaint);
		this.at = end;
	}

	private object(depth: number): RawNode {
		const start = this.at++;
		const members: RawMember[] = [];
		if (!this.closes('}')) {
			do {
				this.skipSpace();
				const keyStart = this.at;
				this.pass(endOfString(this.text, keyStart), 'expected a key');
				const key = decodeString(this.text.slice(keyStart, this.at));
				this.skipSpace();
				if (this.text[this.at] !== ':') this.fail('expected a colon');
				this.at++;
				this.skipSpace();
				members.push({ key, keyStart, value: this.value(depth + 1) });
			} while (this.another('}'));
		}
		return { kind: 'object', start, end: this.at, members, items: NONE };
	}

	private array(depth: number): RawNode {
		const start = this.at++;
		const items: RawNode[] = [];
		if (!this.closes(']')) {
			do {
				this.skipSpace();
				items.push(this.value(depth + 1));
			} while (this.another(']'));
		}
		return { kind: 'array', start, end: this.at, members: NONE, items };
	}

	closes(bracket: string): boolean {
		this.skipSpace();
		if (this.text[this.at] !== bracket) return false;
		this.at++;
		return true;
	}

	another(bracket: string): boolean {
		if (this.closes(bracket)) return false;
		if (this.text[this.at] !== ',') this.fail('expected a comma');
		this.at++;
		return true;
	}
}

/** @param raw a valid JSON string with its quotes */
export function decodeString(raw: string): string {
	return raw.includes('\\') ? (JSON.parse(raw) as string) : raw.slice(1, -1);
}
