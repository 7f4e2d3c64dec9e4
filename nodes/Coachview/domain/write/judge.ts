import type { Entity } from '../../entities/entity';
import { isEmptyJson } from '../json/compare';
import type { Change } from '../json/edit';
import { leafPaths, rawAt, type RawRecord } from '../json/record';
import { isPlaceholder } from './decide';
import { isRecased, likeness, type Likeness } from './equalForms';

/** What became of a write, as paths of fields. Nothing in the first two means that just the wanted change happened. */
export interface Findings {
	/** Fields that were asked for but are not stored as sent. */
	notStored: string[][];
	/** Fields that had a value before, were not to be touched, and are empty or different now. */
	lost: string[][];
	/** Fields that were asked for and are stored in an equal form. */
	otherForm: string[][];
	/** Those among them whose form a person may care about. */
	regrouped: string[][];
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Compares the record after a write with the record before it and the changes.
 *
 * @param ignore top-level members that Coachview keeps by itself
 * @param calculated top-level members that Coachview may work out anew; they are lost only when they are empty
 */
export function judge(
	entity: Entity,
	before: RawRecord,
	changes: readonly Change[],
	after: RawRecord,
	ignore: readonly string[],
	calculated: ReadonlySet<string> = NONE,
): Findings {
	const findings: Findings = { ...judgeChanges(entity, before, changes, after), lost: [] };
	const touched = new Set(changes.map(({ path }) => JSON.stringify(path)));
	for (const path of leafPaths(before, ignore)) {
		const value = rawAt(before, path);
		// First, because nearly all are as they were.
		if (rawAt(after, path) === value) continue;
		if (path.some((_, depth) => touched.has(JSON.stringify(path.slice(0, depth + 1))))) continue;
		if (calculated.has(path[0] ?? '') && !isEmptyJson(rawAt(after, path))) continue;
		if (value !== undefined && !isEmptyJson(value) && likeness(rawAt(after, path), value, path) === 'different')
			findings.lost.push(path);
	}
	return findings;
}

/** As `judge`, of what was asked for alone. */
export function judgeChanges(
	entity: Entity,
	before: RawRecord,
	changes: readonly Change[],
	after: RawRecord,
): Omit<Findings, 'lost'> {
	const findings: Omit<Findings, 'lost'> = { notStored: [], otherForm: [], regrouped: [] };
	for (const { path, json } of changes) {
		const like = stored(entity, rawAt(after, path), json, path, rawAt(before, path));
		if (like === 'different') findings.notStored.push(path);
		else if (like !== 'same') findings.otherForm.push(path);
		if (like === 'regrouped') findings.regrouped.push(path);
	}
	return findings;
}

/**
 * A member that Coachview keeps by itself is there after a write without it.
 *
 * @returns those called read-only that were filled and are empty now: leaving them out has erased them
 */
export function erasedAmong(readOnly: readonly string[], before: RawRecord, after: RawRecord): string[][] {
	return readOnly
		.filter((name) => name !== 'auditTrail' && !isEmptyJson(rawAt(before, [name])) && isEmptyJson(rawAt(after, [name])))
		.map((name) => [name]);
}

/** @returns whether nothing is missing; another form of a value is no failure */
export function isWell({ notStored, lost }: Findings): boolean {
	return notStored.length === 0 && lost.length === 0;
}

/**
 * A yes/no field has no empty state: cleared, it is false. A date or place may have a placeholder for it. Other capitals are
 * Coachview's own form of a value that has come; where nothing has moved, the change of capitals was not stored.
 */
function stored(
	entity: Entity,
	now: string | undefined,
	wanted: string,
	path: string[],
	was: string | undefined,
): Likeness {
	if (wanted === 'null' && (now === 'false' || isPlaceholder(entity, now, path))) return 'same';
	const like = likeness(now, wanted, path);
	return like === 'different' && now !== was && isRecased(now, wanted, path) ? 'regrouped' : like;
}
