/** An order that the user asked for. */
export interface Order {
	/** JSON name, nested with dots; case does not count, as in Coachview's own filters (seen in third-party code). */
	field: string;
	direction: 'asc' | 'desc';
}

/** A value that rows are sorted by; undefined: the row does not show the field. */
export type SortKey = string | number | boolean | null | undefined;

/** @returns the value of the field in a plain JSON object; of objects and lists nothing can be said, so they count as null */
export function sortKey(item: unknown, field: string): SortKey {
	let value: unknown = item;
	for (const name of field.toLowerCase().split('.')) {
		if (value === null) return null;
		if (typeof value !== 'object' || Array.isArray(value)) return undefined;
		const entry = Object.entries(value as object).find(([key]) => key.toLowerCase() === name);
		if (!entry) return undefined;
		value = entry[1];
	}
	return value === null || typeof value === 'object' ? null : (value as SortKey);
}

/**
 * Sorts as a database would: nothing first, numbers and dates by their value, texts without regard to case, equal ones
 * by ID, so that two runs give the same list.
 *
 * @param rows sorted in place
 */
export function sortRows<Row extends { key: SortKey; id: string }>(rows: Row[], { direction }: Order): Row[] {
	const texts = new Intl.Collator('nl', { sensitivity: 'accent' });
	const sign = direction === 'asc' ? 1 : -1;
	return rows.sort((a, b) => sign * compare(a.key, b.key, texts) || (a.id < b.id ? -1 : Number(a.id > b.id)));
}

const DATE = /^\d{4}-\d{2}-\d{2}/;

function compare(a: SortKey, b: SortKey, texts: Intl.Collator): number {
	const [emptyA, emptyB] = [isNothing(a), isNothing(b)];
	if (emptyA || emptyB) return Number(emptyB) - Number(emptyA);
	if (typeof a === typeof b && typeof a !== 'string') return Number(a) - Number(b);
	const [textA, textB] = [String(a), String(b)];
	if (DATE.test(textA) && DATE.test(textB)) return textA < textB ? -1 : Number(textA > textB);
	return texts.compare(textA, textB);
}

function isNothing(key: SortKey): boolean {
	return key === undefined || key === null || key === '';
}
