import type { Snapshot } from './types.mts';

/** What happened to one person between two snapshots. Paths such as `adres.postcode`, never values. */
export interface Comparison {
	/** Paths whose text differs, additions included. */
	changed: string[];
	/** Paths that are gone, or were filled and are empty now. */
	lost: string[];
	/** Paths that were filled and have another value now. */
	overwritten: string[];
	/** Ids of other people whose record differs: must be none. */
	othersTouched: string[];
}

/**
 * Compares a person's stored record, and their free fields, member by member, as text: `1.0` and `1.00` differ.
 * `auditTrail` is left out, because every write changes it; so that it cannot hide a loss, its absence is looked at.
 * @param personId id of the person
 */
export function comparePerson(before: Snapshot, after: Snapshot, personId: string): Comparison {
	const old = members(before, personId);
	const now = members(after, personId);
	const changed = [...new Set([...old.keys(), ...now.keys()])].filter((path) => old.get(path) !== now.get(path));
	const lost = changed.filter(
		(path) => old.has(path) && (!now.has(path) || (!isEmpty(old.get(path)) && isEmpty(now.get(path)))),
	);
	const overwritten = changed.filter((path) => !lost.includes(path) && old.has(path) && !isEmpty(old.get(path)));
	const everybody = new Set([...before.people.keys(), ...after.people.keys()]);
	const othersTouched = [...everybody].filter(
		(id) => id !== personId && before.people.get(id) !== after.people.get(id),
	);
	return { changed, lost, overwritten, othersTouched };
}

/**
 * A stored record as a flat list.
 * @param record raw JSON text
 * @returns path → JSON text of the value; an object or array without members counts as one value
 */
export function flatten(record: string): Map<string, string> {
	const found = new Map<string, string>();
	walk(JSON.parse(record, keepNumbers as (key: string, value: unknown) => unknown), '', found);
	return found;
}

/**
 * A person's record and free fields as a flat list, without the audit trail's values.
 * @param personId id of the person; one who is not there has no members
 */
export function members(snapshot: Pick<Snapshot, 'people' | 'freeFields'>, personId: string): Map<string, string> {
	const found = flatten(snapshot.people.get(personId) ?? '{}');
	for (const path of [...found.keys()]) if (path.startsWith('auditTrail.')) found.delete(path);
	if ([...flatten(snapshot.people.get(personId) ?? '{}').keys()].some((path) => path.startsWith('auditTrail')))
		found.set('auditTrail', 'present');
	for (const [path, text] of snapshot.freeFields) {
		if (path.startsWith(`${personId}/`)) found.set(`free field ${path.slice(personId.length + 1)}`, text);
	}
	return found;
}

/** A number as it is written; `1.10`, `1E400` and `-0` would not survive as JavaScript numbers. */
class NumberText {
	readonly text: string;
	constructor(text: string) {
		this.text = text;
	}
}

/** JSON.parse itself makes own members of keys such as `__proto__`, and tells the reviver how a number was written. */
const keepNumbers = (_key: string, value: unknown, { source }: { source: string }) =>
	typeof value === 'number' ? new NumberText(source) : value;

function walk(value: unknown, path: string, found: Map<string, string>): void {
	if (value instanceof NumberText) return void found.set(path, value.text);
	const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
	if (entries.length === 0) found.set(path, JSON.stringify(value));
	for (const [key, entry] of entries) walk(entry, path ? `${path}.${key}` : key, found);
}

/** Whether a JSON text is nothing to a person: absent, null, or empty. */
export const isEmpty = (text: string | undefined) => text === undefined || ['null', '""', '[]', '{}'].includes(text);
