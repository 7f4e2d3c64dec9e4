import type { Entity } from '../../entities/entity';
import type { RawRecord } from '../json/record';
import { keyItem, type RecordKeys } from '../identity';
import { summaryOf } from './summary';

/**
 * `storedDifferently`: stored, but in an equal form (capitals of an e-mail address, blanks, a date with midnight).
 * `conflict`: Coachview has a different value and it was kept. `nothingGiven`: no field had a value.
 * `dryRun`: what would have been changed.
 */
export type Outcome =
	| 'created'
	| 'updated'
	| 'storedDifferently'
	| 'unchanged'
	| 'conflict'
	| 'nothingGiven'
	| 'dryRun';

/** What the stored record was compared with: a new read, the answer to the write, or nothing. */
export type Verified = 'read' | 'answer' | false;

/** What a write did. Names of fields are paths (`adres.plaats`). */
export interface WriteResult {
	outcome: Outcome;
	keys: RecordKeys;
	changedFields: string[];
	/** Fields whose different value was kept under Only If Empty. */
	keptFields: string[];
	/** Fields that are stored in an equal form. */
	storedDifferentlyFields: string[];
	/** Fields that could not be compared after the write. */
	unverifiedFields: string[];
	/** Display names of fields that the user added and that had no value. */
	emptyFields: string[];
	verified: Verified;
	/** Whether the version number shows that somebody else wrote between our read and our write. */
	overlap: boolean;
	/** The record as last seen. */
	record: RawRecord;
	/** The record as it was before the last write of this step; absent when nothing was written. */
	before?: RawRecord;
}

/** @returns a result with nothing in its lists */
export function emptyResult(outcome: Outcome, keys: RecordKeys, record: RawRecord): WriteResult {
	return {
		outcome,
		keys,
		record,
		changedFields: [],
		keptFields: [],
		storedDifferentlyFields: [],
		unverifiedFields: [],
		emptyFields: [],
		verified: false,
		overlap: false,
	};
}

/** What a write puts into the workflow, besides the record's ids: names of fields and counts, no value of a record. */
export interface Receipt {
	outcome: Outcome;
	/** The same as a sentence for people, with the fields' labels. */
	summary: string;
	changedFields: string[];
	keptFields: string[];
	storedDifferentlyFields: string[];
	unverifiedFields: string[];
	/** Names in the node's panel, for that is where they are without a value; the other lists name members of the record. */
	emptyFields: string[];
	/** Whether the stored record was compared with what was sent, and by what: a new read, or the answer to the write. */
	verified: boolean;
	verifiedBy: 'read' | 'answer' | null;
	overlap: boolean;
	/** `live`, `training`, or the host of a Custom URL. */
	environment: string;
	/** Requests that this item took. */
	requests: number;
	/** Requests left in Coachview's day; null when Coachview did not say. */
	rateLimitRemaining: number | null;
}

/** @returns the receipt of a write: what became of it, who it was, then the rest */
export function receiptOf(
	entity: Entity,
	result: WriteResult,
	environment: string,
	requests: number,
	rateLimitRemaining: number | null,
): Receipt & { [id: string]: unknown } {
	const {
		outcome,
		keys,
		changedFields,
		keptFields,
		storedDifferentlyFields,
		unverifiedFields,
		emptyFields,
		verified,
		overlap,
	} = result;
	return {
		outcome,
		summary: summaryOf(entity, result),
		...keyItem(entity, keys),
		changedFields,
		keptFields,
		storedDifferentlyFields,
		unverifiedFields,
		emptyFields,
		verified: verified !== false,
		verifiedBy: verified || null,
		overlap,
		environment,
		requests,
		rateLimitRemaining,
	};
}
