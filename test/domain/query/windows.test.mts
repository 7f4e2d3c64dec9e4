import { EVER, halves, readInPieces, type Days } from '../../../nodes/Coachview/domain/query/windows.ts';
import { shifted } from '../../../nodes/Coachview/domain/query/where.ts';

describe('periods of change', () => {
	it.each([
		[{ from: '2024-01-01', to: '2024-01-02' }, [], ['2024-01-01', '2024-01-02']],
		[EVER, [], ['2094-12-31', '2095-01-01']],
		[EVER, ['2024-05-03', '2024-05-01', '2024-05-02'], ['2024-05-01', '2024-05-02']],
		[{ from: '2024-05-01', to: '2024-06-01' }, ['2024-05-01', '2024-05-01'], ['2024-05-01', '2024-05-02']],
		[{ from: '2024-05-01', to: '2024-06-01' }, ['2024-06-01', '2024-06-01'], ['2024-05-31', '2024-06-01']],
	])('%j is cut where the changes are: %j', (whole, known, [last, first]) =>
		expect(halves(whole, known)).toEqual([
			{ from: whole.from, to: last },
			{ from: first, to: whole.to },
		]),
	);
	it('a single day is not cut', () => expect(halves({ from: '2024-05-01', to: '2024-05-01' }, [])).toBeUndefined());

	const changes = Array.from({ length: 300 }, (_, nr) => shifted('2020-01-01', Math.floor((nr * nr) / 40)));
	const reader = (most: number) => {
		const read: Days[] = [];
		return {
			read,
			take: async (days: Days) => {
				const fits = changes.filter((day) => day >= days.from && day <= days.to).length <= most;
				if (fits) read.push(days);
				return fits;
			},
		};
	};
	it.each([[[]], [changes.filter((_, nr) => nr % 3 === 0)]])(
		'pieces are gapless and run from the oldest on',
		async (known) => {
			const { read, take } = reader(20);
			expect(await readInPieces(take, known, 200)).toBe(true);
			expect(read[0]?.from).toBe(EVER.from);
			expect(read.at(-1)?.to).toBe(EVER.to);
			for (const [index, { from }] of read.entries()) {
				if (index > 0) expect(from).toBe(shifted(read[index - 1]!.to, 1));
			}
		},
	);
	it('gives up at a day that is too long, and after as many pieces as are allowed', async () => {
		expect(await readInPieces(async () => false, [], 200)).toBe(false);
		expect(await readInPieces(reader(20).take, [], 5)).toBe(false);
	});
});
