import {
	NotStarted,
	queued,
	withoutStopped,
	type Item,
	type Waiter,
} from '../../../nodes/Coachview/domain/write/batchItem.ts';
import { Seats } from '../../../nodes/Coachview/domain/write/seats.ts';

const item = (index: number, isOnly = false): Item => ({ index, isSeated: false, isOnly, isAway: false });

/** Items that wait, and a list of those that were let on and of those that were ended. */
class Queue {
	readonly went: number[] = [];
	readonly failed: unknown[] = [];

	waiter(of: Item): Waiter {
		return { item: of, go: () => void this.went.push(of.index), fail: (error) => void this.failed.push(error) };
	}
}

const nobody = () => undefined;

it('gives as many places as there are, and the next one when a place is left', () => {
	const queue = new Queue();
	const seats = new Seats(2);
	const items = [0, 1, 2, 3].map((index) => item(index));
	for (const one of items) seats.wait(queue.waiter(one), false);
	seats.fill(nobody);
	expect(queue.went).toEqual([0, 1]);
	expect([seats.taken, ...items.map(({ isSeated }) => isSeated)]).toEqual([2, true, true, false, false]);
	seats.leave(items[0]!);
	expect([seats.taken, items[0]!.isSeated]).toEqual([1, false]);
	seats.leave(items[0]!);
	expect(seats.taken).toBe(1);
	seats.fill(nobody);
	expect(queue.went).toEqual([0, 1, 2]);
	expect(seats.taken).toBe(2);
});

it('lets first those who have written, then those who were read, then all others', () => {
	const queue = new Queue();
	const seats = new Seats(3);
	seats.wait(queue.waiter(item(0)), false);
	seats.wait(queue.waiter(item(7)), true);
	const read = [queue.waiter(item(3))];
	seats.fill(() => read.shift());
	expect(queue.went).toEqual([7, 3, 0]);
	expect(seats.taken).toBe(3);
});

it('asks for nobody who was read while all places are taken', () => {
	const seats = new Seats(1);
	const queue = new Queue();
	let asked = 0;
	const read = () => (asked++ === 0 ? queue.waiter(item(0)) : undefined);
	seats.fill(read);
	seats.fill(read);
	expect([asked, queue.went]).toEqual([1, [0]]);
});

it('lets those that say so go one after another, and others past them', () => {
	const queue = new Queue();
	const seats = new Seats(5);
	const items = [item(0, true), item(1, true), item(2), item(3, true), item(4)];
	for (const one of items) seats.wait(queue.waiter(one), false);
	seats.fill(nobody);
	expect(queue.went).toEqual([0, 2, 4]);
	seats.leave(items[2]!);
	seats.fill(nobody);
	expect(queue.went).toEqual([0, 2, 4]);
	seats.leave(items[0]!);
	seats.fill(nobody);
	expect(queue.went).toEqual([0, 2, 4, 1]);
	seats.leave(items[1]!);
	seats.fill(nobody);
	expect(queue.went).toEqual([0, 2, 4, 1, 3]);
});

it('sends away who has not begun, and nobody who has written', () => {
	const queue = new Queue();
	const seats = new Seats(5);
	const items = [item(0), item(1), item(2)];
	seats.wait(queue.waiter(items[0]!), false);
	seats.wait(queue.waiter(items[1]!), false);
	seats.wait(queue.waiter(items[2]!), true);
	seats.sendAway(({ index }) => index > 0);
	expect(items.map(({ isAway }) => isAway)).toEqual([false, true, false]);
	expect(queue.failed.map((one) => one instanceof NotStarted)).toEqual([true]);
	seats.fill(nobody);
	expect(queue.went).toEqual([2, 0]);
});

it('keeps the order of those that a stop leaves', () => {
	const queue = new Queue();
	const waiters = [4, 1, 3, 2].map((index) => queue.waiter(item(index)));
	const left = withoutStopped(waiters, ({ index }) => index === 3);
	expect(left.map(({ item: { index } }) => index)).toEqual([4, 1, 2]);
	expect(left.every(({ item: { isAway } }) => !isAway)).toBe(true);
});

it('makes a promise of a queue, kept by `go` and broken by `fail`', async () => {
	const waiting: Waiter[] = [];
	const put = (waiter: Waiter) => void waiting.push(waiter);
	const kept = queued(item(0), put);
	const broken = queued(item(1), put);
	waiting[0]!.go();
	waiting[1]!.fail(new Error('gone'));
	await expect(kept).resolves.toBeUndefined();
	await expect(broken).rejects.toThrow('gone');
	expect(waiting.map((one) => one.item.index)).toEqual([0, 1]);
});
