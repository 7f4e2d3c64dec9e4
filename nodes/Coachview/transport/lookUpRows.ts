import { nodeAt, textAt, type RawRecord } from '../domain/json/record';

const PARTS = ['externId', 'externSource'];

/**
 * @param rows a page of a list
 * @returns a record whose key the filter can express, best one whose capitals can be changed; and whether the rows show
 *          keys and ids at all
 */
export function keysIn(rows: readonly RawRecord[]): { best?: RawRecord; isShown: boolean } {
	const keyed = rows.filter((row) => ['id', ...PARTS].every((name) => /^[^;,<>=]+$/.test(textAt(row, [name]))));
	const best =
		keyed.find((row) => PARTS.some((name) => swapCase(textAt(row, [name])) !== textAt(row, [name]))) ?? keyed[0];
	return {
		...(best && { best }),
		isShown: !rows.some((row) => nodeAt(row, ['externId']) === undefined || textAt(row, ['id']) === ''),
	};
}

/** @returns the text in other capitals; as it is where it has no letters */
export function swapCase(text: string): string {
	const upper = text.toUpperCase();
	return upper === text ? text.toLowerCase() : upper;
}
