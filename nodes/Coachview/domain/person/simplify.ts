import { rawAt, toItem, type RawRecord } from '../json/record';
import { SIMPLE_FIELDS } from './fields';

/** @returns at most ten flat fields of a person; absent ones are null, so that every item has the same columns */
export function simplifyPerson(record: RawRecord): { [key: string]: unknown } {
	const item = toItem(record);
	return Object.fromEntries(
		SIMPLE_FIELDS.map((name) => [name, rawAt(record, [name]) === undefined ? null : item[name]]),
	);
}
