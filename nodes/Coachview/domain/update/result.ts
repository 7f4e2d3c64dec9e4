import type { RawRecord } from '../json/record';
import type { PersonKeys } from '../person/identity';

/**
 * `conflict`: Coachview has a different value and it was kept. `dryRun`: what would have been changed.
 */
export type Outcome = 'created' | 'updated' | 'unchanged' | 'conflict' | 'dryRun';

/** What a write did. */
export interface WriteResult {
	outcome: Outcome;
	keys: PersonKeys;
	/** Names of fields, as paths (`adres.plaats`). */
	changedFields: string[];
	/** Fields whose different value was kept under Only If Empty. */
	keptFields: string[];
	/** Whether the stored record was compared with what was sent. */
	verified: boolean;
	/** The person as last seen. */
	record: RawRecord;
}

/** What a write puts into the workflow: ids, names of fields and counts, no value of a person. */
export interface Receipt {
	personId: string;
	externId: string;
	externSource: string;
	outcome: Outcome;
	changedFields: string[];
	keptFields: string[];
	verified: boolean;
	/** `live`, `training`, or the host of a Custom URL. */
	environment: string;
	/** Requests that this item took. */
	requests: number;
	/** Requests left in Coachview's day; null when Coachview did not say. */
	rateLimitRemaining: number | null;
}

/** @returns the receipt of a write */
export function receiptOf(result: WriteResult, environment: string, requests: number, rateLimitRemaining: number | null): Receipt {
	const { outcome, keys, changedFields, keptFields, verified } = result;
	return { ...keys, outcome, changedFields, keptFields, verified, environment, requests, rateLimitRemaining };
}
