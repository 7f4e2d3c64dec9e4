import type { Changes } from '../assumptions/register.mts';
import type { DescriptionOptions } from '../coachview/description/write.mts';

// What the control port understands and answers. Only shapes, so that a client needs nothing else of the sandbox.

export type { ColleagueDeed, ColleagueEntry, RandomColleague, ScriptedDeed } from './colleagueTypes.mts';

export type { Employee, HrDateForm, HrFlags, HrSystemInfo } from './hrTypes.mts';

export type { Changes, Choices } from '../assumptions/register.mts';

/** How the sandbox starts, and what a reset brings it back to. */
export interface WorldOptions {
	/** Alternatives to the defaults of the register, by name or id. Those left out keep their default. */
	assumptions?: Changes;
	/** Seed of the invented people; the same seed gives the same people. Default 20260. */
	seed?: number;
	/** Number of persons, the hand-made ones included. Default 60, at least the hand-made ones. */
	people?: number;
	/** Number of records of every other entity, the hand-made ones included. Default 6. */
	records?: number;
	/** How the description is written that assumption A01 = `own` serves, and in what it is wrong. */
	description?: DescriptionOptions;
}

export interface ResetOptions extends WorldOptions {
	/** What survives the reset; everything else goes back to its first state. */
	keep?: Array<'clients' | 'webhooks' | 'clock'>;
}

/** One row of `Persoonscategorieen`: a link of a person and a category (assumption A33). */
export interface CategoryLink {
	id: string;
	persoonId: string;
	categorieId: string;
	naam: string;
}

export interface CategoryDefinition {
	id: string;
	naam: string;
	groep: string;
}

/** The data at one moment. `people`: id to the stored record as raw JSON text. */
export interface Snapshot {
	people: Map<string, string>;
	categories: CategoryLink[];
	/** `<record id>/<code>` to the raw JSON text of the value. */
	freeFields: Map<string, string>;
	/** Records of all other entities: path to id to raw JSON text. */
	records: Map<string, Map<string, string>>;
}

export interface StoredRecord {
	id: string;
	/** The stored record, number lexemes untouched. */
	text: string;
}

/** Which requests a fault takes. A part left out matches everything. */
export interface FaultMatch {
	server?: 'coachview' | 'hr';
	method?: string;
	/** Regular expression (source text) on the path without the query. */
	path?: string;
	/** Regular expression (source text) on the undecoded query. */
	query?: string;
}

/** What goes wrong. `before`/`after` say on which side of the handling the trouble lies. */
export type FaultKind =
	/** Answers this instead of handling; with `handle` the request is carried out first and only its answer is replaced. */
	| { kind: 'status'; status: number; body?: string; headers?: Record<string, string>; handle?: boolean }
	/** The answer of a system that is down: the status of assumption A50, nothing handled. */
	| { kind: 'outage' }
	/** Connection cut; `handle` false: nothing was done, true: the work was done and the answer lost. */
	| { kind: 'drop'; handle: boolean }
	/** Waits (real milliseconds) before handling, or after handling with the answer held back. */
	| { kind: 'delay'; ms: number; side: 'before' | 'after' }
	/** Handles, then sends only the first half of the answer's text. */
	| { kind: 'truncatedJson' }
	/** Answers an HTML page of a proxy with the given status (default 502); nothing handled unless `handle`. */
	| { kind: 'html'; status?: number; handle?: boolean }
	/** Makes every access token worthless, then goes on (so this request gets 401). */
	| { kind: 'revokeTokens' }
	/** Somebody else changes a person (or another record with this id): `members` (raw JSON text of an object) are patched in at that moment. */
	| { kind: 'editPerson'; personId: string; members: string; side: 'before' | 'after' }
	/** After handling, the named text member of the stored person is cut to `length` characters (answer still 2xx). */
	| { kind: 'truncateStored'; member: string; length: number }
	/** Handles, then sends the answer so many bytes (default 1) at a time, with pauses of `ms`. */
	| { kind: 'drip'; ms: number; bytes?: number }
	/** Handles, with these headers beside (or in place of) those of the answer. */
	| { kind: 'headers'; headers: Record<string, string> }
	/**
	 * Answers `status` (default 504; 0 cuts the connection) with nothing done; the request is carried out later: after `ms`
	 * milliseconds, or just before the `requests`th request after it is handled.
	 */
	| { kind: 'late'; status?: number; ms?: number; requests?: number };

export type Fault = FaultKind & {
	match?: FaultMatch;
	/** So many matching requests pass first. Default 0. */
	skip?: number;
	/** So many requests are hit after that. Default 1; 0 means all until cleared. */
	count?: number;
};

/** A request as it came in, and what was answered. Secrets and tokens are not kept in `headers`. */
export interface RecordedRequest {
	server: 'coachview' | 'hr';
	method: string;
	path: string;
	/** Query string without the question mark, undecoded. */
	query: string;
	headers: Record<string, string>;
	body: string;
	/** 0 when the connection was cut without an answer. */
	status: number;
	/** Moment of arrival on the sandbox's clock, ISO 8601 UTC. */
	at: string;
	ms: number;
	/**
	 * When its work was done, in the one order of handled requests and the colleague's deeds; 0 when it was not handled. A
	 * read with a higher number than a deed has seen that deed.
	 */
	sequence: number;
	/** Client that the access token belongs to. */
	clientId?: string;
}

export interface RateLimitState {
	limit: number;
	remaining: number;
	/** ISO 8601 UTC, or null while no call has been counted. */
	reset: string | null;
}

export interface ApiClient {
	clientId: string;
	clientSecret: string;
	name: string;
	scopes: string[];
	enabled: boolean;
	/** Seconds: 900, 3600 or 28800. */
	lifetime: number;
	/** Members that this client may not see: shown as null, and kept when it writes. */
	hides?: string[];
}

export interface WebhookRegistration {
	url: string;
	/** Event that this URL is set up for. Default `persoon.categorie.toegevoegd`. */
	event?: string;
	/** Names of categories; only looked at under assumption A47 = `category`. */
	categories?: string[];
	/** Shared secret; only used under assumption A45 = `hmacSha512`. */
	secret?: string;
}

export interface WebhookDelivery {
	url: string;
	event: string;
	attempt: number;
	contentType: string;
	headers: Record<string, string>;
	body: string;
	/** Answered status; null with `error` set when no answer came. */
	status: number | null;
	error?: string;
	at: string;
	ms: number;
}

export interface AssumptionInfo {
	id: string;
	name: string;
	statement: string;
	grade: string;
	default: string;
	chosen: string;
	switchable: boolean;
	reason?: string;
	alternatives: Array<{ value: string; meaning: string }>;
}
