import { isEmptyJson, sameJson } from '../json/compare';
import type { Change } from '../json/edit';
import { leafPaths, nodeAt, rawAt, textAt, type RawRecord } from '../json/record';
import { VersionSteps } from './versionSteps';

/** Texts up to this length are stored whole by any server that stored the shorter ones whole. */
const ORDINARY_LENGTH = 50;

/** What is known of a Coachview beside the record; it fills as people are read and written, so it is asked each time. */
export interface Known {
	trust: Trust;
	/** Members that it wants to see in a PUT even when they are null. */
	readonly nullsNeeded: ReadonlySet<string>;
	/** Members that only come on request, and some of which it works out anew. */
	readonly calculated: ReadonlySet<string>;
}

/**
 * What this process has learned of one API client and entity: whether the answer to a write can be believed (assumption
 * A21), in which fields values come back in another form, and by how much the version number moves (assumption A27).
 */
export class Trust {
	/** Paths whose values this Coachview stores in a form of its own. */
	readonly reformats = new Set<string>();
	/** Whether a read has shown an old state after a write: reads come from a copy that is a little behind. */
	lags = false;
	private answers: 'unproven' | 'proven' | 'wrong' = 'unproven';
	/** Filled members that a read shows and an answer does not. */
	private hidden: ReadonlySet<string> = new Set();
	private readonly steps = new VersionSteps();

	/**
	 * An answer is believed only after one has agreed with a read, and only when it cannot be the mere echo of the request:
	 * its audit trail has moved. It must show every member that was asked for; long texts are always read.
	 *
	 * @returns whether the answer can stand in for a read
	 */
	believes(answer: RawRecord, base: RawRecord, sent: RawRecord, changes: readonly Change[]): boolean {
		if (this.answers !== 'proven' || this.lags || !hasMoved(answer, base)) return false;
		if (changes.some(({ path, json }) => json.length > ORDINARY_LENGTH || (json !== 'null' && rawAt(answer, path) === undefined))) return false;
		return sent.root.members.every(({ key }) => rawAt(answer, [key]) !== undefined || this.hidden.has(key) || isEmptyJson(rawAt(sent, [key])));
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
			const missing = read.root.members.map(({ key }) => key).filter((key) => nodeAt(answer, [key]) === undefined && !isEmptyJson(rawAt(read, [key])));
			this.hidden = new Set(missing);
		}
	}

	/** @returns filled members that were sent and that the answer does not show */
	notShown(answer: RawRecord, sent: RawRecord): string[] {
		return sent.root.members.map(({ key }) => key).filter((key) => nodeAt(answer, [key]) === undefined && !isEmptyJson(rawAt(sent, [key])));
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

/** @returns whether the second record was written by nobody after the first one was shown, as far as its version number tells */
export function sameVersion(a: RawRecord, b: RawRecord): boolean {
	return etagOf(a) !== '' && etagOf(a) === etagOf(b);
}

/** @returns whether an answer shows a version number that the write has made, so that it is no echo of the request */
export function hasOwnVersion(answer: RawRecord, base: RawRecord): boolean {
	return etagOf(answer) !== '' && etagOf(answer) !== etagOf(base);
}

function sameValue(a: string | undefined, b: string | undefined): boolean {
	if (isEmptyJson(a) || isEmptyJson(b)) return isEmptyJson(a) && isEmptyJson(b);
	return a !== undefined && b !== undefined && sameJson(a, b);
}

/** A record without any audit trail cannot show that it moved; then agreement has to do. */
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
