import type { Person } from '../../harness/memory.mts';
import { ids, manyStage, one, people } from './manyStage.mts';
import { json } from './tableStage.mts';

// Waits are looked at elsewhere.
jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => undefined }));
afterEach(() => jest.restoreAllMocks());

describe('a query that is refused', () => {
	const asks = (query: { where?: string }) => (query.where ?? '').split(',').length;
	/** Refuses lists of more than so many ids. */
	const longest = async (most: number, status: number) => {
		const stage = await manyStage({ lists: ({ query }) => (asks(query) > most ? json({}, status) : undefined) });
		await stage.read(['p1']);
		return stage;
	};

	it.each([400, 404, 414, 431])('as too long with %i is halved, and that is remembered', async (status) => {
		const { many, read, counts } = await longest(60, status);
		const first = await read(ids(1, 100));
		expect([counts(first.requests), first.found.length, many.rows]).toEqual([[[100, 50, 50], 0], 100, 50]);
		expect(counts((await read(ids(1, 100))).requests)).toEqual([[50, 50], 0]);
	});

	it('is halved down to 25 ids', async () => {
		const { many, read, counts } = await longest(25, 414);
		const { requests, found } = await read(ids(1, 100));
		expect([counts(requests), found.length, many.rows, many.unusable]).toEqual([
			[[100, 50, 25, 25, 25, 25], 0],
			100,
			25,
			undefined,
		]);
	});

	it('for 25 ids is not refused for its length, and for 26 it is', async () => {
		const { many, read, counts } = await longest(10, 414);
		expect(counts((await read(ids(1, 25))).requests)).toEqual([[25], 0]);
		expect([many.unusable, many.rows]).toEqual(['refused', 0]);
		const other = await longest(13, 414);
		expect(counts((await other.read(ids(1, 26))).requests)).toEqual([[26, 13, 13], 0]);
		expect(other.many.unusable).toBeUndefined();
	});

	it.each<[number, string | undefined]>([
		[403, 'refused'],
		[499, 'refused'],
		[401, undefined],
		[408, undefined],
		[429, undefined],
		[500, undefined],
		[503, undefined],
	])('with %i, or never answered, leaves the records to single reads: %s', async (status, why) => {
		const { many, read, counts } = await longest(1, status);
		const { requests, found } = await read(ids(1, 60));
		expect([counts(requests)[1], found, many.unusable]).toEqual([0, [], why]);
		const silent = await manyStage({ lists: { throws: { code: 'ECONNRESET' } } });
		expect([await silent.read(['p1', 'p2']), silent.many.unusable]).toMatchObject([{ found: [] }, undefined]);
	});
});

describe('records that are missing in an answer', () => {
	/** Gives so many rows at the most. */
	const capped = async (most: number) => {
		const stage = await manyStage({
			lists: ({ query }) => {
				const wanted = (query.where ?? '').replace('id=', '').split(',');
				return json(
					people(120)
						.filter(({ id }) => wanted.includes(String(id)))
						.slice(0, most),
				);
			},
		});
		await stage.read(['p1']);
		return stage;
	};

	it('are asked for once more together when there are four, and the server gives no more rows', async () => {
		const { many, read, counts } = await capped(6);
		const { requests, found } = await read(ids(1, 10));
		expect([counts(requests), found.length, many.rows]).toEqual([[[10, 4], 0], 10, 6]);
		expect(counts((await read(ids(1, 12))).requests)).toEqual([[6, 6], 0]);
	});

	it('are read alone when there are three', async () => {
		const { many, read, counts } = await capped(7);
		const { requests, found } = await read(ids(1, 10));
		expect([counts(requests), found.length, many.rows]).toEqual([[[10], 0], 7, 100]);
	});

	it('are the larger part when the server gives few', async () => {
		const { many, read, counts } = await capped(4);
		const { requests, found } = await read(ids(1, 10));
		expect([counts(requests), found.length, many.rows]).toEqual([[[10, 6], 0], 8, 4]);
	});

	it('and nobody else tells no limit', async () => {
		const { many, read, counts } = await capped(100);
		const { requests, found } = await read([...ids(1, 6), ...ids(901, 904)]);
		expect([counts(requests), found.length, many.rows]).toEqual([[[10, 4], 0], 6, 100]);
		expect(counts((await read(ids(901, 909))).requests)).toEqual([[9], 0]);
	});
});

describe('texts that may have been cut', () => {
	const FIELDS = ['a', 'b', 'c', 'd', 'e'];
	/** Five fields, each of which three people have filled with texts of one length. */
	const piled = FIELDS.flatMap((field, at) =>
		Array.from({ length: 3 }, (_, which): Person => {
			const filled = Object.fromEntries(FIELDS.map((name) => [name, name === field ? `${which}-234567890` : 'x']));
			return one(1 + at * 3 + which, filled);
		}),
	);

	it('are looked at in four single reads at the most; what is left is read alone', async () => {
		const { read, counts } = await manyStage({
			singles: [one(0, { a: 'x', b: 'x', c: 'x', d: 'x', e: 'x' }), ...piled],
		});
		const { requests, found } = await read(ids(1, 15));
		expect([counts(requests), found.length]).toEqual([[[16], 4], 12]);
		expect((await read(ids(1, 15))).found).toHaveLength(15);
	});
});

describe('free fields that no list has shown', () => {
	const singles = (filled: string) => people(31).map((it) => (it.id === filled ? { ...it, maat: 'S' } : it));

	it('are looked for in ten single reads, once', async () => {
		const { read, counts, many } = await manyStage({ singles: singles(''), free: ['Maat'] });
		const first = await read(ids(1, 30));
		expect([counts(first.requests), first.found.length, many.unusable]).toEqual([[[31], 10], 30, undefined]);
		expect(first.requests.slice(1)).toEqual(Array.from({ length: 10 }, (_, at) => `p${1 + at * 3}`));
		expect(counts((await read(ids(1, 30))).requests)).toEqual([[30], 0]);
	});

	it('are not looked for where a row shows one', async () => {
		const { read, counts } = await manyStage({ singles: singles('p5'), free: ['Maat'] });
		expect(counts((await read(ids(1, 30))).requests)).toEqual([[31], 1]);
	});

	it('are left out by lists where a single read shows one', async () => {
		const { read, counts, many } = await manyStage({
			singles: singles('p4'),
			free: ['Maat'],
			row: ({ maat: _, ...rest }) => rest,
		});
		const { requests, found } = await read(ids(1, 30));
		expect([counts(requests), found, many.unusable]).toEqual([[[31], 2], [], 'different']);
	});
});
