import type { Entity } from '../../entities/entity';
import { asFault, type Fault } from '../fault';
import type { RawRecord } from '../json/record';
import { checkIdentity, recordKeys, type ExpectedIdentity } from '../identity';
import { landedAmong, newCourse, putBack, receiptOfAll, sendable, writeAgain, type Course } from './course';
import { decide, nameOf, shownEmpty, type Selection, type Wish } from './decide';
import type { RecordPort } from './port';
import { emptyResult, type WriteResult } from './result';
import { undoneBy } from './sent';
import { settleAccepted, settleLanded } from './settle';
import { isEdited } from './selfMoving';
import { sameVersion, type Known } from './trust';
import { clash, givenUp, overtaken, unsettled } from './updateFaults';

export interface UpdateRequest extends Wish {
	entity: Entity;
	expected: ExpectedIdentity;
	/** Top-level members that Coachview keeps by itself and a PUT leaves out. */
	readOnly: readonly string[];
	dryRun: boolean;
	verify: boolean;
	/** A record that was read just now; it counts as the first read. */
	base?: RawRecord;
	/** Read once more just before writing, and start again when the record has moved. */
	rereadBeforeWrite: boolean;
	/** Whether a change that somebody else's write has undone is written again (Look Again After Writing). */
	writesAgain?: boolean;
	known: Known;
	/** Display names of fields that the user added without a value; left out where the operation is more than its fields. */
	emptyFields?: readonly string[];
}

/** Writes that may end without a clear answer or with a version conflict before the step gives up. */
const MAX_WRITES = 3;
/** Rounds in all, those counted that only waited until Coachview takes requests again. */
const MAX_ROUNDS = 12;

/**
 * Changes some fields of one record although Coachview only has a PUT that replaces the whole record (vendor
 * documentation; that left-out members are erased is assumption A20): read, check who it is, decide, write once, judge.
 * Every write follows a read directly. After an answer that is not clear the loop waits first, and then reads, decides
 * and judges anew.
 *
 * @param port the record in Coachview
 * @returns what happened; names of fields, never values
 * @throws Fault `identityMismatch`, `conflict`, `notStored`, `lost`, `concurrentChange`, `unavailable`,
 *         `unknownOutcome`, and what the port throws. Before a write was sent, every fault means that nothing changed.
 */
export async function updateRecord(port: RecordPort, request: UpdateRequest): Promise<WriteResult> {
	const course = newCourse();
	try {
		return await update(port, request, course);
	} catch (error) {
		throw course.sent ? unsettled(asFault(error), course) : asFault(error);
	}
}

async function update(port: RecordPort, request: UpdateRequest, course: Course): Promise<WriteResult> {
	const hidden = new Map<string, boolean>();
	let writes = 0;
	let moves = 0;
	let lastLook = false;
	let undelivered = 0;
	let barred: Fault | undefined;
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
			const result = await settleLanded(
				port,
				request,
				{ ...landed, base: before ?? landed.base },
				record,
				course.unclear,
			);
			if ('outcome' in result) return result;
			putBack(course, result, landed);
			before = undefined;
			record = await port.readBack();
			writes = 0;
		}
		if (writes >= MAX_WRITES || moves >= MAX_WRITES || round > MAX_ROUNDS) {
			if (!course.sent || lastLook)
				throw (course.end = givenUp(request.entity, course, record, moves >= MAX_WRITES ? undefined : barred));
			// What timed out may have landed during the last pause.
			lastLook = true;
			before = record;
			record = await port.readBack();
			continue;
		}
		checkIdentity(request.entity, record, request.expected);
		if (await askHidden(port, shownEmpty(request.entity, record, request), hidden)) {
			// That took a request, and the record is to be one request old when it is written.
			record = await look(port, course);
			continue;
		}
		const selection = decide(request.entity, record, request, {
			hidden: new Set([...hidden.keys()].filter((name) => hidden.get(name))),
			reformats: request.known.trust.reformats,
		});
		if (course.sent && course.done.length === 0 && selection.changes.length === 0)
			throw overtaken(request.entity, record, selection);
		if (!course.sent && selection.changes.length === 0) return untouched(record, selection, request);
		if (request.dryRun) return dryRun(record, selection);
		if (request.rereadBeforeWrite) {
			const fresh = await look(port, course);
			const isMoved = isEdited(request.entity, record, fresh, request.changes, request.readOnly);
			if (isMoved) {
				moves++;
				before = record;
			}
			record = fresh;
			if (isMoved) continue;
		}
		const sent = sendable(record, selection, request, course);
		const answer = await port.write(sent.text, record);
		if (answer.kind === 'accepted') {
			const result = await settleAccepted(port, request, sent, answer.record, course.unclear);
			if ('outcome' in result) return receiptOfAll(result, course);
			if ('byOthers' in result) writeAgain(course, sent, result);
			else putBack(course, result, sent);
			before = undefined;
			record = await port.readBack();
			continue;
		}
		if (answer.kind === 'uncertain') {
			course.unclear.push(sent);
			course.sent = true;
			course.late ||= answer.late === true;
		} else barred = answer.fault;
		if (answer.kind === 'uncertain' || answer.kind === 'stale') writes++;
		if (answer.kind === 'undelivered') undelivered++;
		const attempt = answer.kind === 'undelivered' ? undelivered : Math.max(writes, 1);
		const waited =
			answer.kind === 'again' || (await port.pause(attempt, 'trouble' in answer ? answer.trouble : undefined));
		if (answer.kind === 'undelivered' && !waited) throw answer.fault;
		const fresh = await look(port, course);
		// Nothing has moved, so this conflict is not about the version: a key is in use.
		if (answer.kind === 'stale' && (fresh.text === record.text || sameVersion(fresh, record)))
			throw clash(request.entity, answer.fault, selection);
		if (answer.kind === 'stale') moves++;
		before = record;
		record = fresh;
	}
}

async function look(port: RecordPort, { sent }: Course): Promise<RawRecord> {
	return sent ? await port.readBack() : await port.read();
}

/** @returns whether the port had to be asked which of these members may hold something all the same */
async function askHidden(port: RecordPort, names: readonly string[], hidden: Map<string, boolean>): Promise<boolean> {
	const open = names.filter((name) => !hidden.has(name));
	if (open.length === 0) return false;
	const found = await port.mayHide(open);
	for (const name of open) hidden.set(name, found.has(name));
	return true;
}

function untouched(record: RawRecord, { kept }: Selection, { changes, emptyFields }: UpdateRequest): WriteResult {
	// Also without a single name: n8n drops a whole collection that comes from an expression.
	const outcome =
		changes.length === 0 && emptyFields !== undefined ? 'nothingGiven' : kept.length > 0 ? 'conflict' : 'unchanged';
	return {
		...emptyResult(outcome, recordKeys(record), record),
		keptFields: kept,
		emptyFields: [...(emptyFields ?? [])],
		verified: outcome === 'nothingGiven' ? false : 'read',
	};
}

function dryRun(record: RawRecord, { changes, kept }: Selection): WriteResult {
	return { ...emptyResult('dryRun', recordKeys(record), record), changedFields: changes.map(nameOf), keptFields: kept };
}
