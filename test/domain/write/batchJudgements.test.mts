import { Judgements } from '../../../nodes/Coachview/domain/write/judgements.ts';
import { Lists } from './batchLists.mts';

describe('judgements', () => {
	const judgements = (lists: Lists, maximumAge = 0) => {
		const judged = new Judgements(lists, maximumAge, lists.changed);
		const got: string[] = [];
		const wait = (index: number) =>
			void judged.wait(index, `R${index}`).then((record) => got.push(`${index} ${record?.text ?? 'alone'}`));
		// What was given arrives with the next turn of the loop.
		const readNext = async (isLast: boolean) => {
			await judged.readNext(isLast);
			await new Promise(setImmediate);
		};
		return { judged, wait, got, readNext };
	};

	it('waits until a request is full', async () => {
		const lists = new Lists();
		const { judged, wait, got, readNext } = judgements(lists);
		wait(0);
		wait(1);
		await readNext(false);
		expect([judged.count, lists.asked]).toEqual([2, []]);
		wait(2);
		wait(3);
		const reading = readNext(false);
		expect(judged.count).toBe(4);
		await readNext(true);
		await reading;
		expect(lists.asked).toEqual(['judging R0,R1,R2 for 0']);
		expect([judged.count, got]).toEqual([1, ['0 {"id":"r0"}', '1 {"id":"r1"}', '2 {"id":"r2"}']]);
	});

	it('does not wait when nobody comes, nor longer than a second or than a read may be old', async () => {
		for (const [maximumAge, within] of [
			[0, 1_000],
			[3_000, 3_000],
		] as const) {
			const lists = new Lists();
			const { wait, readNext } = judgements(lists, maximumAge);
			wait(0);
			wait(1);
			lists.clock = within - 1;
			await readNext(false);
			expect(lists.asked).toEqual([]);
			lists.clock = within;
			await readNext(false);
			expect(lists.asked).toEqual(['judging R0,R1 for 0']);
		}
		const lists = new Lists();
		const { wait, readNext } = judgements(lists);
		wait(0);
		wait(1);
		await readNext(true);
		expect(lists.asked).toHaveLength(1);
	});

	it('lets a single one, and one that the list does not show, be read alone', async () => {
		const lists = new Lists();
		lists.missing.add('R2');
		const { judged, wait, got, readNext } = judgements(lists);
		wait(0);
		await readNext(true);
		expect([got.splice(0), lists.asked]).toEqual([['0 alone'], []]);
		wait(1);
		wait(2);
		await readNext(true);
		expect(got.splice(0)).toEqual(['1 {"id":"r1"}', '2 alone']);
		lists.rows = 1;
		wait(3);
		wait(4);
		await readNext(true);
		expect([judged.count, got.splice(0), lists.asked.length]).toEqual([1, ['3 alone'], 1]);
		lists.rows = 0;
		await readNext(true);
		expect([judged.count, got]).toEqual([0, ['4 alone']]);
		await readNext(true);
		expect(lists.asked).toHaveLength(1);
	});

	it('says when something has changed', async () => {
		const lists = new Lists();
		const { wait, readNext } = judgements(lists);
		wait(0);
		expect(lists.changes).toBe(1);
		await readNext(true);
		expect(lists.changes).toBe(2);
	});
});
