import { takeFor } from '../../../nodes/Coachview/domain/query/list.ts';
import { fixed, List, Script, some, Wanted } from './listStage.mts';

const OTHER_ORDER = [
	'unexpectedAnswer',
	'Coachview lists people in another order at each request, so the list may be incomplete',
];
const ENDLESS = ['unexpectedAnswer', 'Coachview returned the same page again and again, so the list has no end'];
const RESTLESS = ['concurrentChange', 'People were created or deleted in Coachview faster than the list could be read'];
const places = (list: List) => list.asked.map(([skip]) => skip);

describe('how many rows are asked for', () => {
	test.each([
		[Infinity, 0, 100],
		[Infinity, 1, 100],
		[5, 0, 5],
		[5, 1, 6],
		[99, 1, 100],
		[100, 1, 100],
		[250, 0, 100],
		[0, 0, 1],
		[0, 1, 2],
	])('%d missing, %i in common: %i', (missing, overlap, take) => {
		expect(takeFor(new Wanted(missing), overlap)).toBe(take);
	});

	test('where rows may be turned away, always a whole page', () => {
		expect(takeFor(new Wanted(1, true), 0)).toBe(100);
	});
});

describe('a quiet list', () => {
	test('is read page by page, each with the last row of the one before, until nothing is behind that row', async () => {
		const list = new List(some(60));
		expect(await fixed(list)).toEqual(some(60));
		expect(list.asked).toEqual([
			[0, 100],
			[24, 100],
			[48, 100],
			[59, 100],
		]);
		expect(list.fromEnd).toEqual([]);
	});

	test.each([
		[0, [0]],
		[1, [0, 1]],
		[2, [0, 1]],
		[25, [0, 24]],
		[26, [0, 24, 25]],
	])('of %i rows is asked for at %j', async (size, expected) => {
		const list = new List(some(size));
		expect([await fixed(list), places(list)]).toEqual([some(size), expected]);
	});

	test('is asked for no more than is wanted, and gives no more than is wanted', async () => {
		const list = new List(some(60));
		expect(await fixed(list, new Wanted(30))).toEqual(some(30));
		expect(list.asked).toEqual([
			[0, 30],
			[24, 6],
		]);
		const generous = new List(some(60));
		generous.givesMore = true;
		expect(await fixed(generous, new Wanted(7))).toEqual(some(7));
		expect(generous.asked).toEqual([[0, 7]]);
	});

	test('is asked for more where rows are turned away', async () => {
		const list = new List(some(60));
		expect(await fixed(list, new Wanted(6, true))).toEqual(some(7).filter((id) => id !== 'r105'));
		expect(list.asked).toEqual([[0, 100]]);
	});
});

describe('somebody who comes or goes while a sorted list is read', () => {
	test('one less in front: half a page back finds a row that is known, and nobody is passed over', async () => {
		const list = new List(some(60));
		list.before = (request, { ids }) => void (request === 1 && ids.splice(3, 1));
		expect(await fixed(list)).toEqual(some(60));
		expect(places(list)).toEqual([0, 24, 11, 35, 58]);
		// Whether it sorts is asked once, with ten rows from the end.
		expect(list.fromEnd).toEqual([10]);
	});

	test('many less: further back each time, and each time from the start after a row that is new', async () => {
		const list = new List(some(100));
		list.before = (request, { ids }) => {
			if (request === 2) ids.splice(0, 30);
			if (request === 6) ids.splice(0, 1);
		};
		expect(await fixed(list)).toEqual(some(100));
		expect(places(list)).toEqual([0, 24, 48, 35, 9, 33, 57, 44, 68]);
		expect(list.fromEnd).toEqual([10]);
	});

	test('one more among those that were read is given, and the row after it is in its place', async () => {
		const list = new List(some(60));
		list.before = (request, { ids }) => {
			if (request === 1) ids.splice(3, 2);
			if (request === 2) ids.splice(16, 0, 'r117a');
		};
		const found = await fixed(list);
		expect(found).toHaveLength(61);
		expect([...found].sort()).toEqual([...some(60), 'r117a'].sort());
		expect(places(list)).toEqual([0, 24, 11, 35, 58]);
	});

	test('an empty page is no end where somebody may have moved in front of it', async () => {
		const list = new List(some(26));
		list.before = (request, { ids }) => void (request === 1 && ids.splice(0, 6));
		expect(await fixed(list)).toEqual(some(26));
		expect(places(list).slice(0, 3)).toEqual([0, 24, 11]);
	});

	test('more in front at each request: a short page that ends with the last row is the end', async () => {
		const list = new List(some(40));
		list.before = (request, { ids }) => void (request > 0 && ids.unshift(`r0${100 - request}`));
		expect(await fixed(list)).toEqual(some(40));
		expect(places(list)).toEqual([0, 24, 40]);
	});

	test('a short page is one of at most half the rows that the server gives', async () => {
		const first = some(26);
		const end = (rows: number) => new Script([first, first.slice(-rows), ['r125']]);
		const [half, more] = [end(13), end(14)];
		expect([await fixed(half), half.asked.length]).toEqual([first, 2]);
		expect([await fixed(more), more.asked.length]).toEqual([first, 3]);
	});

	test('people without end behind the last row: those who were there at the start are enough', async () => {
		const list = new List(some(24));
		list.cap = 24;
		list.before = (request, { ids }) => void (request > 0 && ids.push(...some(5, ids.length)));
		expect(await fixed(list)).toEqual(some(24 + 9 * 5));
		expect(list.asked).toHaveLength(10);
	});

	test('more than a trickle behind the last row is read until it ends', async () => {
		const list = new List(some(24));
		list.cap = 24;
		list.before = (request, { ids }) => void (request > 0 && request < 20 && ids.push(...some(6, ids.length)));
		expect(await fixed(list)).toEqual(some(24 + 19 * 6));
	});

	test('a page in between that is no trickle makes the count begin anew', async () => {
		const list = new List(some(24));
		list.cap = 24;
		list.before = (request, { ids }) =>
			void (request > 0 && request < 16 && ids.push(...some(request === 8 ? 10 : 1, ids.length)));
		expect(await fixed(list)).toEqual(some(24 + 14 + 10));
	});
});

describe('a list that is not known to be sorted', () => {
	const mixed = some(60).sort((a, b) => (a.slice(-1) + a < b.slice(-1) + b ? -1 : 1));

	test('is read from the front again when somebody went, and each is given once', async () => {
		const list = new List(mixed);
		list.before = (request, { ids }) => void (request === 1 && ids.splice(3, 1));
		expect(await fixed(list)).toEqual(mixed);
		expect(places(list)).toEqual([0, 24, 0, 24, 48, 58]);
	});

	test('nor is one that only looks so, because it ignores the order', async () => {
		const list = new List(some(60));
		list.turned = () => list.ids;
		list.before = (request, { ids }) => void (request === 1 && ids.splice(3, 1));
		expect(await fixed(list)).toEqual(some(60));
		expect(places(list)).toEqual([0, 24, 0, 24, 48, 58]);
		expect(list.fromEnd).toEqual([10]);
	});

	test('nor is one of few rows', async () => {
		const list = new List(some(30));
		list.cap = 10;
		list.before = (request, { ids }) => void (request === 1 && ids.splice(3, 1));
		expect(await fixed(list)).toEqual(some(30));
		expect([places(list), list.fromEnd]).toEqual([[0, 9, 0, 9, 18, 27, 28], []]);
	});

	test('is given up after three readings in which rows changed places', async () => {
		const list = new List(mixed);
		list.before = (request, { ids }) => void (request % 2 === 1 && ids.splice(3, 1));
		expect(await fixed(list)).toEqual(OTHER_ORDER);
		expect(places(list)).toEqual([0, 24, 0, 24, 0, 24]);
	});

	test('rows that come in another order than before are found at once', async () => {
		const first = some(25);
		const swapped = new Script([first, ['r124', 'r103'], first, ['r124', 'r125'], ['r125']]);
		expect(await fixed(swapped)).toEqual(some(26));
		expect(places(swapped)).toEqual([0, 24, 0, 24, 25]);
	});

	test('all others, up to the front, are another list: it is read as well', async () => {
		const list = new Script([some(25), some(25, 50), some(25, 40), some(25, 30), some(25, 30), ['r154']]);
		list.turned = () => some(75).reverse();
		expect(await fixed(list)).toEqual([...some(25), ...some(25, 30)]);
		expect(places(list)).toEqual([0, 24, 11, 0, 0, 24]);
	});

	test('a row that the server doubles has not changed places', async () => {
		const list = new Script([some(25), ['r124', 'r124', 'r125'], ['r125']]);
		expect(await fixed(list)).toEqual(some(26));
		expect(list.asked).toHaveLength(3);
		const end = new Script([some(3), ['r102', 'r102']]);
		expect([await fixed(end), end.asked.length]).toEqual([some(3), 2]);
	});
});

describe('a list without an end', () => {
	test('the same full page twice is enough to see it', async () => {
		const list = new Script([some(3)]);
		expect([await fixed(list), list.asked.length]).toEqual([ENDLESS, 2]);
	});

	test('the same row again and again is seen after a while', async () => {
		const list = new Script([['r100']]);
		expect([await fixed(list), places(list)]).toEqual([ENDLESS, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]]);
	});

	test('two rows that are the whole list are no sign of it', async () => {
		const list = new Script([['r100', 'r101'], ['r100', 'r101'], ['r100', 'r101'], ['r101']]);
		expect(await fixed(list)).toEqual(['r100', 'r101']);
	});

	test('pages that lead nowhere, each another one, are people who come and go too fast', async () => {
		const pages = Array.from({ length: 12 }, (_, index) => some(25 - index));
		const list = new Script(pages);
		expect([await fixed(list), list.asked.length]).toEqual([RESTLESS, 11]);
		const lucky = new Script([...pages.slice(0, 9), some(30), ['r129']]);
		expect(await fixed(lucky)).toEqual(some(30));
		// Each reaches one row further than the one before.
		const onward = Array.from({ length: 10 }, (_, index) => some(15 + index));
		expect(await fixed(new Script([some(25), some(14), ...onward, some(30), ['r129']]))).toEqual(some(30));
	});
});
