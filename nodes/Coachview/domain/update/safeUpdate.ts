import { asFault, Fault } from '../fault';
import { editRecord, type Change } from '../json/edit';
import { rawAt, type RawRecord } from '../json/record';
import { fieldLabel } from '../person/fields';
import { checkIdentity, personKeys, type ExpectedIdentity } from '../person/identity';
import { decide, nameOf, shownEmpty, type Selection, type Wish } from './decide';
import { likeness } from './equalForms';
import { judge } from './judge';
import type { PersonPort } from './port';
import { emptyResult, type WriteResult } from './result';
import { undoneBy, type Restored, type Sent, type Undone } from './sent';
import { settleAccepted, settleLanded } from './settle';
import { sameVersion, type Known } from './trust';

export interface UpdateRequest extends Wish {
	expected: ExpectedIdentity;
	/** Top-level members that Coachview keeps by itself and a PUT leaves out. */
	readOnly: readonly string[];
	dryRun: boolean;
	verify: boolean;
	/** A record that was read just now; it counts as the first read. */
	base?: RawRecord;
	/** Read once more just before writing, and start again when the record has moved. */
	rereadBeforeWrite: boolean;
	known: Known;
	/** Display names of fields that the user added without a value. */
	emptyFields?: readonly string[];
}

/** Writes that may end without a clear answer or with a version conflict before the step gives up. */
const MAX_WRITES = 3;
/** Rounds in all, those counted that only waited until Coachview takes requests again. */
const MAX_ROUNDS = 12;

/**
 * Changes some fields of one person although Coachview only has a PUT that replaces the whole person (vendor
 * documentation; that left-out members are erased is assumption A20): read, check who it is, decide, write once, judge.
 * Every write follows a read directly. After an answer that is not clear the loop waits first, and then reads, decides
 * and judges anew.
 *
 * @param port the person in Coachview
 * @returns what happened; names of fields, never values
 * @throws Fault `identityMismatch`, `conflict`, `notStored`, `lost`, `concurrentChange`, `unavailable`,
 *         `unknownOutcome`, and what the port throws. Before a write was sent, every fault means that nothing changed.
 */
export async function safeUpdate(port: PersonPort, request: UpdateRequest): Promise<WriteResult> {
	const course: Course = { unclear: [], sent: false, late: false, done: [], restore: [] };
	try {
		return await update(port, request, course);
	} catch (error) {
		throw course.sent ? unsettled(asFault(error), course) : asFault(error);
	}
}

/** What one step has done so far. */
interface Course {
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
}

async function update(port: PersonPort, request: UpdateRequest, course: Course): Promise<WriteResult> {
	const hidden = new Map<string, boolean>();
	let writes = 0;
	let moves = 0;
	let lastLook = false;
	let record = request.base ?? (await port.read());
	let before: RawRecord | undefined;
	for (let round = 1; ; round++) {
		const undone = before && undoneBy(course.unclear, before, record, request, course.restore);
		if (undone) {
			putBack(course, undone, undone.by);
			writes = 0;
		}
		const landed = course.restore.length === 0 ? landedAmong(course.unclear, record, request) : undefined;
		if (landed) {
			const result = await settleLanded(port, request, { ...landed, base: before ?? landed.base }, record, course.unclear);
			if ('outcome' in result) return result;
			putBack(course, result, landed);
			before = undefined;
			record = await port.readBack();
			writes = 0;
		}
		if (writes >= MAX_WRITES || moves >= MAX_WRITES || round > MAX_ROUNDS) {
			if (!course.sent || lastLook) throw (course.end = givenUp(course, record));
			// What timed out may have landed during the last pause.
			lastLook = true;
			before = record;
			record = await port.readBack();
			continue;
		}
		checkIdentity(record, request.expected);
		if (await askHidden(port, shownEmpty(record, request), hidden)) {
			// That took a request, and the record is to be one request old when it is written.
			record = await look(port, course);
			continue;
		}
		const selection = decide(record, request, { hidden: new Set([...hidden.keys()].filter((name) => hidden.get(name))), reformats: request.known.trust.reformats });
		if (course.sent && course.done.length === 0 && selection.changes.length === 0) throw overtaken(record, selection);
		if (!course.sent && selection.changes.length === 0) return untouched(record, selection, request);
		if (request.dryRun) return dryRun(record, selection);
		if (request.rereadBeforeWrite) {
			const fresh = await look(port, course);
			if (fresh.text !== record.text) {
				moves++;
				before = record;
				record = fresh;
				continue;
			}
		}
		const sent = sendable(record, selection, request, course);
		const answer = await port.write(sent.text, record);
		if (answer.kind === 'accepted') {
			const result = await settleAccepted(port, request, sent, answer.record, course.unclear);
			if ('outcome' in result) return result;
			putBack(course, result, sent);
			before = undefined;
			record = await port.readBack();
			continue;
		}
		if (answer.kind === 'uncertain') {
			course.unclear.push(sent);
			course.sent = true;
			course.late ||= answer.late === true;
		}
		if (answer.kind === 'uncertain' || answer.kind === 'stale') writes++;
		const waited = answer.kind === 'again' || (await port.pause(Math.max(writes, 1), 'trouble' in answer ? answer.trouble : undefined));
		if (answer.kind === 'undelivered' && !waited) throw answer.fault;
		const fresh = await look(port, course);
		// Nothing has moved, so this conflict is not about the version: a key is in use.
		if (answer.kind === 'stale' && (fresh.text === record.text || sameVersion(fresh, record))) throw clash(answer.fault, selection);
		if (answer.kind === 'stale') moves++;
		before = record;
		record = fresh;
	}
}

function clash(fault: Fault, { changes }: Selection): Fault {
	const keys = changes.map(nameOf).filter((name) => name === 'externId' || name === 'externSource');
	if (keys.length === 0) return fault;
	const { details } = fault;
	return new Fault('conflict', 'Coachview refused the change because of a conflict: another person may have this Extern ID and Extern Source', 'Nothing was written. Correct the key, or merge the two people in Coachview.', { fields: keys, details });
}

/** A write that got no answer has landed late, and what it undid is put back with the next one. */
function putBack(course: Course, { by, restore }: Undone, { selection }: Sent): void {
	course.unclear = course.unclear.filter((one) => one !== by);
	course.sent = true;
	course.done = selection.changes;
	course.restore = restore;
}

function sendable(record: RawRecord, { changes, kept }: Selection, request: UpdateRequest, { done, restore }: Course): Sent {
	const anew = new Set(changes.map(nameOf));
	const there = done.filter((change) => !anew.has(nameOf(change)) && likeness(rawAt(record, change.path), change.json, change.path) !== 'different');
	const all = [...changes, ...there];
	// What somebody has decided on since stays.
	const open = restore.filter(({ path, left }) => likeness(rawAt(record, path), left, path) !== 'different');
	return { base: record, selection: { changes: all, kept }, restore: open, text: bodyOf(record, [...all, ...open], request) };
}

/** @returns a write without an answer whose values are there; under Overwrite all that was asked for has to be */
function landedAmong(unclear: readonly Sent[], record: RawRecord, { readOnly, policy, changes }: UpdateRequest): Sent | undefined {
	const isThere = (base: RawRecord, wanted: readonly Change[]) => judge(base, wanted, record, readOnly).notStored.length === 0;
	return unclear.findLast(({ base, selection }) => isThere(base, selection.changes) && (policy !== 'overwrite' || isThere(base, changes)));
}

function givenUp({ late, sent, done }: Course, record: RawRecord): Fault {
	const details = { ...personKeys(record) };
	if (!sent) {
		return new Fault('concurrentChange', 'The person was changed by somebody else each time it was about to be written', 'Nothing was written by this step. Run it again later.', { details });
	}
	if (late || done.length > 0) {
		return new Fault('unknownOutcome', 'Coachview gave no clear answer to the change, and it may still be stored', 'At the last look it was not there. Run this item again later: Update changes nothing when the values are there already.', { details });
	}
	return new Fault('unavailable', 'Coachview gave no clear answer to the change, and did not store it', 'The person was read back each time: the change is not there. Run this item again later.', { details });
}

async function look(port: PersonPort, { sent }: Course): Promise<RawRecord> {
	return sent ? await port.readBack() : await port.read();
}

/** @returns whether the port had to be asked which of these members may hold something all the same */
async function askHidden(port: PersonPort, names: readonly string[], hidden: Map<string, boolean>): Promise<boolean> {
	const open = names.filter((name) => !hidden.has(name));
	if (open.length === 0) return false;
	const found = await port.mayHide(open);
	for (const name of open) hidden.set(name, found.has(name));
	return true;
}

/**
 * The body of the PUT. A member that is null and was not asked for stays out: null could erase a value that Coachview
 * does not show (assumption A35), and left out it ends as null or as it was.
 */
function bodyOf(record: RawRecord, changes: readonly Change[], { readOnly, known }: UpdateRequest): string {
	const asked = new Set(changes.map(({ path: [top] }) => top));
	const nulls = record.root.members
		.filter(({ key, value }) => record.text.slice(value.start, value.end) === 'null' && !asked.has(key) && !known.nullsNeeded.has(key))
		.map(({ key }) => key);
	return editRecord(record, changes, [...readOnly, ...nulls]);
}

function untouched(record: RawRecord, { kept }: Selection, { changes, emptyFields = [] }: UpdateRequest): WriteResult {
	const outcome = changes.length === 0 && emptyFields.length > 0 ? 'nothingGiven' : kept.length > 0 ? 'conflict' : 'unchanged';
	return { ...emptyResult(outcome, personKeys(record), record), keptFields: kept, emptyFields: [...emptyFields], verified: outcome === 'nothingGiven' ? false : 'read' };
}

function dryRun(record: RawRecord, { changes, kept }: Selection): WriteResult {
	return { ...emptyResult('dryRun', personKeys(record), record), changedFields: changes.map(nameOf), keptFields: kept };
}

/** What a write without a clear answer was to change has another value now: it was stored and overwritten, or never stored. */
function overtaken(record: RawRecord, { kept }: Selection): Fault {
	return new Fault('conflict', `Coachview has another value now for ${kept.map(fieldLabel).join(', ')}`, '', { fields: kept, details: { ...personKeys(record) } });
}

/** Faults that say what became of a write; all others would say that nothing was written. */
const SETTLED: readonly Fault['reason'][] = ['unknownOutcome', 'notStored', 'lost', 'concurrentChange'];

function unsettled(cause: Fault, { end }: Course): Fault {
	if (cause === end || SETTLED.includes(cause.reason)) return cause;
	return new Fault(
		'unknownOutcome',
		'A first attempt to write the change got no clear answer, and it could not be sent again',
		`Run this item again: Update changes nothing when the values are there already. Cause: ${cause.message}`,
		{ fields: cause.fields, details: cause.details },
	);
}
