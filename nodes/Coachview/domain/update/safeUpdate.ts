import { asFault, Fault } from '../fault';
import { editRecord } from '../json/edit';
import { rawAt, type RawRecord } from '../json/record';
import { isEmptyJson } from '../json/compare';
import { checkIdentity, personKeys, type ExpectedIdentity } from '../person/identity';
import { decide, nameOf, shownEmpty, type Selection, type Wish } from './decide';
import { judge } from './judge';
import type { PersonPort, WriteAnswer } from './port';
import { emptyResult, type WriteResult } from './result';
import type { Known } from './trust';
import { settleAccepted, settleLanded, type Sent } from './settle';

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
	const unclear: Sent[] = [];
	const shown: Shown = { asked: new Set(), hidden: new Set() };
	let wish: Wish = request;
	let writes = 0;
	let moves = 0;
	let undelivered = 0;
	let barred: Fault | undefined;
	let record = request.base ?? (await port.read());
	for (let round = 1; round <= MAX_ROUNDS && writes < MAX_WRITES && moves < MAX_WRITES; round++) {
		const landed = landedAmong(unclear, record, request);
		if (landed) return await settleLanded(port, request, landed, record);
		checkIdentity(record, request.expected);
		if (await asksMore(port, shownEmpty(record, wish), shown)) {
			// That took a request or two, so this read is no longer a fresh one.
			record = await look(port, unclear);
			continue;
		}
		const selection = decide(record, wish, { hidden: shown.hidden, reformats: request.known.trust.reformats });
		if (selection.changes.length === 0) return untouched(record, selection, request);
		if (request.dryRun) return dryRun(record, selection);
		if (request.rereadBeforeWrite) {
			const fresh = await look(port, unclear);
			if (fresh.text !== record.text) {
				moves++;
				record = fresh;
				continue;
			}
		}
		const sent: Sent = { base: record, selection, text: bodyOf(record, selection, request) };
		const answer = await written(port, sent, unclear.length > 0);
		if (answer.kind === 'accepted') {
			const result = await settleAccepted(port, request, sent, answer.record, unclear);
			if (!('restore' in result)) return result;
			// A write that timed out before has landed after this one: what it undid is put back.
			wish = { policy: 'overwrite', changes: [...selection.changes, ...result.restore] };
			unclear.length = 0;
			record = await port.readBack();
			continue;
		}
		if (answer.kind === 'uncertain') unclear.push(sent);
		if (answer.kind === 'uncertain' || answer.kind === 'stale') writes++;
		if (answer.kind === 'undelivered') undelivered++;
		if ('fault' in answer) barred = answer.fault;
		const attempt = answer.kind === 'undelivered' ? undelivered : Math.max(writes, 1);
		const waited = answer.kind === 'again' || (await port.pause(attempt, 'trouble' in answer ? answer.trouble : undefined));
		if (answer.kind === 'undelivered' && !waited) throw unclear.length > 0 ? unsettled(record, answer.fault) : answer.fault;
		const fresh = await look(port, unclear);
		// Nothing has moved, so this conflict is not about the version: a key is in use.
		if (answer.kind === 'stale' && fresh.text === record.text) throw answer.fault;
		if (answer.kind === 'stale') moves++;
		record = fresh;
	}
	if (unclear.length === 0 && moves < MAX_WRITES && barred) throw barred;
	return await lastWord(port, request, unclear, record);
}

function landedAmong(unclear: readonly Sent[], record: RawRecord, { readOnly }: UpdateRequest): Sent | undefined {
	return unclear.findLast(({ base, selection }) => judge(base, selection.changes, record, readOnly).notStored.length === 0);
}

/** What timed out may have landed during the last pause. */
async function lastWord(port: PersonPort, request: UpdateRequest, unclear: readonly Sent[], record: RawRecord): Promise<WriteResult> {
	const details = { ...personKeys(record) };
	if (unclear.length === 0) {
		throw new Fault('concurrentChange', 'The person was changed by somebody else each time it was about to be written', 'Nothing was written by this step. Run it again later.', { details });
	}
	const last = await port.readBack();
	const landed = landedAmong(unclear, last, request);
	if (landed) return await settleLanded(port, request, landed, last);
	throw new Fault('unavailable', `Coachview did not store the change although it was sent ${['', 'once', 'twice'][unclear.length] ?? 'three times'}`, 'The person was read back each time: the change is not there. Run this item again later.', { details });
}

async function look(port: PersonPort, sent: readonly Sent[]): Promise<RawRecord> {
	return sent.length > 0 ? await port.readBack() : await port.read();
}

/** Members that are shown empty: those that were asked about, and those among them that may hold a value all the same. */
interface Shown {
	asked: Set<string>;
	hidden: Set<string>;
}

/** @returns whether there was something to ask */
async function asksMore(port: PersonPort, empty: readonly string[], { asked, hidden }: Shown): Promise<boolean> {
	const open = empty.filter((name) => !asked.has(name));
	if (open.length === 0) return false;
	(await port.mayHide(open)).forEach((name) => hidden.add(name));
	open.forEach((name) => asked.add(name));
	return true;
}

/**
 * The body of the PUT. A member that is null and was not asked for stays out: null could erase a value that Coachview
 * does not show (assumption A35), and left out it ends as null or as it was.
 */
function bodyOf(record: RawRecord, { changes }: Selection, { readOnly, known }: UpdateRequest): string {
	const asked = new Set(changes.map(({ path: [top] }) => top));
	const nulls = record.root.members
		.filter(({ key, value }) => record.text.slice(value.start, value.end) === 'null' && !asked.has(key) && !known.nullsNeeded.has(key))
		.map(({ key }) => key);
	const turned = [...known.trust.turned].filter((name) => !asked.has(name));
	const stuck = turned.filter((name) => known.trust.stuck.has(name) && !isEmptyJson(rawAt(record, [name])));
	if (stuck.length > 0) throw stuckFault(record, stuck);
	return editRecord(record, changes, [...readOnly, ...nulls, ...turned]);
}

/** @throws Fault `unknownOutcome` when the write cannot be repeated and an earlier one may still land */
async function written(port: PersonPort, { text, base }: Sent, again: boolean): Promise<WriteAnswer> {
	try {
		return await port.write(text, base);
	} catch (error) {
		throw again ? unsettled(base, asFault(error)) : asFault(error);
	}
}

/** Sent back the value would be turned round, left out it would be emptied. */
function stuckFault(record: RawRecord, names: readonly string[]): Fault {
	return new Fault(
		'unexpectedAnswer',
		`This Coachview can neither be sent these free fields as it shows them, nor be written without them: ${names.join(', ')}`,
		'Nothing was written. Give these fields under Other Fields too, in the form that Coachview reads.',
		{ fields: names, details: { ...personKeys(record) } },
	);
}

function untouched(record: RawRecord, { kept }: Selection, { changes, emptyFields = [] }: UpdateRequest): WriteResult {
	const outcome = changes.length === 0 && emptyFields.length > 0 ? 'nothingGiven' : kept.length > 0 ? 'conflict' : 'unchanged';
	return { ...emptyResult(outcome, personKeys(record), record), keptFields: kept, emptyFields: [...emptyFields], verified: outcome === 'nothingGiven' ? false : 'read' };
}

function dryRun(record: RawRecord, { changes, kept }: Selection): WriteResult {
	return { ...emptyResult('dryRun', personKeys(record), record), changedFields: changes.map(nameOf), keptFields: kept };
}

function unsettled(record: RawRecord, cause: Fault): Fault {
	return new Fault(
		'unknownOutcome',
		'A first attempt to write the change got no clear answer, and it could not be sent again',
		`Run this item again: Update changes nothing when the values are there already. Cause: ${cause.message}`,
		{ details: { ...cause.details, ...personKeys(record) } },
	);
}
