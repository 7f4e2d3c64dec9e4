import type { Entity } from '../entities/entity';
import { rawAt, toItem, type RawRecord } from './json/record';

/** @returns at most ten flat fields of a record; absent ones are null, so that every item has the same columns */
export function simplify({ simple }: Entity, record: RawRecord): { [key: string]: unknown } {
	const item = toItem(record);
	return Object.fromEntries(simple.map((name) => [name, rawAt(record, [name]) === undefined ? null : item[name]]));
}
