import type { Entity } from '../../entities/entity';
import { Fault } from '../fault';
import { isEmptyJson } from '../json/compare';
import { rawAt, rawRecord, type RawRecord } from '../json/record';
import { fieldLabels } from '../fields/label';
import { keyItem, recordKeys } from '../identity';
import { nameOf } from './decide';
import { likeness } from './equalForms';
import { erasedAmong, isWell, judge, judgeChanges, type Findings } from './judge';
import type { RecordPort } from './port';
import { emptyResult, type Verified, type WriteResult } from './result';
import { secondLook } from './secondLook';
import { changesOf, undoneBy, type Sent, type Settling, type Undone } from './sent';
import { hasOwnVersion, sameVersion, type Trust } from './trust';
import { undoneEachTime } from './updateFaults';

/** The write of somebody else has undone the change. */
export interface Overtaken {
	byOthers: true;
	/** What to say when that never ends. */
	fault: Fault;
	/** What else has another value since. */
	unverified: string[];
}

/**
 * Judges a write that was accepted: by its answer when answers have proved themselves, otherwise by a read. A finding is
 * confirmed by a second look before it is called lost or not stored.
 *
 * @param answer the record in the answer, if there was one
 * @param earlier writes of this step that had no clear answer and may have landed since
 * @returns the result, or what has to be put back, beside the change itself, because an earlier write of this step landed
 *          after this one; nothing beside it when the write of somebody else (`byOthers`) undid the change
 * @throws Fault `lost`, `notStored`, `concurrentChange`
 */
export async function settleAccepted(
	port: RecordPort,
	settling: Settling,
	sent: Sent,
	answer: RawRecord | undefined,
	earlier: readonly Sent[],
): Promise<WriteResult | Undone | Overtaken> {
	const { entity, readOnly, verify, writesAgain = false, known } = settling;
	const { base } = sent;
	const changes = changesOf(sent);
	const { trust } = known;
	const overlap = answer !== undefined && trust.overlaps(base, answer);
	if (!verify) return stored(entity, sent, answer ?? base, { verified: false, overlap, trust });
	const body = rawRecord(sent.text);
	if (answer && earlier.length === 0 && trust.believes(answer, base, body, changes)) {
		const notShown = trust.notShown(answer, body);
		if (
			isWell(judge(entity, base, changes, answer, [...readOnly, ...notShown], known.calculated)) &&
			erasedAmong(readOnly, base, answer).length === 0
		) {
			return stored(entity, sent, answer, { verified: 'answer', overlap, trust, unverified: notShown });
		}
	}
	const first = await port.readBack();
	if (answer) trust.learn(answer, first, base);
	const { record, findings, unsteady } = await secondLook(port, sent, first, { entity, readOnly, known });
	trust.learnStored(body, record, changes);
	const late = answer === undefined && trust.overlaps(base, record);
	const seen = { verified: 'read' as const, overlap: overlap || late, trust, unverified: unsteady };
	const undone = undoneBy(earlier, base, record, settling, changes);
	if (undone) return undone;
	if (isWell(findings)) return stored(entity, sent, record, seen);
	const wasWell =
		answer !== undefined &&
		isWell(judge(entity, base, changes, answer, [...readOnly, ...trust.notShown(answer, body)], known.calculated));
	// While the record is still the old one, an answer that says otherwise is no proof that anything was stored.
	const movedOn =
		wasWell && hasOwnVersion(answer, base) ? !sameVersion(answer, record) && !sameVersion(base, record) : late;
	const turned = trust.learnTurned(base, record, findings.lost, known.free ?? new Set());
	if (turned.length > 0) throw turnedComplaint(entity, base, findings, turned);
	// Nothing tells who wrote last: it may be somebody who had read before this write.
	const isUnknown = !movedOn && (answer === undefined || (wasWell && !hasOwnVersion(answer, base)));
	if (writesAgain && (movedOn || isUnknown) && isUndone(base, record, findings, isUnknown)) {
		const fault = isUnknown
			? complaint(entity, base, findings)
			: undoneEachTime(entity, changes.map(nameOf), recordKeys(record));
		return { byOthers: true, fault, unverified: names(findings.lost) };
	}
	if (movedOn) return changedElsewhere(entity, sent, record, findings, seen);
	throw complaint(entity, base, findings);
}

/**
 * Judges a write that had no clear answer and whose values a read shows now. Other fields may have been edited since, so
 * a different value is reported as not compared; an emptied one is lost.
 *
 * @param unclear all writes of this step without an answer: what looks landed may be somebody else's, and land yet
 * @returns the result, or what has to be put back
 * @throws Fault `lost`
 */
export async function settleLanded(
	port: RecordPort,
	settling: Settling,
	sent: Sent,
	read: RawRecord,
	unclear: readonly Sent[],
): Promise<WriteResult | Undone> {
	const { entity, readOnly, verify, known } = settling;
	const { trust } = known;
	if (!verify) return stored(entity, sent, read, { verified: false, overlap: false, trust });
	const { record, findings, unsteady } = await secondLook(port, sent, read, { entity, readOnly, known });
	const undone = undoneBy(unclear, read, record, settling);
	if (undone) return undone;
	const overlap = trust.overlaps(sent.base, record);
	const turned = trust.learnTurned(sent.base, record, findings.lost, known.free ?? new Set());
	if (turned.length > 0) throw turnedComplaint(entity, sent.base, findings, turned);
	const emptied = findings.lost.filter((path) => isEmptyJson(rawAt(record, path)));
	if (emptied.length > 0 && !overlap) throw complaint(entity, sent.base, { ...findings, lost: emptied });
	const unverified = [...unsteady, ...names([...findings.lost, ...findings.notStored])];
	return stored(entity, sent, record, { verified: 'read', overlap, trust, unverified });
}

interface Seen {
	verified: Verified;
	overlap: boolean;
	trust: Trust;
	unverified?: readonly string[];
}

function stored(
	entity: Entity,
	{ base, selection }: Sent,
	record: RawRecord,
	{ verified, overlap, trust, unverified = [] }: Seen,
): WriteResult {
	const { otherForm, regrouped } = judgeChanges(entity, base, selection.changes, record);
	const differently = verified === false ? [] : names(otherForm).filter((name) => !unverified.includes(name));
	for (const name of names(regrouped)) if (differently.includes(name)) trust.reformats.add(name);
	return {
		...emptyResult(differently.length > 0 ? 'storedDifferently' : 'updated', recordKeys(record), record),
		changedFields: selection.changes.map(nameOf),
		keptFields: selection.kept,
		storedDifferentlyFields: differently,
		unverifiedFields: [...unverified],
		verified,
		overlap,
		before: base,
	};
}

/**
 * Whether all that is missing has its value of before the write again, so that nobody has decided on another one. Where
 * nothing tells who wrote last, it may also be a server that does not store it; but not one that has emptied something.
 */
function isUndone(base: RawRecord, record: RawRecord, { notStored, lost }: Findings, isUnknown: boolean): boolean {
	const isOld = (path: string[]) => likeness(rawAt(record, path), rawAt(base, path) ?? 'null', path) !== 'different';
	return (
		notStored.length > 0 &&
		notStored.every(isOld) &&
		!(isUnknown && lost.some((path) => isEmptyJson(rawAt(record, path))))
	);
}

/** @throws Fault `concurrentChange` when what somebody else wrote right afterwards took the place of what was asked for */
function changedElsewhere(
	entity: Entity,
	sent: Sent,
	record: RawRecord,
	{ lost, notStored }: Findings,
	seen: Seen,
): WriteResult {
	if (notStored.length === 0)
		return stored(entity, sent, record, { ...seen, unverified: [...(seen.unverified ?? []), ...names(lost)] });
	throw new Fault(
		'concurrentChange',
		`The change was stored, but somebody else wrote the ${entity.words.one} right afterwards, and these fields have another value now: ${fieldLabels(entity, names(notStored))}`,
		`Check this ${entity.words.one} in Coachview and run the item again. With Concurrency Check set to Look Again After Writing, Update repeats such a change by itself.`,
		{ fields: names(notStored), details: keyItem(entity, recordKeys(sent.base)) },
	);
}

/** Sending a value back as it was shown has changed it. */
function turnedComplaint(entity: Entity, base: RawRecord, { lost }: Findings, turned: readonly string[]): Fault {
	return new Fault(
		'lost',
		`The change was stored, but Coachview reads these free fields in another form than it shows them, and has turned their values round: ${turned.join(', ')}`,
		`Correct these fields of this ${entity.words.one} in Coachview. Until n8n is restarted this node does not send them back any more, unless you set them. Setting Free Fields to Leave Out does the same for all of them.`,
		{ fields: names(lost), details: keyItem(entity, recordKeys(base)) },
	);
}

function complaint(entity: Entity, base: RawRecord, { lost, notStored }: Findings): Fault {
	const details = keyItem(entity, recordKeys(base));
	if (lost.length > 0) {
		return new Fault(
			'lost',
			`After the update these fields no longer have the value they had before: ${names(lost).join(', ')}`,
			`Either somebody changed them at the same moment, or Coachview did not take them back. Check this ${entity.words.one} in Coachview. A field that Coachview fills in by itself can be named under Read-Only Fields.`,
			{ fields: names(lost), details },
		);
	}
	return new Fault(
		'notStored',
		`Coachview accepted the update but did not store these fields as sent: ${fieldLabels(entity, names(notStored))}`,
		'The value may be too long or not allowed. All other fields are as they were.',
		{ fields: names(notStored), details },
	);
}

function names(paths: readonly string[][]): string[] {
	return paths.map((path) => path.join('.'));
}
