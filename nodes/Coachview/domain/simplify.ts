import type { Entity } from '../entities/entity';
import type { PlainItem, RawRecord } from './json/record';
import { rowItem } from './query/rowItem';

/**
 * @returns at most ten flat fields of a record; absent ones are null, so that every item has the same columns. As with
 *          `rowItem`, nothing of the answer is kept in memory with it
 */
export function simplify({ simple }: Entity, record: RawRecord): PlainItem {
	const item = rowItem(record);
	return Object.fromEntries(simple.map((name) => [name, Object.hasOwn(item, name) ? item[name] : null]));
}
