import type { RawRecord } from '../json/record';
import { Batch } from './batchRun';
import type { RecordPort } from './port';

/** Records that one request has read. */
export interface ManyRead {
	/** By id, in lower case. A record that is not in here has to be read alone. */
	records: ReadonlyMap<string, RawRecord>;
	/** The moment, in milliseconds, before which nothing of this was read. */
	askedAt: number;
}

/** The records of one entity, many at once. */
export interface ManyPort {
	/** Whether a record has to be read and written alone first, because too little is known of this Coachview. */
	readonly isCold: boolean;
	/** Records that one request may read at present; below 2 each of them is read alone. */
	readonly rows: number;
	/**
	 * Never throws: what could not be read together is read alone, and says by itself what is wrong.
	 * @param payer index of the item that the request counts for
	 * @param purpose a base is written back, so that its rows have to be above all doubt
	 */
	readMany(ids: readonly string[], payer: number, purpose: 'base' | 'judging'): Promise<ManyRead>;
	/** Notes that a list shows an older state than a read of one record. */
	distrust(): void;
	/** Milliseconds, of the clock that `askedAt` is of. */
	now(): number;
	/** Lets all who can go on without a request do so. */
	breath(): Promise<void>;
	/** @throws Fault `quotaExhausted` when fewer requests are left */
	needs(requests: number): void;
}

export interface BatchLimits {
	/** Records that are worked on at the same time. */
	parallel: number;
	/** Milliseconds that a read may be old when its record is written; 0: each record is read alone just before. */
	maximumAge: number;
	/** Whether nothing new is started after a failure; what comes before it is still done. */
	stopsAtFailure: boolean;
}

/** What one item gets from the batch. Its steps come in this order. */
export interface Desk {
	/** Does requests that come before the record's turn, such as a look-up. */
	request<R>(work: () => Promise<R>): Promise<R>;
	/** Begins the work when it has begun for all items before this one: so two of one record queue at its lock in order. */
	turn<R>(work: () => Promise<R>): Promise<R>;
	/** Takes a place among the parallel ones until the item ends. @param isOnly one after another among those that say so */
	seat(isOnly?: boolean): Promise<void>;
	/** @returns the port for a record that may be read together with others; to be asked for inside its lock */
	port(id: string, port: RecordPort): RecordPort;
}

/** The desk of an item that is worked on by itself. */
export const ALONE: Desk = {
	request: async (work) => await work(),
	turn: async (work) => await work(),
	seat: async () => undefined,
	port: (_, port) => port,
};

/** The work on one item. */
export type Wish<T> = (desk: Desk) => Promise<T>;

export type Settled<T> = { done: T } | { thrown: unknown };

/**
 * Updates many records. Each is updated by the engine for one record, in its own lock; the batch only stands between that
 * engine and Coachview: the first read, and the read that judges an accepted write, come out of reads of many records.
 * All else (a second look, whatever is unclear, stale or lost) goes to Coachview as it does for one record.
 *
 * @param wishes in order; a failing one concerns no other
 * @returns for each wish what became of it; undefined for those that a stop has kept from starting
 */
export async function updateRecords<T>(
	port: ManyPort,
	wishes: ReadonlyArray<Wish<T>>,
	limits: BatchLimits,
): Promise<Array<Settled<T> | undefined>> {
	return await new Batch(port, wishes, limits).run();
}
