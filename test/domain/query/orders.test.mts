import { IdOrder } from '../../../nodes/Coachview/domain/query/idOrder.ts';
import { sortKey, sortRows, type SortKey } from '../../../nodes/Coachview/domain/query/sort.ts';

const many = (id: (nr: number) => string, count: number) => Array.from({ length: count }, (_, nr) => id(nr));
const watched = (...pages: string[][]) => {
	const order = new IdOrder();
	for (const page of pages) order.watch(page);
	return order;
};
const three = (nr: number) => String(nr + 100);

describe('the order of IDs', () => {
	it('is proven by twenty pairs, also over several pages', () => {
		expect(watched(many(three, 20)).isProven).toBe(false);
		expect(watched(many(three, 21)).isProven).toBe(true);
		expect(
			watched(
				many(three, 11),
				many((nr) => String(nr + 111), 11),
			).isProven,
		).toBe(true);
	});

	const group = (nr: number) => String(nr).padStart(2, '0');
	it.each<[string, (nr: number) => string, boolean]>([
		['the last group', (nr) => `00000000-0000-0000-0000-0000000000${group(nr)}`, true],
		['the fourth group', (nr) => `00000000-0000-0000-${group(nr)}00-00000000000${nr % 1}`, true],
		[
			'the third group, its last byte first',
			(nr) => `00000000-0000-${group(99 - nr)}${group(nr)}-0000-000000000000`,
			true,
		],
		[
			'the second group, its last byte first',
			(nr) => `00000000-${group(99 - nr)}${group(nr)}-0000-0000-000000000000`,
			true,
		],
		[
			'the first group, its last byte first',
			(nr) => `${group((nr * 37) % 100)}${group((nr * 53) % 100)}00${group(nr)}-0000-0000-0000-000000000000`,
			true,
		],
		['no group', (nr) => `${group((nr * 37) % 100)}000000-0000-0000-0000-000000000000`, false],
	])('may be that of SQL Server: %s', (_, id, isProven) => expect(watched(many(id, 30)).isProven).toBe(isProven));

	it('is turned round only when the rows lie behind the known one, and run against it', () => {
		const order = watched(many(three, 30));
		expect(order.isTurnedRound(['129', '128', '127'], '125')).toBe(true);
		expect(order.isTurnedRound(['129', '128', '127'], '129')).toBe(true);
		expect(order.isTurnedRound(['129', '128', '127'], '130')).toBe(false);
		expect(order.isTurnedRound(['129', '127', '128'], '125')).toBe(false);
		expect(order.isTurnedRound(['129', '128'], '125')).toBe(false);
		expect(order.isTurnedRound([], '125')).toBe(false);
	});

	it('must be turned round in every way that is still possible', () => {
		// As texts and as numbers; 99 lies behind 129 as a text only.
		expect(watched(many(three, 30)).isTurnedRound(['99', '98', '97'], '125')).toBe(false);
	});
});

describe('sorting', () => {
	const sorted = (rows: Array<{ key: SortKey; id: string }>, direction: 'asc' | 'desc' = 'asc') =>
		sortRows(rows, { field: 'x', direction }).map(({ id }) => id);
	const rows = (...keys: SortKey[]) => keys.map((key, nr) => ({ key, id: String(9 - nr) }));

	it('puts a number among texts by its digits, a date among texts by its letters', () => {
		expect(sorted(rows('b', 10, 'a'))).toEqual(['8', '7', '9']);
		expect(sorted(rows('zzz', '2024-01-01', 'aaa'))).toEqual(['8', '7', '9']);
		expect(sorted(rows('7', 10))).toEqual(['8', '9']);
	});

	it('puts dates in order down to the last character', () => {
		expect(sorted(rows('2024-01-02', '2024-01-01T10:00', '2024-01-01'))).toEqual(['7', '8', '9']);
		expect(sorted(rows('2024-01-01t', '2024-01-01T'))).toEqual(['8', '9']);
	});

	it('takes accents into account, but neither case nor nothing', () => {
		expect(sorted(rows('é', 'E', 'e'))).toEqual(['7', '8', '9']);
		expect(sorted(rows(null, undefined, ''), 'desc')).toEqual(['7', '8', '9']);
		expect(sorted(rows('2024-01-01', '2024-01-01', '2024-01-01'))).toEqual(['7', '8', '9']);
	});

	it('leaves rows with one ID as they are', () => {
		const [one, other] = [
			{ key: 'a', id: '1', nr: 1 },
			{ key: 'a', id: '1', nr: 2 },
		];
		expect(sortRows([one, other], { field: 'x', direction: 'asc' })).toEqual([one, other]);
	});

	it('of a value that holds nothing below, nothing is shown', () => {
		expect(sortKey({ a: 'text' }, 'a.length')).toBeUndefined();
		expect(sortKey({ a: 7 }, 'a.b')).toBeUndefined();
		expect(sortKey({ a: null }, 'a')).toBeNull();
		expect(sortKey({ a: false }, 'a')).toBe(false);
	});
});
