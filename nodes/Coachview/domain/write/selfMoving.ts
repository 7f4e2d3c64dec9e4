import type { Entity } from '../../entities/entity';
import type { Change } from '../json/edit';
import { leafPaths, rawAt, textAt, type RawRecord } from '../json/record';
import { fieldNamed } from '../fields/label';
import { likeness } from './equalForms';
import { sameVersion } from './trust';

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
const OPAQUE = /^(?:0x[\da-f]{8,32}|[A-Za-z\d+/]{8,31}=)$/i;

/**
 * Tells a member that Coachview works out by itself from one whose value was damaged: a whole number above 0 (an age, a
 * counter; digits are lost only in long numbers and fractions), a moment of these days, the opaque text of a row version, or a text
 * made of a field that was changed, such as the full name. Fields that the node offers by name are never taken for such.
 *
 * @param path of a member that was not asked for and has another value after the write
 */
export function movesByItself(
	entity: Entity,
	before: RawRecord,
	after: RawRecord,
	path: string[],
	changes: readonly Change[],
): boolean {
	if (path.length !== 1 || fieldNamed(entity, path[0] ?? '')) return false;
	const [was, now] = [rawAt(before, path) ?? '', rawAt(after, path) ?? ''];
	// A number that is 0 or negative now is what a server shows when it has not taken the old one back.
	if (isWhole(was) && isWhole(now)) return /^[1-9]/.test(now);
	if (!was.startsWith('"') || !now.startsWith('"')) return false;
	const [old, fresh] = [textAt(before, path), textAt(after, path)];
	if (old.length > 500 || fresh.length > 500) return false;
	if (MOMENT.test(old) && MOMENT.test(fresh)) return isRecent(fresh);
	if (OPAQUE.test(old) && OPAQUE.test(fresh)) return old.length === fresh.length;
	return changes.some((change) => isMadeOf(old, fresh, textAt(before, change.path), textAt(after, change.path)));
}

/** A day and a half covers every zone that a server may write its own time in. */
function isRecent(moment: string): boolean {
	return Math.abs(Date.now() - Date.parse(moment)) < 36 * 3_600_000;
}

function isWhole(raw: string): boolean {
	return /^-?\d{1,15}$/.test(raw);
}

function isMadeOf(old: string, fresh: string, part: string, newPart: string): boolean {
	return newPart !== '' && part !== newPart && old.includes(part) && fresh.includes(newPart);
}

/**
 * Whether somebody seems to have edited the record between two reads. Another order of members, and what Coachview moves
 * by itself at every read, is no edit; what the step wants to write is looked at in any case.
 *
 * @param ignore top-level members that Coachview keeps by itself
 */
export function isEdited(
	entity: Entity,
	before: RawRecord,
	after: RawRecord,
	changes: readonly Change[],
	ignore: readonly string[],
): boolean {
	if (before.text === after.text) return false;
	const differs = (path: readonly string[]) =>
		likeness(rawAt(after, path), rawAt(before, path) ?? 'null', path) === 'different';
	if (changes.some(({ path }) => differs(path))) return true;
	if (sameVersion(before, after)) return false;
	return [...leafPaths(before, ignore), ...leafPaths(after, ignore)].some(
		(path) => differs(path) && !movesByItself(entity, before, after, path, []),
	);
}
