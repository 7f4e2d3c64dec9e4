import { readNewest, type ByChange, type Ranked } from '../../../nodes/Coachview/domain/polling/newest.ts';
import { at } from './looks.mts';

const falling = (count: number, step = 1) =>
	Array.from({ length: count }, (_, index): Ranked => ({ id: `r${index}`, changed: at(-index * step) }));

/** A list as it stands, and what it was asked. */
function list(rows: readonly Ranked[], { cap = 25, turned = [...rows].reverse() as readonly Ranked[] } = {}) {
	const asked: Array<[number, number, string]> = [];
	const page: ByChange<Ranked> = async (skip, take, direction) => {
		asked.push([skip, take, direction]);
		return (direction === 'asc' ? turned : rows).slice(skip, skip + Math.min(take, cap));
	};
	return { page, asked };
}

describe('reading what was changed last', () => {
	test('a page of fewer than twenty rows is the whole list, whatever its order, and keeps what is known of the order', async () => {
		const rows = falling(19).reverse();
		for (const sorts of [undefined, true, false]) {
			const { page, asked } = list(rows);
			expect(await readNewest(page, at(-5), { sorts })).toEqual({ rows, isWhole: true, sorts });
			expect(asked).toEqual([[0, 100, 'desc']]);
		}
		expect(await readNewest(list(falling(20).reverse()).page, at(-5))).toBe('unsorted');
	});

	test('stops when the last row is before the moment, and not when it is at it', async () => {
		const rows = falling(60);
		const before = list(rows);
		expect(await readNewest(before.page, at(-23))).toEqual({ rows: rows.slice(0, 25), isWhole: true, sorts: true });
		expect(before.asked).toEqual([
			[0, 100, 'desc'],
			[0, 10, 'asc'],
		]);
		const exactly = list(rows);
		expect(await readNewest(exactly.page, at(-24), { sorts: true })).toEqual({
			rows: rows.slice(0, 49),
			isWhole: true,
			sorts: true,
		});
		// Known to sort, it is not turned round again; pages have a row in common.
		expect(exactly.asked).toEqual([
			[0, 100, 'desc'],
			[24, 100, 'desc'],
		]);
	});

	test('reads to the end of the list where nothing is before the moment', async () => {
		const rows = falling(40);
		expect(await readNewest(list(rows).page, '')).toEqual({ rows, isWhole: true, sorts: true });
	});

	test('enough rows are enough, and say that there may be more', async () => {
		const rows = falling(60);
		expect(await readNewest(list(rows).page, '', { atMost: 25 })).toEqual({
			rows: rows.slice(0, 25),
			isWhole: false,
			sorts: true,
		});
		expect(await readNewest(list(rows).page, '', { atMost: 26 })).toMatchObject({ rows: rows.slice(0, 49) });
	});

	test('gives up after twenty pages: reading by ID is no dearer then', async () => {
		const { page, asked } = list(falling(600), { cap: 21 });
		expect(await readNewest(page, '')).toBe('moved');
		expect(asked).toHaveLength(20);
		expect(await readNewest(list(falling(400), { cap: 21 }).page, at(-398))).toMatchObject({ isWhole: true });
	});
});

describe('the order', () => {
	const heap = (falls: number, size = 25) =>
		falling(size).map((row, index) => ({ ...row, changed: at(-Math.min(index, falls)) }));

	test('is proved by eight rows that fall; fewer are chance', async () => {
		expect(await readNewest(list(heap(8)).page, at(0))).toMatchObject({ isWhole: true, sorts: true });
		expect(await readNewest(list(heap(7)).page, at(0))).toBe('moved');
	});

	test('of a list that ends before it proves itself stays unknown', async () => {
		const rows = [...heap(6, 24), { id: 'last', changed: at(-7) }];
		for (const sorts of [undefined, true]) {
			expect(await readNewest(list(rows).page, '', { sorts })).toEqual({ rows, isWhole: true, sorts });
		}
	});

	test('is counted over all pages', async () => {
		// Four on the first page, four on the second.
		const steps = (index: number) => (index < 24 ? Math.min(index, 3) : Math.min(index, 28));
		const rows = falling(60).map((row, index) => ({ ...row, changed: at(-steps(index)) }));
		expect(await readNewest(list(rows).page, at(-27))).toMatchObject({ isWhole: true, sorts: true });
	});

	test.each([0, 12, 24])('a row without a moment (at %i) is none', async (place) => {
		const rows = falling(60);
		rows[place] = { id: 'bare', changed: '' };
		expect(await readNewest(list(rows).page, at(-20), { sorts: true })).toBe('unsorted');
	});

	test('a row that rises is none, also on a later page', async () => {
		for (const place of [1, 24, 30]) {
			const rows = falling(60);
			rows[place] = { ...rows[place]!, changed: at(1) };
			expect(await readNewest(list(rows).page, at(-50))).toBe('unsorted');
		}
	});
});

describe('pages', () => {
	test('that do not begin with the row that the last one ended with moved', async () => {
		const rows = falling(60);
		const shifted: ByChange<Ranked> = async (skip, take) =>
			skip === 0 ? rows.slice(0, 25) : rows.slice(skip + 1, skip + 26).slice(0, take);
		expect(await readNewest(shifted, at(-40), { sorts: true })).toBe('moved');
		const edited: ByChange<Ranked> = async (skip) =>
			skip === 0 ? rows.slice(0, 25) : [{ ...rows[24]!, changed: at(-24.5) }, ...rows.slice(25, 49)];
		expect(await readNewest(edited, at(-40), { sorts: true })).toBe('moved');
		const other: ByChange<Ranked> = async (skip) =>
			skip === 0 ? rows.slice(0, 25) : [{ ...rows[24]!, id: 'other' }, ...rows.slice(25, 49)];
		expect(await readNewest(other, at(-40), { sorts: true })).toBe('moved');
		const gone: ByChange<Ranked> = async (skip) => (skip === 0 ? rows.slice(0, 25) : []);
		expect(await readNewest(gone, at(-40), { sorts: true })).toBe('moved');
	});

	test.each([23, 25])('whose edge is within one moment (row %i) may have changed places', async (place) => {
		const rows = falling(60);
		rows[place] = { ...rows[place]!, changed: at(-24) };
		expect(await readNewest(list(rows).page, at(-40), { sorts: true })).toBe('moved');
	});
});

describe('turning the list round', () => {
	const rows = falling(30);
	const turnedInto = async (turned: readonly Ranked[]) => {
		const found = await readNewest(list(rows, { turned }).page, at(-10));
		return found === 'unsorted' ? found : 'sorted';
	};
	const older = (...minutes: number[]) => minutes.map((minute, index) => ({ id: `o${index}`, changed: at(-minute) }));

	test('gives rows at least as old as those that were read, the oldest first', async () => {
		expect(await turnedInto(older(90, 80, 80, 70))).toBe('sorted');
		expect(await turnedInto(older(24, 23))).toBe('sorted');
		expect(await turnedInto(older(60, 0))).toBe('sorted');
	});

	test.each([
		['nothing', []],
		['the same front', falling(10)],
		['rows that are newer than the last one read', older(23, 22)],
		['rows that fall', older(90, 80, 85)],
		['a row without a moment', [...older(90), { id: 'bare', changed: '' }]],
		['first a row without a moment', [{ id: 'bare', changed: '' }, ...older(90)]],
	] as const)('%s is no proof', async (_, turned) => {
		expect(await turnedInto(turned)).toBe('unsorted');
	});
});
