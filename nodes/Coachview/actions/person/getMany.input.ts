import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { conditionsOf, type Equality } from '../../domain/query/equalities';
import { checkPeriod, readDay } from '../../domain/query/period';
import type { Order } from '../../domain/query/sort';
import { buildWhere, changedBetween } from '../../domain/query/where';
import { invalidInput } from '../../domain/settings/invalid';
import { readChoice, readText, readWholeNumber, readYesNo } from '../../domain/settings/readers';
import type { ListWish } from '../../transport/paging';

/** Filters that ask for one value; `label` is their name in the editor. */
const EQUALITIES: ReadonlyArray<Omit<Equality, 'value'>> = [
	{ field: 'externId', label: 'Extern ID' },
	{ field: 'externSource', label: 'Extern Source' },
	{ field: 'email1', label: 'Email' },
	{ field: 'achternaam', label: 'Last Name' },
	{ field: 'inactief', label: 'Inactive' },
];

export const DIRECTIONS: Array<{ name: string; value: 'asc' | 'desc' }> = [
	{ name: 'Ascending', value: 'asc' },
	{ name: 'Descending', value: 'desc' },
];

/** What the user wants listed, checked; `simplify` says in which form. */
export interface ListInput {
	wish: ListWish;
	simplify: boolean;
}

/**
 * @param today `YYYY-MM-DD`, the end of a period that has none
 * @throws Fault `invalidInput` for whatever cannot be read, a filter that is there but empty included: without it the
 *         list would be another one than meant
 */
export function readListInput(context: IExecuteFunctions, item: number, today: string): ListInput {
	const returnAll = readYesNo(context.getNodeParameter('returnAll', item), 'Return All');
	const limit = returnAll
		? Infinity
		: readWholeNumber(context.getNodeParameter('limit', item, 50), 'Limit', { min: 1 });
	const simplify = readYesNo(context.getNodeParameter('simplify', item), 'Simplify');
	const filters = context.getNodeParameter('filters', item, {}) as IDataObject;
	const equalities = readEqualities(filters);
	const from = 'changedFrom' in filters ? readDay(filters.changedFrom, 'Changed From') : '';
	const to = 'changedTo' in filters ? readDay(filters.changedTo, 'Changed To') : '';
	checkPeriod(from, to);
	const where = [
		...(equalities.length > 0 ? [buildWhere(conditionsOf(equalities))] : []),
		...(from !== '' || to !== '' ? [changedBetween(from || '2000-01-01', to || latest(from, today))] : []),
		...('where' in filters ? [readText(filters.where, 'Where')] : []),
	].join(';');
	return { wish: { where, equalities, from, to, limit, order: readOrder(context, item) }, simplify };
}

function readEqualities(filters: IDataObject): Equality[] {
	return EQUALITIES.filter(({ field }) => field in filters).map(({ field, label }) => {
		const given = filters[field];
		return { field, label, value: field === 'inactief' ? String(readYesNo(given, label)) : readText(given, label) };
	});
}

function readOrder(context: IExecuteFunctions, item: number): Order | undefined {
	const { by } = context.getNodeParameter('sort', item, {}) as { by?: IDataObject };
	if (by === undefined) return undefined;
	const { field, direction } = by;
	const name = readText(field, 'Field', { fallback: 'achternaam' });
	if (!/^[A-Za-z][A-Za-z0-9_.]*$/.test(name))
		throw invalidInput(
			'Field',
			'is not the name of a field',
			"Give Coachview's JSON name to sort by, such as achternaam or auditTrail.gewijzigdDatumTijd.",
		);
	return { field: name, direction: readChoice(direction, 'Direction', { options: DIRECTIONS, fallback: 'asc' }) };
}

function latest(a: string, b: string): string {
	return a > b ? a : b;
}
