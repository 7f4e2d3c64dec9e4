/** One item on its way through a batch. */
export interface Item {
	index: number;

	/** Whether it is one of those that are worked on in parallel. */
	isSeated: boolean;
	/** Whether it goes one after another with those that say so. */
	isOnly: boolean;
	/** Whether a stop has sent it away before anything was written. */
	isAway: boolean;
}

/** An item that waits, what lets it go on, and what ends it. */
export interface Waiter {
	item: Item;
	go(): void;
	fail(error: unknown): void;
}

/** Not started because of a stop. Nobody sees it: such an item has no result. */
export class NotStarted extends Error {}

/** @returns a promise for an item, which `enter` puts into some queue */
export async function queued(item: Item, enter: (waiter: Waiter) => void): Promise<void> {
	await new Promise<void>((resolve, reject) => enter({ item, go: resolve, fail: reject }));
}

/** Sends away those of a queue whom a stop keeps from starting. @returns the others */
export function withoutStopped<W extends Waiter>(queue: readonly W[], isStopped: (item: Item) => boolean): W[] {
	return queue.filter((waiter) => {
		if (!isStopped(waiter.item)) return true;
		waiter.item.isAway = true;
		waiter.fail(new NotStarted());
		return false;
	});
}
