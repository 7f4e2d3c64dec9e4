import { Fault } from '../fault';
import { isEmptyAt, isEmptyJson, sameAt } from '../json/compare';
import type { Change } from '../json/edit';
import { leafPaths, rawAt, rawRecord, type RawRecord } from '../json/record';
import { fieldLabel } from '../person/fields';
import { personKeys } from '../person/identity';
import { nameOf, type Selection, type Wish } from './decide';
import { isWell, judge, type Findings } from './judge';
import type { PersonPort } from './port';
import { emptyResult, type Verified, type WriteResult } from './result';
import { sameVersion, type Known, type Trust } from './trust';

/** One write that was sent: what it was made from, what it changes, and the body. */
export interface Sent {
	base: RawRecord;
	selection: Selection;
	text: string;
	/** What an earlier write of this step had undone and this one puts back; no change that the user asked for. */
	restore?: readonly Restored[];
}

/** A value to put back, and the one (JSON text) that the late write has left there. */
export interface Restored extends Change {
	left: string;
}

/** An earlier write of this step that landed after a later look, and what it undid. */
export interface Undone {
	by: Sent;
	restore: Restored[];
}

export interface Settling extends Wish {
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
	port: PersonPort, settling: Settling, sent: Sent, answer: RawRecord | undefined, earlier: readonly Sent[],
): Promise<WriteResult | Undone> {
	const { readOnly, verify, known } = settling;
	const { base } = sent;
	const changes = changesOf(sent);
	const { trust } = known;
	const overlap = answer !== undefined && trust.overlaps(base, answer);
	if (!verify) return stored(sent, answer ?? base, { verified: false, overlap, trust });
	const body = rawRecord(sent.text);
	if (answer && earlier.length === 0 && trust.believes(answer, base, body, changes)) {
		const notShown = trust.notShown(answer, body);
		if (isWell(judge(base, changes, answer, [...readOnly, ...notShown], known.calculated))) {
			return stored(sent, answer, { verified: 'answer', overlap, trust, unverified: notShown });
		}
	}
	const first = await port.readBack();
	if (answer) trust.learn(answer, first, base);
	const { record, findings, unsteady } = await secondLook(port, sent, first, { readOnly, known });
	const late = answer === undefined && trust.overlaps(base, record);
	const seen = { verified: 'read' as const, overlap: overlap || late, trust, unverified: unsteady };
	const undone = undoneBy(earlier, base, record, settling, changes);
	if (undone) return undone;
	if (isWell(findings)) return stored(sent, record, seen);
	const wasWell = answer !== undefined && isWell(judge(base, changes, answer, [...readOnly, ...trust.notShown(answer, body)], known.calculated));
	const movedOn = wasWell ? !sameVersion(answer, record) && hasVersion(record) : late;
	if (movedOn) return changedElsewhere(sent, record, findings, seen);
	throw complaint(base, findings);
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
	port: PersonPort, settling: Settling, sent: Sent, read: RawRecord, unclear: readonly Sent[],
): Promise<WriteResult | Undone> {
	const { readOnly, verify, known } = settling;
	const { trust } = known;
	if (!verify) return stored(sent, read, { verified: false, overlap: false, trust });
	const { record, findings, unsteady } = await secondLook(port, sent, read, { readOnly, known });
	const undone = undoneBy(unclear, read, record, settling);
	if (undone) return undone;
	const overlap = trust.overlaps(sent.base, record);
	const emptied = findings.lost.filter((path) => isEmptyJson(rawAt(record, path)));
	if (emptied.length > 0 && !overlap) throw complaint(sent.base, { ...findings, lost: emptied });
	const unverified = [...unsteady, ...names([...findings.lost, ...findings.notStored])];
	return stored(sent, record, { verified: 'read', overlap, trust, unverified });
}

async function secondLook(
	port: PersonPort, sent: Sent, first: RawRecord, { readOnly, known }: Pick<Settling, 'readOnly' | 'known'>,
): Promise<{ record: RawRecord; findings: Findings; unsteady: string[] }> {
	const { base } = sent;
	let record = first;
	let findings = judged(sent, record, readOnly, known);
	let unsteady: string[][] = [];
	for (let look = 1; !isWell(findings) && look <= (record.text === base.text ? LOOKS_AT_OLD : 1); look++) {
		await port.pause(look);
		const again = await port.readBack();
		const before = record;
		record = again;
		known.trust.lags ||= before.text === base.text && again.text !== base.text;
		findings = judged(sent, record, readOnly, known);
		// What differs between two reads of one version moves by itself: a counter, a list in no order.
		unsteady = findings.lost.filter((path) => sameVersion(before, again) && before.text !== base.text && rawAt(before, path) !== rawAt(again, path));
		findings = { ...findings, lost: findings.lost.filter((path) => !unsteady.includes(path)) };
	}
	const unseen = await unseenAmong(port, record, findings.notStored);
	return { record, findings: { ...findings, notStored: findings.notStored.filter((path) => !unseen.includes(path)) }, unsteady: names([...unsteady, ...unseen]) };
}

/** What was to be put back and is not there is lost; nobody asked for it. */
function judged(sent: Sent, record: RawRecord, readOnly: readonly string[], { calculated }: Known): Findings {
	const findings = judge(sent.base, changesOf(sent), record, readOnly, calculated);
	const restored = new Set(sent.restore?.map(({ path }) => path));
	const [back, asked] = [true, false].map((own) => findings.notStored.filter((path) => restored.has(path) === own)) as [string[][], string[][]];
	return { ...findings, notStored: asked, lost: [...findings.lost, ...back] };
}

/** @returns those that are shown as null whatever they hold (assumption A35): they cannot be compared */
async function unseenAmong(port: PersonPort, record: RawRecord, paths: readonly string[][]): Promise<string[][]> {
	const nulls = paths.filter(([top = '']) => rawAt(record, [top]) === 'null');
	if (nulls.length === 0) return [];
	const hidden = await port.mayHide(nulls.map(([top = '']) => top));
	return nulls.filter(([top = '']) => hidden.has(top));
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

function changesOf({ selection, restore = [] }: Sent): Change[] {
	return [...selection.changes, ...restore];
}

/**
 * A write without an answer may land after a later look, and takes back what that look had shown and its own base had not.
 *
 * @param seen the later look
 * @param changes what was written since then
 * @returns the first such write, and what puts things right
 */
export function undoneBy(
	earlier: readonly Sent[], seen: RawRecord, now: RawRecord, { readOnly, known, policy, changes: wished }: Settling, changes: readonly Change[] = [],
): Undone | undefined {
	if (earlier.length === 0) return undefined;
	const own = [...readOnly, ...known.calculated];
	// Where the user's value overwrites any other, there is nothing to put back.
	const spared = policy === 'overwrite' ? [...changes, ...wished] : changes;
	const paths = new Map([...leafPaths(seen, own), ...leafPaths(now, own)].map((path) => [JSON.stringify(path), path]));
	for (const by of earlier) {
		const body = rawRecord(by.text);
		const asked = [...changesOf(by), ...spared].map(({ path }) => path);
		const gone = [...paths.values()].filter((path) =>
			!asked.some((one) => one.every((key, depth) => key === path[depth])) && !alike(now, seen, path) && alike(now, body, path) && !alike(by.base, seen, path));
		if (gone.length > 0) return { by, restore: gone.map((path) => ({ path, json: rawAt(seen, path) ?? 'null', left: rawAt(now, path) ?? 'null' })) };
	}
	return undefined;
}

function alike(a: RawRecord, b: RawRecord, path: readonly string[]): boolean {
	return (isEmptyAt(a, path) && isEmptyAt(b, path)) || sameAt(a, b, path);
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

function hasVersion(record: RawRecord): boolean {
	return rawAt(record, ['auditTrail']) !== undefined;
}
