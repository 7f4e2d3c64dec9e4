/** Records that were read together, and how many of them came to their turn in time. */
export interface Chunk {
	askedAt: number;
	count: number;
	fresh: number;
	old: number;
	/** Age of the last one in time. */
	lastAge: number;
}

/** As many as no request holds. */
const MOST = 128;

/**
 * How many records one read should bring: as many as come to their turn before they are too old. It begins with as many
 * as a request holds, and follows what the last chunks have shown.
 */
export class ChunkSize {
	private wanted = Infinity;
	private readonly maximumAge: number;
	private readonly least: number;

	/**
	 * @param maximumAge milliseconds
	 * @param least records that can be taken up at once
	 */
	constructor(maximumAge: number, least: number) {
		this.maximumAge = maximumAge;
		this.least = Math.max(2, least);
	}

	/** @param rows that a request may bring at present */
	within(rows: number): number {
		return Math.max(1, Math.floor(Math.min(this.wanted, rows)));
	}

	/** Notes that a record of the chunk has come to its turn. @returns whether it is young enough */
	take(chunk: Chunk, now: number): boolean {
		const isFresh = !this.isTooOld(chunk, now);
		if (isFresh) {
			chunk.fresh++;
			chunk.lastAge = now - chunk.askedAt;
		} else chunk.old++;
		if (chunk.fresh + chunk.old === chunk.count) this.learn(chunk);
		return isFresh;
	}

	isTooOld({ askedAt }: Chunk, now: number): boolean {
		return now - askedAt > this.maximumAge;
	}

	/** A read of so many takes too long by itself. */
	shrink(): void {
		this.wanted = Math.min(this.wanted, MOST) / 2;
	}

	private learn({ count, fresh, old, lastAge }: Chunk): void {
		// A tenth less than what went well, so that the next chunk has some room.
		if (old > 0) this.wanted = Math.max(this.least, Math.floor(Math.min(fresh, this.wanted) * 0.9));
		else if (count >= this.wanted && lastAge < this.maximumAge / 2) this.wanted = Math.ceil(this.wanted * 1.5);
	}
}
