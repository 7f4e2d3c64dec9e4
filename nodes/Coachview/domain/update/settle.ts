import { Fault } from '../fault';
import { isEmptyJson } from '../json/compare';
import type { Change } from '../json/edit';
import { rawAt, rawRecord, type RawRecord } from '../json/record';
import { fieldLabel } from '../person/fields';
import { personKeys } from '../person/identity';
import { nameOf, type Selection } from './decide';
import { isWell, judge, type Findings } from './judge';
import type { PersonPort } from './port';
import { emptyResult, type Verified, type WriteResult } from './result';
import { movesByItself } from './selfMoving';
import { hasOwnVersion, sameVersion, type Known, type Trust } from './trust';

/** One write that was sent: what it was made from, what it changes, and the body. */
export interface Sent {
	base: RawRecord;
	selection: Selection;
	text: string;
}

export interface Settling {
	readOnly: readonly string[];
	verify: boolean;
	known: Known;
}

/** Looks at a record that still shows its old state; some systems answer reads from a copy that is a little behind. */
const LOOKS_AT_OLD = 3;

/**
 * Judges a write that was accepted: by its answer when answers have proved themselves, otherwise by a read. A finding is
 * confirmed by a second look before it is called lost or not stored.
 *
 * @param answer the record in the answer, if there was one
 * @param earlier writes of this step that had no clear answer and may have landed since
 * @returns the result, or what has to be put back because an earlier write of this step landed after this one
 * @throws Fault `lost`, `notStored`, `concurrentChange`
 */
export async function settleAccepted(
	port: PersonPort, { readOnly, verify, known }: Settling, sent: Sent, answer: RawRecord | undefined, earlier: readonly Sent[],
): Promise<WriteResult | { restore: Change[] }> {
	const { base, selection } = sent;
	const { trust } = known;
	const overlap = answer !== undefined && trust.overlaps(base, answer);
	if (!verify) return stored(sent, answer ?? base, { verified: false, overlap, trust });
	const body = rawRecord(sent.text);
	if (answer && earlier.length === 0 && trust.believes(answer, base, body, selection.changes)) {
		const notShown = trust.notShown(answer, body);
		if (isWell(judge(base, selection.changes, answer, [...readOnly, ...notShown], known.calculated))) {
			return stored(sent, answer, { verified: 'answer', overlap, trust, unverified: notShown });
		}
	}
	const first = await port.readBack();
	if (answer) trust.learn(answer, first, base);
	const { record, findings, unsteady } = await secondLook(port, sent, first, { readOnly, known });
	trust.learnStored(body, record, selection.changes);
	const late = answer === undefined && trust.overlaps(base, record);
	const seen = { verified: 'read' as const, overlap: overlap || late, trust, unverified: unsteady };
	if (isWell(findings)) return stored(sent, record, seen);
	const own = earlier.find((one) => isOwn(one, record, findings));
	if (own) return { restore: findings.lost.map((path) => ({ path, json: rawAt(base, path) ?? 'null' })) };
	const wasWell = answer !== undefined && isWell(judge(base, selection.changes, answer, [...readOnly, ...trust.notShown(answer, body)], known.calculated));
	const turned = trust.learnTurned(base, record, findings.lost, known.free ?? new Set());
	if (turned.length > 0) throw turnedComplaint(base, findings, turned);
	const movedOn = wasWell && hasOwnVersion(answer, base) ? !sameVersion(answer, record) : late;
	if (movedOn) return changedElsewhere(sent, record, findings, seen);
	throw complaint(base, findings);
}

/**
 * Judges a write that had no clear answer and whose values a read shows now. Other fields may have been edited since, so
 * a different value is reported as not compared; an emptied one is lost.
 *
 * @throws Fault `lost`
 */
export async function settleLanded(port: PersonPort, { readOnly, verify, known }: Settling, sent: Sent, read: RawRecord): Promise<WriteResult> {
	const { trust } = known;
	if (!verify) return stored(sent, read, { verified: false, overlap: false, trust });
	const { record, findings, unsteady } = await secondLook(port, sent, read, { readOnly, known });
	const overlap = trust.overlaps(sent.base, record);
	const turned = trust.learnTurned(sent.base, record, findings.lost, known.free ?? new Set());
	if (turned.length > 0) throw turnedComplaint(sent.base, findings, turned);
	const emptied = findings.lost.filter((path) => isEmptyJson(rawAt(record, path)));
	if (emptied.length > 0 && !overlap) throw complaint(sent.base, { ...findings, lost: emptied });
	const unverified = [...unsteady, ...names([...findings.lost, ...findings.notStored])];
	return stored(sent, record, { verified: 'read', overlap, trust, unverified });
}

async function secondLook(
	port: PersonPort, { base, selection }: Sent, first: RawRecord, { readOnly, known }: Pick<Settling, 'readOnly' | 'known'>,
): Promise<{ record: RawRecord; findings: Findings; unsteady: string[] }> {
	const { changes } = selection;
	let record = first;
	let unsteady: string[][] = [];
	const look = (): Findings => {
		const all = judge(base, changes, record, readOnly, known.calculated);
		const lost = all.lost.filter((path) => !movesByItself(base, record, path, changes));
		unsteady = [...unsteady, ...all.lost.filter((path) => !lost.includes(path))];
		return { ...all, lost };
	};
	const isOld = ({ lost, notStored }: Findings) => lost.length === 0 && notStored.length === changes.length;
	let findings = look();
	for (let count = 1; !isWell(findings) && count <= (isOld(findings) ? LOOKS_AT_OLD : 1); count++) {
		await port.pause(1);
		const [before, wasOld] = [record, isOld(findings)];
		record = await port.readBack();
		findings = look();
		known.trust.lags ||= wasOld && !isOld(findings);
		// What differs between two reads of one version moves by itself: a counter, a list in no order.
		const moving = findings.lost.filter((path) => !wasOld && sameVersion(before, record) && rawAt(before, path) !== rawAt(record, path));
		unsteady = [...unsteady, ...moving];
		findings = { ...findings, lost: findings.lost.filter((path) => !moving.includes(path)) };
	}
	return { record, findings, unsteady: [...new Set(names(unsteady))] };
}

interface Seen {
	verified: Verified;
	overlap: boolean;
	trust: Trust;
	unverified?: readonly string[];
}

function stored({ base, selection }: Sent, record: RawRecord, { verified, overlap, trust, unverified = [] }: Seen): WriteResult {
	const { otherForm, regrouped } = judge(base, selection.changes, record, []);
	const differently = verified === false ? [] : names(otherForm).filter((name) => !unverified.includes(name));
	for (const name of names(regrouped)) if (differently.includes(name)) trust.reformats.add(name);
	return {
		...emptyResult(differently.length > 0 ? 'storedDifferently' : 'updated', personKeys(record), record),
		changedFields: selection.changes.map(nameOf),
		keptFields: selection.kept,
		storedDifferentlyFields: differently,
		unverifiedFields: [...unverified],
		verified,
		overlap,
		before: base,
	};
}

/** An earlier write of this step that arrived late: the record has just its values where something is missing. */
function isOwn({ text }: Sent, record: RawRecord, { lost, notStored }: Findings): boolean {
	const body = rawRecord(text);
	const same = (path: string[]) => {
		const [now, then] = [rawAt(record, path), rawAt(body, path)];
		return now === then || (isEmptyJson(now) && isEmptyJson(then));
	};
	return lost.length > 0 && [...lost, ...notStored].every(same);
}

/** @throws Fault `concurrentChange` when what somebody else wrote right afterwards took the place of what was asked for */
function changedElsewhere(sent: Sent, record: RawRecord, { lost, notStored }: Findings, seen: Seen): WriteResult {
	if (notStored.length === 0) return stored(sent, record, { ...seen, unverified: [...(seen.unverified ?? []), ...names(lost)] });
	throw new Fault(
		'concurrentChange',
		`The change was stored, but somebody else wrote the person right afterwards, and these fields have another value now: ${labels(notStored)}`,
		'Check this person in Coachview and run the item again. With Concurrency Check set to Look Again After Writing, Update repeats such a change by itself.',
		{ fields: names(notStored), details: { ...personKeys(sent.base) } },
	);
}

/** Sending a value back as it was shown has changed it. */
function turnedComplaint(base: RawRecord, { lost }: Findings, turned: readonly string[]): Fault {
	return new Fault(
		'lost',
		`The change was stored, but Coachview reads these free fields in another form than it shows them, and has turned their values round: ${turned.join(', ')}`,
		'Correct these fields of this person in Coachview. Until n8n is restarted this node does not send them back any more, unless you set them. Setting Free Fields to Leave Out does the same for all of them.',
		{ fields: names(lost), details: { ...personKeys(base) } },
	);
}

function complaint(base: RawRecord, { lost, notStored }: Findings): Fault {
	const details = { ...personKeys(base) };
	if (lost.length > 0) {
		return new Fault(
			'lost',
			`After the update these fields no longer have the value they had before: ${names(lost).join(', ')}`,
			'Either somebody changed them at the same moment, or Coachview did not take them back. Check this person in Coachview. A field that Coachview fills in by itself can be named under Read-Only Fields.',
			{ fields: names(lost), details },
		);
	}
	return new Fault(
		'notStored',
		`Coachview accepted the update but did not store these fields as sent: ${labels(notStored)}`,
		'The value may be too long or not allowed. All other fields are as they were.',
		{ fields: names(notStored), details },
	);
}

function names(paths: readonly string[][]): string[] {
	return paths.map((path) => path.join('.'));
}

function labels(paths: readonly string[][]): string {
	return names(paths).map(fieldLabel).join(', ');
}
