import { withoutStopped, type Item, type Waiter } from './batchItem';

/**
 * A few places for those who are worked on in parallel. Who has written something already comes first, then those whose
 * record has been read and grows old, then all others in order.
 */
export class Seats {
	/** Items that have a place. */
	taken = 0;
	private isOnlyTaken = false;
	private urgent: Waiter[] = [];
	private ordinary: Waiter[] = [];
	private readonly count: number;

	constructor(count: number) {
		this.count = count;
	}

	wait(waiter: Waiter, isUrgent: boolean): void {
		(isUrgent ? this.urgent : this.ordinary).push(waiter);
	}

	leave(item: Item): void {
		if (!item.isSeated) return;
		item.isSeated = false;
		this.taken--;
		if (item.isOnly) this.isOnlyTaken = false;
	}

	/** @param nextRead gives one whose record has been read */
	fill(nextRead: () => Waiter | undefined): void {
		while (this.taken < this.count) {
			const waiter = this.urgent.shift() ?? nextRead() ?? this.nextOrdinary();
			if (!waiter) return;
			this.taken++;
			waiter.item.isSeated = true;
			waiter.go();
		}
	}

	sendAway(isStopped: (item: Item) => boolean): void {
		this.ordinary = withoutStopped(this.ordinary, isStopped);
	}

	private nextOrdinary(): Waiter | undefined {
		const at = this.ordinary.findIndex(({ item }) => !item.isOnly || !this.isOnlyTaken);
		if (at < 0) return undefined;
		const [waiter] = this.ordinary.splice(at, 1);
		if (waiter?.item.isOnly) this.isOnlyTaken = true;
		return waiter;
	}
}
