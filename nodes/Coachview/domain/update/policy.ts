import { Fault } from '../fault';
import { isEmptyJson, sameJson } from '../json/compare';
import type { Change } from '../json/edit';
import { rawAt, type RawRecord } from '../json/record';
import { fieldLabel } from '../person/fields';

/** What to do with a field that Coachview already has a value for. */
export type Policy = 'overwrite' | 'onlyIfEmpty' | 'failIfDifferent';

export interface Selection {
	/** The changes that would really change the record. */
	changes: Change[];
	/** Names of fields that keep a different value because of Only If Empty. */
	kept: string[];
}

/**
 * @param changes what the user asks for
 * @param policy applied per field; a field to be cleared (`null`) is an explicit wish and is not held back
 * @returns the changes that matter for this record
 * @throws Fault `conflict` naming the fields, under Fail If Different
 */
export function selectChanges(record: RawRecord, changes: readonly Change[], policy: Policy): Selection {
	const selection: Selection = { changes: [], kept: [] };
	const different: string[] = [];
	for (const change of changes) {
		const current = rawAt(record, change.path);
		if (sameValue(current, change.json)) continue;
		const held = policy !== 'overwrite' && change.json !== 'null' && !isEmptyJson(current);
		if (!held) selection.changes.push(change);
		else if (policy === 'onlyIfEmpty') selection.kept.push(change.path.join('.'));
		else different.push(change.path.join('.'));
	}
	if (different.length > 0) {
		throw new Fault(
			'conflict',
			`Coachview already has another value for ${different.map(fieldLabel).join(', ')}`,
			'Nothing was written. Let somebody decide which value is right, or choose Overwrite.',
			{ fields: different },
		);
	}
	return selection;
}

/**
 * @returns whether the stored value already is the wanted one. Empty forms are alike (null, '' and absent: assumption
 *          A30), and a date counts as its date part whether or not Coachview returns a time with it
 */
export function sameValue(stored: string | undefined, wanted: string): boolean {
	if (isEmptyJson(stored) && isEmptyJson(wanted)) return true;
	if (stored === undefined) return false;
	return sameJson(stored, wanted) || (DATE.test(wanted) && stored.startsWith(`${wanted.slice(0, -1)}T00:00:00`));
}

const DATE = /^"\d{4}-\d{2}-\d{2}"$/;
