import { rawAt, type RawRecord } from '../json/record';
import type { Change } from '../json/edit';
import { checkIdentity } from '../identity';
import { nameOf } from './decide';
import { isRecased, likeness } from './equalForms';
import type { RecordPort } from './port';
import type { WriteResult } from './result';
import { updateRecord, type UpdateRequest } from './update';
import { sameVersion } from './trust';

/** Rounds of writing again before the step gives up: so many other writers at one moment are no coincidence. */
export const MAX_REPEATS = 5;

/** Looks at a record that shows exactly its state of before the write. */
const LOOKS_AT_OLD = 3;

/** Whether a result is one that somebody else's write may have undone meanwhile. */
export function canBeUndone({ outcome, before }: WriteResult): boolean {
	return before !== undefined && (outcome === 'updated' || outcome === 'storedDifferently');
}

/**
 * Reads the record some time after a write: another writer that had read before this write, and wrote after it, has put
 * the old values back. Such fields are written again on top of what is there now. A third value is somebody's later
 * decision and stays.
 *
 * @param changes what this step has written
 * @param result its result, with the record as it was before
 * @returns the result, and whether it has written again, so that another look is needed
 * @throws Fault as `updateRecord`
 */
export async function lookAgain(
	port: RecordPort,
	request: UpdateRequest,
	changes: readonly Change[],
	result: WriteResult,
): Promise<{ result: WriteResult; again: boolean }> {
	const record = await readCurrent(port, request, result);
	// The keys may be what this step has changed.
	checkIdentity(request.entity, record, { id: result.keys.id });
	// What is not shown cannot be seen to be gone.
	const shown = changes.filter((change) => !result.unverifiedFields.includes(nameOf(change)));
	const state = shown.map((change) => ({ change, now: stateOf(record, change, result) }));
	const gone = state.filter(({ now }) => now === 'gone').map(({ change }) => change);
	const others = state.filter(({ now }) => now === 'other').map(({ change }) => nameOf(change));
	const seen: WriteResult = {
		...result,
		record,
		verified: result.verified && 'read',
		overlap: result.overlap || gone.length > 0 || others.length > 0,
	};
	if (gone.length === 0)
		return {
			result: { ...seen, unverifiedFields: [...new Set([...result.unverifiedFields, ...others])] },
			again: false,
		};
	const expected = changes.some(({ path: [top = ''] }) => /^extern(Id|Source)$/.test(top))
		? { id: result.keys.id }
		: request.expected;
	const repeated = await updateRecord(port, {
		...request,
		expected,
		changes: gone,
		policy: 'overwrite',
		base: record,
		rereadBeforeWrite: false,
		writesAgain: true,
	});
	const unverifiedFields = [...new Set([...result.unverifiedFields, ...repeated.unverifiedFields, ...others])];
	return { result: { ...seen, record: repeated.record, verified: repeated.verified, unverifiedFields }, again: true };
}

/** A copy that lags behind shows the state of before the write, version number and all; nobody has undone anything then. */
async function readCurrent(port: RecordPort, { known }: UpdateRequest, { before }: WriteResult): Promise<RawRecord> {
	const isOld = (one: RawRecord) => before !== undefined && (one.text === before.text || sameVersion(one, before));
	let record = await port.readBack();
	for (let look = 1; look <= LOOKS_AT_OLD && isOld(record); look++) {
		await port.pause(1);
		record = await port.readBack();
		known.trust.lags ||= !isOld(record);
	}
	return record;
}

/** `gone`: the value of before the write is back; `other`: somebody has decided on a third one. */
function stateOf(
	record: RawRecord,
	change: Change,
	{ before = record, storedDifferentlyFields }: WriteResult,
): 'there' | 'gone' | 'other' {
	const { path, json } = change;
	const [now, was] = [rawAt(record, path), rawAt(before, path)];
	const like = likeness(now, json, path);
	// Only its form was changed, and it has the old one again; unless Coachview has kept that from the start.
	const isOldForm =
		like === 'regrouped' &&
		likeness(now, was ?? 'null', path) === 'same' &&
		!storedDifferentlyFields.includes(nameOf(change));
	if (isOldForm) return 'gone';
	if (like !== 'different' || (json === 'null' && now === 'false')) return 'there';
	if (likeness(now, was ?? 'null', path) !== 'different') return 'gone';
	return isRecased(now, json, path) ? 'there' : 'other';
}

/** @returns the changes of a result with their values, taken from what the user asked for */
export function writtenChanges({ changedFields }: WriteResult, changes: readonly Change[]): Change[] {
	return changes.filter((change) => changedFields.includes(nameOf(change)));
}
