import { asFault, Fault } from '../fault';
import { editRecord, type Change } from '../json/edit';
import type { RawRecord } from '../json/record';
import { fieldLabel } from '../person/fields';
import { checkIdentity, personKeys, type ExpectedIdentity } from '../person/identity';
import { selectChanges, type Policy, type Selection } from './policy';
import type { PersonPort, WriteAnswer } from './port';
import type { WriteResult } from './result';
import { compareAfterWrite } from './verify';

export interface UpdateRequest {
	changes: readonly Change[];
	policy: Policy;
	expected: ExpectedIdentity;
	/** Top-level members that Coachview keeps by itself and a PUT leaves out. */
	readOnly: readonly string[];
	dryRun: boolean;
	verify: boolean;
	/** The record to start from, when the caller has it already. */
	base?: RawRecord;
	/** Read once more just before writing, and start again when the record has moved. */
	rereadBeforeWrite: boolean;
}

const MAX_ATTEMPTS = 3;

/**
 * Changes some fields of one person although Coachview only has a PUT that replaces the whole person (vendor
 * documentation; that left-out members are erased is assumption A20): read, check who it is, merge into the record as
 * received, write once, verify. After an uncertain answer the record is read and compared before anything is repeated.
 *
 * @param port the person in Coachview
 * @returns what happened; names of fields, never values
 * @throws Fault `identityMismatch`, `conflict`, `notStored`, `lost`, `concurrentChange`, `unavailable`,
 *         `unknownOutcome`, and what the port throws. Before a write was sent, every fault means that nothing changed.
 */
export async function safeUpdate(port: PersonPort, request: UpdateRequest): Promise<WriteResult> {
	let record = request.base ?? (await port.read());
	let moved = false;
	let sent: Selection | undefined;
	for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
		checkIdentity(record, request.expected);
		const selection = selectChanges(record, request.changes, request.policy);
		// A write without an answer may land after it was looked for; the change is then this step's own.
		if (selection.changes.length === 0) return sent ? result('updated', record, sent, request.verify) : settled(record, selection);
		if (request.dryRun) return result('dryRun', record, selection, false);
		if (request.rereadBeforeWrite) {
			const fresh = sent ? await port.readBack() : await port.read();
			if (fresh.text !== record.text) {
				record = fresh;
				moved = true;
				continue;
			}
		}
		const answer = await written(port, request, record, selection, sent !== undefined);
		if (answer.kind === 'accepted') return await accepted(port, request, record, selection, answer.record);
		const after = await port.readBack();
		if (answer.kind === 'uncertain' && landed(request, record, selection, after)) {
			return await accepted(port, request, record, selection, after);
		}
		moved = answer.kind === 'stale';
		if (!moved) sent ??= selection;
		await port.pause(attempt);
		record = after;
	}
	const keys = personKeys(record);
	if (sent) {
		// The last word: what timed out may have landed during the pause.
		record = await port.readBack();
		if (selectChanges(record, sent.changes, 'overwrite').changes.length === 0) return result('updated', record, sent, request.verify);
	}
	throw moved
		? new Fault('concurrentChange', 'The person was changed by somebody else each time it was about to be written', 'Nothing was written by this step. Run it again later.', { details: { ...keys } })
		: new Fault('unavailable', 'Coachview did not store the change although it was sent three times', 'The person was read back each time: the change is not there. Run this item again later.', { details: { ...keys } });
}

/** @throws Fault `unknownOutcome` when the write cannot be repeated and an earlier one may still land */
async function written(port: PersonPort, request: UpdateRequest, record: RawRecord, selection: Selection, again: boolean): Promise<WriteAnswer> {
	try {
		return await port.write(editRecord(record, selection.changes, request.readOnly), record);
	} catch (error) {
		throw again ? unsettled(record, asFault(error)) : asFault(error);
	}
}

function unsettled(record: RawRecord, cause: Fault): Fault {
	return new Fault(
		'unknownOutcome',
		'A first attempt to write the change got no clear answer, and it could not be sent again',
		`Run this item again: Update changes nothing when the values are there already. Cause: ${cause.message}`,
		{ details: { ...cause.details, ...personKeys(record) } },
	);
}

function settled(record: RawRecord, selection: Selection): WriteResult {
	return result(selection.kept.length > 0 ? 'conflict' : 'unchanged', record, selection, true);
}

function landed(request: UpdateRequest, before: RawRecord, selection: Selection, after: RawRecord): boolean {
	return compareAfterWrite(before, selection.changes, after, request.readOnly).notStored.length === 0;
}

async function accepted(
	port: PersonPort,
	request: UpdateRequest,
	before: RawRecord,
	selection: Selection,
	answered: RawRecord | undefined,
): Promise<WriteResult> {
	const after = answered ?? (request.verify ? await port.readBack() : undefined);
	if (!request.verify || !after) return result('updated', after ?? before, selection, false);
	const { notStored, lost } = compareAfterWrite(before, selection.changes, after, request.readOnly);
	const details = { ...personKeys(before) };
	if (lost.length > 0) {
		throw new Fault(
			'lost',
			`After the update these fields no longer have the value they had before: ${lost.join(', ')}`,
			'Either somebody changed them at the same moment, or Coachview did not take them back. Check this person in Coachview.',
			{ fields: lost, details },
		);
	}
	if (notStored.length > 0) {
		throw new Fault(
			'notStored',
			`Coachview accepted the update but did not store these fields as sent: ${notStored.map(fieldLabel).join(', ')}`,
			'The value may be too long or not allowed. All other fields are as they were.',
			{ fields: notStored, details },
		);
	}
	return result('updated', after, selection, true);
}

function result(outcome: WriteResult['outcome'], record: RawRecord, selection: Selection, verified: boolean): WriteResult {
	const names = outcome === 'conflict' || outcome === 'unchanged' ? [] : selection.changes.map(({ path }) => path.join('.'));
	return { outcome, keys: personKeys(record), changedFields: names, keptFields: selection.kept, verified, record };
}
