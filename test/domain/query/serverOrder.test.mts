import { inOrder, List, Script, some } from './listStage.mts';

const CHANGED = [
	'concurrentChange',
	'The list changed while it was read, or Coachview sorts people with the same value differently at each request',
];
const names = ['r7', 'r3', 'r9', 'r1', 'r5'];

describe('a list in the order of the server', () => {
	test('that fits on one page is read once', async () => {
		const limited = new List(some(60));
		expect([await inOrder(limited, 20), limited.asked]).toEqual([some(20), [[0, 20]]]);
		const whole = new List(names);
		expect([await inOrder(whole), whole.asked]).toEqual([
			names,
			[
				[0, 100],
				[4, 100],
			],
		]);
		const empty = new List([]);
		expect([await inOrder(empty), empty.asked]).toEqual([[], [[0, 100]]]);
	});

	test('that needs more pages is read until two readings are the same', async () => {
		const list = new List(some(40));
		expect(await inOrder(list, 30)).toEqual(some(30));
		const once = [
			[0, 30],
			[24, 6],
		];
		expect(list.asked).toEqual([...once, ...once]);
		const all = new List(some(40));
		expect(await inOrder(all)).toEqual(some(40));
		expect(all.asked.map(([skip]) => skip)).toEqual([0, 24, 39, 0, 24, 39]);
	});

	test('gives no more than is wanted where the server gives more', async () => {
		const list = new List(some(60));
		list.givesMore = true;
		expect(await inOrder(list, 7)).toEqual(some(7));
		expect(list.asked).toHaveLength(1);
	});

	test('of a server that gives one row at a time is read row by row', async () => {
		const list = new List(names.slice(0, 3));
		list.cap = 1;
		expect(await inOrder(list)).toEqual(names.slice(0, 3));
		expect(list.asked.map(([skip]) => skip)).toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
	});
});

describe('a list that changes while it is read', () => {
	const ask = async (pages: string[][], limit?: number) => {
		const list = new Script(pages);
		return [await inOrder(list, limit), list.asked.length];
	};
	const [a, b, c, d] = ['r1', 'r2', 'r3', 'r4'];
	const quiet = [[a, b], [b, c], [c]];

	test('the reading that differs does not count', async () => {
		expect(await ask([...quiet, ...quiet])).toEqual([[a, b, c], 6]);
		expect(await ask([[a, b], [b, d], [d], ...quiet, ...quiet])).toEqual([[a, b, c], 9]);
	});

	test('a page that does not begin with the last row, or has none, ends the reading', async () => {
		expect(await ask([[a, b], [c, d], ...quiet, ...quiet])).toEqual([[a, b, c], 8]);
		expect(await ask([[a, b], [], ...quiet, ...quiet])).toEqual([[a, b, c], 8]);
	});

	test('a row that comes again ends the reading', async () => {
		expect(await ask([[a, b], [b, a], ...quiet, ...quiet])).toEqual([[a, b, c], 8]);
	});

	test('readings that agree count only one after the other', async () => {
		const other = [[b, a], [a, c], [c]];
		expect(await ask([...quiet, ...other, ...quiet, ...other])).toEqual([CHANGED, 12]);
		expect(await ask([...quiet, [a, b], [c, d], ...quiet, ...other])).toEqual([CHANGED, 11]);
		expect(await ask([...other, [a, b], [], ...quiet, ...quiet])).toEqual([[a, b, c], 11]);
	});

	test('two readings that could not be finished are not the same', async () => {
		const broken = [[a, b], []];
		expect(await ask([...broken, ...broken, ...broken, ...broken])).toEqual([CHANGED, 8]);
	});
});
