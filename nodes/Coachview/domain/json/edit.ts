import type { RawNode } from './parse';
import type { RawRecord } from './record';

/** One member to set: the keys that lead to it, and the JSON text of its new value. */
export interface Change {
	path: string[];
	json: string;
}

/**
 * Puts changes into a record. Every value that is not changed keeps its characters: unknown members, long numbers,
 * escapes, the order of members and of array elements.
 *
 * @param changes members to set; siblings in a nested object stay; an object that is absent or null is made
 * @param drop names of top-level members to leave out (read-only ones)
 * @returns the text of the new record
 */
export function editRecord(record: RawRecord, changes: readonly Change[], drop: readonly string[] = []): string {
	return writeObject(record.text, record.root, changes, 0, new Set(drop));
}

const NOTHING: ReadonlySet<string> = new Set();

/** @param depth how many keys of the paths lead to this object */
function writeObject(
	text: string,
	node: RawNode,
	changes: readonly Change[],
	depth: number,
	drop: ReadonlySet<string>,
): string {
	if (changes.length === 0 && (drop.size === 0 || !node.members.some(({ key }) => drop.has(key)))) {
		return text.slice(node.start, node.end);
	}
	const groups = byKey(changes, depth);
	const parts: string[] = [];
	const written = new Set<string>();
	for (const { key, keyStart, value } of node.members) {
		if (drop.has(key)) continue;
		written.add(key);
		const own = groups.get(key);
		parts.push(
			own
				? text.slice(keyStart, value.start) + writeMember(text, value, own, depth + 1)
				: text.slice(keyStart, value.end),
		);
	}
	for (const [key, own] of groups) {
		if (!written.has(key)) parts.push(newMember(key, own, depth + 1));
	}
	return `{${parts.join(',')}}`;
}

function byKey(changes: readonly Change[], depth: number): Map<string, Change[]> {
	const groups = new Map<string, Change[]>();
	for (const change of changes) {
		const key = change.path[depth] ?? '';
		const group = groups.get(key);
		if (group) group.push(change);
		else groups.set(key, [change]);
	}
	return groups;
}

function writeMember(text: string, value: RawNode, changes: readonly Change[], depth: number): string {
	const whole = changes.findLast(({ path }) => path.length === depth);
	if (whole) return whole.json;
	return value.kind === 'object' ? writeObject(text, value, changes, depth, NOTHING) : newValue(changes, depth);
}

function newMember(key: string, changes: readonly Change[], depth: number): string {
	return `${JSON.stringify(key)}:${newValue(changes, depth)}`;
}

function newValue(changes: readonly Change[], depth: number): string {
	const whole = changes.findLast(({ path }) => path.length === depth);
	if (whole) return whole.json;
	return `{${[...byKey(changes, depth)].map(([key, own]) => newMember(key, own, depth + 1)).join(',')}}`;
}
