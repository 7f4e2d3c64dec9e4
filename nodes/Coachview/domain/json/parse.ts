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

/** A half-open range of characters. */
export type Place = Pick<RawNode, 'start' | 'end'>;

/** @returns whether JavaScript would write the number in another way than it came */
export const isOdd = (raw: string): boolean => String(Number(raw)) !== raw;

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
 * The elements of an array, one after another and without a tree, so that a long list costs little more than its text.
 *
 * @param text a JSON array
 * @returns for each element its characters, its kind, and where in it numbers stand that JavaScript would change
 * @throws RawJsonError as `parseRaw`, and when the value is no array; elements before the fault are given first
 */
export function* elements(text: string): Generator<{ text: string; kind: RawKind; odd: readonly Place[] }> {
	const odd: Place[] = [];
	const reader = new Reader(text, odd);
	reader.skipSpace();
	if (text[reader.at] !== '[') reader.fail('not an array');
	reader.at++;
	if (!reader.closes(']')) {
		do {
			reader.skipSpace();
			const start = reader.at;
			const { kind } = reader.value(1);
			const inside = odd.splice(0).map((place) => ({ start: place.start - start, end: place.end - start }));
			yield { text: text.slice(start, reader.at), kind, odd: inside };
		} while (reader.another(']'));
	}
	reader.end();
}

const indexes = new WeakMap<RawNode, Map<string, RawNode>>();
/** Up to here looking from one member to the next is faster than an index, and needs no memory; a person has about forty. */
const FEW = 50;

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

/** What stands for a value whose place nobody asked for, by its kind. */
const passed = (kind: RawKind): RawNode => ({ kind, start: 0, end: 0, members: NONE, items: NONE });
const PASSED = {
	object: passed('object'),
	array: passed('array'),
	string: passed('string'),
	number: passed('number'),
	literal: passed('literal'),
};

class Reader {
	at = 0;
	private readonly text: string;
	private readonly odd: Place[] | undefined;

	/** @param odd when given, values are only checked and passed over without a tree, and odd numbers are noted here */
	constructor(text: string, odd?: Place[]) {
		this.text = text;
		this.odd = odd;
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
		if (!this.odd) return { kind, start, end: this.at, members: NONE, items: NONE };
		if (kind === 'number' && isOdd(this.text.slice(start, this.at))) this.odd.push({ start, end: this.at });
		return PASSED[kind];
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
				const keyEnd = this.at;
				this.skipSpace();
				if (this.text[this.at] !== ':') this.fail('expected a colon');
				this.at++;
				this.skipSpace();
				const value = this.value(depth + 1);
				if (!this.odd) members.push({ key: decodeString(this.text.slice(keyStart, keyEnd)), keyStart, value });
			} while (this.another('}'));
		}
		return this.odd ? PASSED.object : { kind: 'object', start, end: this.at, members, items: NONE };
	}

	private array(depth: number): RawNode {
		const start = this.at++;
		const items: RawNode[] = [];
		if (!this.closes(']')) {
			do {
				this.skipSpace();
				const value = this.value(depth + 1);
				if (!this.odd) items.push(value);
			} while (this.another(']'));
		}
		return this.odd ? PASSED.array : { kind: 'array', start, end: this.at, members: NONE, items };
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
