import type { BatchLimits, Desk, ManyPort, Settled, Wish } from './batch';
import { NotStarted, queued, withoutStopped, type Item, type Waiter } from './batchItem';
import { FirstReads } from './firstReads';
import { Judgements } from './judgements';
import { Seats } from './seats';
import { togetherPort } from './togetherPort';

/** Items that are started one by one at most while too little is known of this Coachview. */
const MAX_COLD = 3;
/** Requests that one record may take once it was read: the write, and a look at what was stored. */
const REQUESTS_PER_WRITE = 2;

/** One run of `updateRecords`. Whatever happens ends in `pump`, which lets go on whoever can. */
export class Batch<T> {
	private readonly port: ManyPort;
	private readonly wishes: ReadonlyArray<Wish<T>>;
	private readonly limits: BatchLimits;
	private readonly results: Array<Settled<T> | undefined>;
	private readonly seats: Seats;
	private readonly reads: FirstReads;
	private readonly judgements: Judgements;
	private turns: Waiter[] = [];
	private next = 0;
	private nextTurn = 0;
	private readonly turned = new Set<number>();
	private open = 0;
	/** Items that wait before another look and have given their place to others. */
	private pausing = 0;
	private stoppedAt = Infinity;
	private isPumping = false;
	private isChanged = false;
	private finish: () => void = () => undefined;

	constructor(port: ManyPort, wishes: ReadonlyArray<Wish<T>>, limits: BatchLimits) {
		this.port = port;
		this.wishes = wishes;
		this.limits = limits;
		this.results = wishes.map(() => undefined);
		const changed = () => this.pump();
		this.seats = new Seats(limits.parallel);
		this.reads = new FirstReads(port, limits.maximumAge, limits.parallel, changed);
		this.judgements = new Judgements(port, limits.maximumAge, changed);
	}

	async run(): Promise<Array<Settled<T> | undefined>> {
		await new Promise<void>((resolve) => {
			this.finish = resolve;
			this.pump();
		});
		return this.results;
	}

	private pump(): void {
		this.isChanged = true;
		if (this.isPumping) return;
		this.isPumping = true;
		while (this.isChanged) {
			this.isChanged = false;
			while (this.hasMore && this.open < this.window) void this.start(this.next++);
			this.giveTurns();
			this.seats.fill(() => this.nextRead());
		}
		this.isPumping = false;
		void this.reads.readNext(() => this.isComing);
		void this.judgements.readNext(this.seats.taken === 0 && !this.reads.isComing && !this.isComing);
		if (this.open === 0 && !this.hasMore) this.finish();
	}

	/** Whether there are items that have not been started, and may be. */
	private get hasMore(): boolean {
		return this.next < this.wishes.length && this.next <= this.stoppedAt;
	}

	/** Items that may be open: those that are judged, some that are read, some that are ready, and some that are written. */
	private get window(): number {
		if (this.next < MAX_COLD && this.port.isCold) return 1;
		return this.judgements.count + this.port.rows + 4 * this.limits.parallel;
	}

	/** Whether an item is open that has not had its turn. */
	private get isComing(): boolean {
		return this.nextTurn < this.next;
	}

	private async start(index: number): Promise<void> {
		const item: Item = { index, isSeated: false, isOnly: false, isAway: false };
		this.open++;
		try {
			await Promise.resolve();
			this.results[index] = { done: await (this.wishes[index] as Wish<T>)(this.desk(item)) };
		} catch (thrown) {
			if (!item.isAway) this.fail(index, thrown);
		} finally {
			if (index >= this.nextTurn) this.turned.add(index);
			this.seats.leave(item);
			this.open--;
			this.pump();
		}
	}

	private fail(index: number, thrown: unknown): void {
		this.results[index] = { thrown };
		if (!this.limits.stopsAtFailure || index >= this.stoppedAt) return;
		this.stoppedAt = index;
		const isStopped = (item: Item) => item.index > index;
		this.turns = withoutStopped(this.turns, isStopped);
		this.seats.sendAway(isStopped);
		this.reads.sendAway(isStopped);
	}

	private desk(item: Item): Desk {
		return {
			request: async (work) => {
				await this.seat(item, false);
				try {
					return await work();
				} finally {
					this.seats.leave(item);
					this.pump();
				}
			},
			turn: async (work) =>
				await new Promise((resolve, fail) => {
					this.check(item);
					const begin = async () => await work();
					this.turns.push({ item, fail, go: () => resolve(begin()) });
					this.pump();
				}),
			seat: async (isOnly = false) => {
				item.isOnly = isOnly;
				await this.seat(item, false);
			},
			port: (id, port) =>
				togetherPort(port, {
					first: async () =>
						await new Promise((give, fail) => {
							this.check(item);
							this.reads.wait(item, id, give, fail);
							this.pump();
						}),
					judged: async () => {
						this.seats.leave(item);
						return await this.judgements.wait(item.index, id);
					},
					seat: async () => await this.seat(item, true),
					pause: async (wait) => await this.paused(item, wait),
					distrust: () => this.port.distrust(),
				}),
		};
	}

	private async seat(item: Item, isUrgent: boolean): Promise<void> {
		if (item.isSeated) return;
		if (isUrgent) await queued(item, (waiter) => this.waitFor(waiter, true));
		else await this.enter(item, (waiter) => this.waitFor(waiter, false));
	}

	/** Where Coachview is in trouble, those who wait in their places keep others from adding to it. */
	private async paused<R>(item: Item, wait: () => Promise<R>): Promise<R> {
		if (this.pausing >= this.limits.parallel) return await wait();
		this.pausing++;
		this.seats.leave(item);
		this.pump();
		try {
			return await wait();
		} finally {
			this.pausing--;
		}
	}

	private waitFor(waiter: Waiter, isUrgent: boolean): void {
		this.seats.wait(waiter, isUrgent);
		this.pump();
	}

	/** Puts an item that has written nothing into a queue, unless a stop keeps it from starting. */
	private async enter(item: Item, put: (waiter: Waiter) => void): Promise<void> {
		this.check(item);
		await queued(item, (waiter) => {
			put(waiter);
			this.pump();
		});
	}

	private check(item: Item): void {
		if (item.index <= this.stoppedAt) return;
		item.isAway = true;
		throw new NotStarted();
	}

	private giveTurns(): void {
		for (;;) {
			const at = this.turns.findIndex(({ item }) => item.index === this.nextTurn);
			if (at < 0 && !this.turned.has(this.nextTurn)) return;
			this.turned.delete(this.nextTurn++);
			if (at >= 0) this.turns.splice(at, 1)[0]?.go();
		}
	}

	/** A record is only taken up when it can be finished beside those that are under way. */
	private nextRead(): Waiter | undefined {
		const others = this.seats.taken;
		while (this.reads.hasReady) {
			try {
				this.port.needs(REQUESTS_PER_WRITE * (others + 1));
				return this.reads.next();
			} catch (fault) {
				if (others > 0 || this.judgements.count > 0) return undefined;
				this.reads.refuse(fault);
			}
		}
		return undefined;
	}
}
