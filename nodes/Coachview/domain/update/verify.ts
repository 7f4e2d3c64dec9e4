import { isEmptyJson } from '../json/compare';
import type { Change } from '../json/edit';
import { leafPaths, rawAt, type RawRecord } from '../json/record';
import { sameValue } from './policy';

export interface Findings {
	/** Fields that were asked for but are not stored as sent. */
	notStored: string[];
	/** Fields that had a value before, were not to be touched, and are empty or different now. */
	lost: string[];
}

/**
 * Compares the record after a write with the record before it and the changes.
 *
 * @param ignore top-level members that Coachview keeps by itself
 * @returns names of fields, as paths; both lists empty means that exactly the wanted change happened
 */
export function compareAfterWrite(
	before: RawRecord,
	changes: readonly Change[],
	after: RawRecord,
	ignore: readonly string[],
): Findings {
	const notStored = changes
		.filter(({ path, json }) => !stored(rawAt(after, path), json))
		.map(({ path }) => path.join('.'));
	const touched = new Set(changes.map(({ path }) => JSON.stringify(path)));
	const lost = leafPaths(before, ignore)
		.filter((path) => !path.some((_, depth) => touched.has(JSON.stringify(path.slice(0, depth + 1)))))
		.filter((path) => {
			const value = rawAt(before, path);
			return value !== undefined && !isEmptyJson(value) && !sameValue(rawAt(after, path), value);
		})
		.map((path) => path.join('.'));
	return { notStored, lost };
}

/** A yes/no field has no empty state: cleared, it is false. */
function stored(now: string | undefined, wanted: string): boolean {
	return sameValue(now, wanted) || (wanted === 'null' && now === 'false');
}
