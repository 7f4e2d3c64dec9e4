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
export function editRecord(record: RawRecord, changes: Change[], drop: readonly string[] = []): string {
	return writeObject(record.text, record.root, changes, drop);
}

function writeObject(text: string, node: RawNode, changes: Change[], drop: readonly string[]): string {
	if (changes.length === 0 && !node.members.some(({ key }) => drop.includes(key))) {
		return text.slice(node.start, node.end);
	}
	const parts: string[] = [];
	const written = new Set<string>();
	for (const { key, keyStart, value } of node.members) {
		if (drop.includes(key)) continue;
		written.add(key);
		const name = text.slice(keyStart, value.start);
		parts.push(name + writeMember(text, value, below(changes, key)));
	}
	for (const key of new Set(changes.map((change) => change.path[0] ?? ''))) {
		if (!written.has(key)) parts.push(`${JSON.stringify(key)}:${newValue(below(changes, key))}`);
	}
	return `{${parts.join(',')}}`;
}

/** The changes under one member, with that member's key taken off their paths. */
function below(changes: Change[], key: string): Change[] {
	return changes.filter(({ path }) => path[0] === key).map(({ path, json }) => ({ path: path.slice(1), json }));
}

function writeMember(text: string, value: RawNode, changes: Change[]): string {
	if (changes.length === 0) return text.slice(value.start, value.end);
	const whole = changes.findLast(({ path }) => path.length === 0);
	if (whole) return whole.json;
	return value.kind === 'object' ? writeObject(text, value, changes, []) : newValue(changes);
}

function newValue(changes: Change[]): string {
	const whole = changes.findLast(({ path }) => path.length === 0);
	if (whole) return whole.json;
	const keys = [...new Set(changes.map((change) => change.path[0] ?? ''))];
	return `{${keys.map((key) => `${JSON.stringify(key)}:${newValue(below(changes, key))}`).join(',')}}`;
}
