import { Fault } from '../domain/fault';
import { textAt, type RawRecord } from '../domain/json/record';
import type { People } from './people';

/** The page size that all known code uses; the server's own maximum is not known (assumption A05). */
export const PAGE_SIZE = 100;

/**
 * Reads a list page by page. A page shorter than asked for may be a cap of the server and not the end, so `skip` moves
 * by the rows received and only an empty page ends the list (assumptions A04 and A05).
 *
 * @param limit most rows to return; Infinity for all
 * @param keep which rows count, where the filter alone cannot be relied upon
 * @throws Fault `unexpectedAnswer` when the server repeats a page, and what the client throws
 */
export async function collectPages(
	people: People,
	query: { [name: string]: string },
	limit: number,
	keep?: (row: RawRecord) => boolean,
): Promise<RawRecord[]> {
	const rows: RawRecord[] = [];
	const seen = new Set<string>();
	let received = 0;
	for (;;) {
		const missing = limit - rows.length;
		if (missing <= 0) return rows;
		const take = keep ? PAGE_SIZE : Math.min(PAGE_SIZE, missing);
		const page = await people.list({ ...query, skip: String(received), take: String(take) });
		if (page.length === 0) return rows;
		const fresh = page.filter((row) => !seen.has(textAt(row, ['id'])));
		if (fresh.length === 0) {
			throw new Fault('unexpectedAnswer', 'Coachview returned the same page twice, so the list has no end', 'Use Limit or a filter by change date.');
		}
		page.forEach((row) => seen.add(textAt(row, ['id'])));
		received += page.length;
		rows.push(...(keep ? page.filter(keep) : page).slice(0, missing));
	}
}
