import type { FaultMatch } from './types.mts';

/** What a colleague does in Coachview's own screens. `personId` may be the id of any record. */
export type ColleagueDeed =
	/** Changes members (raw JSON text of an object, or an object); a path such as `adres.plaats` goes into an address. */
	| { kind: 'edit'; personId: string; members: string | Record<string, unknown> }
	| { kind: 'freeField'; personId: string; code: string; value: string | number | boolean | null }
	/** Makes a person (raw JSON text, or an object). */
	| { kind: 'create'; record: string | Record<string, unknown> }
	| { kind: 'remove'; personId: string };

/** A deed at a moment: before a request is handled, or after it was handled and before its answer goes out. */
export type ScriptedDeed = ColleagueDeed & {
	side: 'before' | 'after';
	match?: FaultMatch;
	/** So many matching requests pass first. Default 0. */
	skip?: number;
	/** At so many requests after that. Default 1; 0 means at each one. */
	count?: number;
	/** Milliseconds after that moment. */
	delayMs?: number;
};

/** A colleague who edits people at random moments; the same seed and the same requests give the same edits. */
export interface RandomColleague {
	seed: number;
	/** Chance of an edit on either side of each matching request, 0 to 1. */
	probability: number;
	/** Members that are edited. Default: tel1, tel2, opmerking, voornaam, email2, adres.plaats. */
	members?: string[];
	/** Ids of the people that are edited. Default: everybody. */
	persons?: string[];
	match?: FaultMatch;
	/** Most edits. Default: no end. */
	limit?: number;
}

/** One thing that the colleague did. */
export interface ColleagueEntry {
	/** Place in the one order of handled requests and deeds, see `RecordedRequest.sequence`. */
	sequence: number;
	at: string;
	kind: ColleagueDeed['kind'];
	personId: string;
	/** Member or code; empty for a person made or removed. */
	member: string;
	/** Raw JSON text before and after. */
	before: string;
	after: string;
	/** The request beside which it happened, e.g. `GET /api/v1/Personen/…`. */
	request: string;
	side: 'before' | 'after';
}
