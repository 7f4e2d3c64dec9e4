import type { Row, RowsOf } from './answer';

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

/** @returns what takes a body to its rows; undefined where there is no list at that place */
export function rowsBy({ rows, number, date, place, further }: Columns): RowsOf {
	return (body: unknown) => {
		const found = rows === '' ? body : member(body, rows);
		const list = rows === '' && isObject(found) ? [found] : found;
		if (!Array.isArray(list)) throw new Error('There is no list of rows.');
		return list.map(
			(row: unknown): Row => ({
				key: member(row, number),
				date: member(row, date),
				place: member(row, place),
				...(further.length > 0 && {
					columns: Object.fromEntries(further.map((name) => [name, member(row, name) ?? null])),
				}),
			}),
		);
	};
}

/** A member of exactly this name comes before a path. */
function member(value: unknown, path: string): unknown {
	if (!isObject(value)) return undefined;
	if (Object.hasOwn(value, path)) return value[path];
	const dot = path.indexOf('.');
	return dot < 0 || !Object.hasOwn(value, path.slice(0, dot))
		? undefined
		: member(value[path.slice(0, dot)], path.slice(dot + 1));
}

function isObject(value: unknown): value is { [name: string]: unknown } {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
