import { textAt, type RawRecord } from '../json/record';
import { foldPersonName } from './equalities';
import { buildWhere } from './where';

/** One question to Coachview, and what of its answer fits the search text. */
export interface SearchSource {
	/** A record's ID, to be read on its own. */
	id?: string;
	where?: string;
	/** To be asked instead when Coachview does not take `where`: only `=` is sure to be known for texts (assumption A07). */
	plain?: string;
	orderby?: string;
	fits(row: RawRecord): boolean;
	/** Whether further rows may fit after this one; false: the rest of the list is about others. */
	goesOn(row: RawRecord): boolean;
	/** Asked only when the others found nothing. */
	last?: true;
}

/** @returns whether `where` can express the value (assumption A08) */
export function isPlain(value: string): boolean {
	return value !== '' && !/[;,<>=]/.test(value);
}

/** Records that have exactly this value, and these. */
export function question(field: string, value: string, ...more: Array<{ field: string; value: string }>): SearchSource {
	const values = [{ field, value }, ...more];
	const fits = (row: RawRecord) =>
		values.every((one) => foldPersonName(textAt(row, [one.field])) === foldPersonName(one.value));
	return {
		where: buildWhere(values.map((one) => ({ ...one, operator: '=' }))),
		orderby: `${field} asc`,
		fits,
		goesOn: fits,
	};
}

/**
 * Records whose value begins like this: in the order of that value they are the first ones of those from there on.
 *
 * @param asTyped whether the first letter stays as it is; a database that heeds case has capitals in front of small letters
 */
export function beginning(field: string, value: string, asTyped = false): SearchSource {
	const wanted = foldPersonName(value);
	const typed = asTyped ? value : value.charAt(0).toUpperCase() + value.slice(1);
	const fits = (row: RawRecord) => foldPersonName(textAt(row, [field])).startsWith(wanted);
	return {
		where: buildWhere([{ field, operator: '>=', value: typed }]),
		plain: buildWhere([{ field, operator: '=', value }]),
		orderby: `${field} asc`,
		fits,
		goesOn: fits,
	};
}
