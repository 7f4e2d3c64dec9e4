import { Fault } from '../fault';
import { takeFor, type Basket, type PagedList } from './list';

/** Readings before two in a row must have been the same. */
const PASSES = 4;

/**
 * Reads a list in an order that changes while it is read: whoever is edited moves, and people with the same value may
 * stand in another order at each request. What needs more than one page is therefore read until two readings in a row
 * give the same people in the same order.
 *
 * @param start makes the basket of one reading
 * @returns the basket of the last reading
 * @throws Fault `concurrentChange` when no two readings agree; what `list.page` throws
 */
export async function readInServerOrder<Row, B extends Basket<Row>>(list: PagedList<Row>, start: () => B): Promise<B> {
	let before = '';
	for (let pass = 1; pass <= PASSES; pass++) {
		const basket = start();
		const reading = await readOnce(list, basket);
		if (reading?.pages === 1 || (reading && reading.ids === before)) return basket;
		before = reading?.ids ?? '';
	}
	throw new Fault(
		'concurrentChange',
		'The list changed while it was read, or Coachview sorts people with the same value differently at each request',
		'Run it again at a quieter moment, use Return All, which sorts in n8n, or a smaller Limit.',
	);
}

/** @returns all IDs of the reading, and how many pages brought rows; undefined when a row was missing or came again */
async function readOnce<Row>(
	list: PagedList<Row>,
	basket: Basket<Row>,
): Promise<{ ids: string; pages: number } | undefined> {
	const met = new Set<string>();
	let [at, pages] = [0, 0];
	let last: string | undefined;
	let largest = 0;
	for (;;) {
		const overlap = last === undefined || largest === 1 ? 0 : 1;
		const rows = await list.page(at, takeFor(basket, overlap));
		largest = Math.max(largest, rows.length);
		if (overlap === 1 && (rows[0] === undefined || list.idOf(rows[0]) !== last)) return undefined;
		const fresh = rows.slice(overlap);
		if (fresh.length === 0) break;
		pages++;
		for (const row of fresh) {
			const id = list.idOf(row);
			if (met.has(id)) return undefined;
			met.add(id);
			if (basket.missing() > 0) basket.add(row);
			last = id;
		}
		if (basket.missing() <= 0) break;
		at += overlap + fresh.length - (largest === 1 ? 0 : 1);
	}
	return { ids: [...met].join(), pages: Math.max(1, pages) };
}
