/** A list that is read in pieces: rows from a place on. Fewer than asked for may come (assumptions A04 and A05). */
export interface PagedList<Row> {
	page(skip: number, take: number): Promise<Row[]>;
	/** The first rows of the list in the opposite order; none when it cannot be asked for. */
	fromTheEnd(take: number): Promise<Row[]>;
	/** The row's ID, the same at every reading. */
	idOf(row: Row): string;
}

/** Where the rows go. */
export interface Basket<Row> {
	/** Rows that are still wanted; Infinity for all. */
	missing(): number;
	/** Takes a row; it may turn out not to be one of those that are wanted. */
	add(row: Row): void;
	/** Whether `add` may turn rows away, so that more must be asked for than are missing. */
	sifts: boolean;
}

/** The page size that all known code uses; the server's own maximum is not known (assumption A05). */
export const PAGE_SIZE = 100;

/**
 * @param overlap rows that the page has in common with what is known; two rows at least tell the end of a list from a page
 * @returns how many rows to ask for
 */
export function takeFor<Row>(basket: Basket<Row>, overlap: number): number {
	return basket.sifts ? PAGE_SIZE : Math.max(1 + overlap, Math.min(PAGE_SIZE, basket.missing() + overlap));
}
