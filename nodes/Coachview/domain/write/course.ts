import type { Fault } from '../fault';
import { isEmptyJson, sameAt } from '../json/compare';
import { editRecord, type Change } from '../json/edit';
import { rawAt, type RawRecord } from '../json/record';
import { nameOf, type Selection } from './decide';
import { likeness } from './equalForms';
import { judge } from './judge';
import type { WriteResult } from './result';
import type { Overtaken } from './settle';
import { stuckFault } from './updateFaults';
import type { Restored, Sent, Settling, Undone } from './sent';

/** Times that somebody else may undo the change before the step gives up. */
const MAX_OVERTAKEN = 3;

/** What one step has done so far. */
export interface Course {
	/** Writes that had no clear answer. */
	unclear: Sent[];
	/** Whether something of this step is, or may be, stored: then no fault may say that nothing was written. */
	sent: boolean;
	/** Whether a write of this step may still be under way. */
	late: boolean;
	/** The fault that says what became of it. */
	end?: Fault;
	/** Changes that a write of this step has stored, when that write has undone something else. */
	done: Change[];
	/** What has to be put back. */
	restore: Restored[];
	/** Writes of this step that somebody else's write has undone: the record before the first one, and what that changed. */
	overtaken?: { before: RawRecord; changed: string[]; unverified: string[]; times: number };
}

/** @returns the course of a step that has done nothing yet */
export function newCourse(): Course {
	return { unclear: [], sent: false, late: false, done: [], restore: [] };
}

/** A write that got no answer has landed late, and what it undid is put back with the next one. */
export function putBack(course: Course, { by, restore }: Undone, { selection }: Sent): void {
	course.unclear = course.unclear.filter((one) => one !== by);
	course.sent = true;
	course.done = selection.changes;
	course.restore = restore;
}

/**
 * Somebody else's write has undone the change, which is written once more.
 *
 * @throws Fault, the one given, when that has happened too often
 */
export function writeAgain(course: Course, { base, selection }: Sent, { fault, unverified }: Overtaken): void {
	course.sent = true;
	course.done = selection.changes;
	const earlier = course.overtaken ?? {
		before: base,
		changed: selection.changes.map(nameOf),
		unverified: [],
		times: 0,
	};
	course.overtaken = { ...earlier, unverified: [...earlier.unverified, ...unverified], times: earlier.times + 1 };
	if (earlier.times === MAX_OVERTAKEN) throw fault;
}

/** The last write repeats only what was undone, while the receipt is about all of them. */
export function receiptOfAll(result: WriteResult, { overtaken }: Course): WriteResult {
	if (!overtaken) return result;
	const { before, changed, unverified } = overtaken;
	return {
		...result,
		changedFields: changed,
		unverifiedFields: [...new Set([...result.unverifiedFields, ...unverified])],
		before,
		overlap: true,
	};
}

/** @returns the write that this record and selection ask for, with what has to be put back */
export function sendable(
	record: RawRecord,
	{ changes, kept }: Selection,
	request: Settling,
	{ done, restore }: Course,
): Sent {
	const anew = new Set(changes.map(nameOf));
	const there = done.filter(
		(change) =>
			!anew.has(nameOf(change)) && likeness(rawAt(record, change.path), change.json, change.path) !== 'different',
	);
	const all = [...changes, ...there];
	// What somebody has decided on since stays.
	const open = restore.filter(({ path, left }) => likeness(rawAt(record, path), left, path) !== 'different');
	return {
		base: record,
		selection: { changes: all, kept },
		restore: open,
		text: bodyOf(record, [...all, ...open], request),
	};
}

/** @returns a write without an answer whose values are there; under Overwrite all that was asked for has to be */
export function landedAmong(
	unclear: readonly Sent[],
	record: RawRecord,
	{ entity, readOnly, policy, changes }: Settling,
): Sent | undefined {
	const isThere = (base: RawRecord, wanted: readonly Change[]) => {
		const { notStored, regrouped } = judge(entity, base, wanted, record, readOnly);
		// A value that always was there in a like form shows nothing.
		return (
			notStored.length === 0 &&
			!(
				regrouped.length === wanted.length &&
				regrouped.length > 0 &&
				regrouped.every((path) => sameAt(base, record, path))
			)
		);
	};
	return unclear.findLast(
		({ base, selection }) => isThere(base, selection.changes) && (policy !== 'overwrite' || isThere(base, changes)),
	);
}

/**
 * The body of the PUT. A member that is null and was not asked for stays out: null could erase a value that Coachview
 * does not show (assumption A35), and left out it ends as null or as it was.
 */
function bodyOf(record: RawRecord, changes: readonly Change[], { entity, readOnly, known }: Settling): string {
	const asked = new Set(changes.map(({ path: [top] }) => top));
	const nulls = record.root.members
		.filter(
			({ key, value }) =>
				record.text.slice(value.start, value.end) === 'null' && !asked.has(key) && !known.nullsNeeded.has(key),
		)
		.map(({ key }) => key);
	const turned = [...known.trust.turned].filter((name) => !asked.has(name));
	const stuck = turned.filter((name) => known.trust.stuck.has(name) && !isEmptyJson(rawAt(record, [name])));
	if (stuck.length > 0) throw stuckFault(entity, record, stuck);
	return editRecord(record, changes, [...readOnly, ...nulls, ...turned]);
}
