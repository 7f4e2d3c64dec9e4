import type { Row, Rows, RowsOf } from './answer';
import { NoList } from './noList';

/** Where an HR system's answer has what is needed: names of members, or paths with dots. */
export interface Columns {
	/** The list of rows; empty when the answer itself is the list, or the only row. */
	rows: string;
	number: string;
	date: string;
	place: string;
	/** Further columns whose values are wanted as they are. */
	further: readonly string[];
}

/** Members by which HR systems say that there is another page. */
const NEXT = ['__next', '@odata.nextLink', 'odata.nextLink', 'nextLink', 'next', 'nextPage', 'next_page'];
const MORE = ['hasMore', 'has_more', 'more'];

/** @returns what takes a body to its rows; it throws NoList where the body has no list at that place */
export function rowsBy({ rows, number, date, place, further }: Columns): RowsOf {
	return (body: unknown) => {
		const found = rows === '' ? body : member(body, rows);
		const list = rows === '' && isObject(found) ? [found] : found;
		if (!Array.isArray(list)) throw new NoList();
		const read: Rows = list.map(
			(row: unknown): Row => ({
				key: member(row, number),
				date: member(row, date),
				place: member(row, place),
				...(further.length > 0 && {
					columns: Object.fromEntries(further.map((name) => [name, member(row, name) ?? null])),
				}),
			}),
		);
		return holders(body, rows).some(hasMore) ? Object.assign(read, { more: true }) : read;
	};
}

/** The objects around the list, where an answer says how it goes on. */
function holders(body: unknown, path: string): Array<{ [name: string]: unknown }> {
	if (path === '' || !isObject(body)) return [];
	const first = path.slice(0, path.indexOf('.'));
	const isPath = path.includes('.') && !Object.hasOwn(body, path);
	return [body, ...(isPath && Object.hasOwn(body, first) ? holders(body[first], path.slice(first.length + 1)) : [])];
}

function hasMore(holder: { [name: string]: unknown }): boolean {
	return NEXT.some((name) => isThere(holder[name])) || MORE.some((name) => holder[name] === true);
}

const isThere = (value: unknown) => value !== undefined && value !== null && value !== '' && value !== false;

/** A member of exactly this name comes before a path; below null there is null. */
function member(value: unknown, path: string): unknown {
	if (!isObject(value)) return undefined;
	if (Object.hasOwn(value, path)) return value[path];
	const dot = path.indexOf('.');
	if (dot < 0 || !Object.hasOwn(value, path.slice(0, dot))) return undefined;
	const below = value[path.slice(0, dot)];
	return below === null ? null : member(below, path.slice(dot + 1));
}

function isObject(value: unknown): value is { [name: string]: unknown } {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
