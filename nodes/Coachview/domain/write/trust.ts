import { isEmptyJson, sameJson } from '../json/compare';
import type { Change } from '../json/edit';
import { leafPaths, nodeAt, rawAt, textAt, type RawRecord } from '../json/record';
import { VersionSteps } from './versionSteps';

/** JSON texts up to this length are believed to be stored whole; longer ones once a read has shown one as long in that field. */
const ORDINARY_LENGTH = 22;

/** What is known of a Coachview beside the record; it fills as records are read and written, so it is asked each time. */
export interface Known {
	trust: Trust;
	/** Members that it wants to see in a PUT even when they are null. */
	readonly nullsNeeded: ReadonlySet<string>;
	/** Members that only come on request, and some of which it works out anew. */
	readonly calculated: ReadonlySet<string>;
	/** Free fields, as far as they are known. */
	readonly free?: ReadonlySet<string>;
}

/**
 * What this process has learned of one API client and entity: whether the answer to a write can be believed (assumption
 * A21), in which fields values come back in another form, and by how much the version number moves (assumption A27).
 */
export class Trust {
	/** Paths whose values this Coachview stores in a form of its own. */
	readonly reformats = new Set<string>();
	/** Free fields that it reads in another order than it shows them, such as a date's day and month; they are not sent back. */
	readonly turned = new Set<string>();
	/** Those among them that it empties when they are not sent back: records that have one filled cannot be written. */
	readonly stuck = new Set<string>();
	/** Whether a read has shown an old state after a write: reads come from a copy that is a little behind. */
	lags = false;
	private answers: 'unproven' | 'proven' | 'wrong' = 'unproven';
	/** Filled members that a read shows and an answer does not. */
	private hidden: ReadonlySet<string> = new Set();
	private readonly steps = new VersionSteps();
	/** By path: the length of the longest JSON text that a read has shown after a write. */
	private readonly widths = new Map<string, number>();
	/** Members that answers do not show and that came back from a write as they were; dates in words of their own apart. */
	private readonly returned = new Set<string>();

	/**
	 * An answer is believed only after one has agreed with a read, and only when it cannot be the mere echo of the request:
	 * its audit trail has moved; where a record has none, every write is read back. It must show every member that was asked for; long texts are always read.
	 *
	 * @returns whether the answer can stand in for a read
	 */
	believes(answer: RawRecord, base: RawRecord, sent: RawRecord, changes: readonly Change[]): boolean {
		if (this.answers !== 'proven' || this.lags || !hasAudit(base) || !hasMoved(answer, base)) return false;
		const fits = ({ path, json }: Change) =>
			json.length <= Math.max(ORDINARY_LENGTH, this.widths.get(path.join('.')) ?? 0);
		if (
			!changes.every((change) => fits(change) && (change.json === 'null' || rawAt(answer, change.path) !== undefined))
		)
			return false;
		if (this.notShown(answer, sent).some((name) => !this.returned.has(proofOf(name, rawAt(sent, [name])))))
			return false;
		if ([...this.turned].some((name) => !isEmptyJson(rawAt(base, [name])))) return false;
		return sent.root.members.every(
			({ key }) => rawAt(answer, [key]) !== undefined || this.hidden.has(key) || isEmptyJson(rawAt(sent, [key])),
		);
	}

	/** Compares an answer with the read that followed it. A version number that moved in between proves nothing. */
	learn(answer: RawRecord, read: RawRecord, base: RawRecord): void {
		if (hasAudit(answer) && etagOf(answer) !== etagOf(read)) {
			if (etagOf(answer) === etagOf(base)) this.answers = 'wrong';
			return;
		}
		const agrees = leafPaths(answer, ['auditTrail']).every((path) => sameValue(rawAt(answer, path), rawAt(read, path)));
		if (!agrees || !hasMoved(answer, base)) this.answers = 'wrong';
		else if (this.answers !== 'wrong') {
			this.answers = 'proven';
			const missing = read.root.members
				.map(({ key }) => key)
				.filter((key) => nodeAt(answer, [key]) === undefined && !isEmptyJson(rawAt(read, [key])));
			this.hidden = new Set(missing);
		}
	}

	/** Notes what a read has shown to be stored as sent. */
	learnStored(sent: RawRecord, read: RawRecord, changes: readonly Change[]): void {
		for (const { path, json } of changes) {
			if (sameValue(rawAt(read, path), json))
				this.widths.set(path.join('.'), Math.max(json.length, this.widths.get(path.join('.')) ?? 0));
		}
		for (const { key } of sent.root.members) {
			const raw = rawAt(sent, [key]);
			if (!isEmptyJson(raw) && sameValue(rawAt(read, [key]), raw)) this.returned.add(proofOf(key, raw));
		}
	}

	/**
	 * Notes free fields that came back with their characters in another order than they were shown and sent, and those of
	 * them that were emptied because they were left out.
	 *
	 * @returns their names
	 */
	learnTurned(base: RawRecord, read: RawRecord, lost: readonly string[][], free: ReadonlySet<string>): string[] {
		const names = lost.flatMap(([name = '']) => (free.has(name) ? [name] : []));
		const [now, then] = [(name: string) => rawAt(read, [name]), (name: string) => rawAt(base, [name])];
		names.filter((name) => this.turned.has(name) && isEmptyJson(now(name))).forEach((name) => this.stuck.add(name));
		const turned = names.filter((name) => isPermutation(now(name), then(name)));
		turned.forEach((name) => this.turned.add(name));
		return turned;
	}

	/** @returns filled members that were sent and that the answer does not show */
	notShown(answer: RawRecord, sent: RawRecord): string[] {
		return sent.root.members
			.map(({ key }) => key)
			.filter((key) => nodeAt(answer, [key]) === undefined && !isEmptyJson(rawAt(sent, [key])));
	}

	/**
	 * @returns whether somebody else wrote between the read and the write: the version number took a larger step than the
	 *          steady one
	 */
	overlaps(base: RawRecord, after: RawRecord): boolean {
		const [from, to] = [etagOf(base), etagOf(after)];
		if (![from, to].every((text) => /^\d{1,15}$/.test(text)) || Number(to) <= Number(from)) return false;
		return this.steps.isLarger(Number(from), Number(to) - Number(from));
	}
}

/** A date such as 03-04-2027 proves nothing by coming back where 04-04-2027 did, so it has a proof of its own. */
function proofOf(name: string, raw: string | undefined): string {
	const [, a, b] = /^"(\d{1,2})[-/. ](\d{1,2})[-/. ]\d{2,4}\b/.exec(raw ?? '') ?? [];
	return a !== undefined && b !== undefined && Number(a) !== Number(b) && Number(a) <= 12 && Number(b) <= 12
		? `${name} turned`
		: name;
}

function isPermutation(a: string | undefined, b: string | undefined): boolean {
	const sorted = (text = '') => [...text].sort().join('');
	return a !== undefined && a !== b && a.length === b?.length && a.length < 100 && sorted(a) === sorted(b);
}

/** @returns whether the second record was written by nobody after the first one was shown, as far as its version number tells */
export function sameVersion(a: RawRecord, b: RawRecord): boolean {
	return etagOf(a) !== '' && etagOf(a) === etagOf(b);
}

/** @returns whether the first record is an earlier version of the second one, as far as numbers tell */
export function isOlder(a: RawRecord, b: RawRecord): boolean {
	const [first, second] = [etagOf(a), etagOf(b)];
	return [first, second].every((text) => /^\d{1,15}$/.test(text)) && Number(first) < Number(second);
}

/** @returns whether an answer shows a version number that the write has made, so that it is no echo of the request */
export function hasOwnVersion(answer: RawRecord, base: RawRecord): boolean {
	return etagOf(answer) !== '' && etagOf(answer) !== etagOf(base);
}

function sameValue(a: string | undefined, b: string | undefined): boolean {
	if (isEmptyJson(a) || isEmptyJson(b)) return isEmptyJson(a) && isEmptyJson(b);
	return a !== undefined && b !== undefined && sameJson(a, b);
}

/** A record without any audit trail cannot show that it moved, and so speaks neither for answers nor against them. */
function hasMoved(answer: RawRecord, base: RawRecord): boolean {
	if (!hasAudit(base)) return true;
	return hasAudit(answer) && rawAt(answer, ['auditTrail']) !== rawAt(base, ['auditTrail']);
}

function hasAudit(record: RawRecord): boolean {
	return nodeAt(record, ['auditTrail']) !== undefined;
}

function etagOf(record: RawRecord): string {
	return textAt(record, ['auditTrail', 'etag']);
}
