import type { Fault } from '../fault';
import type { ExternalKey } from '../identity';
import type { RawRecord } from '../json/record';

/** What became of a write that was sent once. A refusal that repeating cannot mend is thrown as a Fault: nothing was stored. */
export type WriteAnswer =
	/** Stored; with the record when the answer carried it (assumptions A21 and A22). */
	| { kind: 'accepted'; record?: RawRecord; id?: string }
	/** No clear answer (time-out, broken connection, 3xx, 5xx, unreadable body): it may have been stored, or be stored later. */
	| {
			kind: 'uncertain';
			trouble?: Trouble;
			/** Whether it may still be under way, as after a time-out. */ late?: boolean;
	  }
	/** Certainly not stored, and it may pass a little later: 429, no connection, no token. */
	| { kind: 'undelivered'; fault: Fault; trouble?: Trouble }
	/** Certainly not stored; the port has learned to send it in another form. */
	| { kind: 'again'; fault: Fault }
	/** Refused because of a conflict (409 or 412): the record has moved (assumption A27), or a key is in use (assumption A24). */
	| { kind: 'stale'; fault: Fault };

/** What the transport knows of a failure, handed back to it so that it can wait as the server asks. */
export type Trouble = object;

/** One existing record in Coachview, as the update needs it. */
export interface RecordPort {
	/** @throws Fault `notFound` and what the transport throws */
	read(): Promise<RawRecord>;
	/** As read, after a write: a failure is a Fault `unknownOutcome`, because the write may have been stored. */
	readBack(): Promise<RawRecord>;
	/**
	 * Sends the whole record once, without waiting and without repeating.
	 * @param base the record that `text` was made from, for its version number
	 */
	write(text: string, base: RawRecord): Promise<WriteAnswer>;
	/** Waits before another look; longer at each attempt. @returns false when there is no waiting time left */
	pause(attempt: number, trouble?: Trouble): Promise<boolean>;
	/**
	 * @param names members that are null or absent in the record
	 * @returns those among them that may hold a value all the same, because Coachview does not show it (assumption A35)
	 */
	mayHide(names: readonly string[]): Promise<ReadonlySet<string>>;
}

/** The records of one entity, as creating needs them. */
export interface CollectionPort {
	/** Sends a new record once. Throws as the transport does; `stale` stands for a duplicate key (assumption A24). */
	create(text: string): Promise<WriteAnswer>;
	/** @returns the record with this key, or undefined; @throws Fault `ambiguous` when there are several */
	find(key: ExternalKey): Promise<RawRecord | undefined>;
	/**
	 * Makes sure that "nobody has this key" can be believed.
	 * @returns `proven` when a record was found by key, `scanned` when every record was seen and none has a key
	 * @throws Fault `unexpectedAnswer` when it cannot be believed
	 */
	proveLookUps(): Promise<'proven' | 'scanned'>;
	/** Notes that a record that was just made was, or was not, found by its key. */
	noteLookUp(found: boolean): void;
	record(id: string): RecordPort;
	/** Waits before another look. @returns false when there is no waiting time left */
	pause(attempt: number, trouble?: Trouble): Promise<boolean>;
}
