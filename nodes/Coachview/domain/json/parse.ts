/**
 * Reads JSON without interpreting it: every value keeps its place in the text, so that a record from Coachview can go
 * back with the very characters that came in. JSON.parse would turn 1234567890123456789 into 1234567890123456800
 * and 1.10 into 1.1.
 */

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
	members: RawMember[];
	items: RawNode[];
}

/** The text is not JSON. The message gives the position only, never a piece of the text. */
export class RawJsonError extends Error {}

const MAX_DEPTH = 200;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// Everything from the space on but quote and backslash: JSON forbids bare control characters inside a string.
const STRING = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const LITERAL = /true|false|null/y;
const SPACE = /[ \t\r\n]*/y;

/**
 * @param text one JSON value, with or without surrounding white space
 * @returns the tree of the value
 * @throws RawJsonError when the text is not valid JSON or is nested deeper than 200 levels
 */
export function parseRaw(text: string): RawNode {
	const reader = new Reader(text);
	reader.skipSpace();
	const node = reader.value(0);
	reader.skipSpace();
	if (reader.at !== text.length) reader.fail('text after the value');
	return node;
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
		this.match(SPACE);
	}

	value(depth: number): RawNode {
		if (depth > MAX_DEPTH) this.fail('nested too deeply');
		const next = this.text[this.at];
		if (next === '{') return this.object(depth);
		if (next === '[') return this.array(depth);
		if (next === '"') return this.leaf('string', STRING, 'broken string');
		if (next === 't' || next === 'f' || next === 'n') return this.leaf('literal', LITERAL, 'unknown word');
		return this.leaf('number', NUMBER, 'unexpected character');
	}

	private leaf(kind: RawKind, pattern: RegExp, complaint: string): RawNode {
		const start = this.at;
		if (!this.match(pattern)) this.fail(complaint);
		return { kind, start, end: this.at, members: [], items: [] };
	}

	private object(depth: number): RawNode {
		const node = this.open('object');
		if (this.closes('}')) return this.close(node);
		for (;;) {
			this.skipSpace();
			const keyStart = this.at;
			if (!this.match(STRING)) this.fail('expected a key');
			const key = JSON.parse(this.text.slice(keyStart, this.at)) as string;
			this.skipSpace();
			if (this.text[this.at] !== ':') this.fail('expected a colon');
			this.at++;
			this.skipSpace();
			node.members.push({ key, keyStart, value: this.value(depth + 1) });
			if (!this.another('}')) return this.close(node);
		}
	}

	private array(depth: number): RawNode {
		const node = this.open('array');
		if (this.closes(']')) return this.close(node);
		for (;;) {
			this.skipSpace();
			node.items.push(this.value(depth + 1));
			if (!this.another(']')) return this.close(node);
		}
	}

	private open(kind: RawKind): RawNode {
		const node = { kind, start: this.at, end: this.at, members: [], items: [] };
		this.at++;
		return node;
	}

	private close(node: RawNode): RawNode {
		node.end = this.at;
		return node;
	}

	private closes(bracket: string): boolean {
		this.skipSpace();
		if (this.text[this.at] !== bracket) return false;
		this.at++;
		return true;
	}

	private another(bracket: string): boolean {
		if (this.closes(bracket)) return false;
		if (this.text[this.at] !== ',') this.fail('expected a comma');
		this.at++;
		return true;
	}

	private match(pattern: RegExp): boolean {
		pattern.lastIndex = this.at;
		const found = pattern.exec(this.text);
		if (!found) return false;
		this.at = pattern.lastIndex;
		return true;
	}
}
