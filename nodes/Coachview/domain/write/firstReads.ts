import type { RawRecord } from '../json/record';
import type { ManyPort } from './batch';
import { withoutStopped, type Item, type Waiter } from './batchItem';
import { ChunkSize, type Chunk } from './chunk';

/** Requests without which a read of many is of no use: itself, a write, and a look at what was stored. */
const REQUESTS = 3;

/** A record whose first read is awaited, or has come. */
interface First extends Waiter {
	id: string;
	/** The read that it came with; absent when it is to be read alone. */
	chunk?: Chunk;
	record?: RawRecord;
}

/** Reads records many at once, ahead of their turn, and reads again those that are too old when it comes. */
export class FirstReads {
	private readonly port: ManyPort;
	private readonly size: ChunkSize;
	private readonly isTogether: boolean;
	private readonly lowWater: number;
	private readonly changed: () => void;
	private waiting: First[] = [];
	private ready: First[] = [];
	private isReading = false;

	/**
	 * @param maximumAge milliseconds; 0: each record is read alone
	 * @param parallel records that are worked on at the same time; the next ones are read when twice as many are left
	 * @param changed is called when there may be something to do
	 */
	constructor(port: ManyPort, maximumAge: number, parallel: number, changed: () => void) {
		this.port = port;
		this.size = new ChunkSize(maximumAge, parallel);
		this.isTogether = maximumAge > 0;
		this.lowWater = 2 * parallel;
		this.changed = changed;
	}

	/** Whether records will soon be ready without anything else happening. */
	get isComing(): boolean {
		return this.isReading || (this.waiting.length > 0 && this.ready.length === 0);
	}

	/** @param give gets the record, or undefined when it has to be read alone */
	wait(item: Item, id: string, give: (record: RawRecord | undefined) => void, fail: (error: unknown) => void): void {
		const first: First = { item, id, go: () => give(first.record), fail };
		(this.count < 2 ? this.ready : this.waiting).push(first);
	}

	/** @returns the next one whose turn it is */
	next(): Waiter | undefined {
		for (;;) {
			const first = this.ready.shift();
			// What came before something was found wrong with reads of many is no better.
			if (first?.chunk && this.port.rows === 0) first.record = first.chunk = undefined;
			if (!first?.chunk || this.size.take(first.chunk, this.port.now())) return first;
			first.record = undefined;
			first.chunk = undefined;
			this.waiting.push(first);
		}
	}

	/** @param fault what keeps the next one from being started */
	refuse(fault: unknown): void {
		this.ready.shift()?.fail(fault);
	}

	get hasReady(): boolean {
		return this.ready.length > 0;
	}

	sendAway(isStopped: (item: Item) => boolean): void {
		this.waiting = withoutStopped(this.waiting, isStopped);
		this.ready = withoutStopped(this.ready, isStopped);
	}

	/** @param mayComeMore whether items are on their way here that it is worth waiting for */
	async readNext(mayComeMore: () => boolean): Promise<void> {
		if (!this.isDue(mayComeMore())) return;
		this.isReading = true;
		await this.port.breath();
		try {
			if (this.isDue(mayComeMore(), true)) await this.read();
		} finally {
			this.isReading = false;
			this.changed();
		}
	}

	private get count(): number {
		return this.isTogether && !this.port.isCold ? this.size.within(this.port.rows) : 1;
	}

	private isDue(mayComeMore: boolean, isOurs = false): boolean {
		if (this.isReading !== isOurs || this.waiting.length === 0 || this.ready.length > this.lowWater) return false;
		return !mayComeMore || this.waiting.length >= this.count;
	}

	private async read(): Promise<void> {
		const { count } = this;
		// The order of the items, also of those that were too old.
		this.waiting.sort((a, b) => a.item.index - b.item.index);
		const some = this.waiting.splice(0, count < 2 ? Infinity : count);
		if (count < 2 || some.length < 2 || !this.canAfford()) {
			this.ready.push(...some);
			return;
		}
		const payer = (some[0] as First).item.index;
		const ids = some.map(({ id }) => id);
		const { records, askedAt } = await this.port.readMany(ids, payer, 'base');
		const found = some.filter(({ id }) => records.has(id.toLowerCase()));
		const chunk: Chunk = { askedAt, count: found.length, fresh: 0, old: 0, lastAge: 0 };
		// Where the read itself takes too long, another one would be no better.
		if (this.size.isTooOld(chunk, this.port.now())) this.size.shrink();
		else for (const first of found) Object.assign(first, { chunk, record: records.get(first.id.toLowerCase()) });
		this.ready.push(...some);
	}

	private canAfford(): boolean {
		try {
			this.port.needs(REQUESTS);
			return true;
		} catch {
			return false;
		}
	}
}
