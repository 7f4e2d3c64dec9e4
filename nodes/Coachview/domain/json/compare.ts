import { canonicalNumber } from './number';
import { decodeString, indexOf, parseRaw, type RawNode } from './parse';
import { nodeAt, type RawRecord } from './record';

/**
 * @returns whether two JSON texts mean the same: strings by their characters, numbers by their decimal value (never
 *          through a float), objects whatever the order of their keys, arrays in order
 */
export function sameJson(a: string, b: string): boolean {
	return a === b || sameNode(a, parseRaw(a), b, parseRaw(b));
}

/**
 * As `sameJson`, for values whose places are known: each part is looked at once.
 *
 * @param textA the text that `a` was parsed from
 */
function sameNode(textA: string, a: RawNode, textB: string, b: RawNode): boolean {
	if (a.kind !== b.kind) return false;
	if (a.kind === 'object') return sameMembers(textA, a, textB, b);
	if (a.kind === 'array') {
		return (
			a.items.length === b.items.length &&
			a.items.every((item, at) => sameNode(textA, item, textB, b.items[at] as RawNode))
		);
	}
	const [rawA, rawB] = [textA.slice(a.start, a.end), textB.slice(b.start, b.end)];
	if (rawA === rawB) return true;
	if (a.kind === 'string') return decodeString(rawA) === decodeString(rawB);
	return a.kind === 'number' && canonicalNumber(rawA) === canonicalNumber(rawB);
}

function sameMembers(textA: string, a: RawNode, textB: string, b: RawNode): boolean {
	const [mine, theirs] = [indexOf(a), indexOf(b)];
	if (mine.size !== theirs.size) return false;
	for (const [key, value] of mine) {
		const other = theirs.get(key);
		if (!other || !sameNode(textA, value, textB, other)) return false;
	}
	return true;
}

/** @returns whether the two records have the same there: both nothing, or values as in `sameJson` */
export function sameAt(a: RawRecord, b: RawRecord, path: readonly string[]): boolean {
	const [mine, theirs] = [nodeAt(a, path), nodeAt(b, path)];
	return mine && theirs ? sameNode(a.text, mine, b.text, theirs) : mine === theirs;
}

/** @returns whether the text stands for "no value": null, '', only spaces, {} or an object of only such values, or [] */
export function isEmptyJson(text: string | undefined): boolean {
	return text === undefined || isEmptyNode(text, parseRaw(text));
}

/** As `isEmptyJson`, for a place in a record; an absent value is empty. */
export function isEmptyAt(record: RawRecord, path: readonly string[]): boolean {
	const node = nodeAt(record, path);
	return node === undefined || isEmptyNode(record.text, node);
}

/** As `isEmptyJson`, for a value whose place is known. */
export function isEmptyNode(text: string, node: RawNode): boolean {
	switch (node.kind) {
		case 'object':
			return node.members.every(({ value }) => isEmptyNode(text, value));
		case 'array':
			return node.items.length === 0;
		case 'string':
			return decodeString(text.slice(node.start, node.end)).trim() === '';
		default:
			return text.slice(node.start, node.end) === 'null';
	}
}
