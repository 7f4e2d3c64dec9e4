import { Fault } from '../domain/fault';
import { textAt, type RawRecord } from '../domain/json/record';
import { rowItem } from '../domain/query/rowItem';
import type { Entity } from '../entities/entity';

/** Example values have one id in every place (vendor documentation of Swagger); no record is related to itself in every way. */
export function isSample(record: RawRecord): boolean {
	const item = rowItem(record);
	const ids = Object.keys(item)
		.filter((key) => (key === 'id' || key.endsWith('Id')) && typeof item[key] === 'string')
		.map((key) => item[key]);
	return ids.length > 2 && new Set(ids).size === 1;
}

/** @returns whether the rows of a list are examples: all of one id, or examples each */
export function areSamples(rows: readonly RawRecord[]): boolean {
	const [first] = rows;
	const isRepeated =
		first !== undefined && rows.length > 1 && rows.every((row) => textAt(row, ['id']) === textAt(first, ['id']));
	return isRepeated || rows.some(isSample);
}

/** @param sign what gave the examples away */
export function sampleData({ scopes }: Entity, sign: string): Fault {
	return new Fault(
		'sampleData',
		`Coachview answered with sample data: ${sign}`,
		`The client lacks the scope ${scopes.read}. Add it in Coachview and in the credential.`,
	);
}
