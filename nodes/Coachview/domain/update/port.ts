import type { RawRecord } from '../json/record';

/** What became of a write. A refusal by Coachview (400, 403, 404, 429) is thrown as a Fault: nothing was stored. */
export type WriteAnswer =
	/** Stored; with the record when the answer carried it (assumptions A21 and A22). */
	| { kind: 'accepted'; record?: RawRecord; personId?: string }
	/** No clear answer (time-out, broken connection, 5xx, unreadable body): it may have been stored or not. */
	| { kind: 'uncertain' }
	/** Refused because the record has changed since it was read (409 or 412; assumption A27). */
	| { kind: 'stale' };

/** One existing person in Coachview, as the update needs it. */
export interface PersonPort {
	/** @throws Fault `notFound` and what the transport throws */
	read(): Promise<RawRecord>;
	/** As read, after a write: a failure is a Fault `unknownOutcome`, because the write may have been stored. */
	readBack(): Promise<RawRecord>;
	/**
	 * Sends the whole record once.
	 * @param base the record that `text` was made from, for its version number
	 */
	write(text: string, base: RawRecord): Promise<WriteAnswer>;
	/** Waits before another try; longer at each attempt. */
	pause(attempt: number): Promise<void>;
}

/** The place where new persons are made. */
export interface PeoplePort {
	/** Sends a new person once. Throws as the transport does; `stale` stands for a duplicate key (assumption A24). */
	create(text: string): Promise<WriteAnswer>;
	/** @returns the person with this key, or undefined; @throws Fault `ambiguous` when there are several */
	find(externId: string, externSource: string): Promise<RawRecord | undefined>;
	/** @throws Fault `notFound` */
	read(personId: string): Promise<RawRecord>;
	person(personId: string): PersonPort;
}
