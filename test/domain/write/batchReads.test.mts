import { Fault } from '../../../nodes/Coachview/domain/fault.ts';
import type { RawRecord } from '../../../nodes/Coachview/domain/json/record.ts';
import { NotStarted, type Item } from '../../../nodes/Coachview/domain/write/batchItem.ts';
import { FirstReads } from '../../../nodes/Coachview/domain/write/firstReads.ts';
import { Lists } from './batchLists.mts';

const item = (index: number): Item => ({ index, isSeated: false, isOnly: false, isAway: false });
const no = () => false;
const yes = () => true;

/** First reads, with what each item was given in `got`. */
function firstReads(lists: Lists, { maximumAge = 100, parallel = 1 } = {}) {
	const reads = new FirstReads(lists, maximumAge, parallel, lists.changed);
	const got: string[] = [];
	const wait = (index: number, id = `R${index}`) =>
		reads.wait(
			item(index),
			id,
			(record: RawRecord | undefined) => void got.push(`${index} ${record?.text ?? 'alone'}`),
			(error) => void got.push(`${index} ${error instanceof NotStarted ? 'away' : (error as Fault).reason}`),
		);
	const takeAll = () => {
		for (let next = reads.next(); next; next = reads.next()) next.go();
		return got.splice(0);
	};
	return { reads, wait, takeAll, got };
}

describe('first reads', () => {
	it('reads many at once when enough wait, in the order of the items, and the first one pays', async () => {
		const lists = new Lists();
		const { reads, wait, takeAll } = firstReads(lists);
		wait(2);
		wait(0);
		await reads.readNext(yes);
		expect([lists.asked, reads.hasReady, reads.isComing]).toEqual([[], false, true]);
		wait(1);
		wait(3);
		await reads.readNext(yes);
		expect(lists.asked).toEqual(['needs 3', 'base R0,R1,R2 for 0']);
		expect(lists.changes).toBe(1);
		expect(takeAll()).toEqual(['0 {"id":"r0"}', '1 {"id":"r1"}', '2 {"id":"r2"}']);
		expect(reads.isComing).toBe(true);
	});

	it('does not wait for more when nobody comes', async () => {
		const lists = new Lists();
		const { reads, wait, takeAll } = firstReads(lists);
		wait(0);
		wait(1);
		await reads.readNext(no);
		expect(takeAll()).toEqual(['0 {"id":"r0"}', '1 {"id":"r1"}']);
	});

	it('lets one that would be read with nobody read alone, at no cost', async () => {
		const lists = new Lists();
		const { reads, wait, takeAll } = firstReads(lists);
		wait(0);
		await reads.readNext(no);
		expect([takeAll(), lists.asked]).toEqual([['0 alone'], []]);
	});

	it.each([
		['while too little is known', (lists: Lists) => void (lists.isCold = true), {}],
		['where a request holds one record', (lists: Lists) => void (lists.rows = 1), {}],
		['where a read may have no age', () => undefined, { maximumAge: 0 }],
	])('everybody reads alone %s', async (_, prepare, limits) => {
		const lists = new Lists();
		prepare(lists);
		const { reads, wait, takeAll } = firstReads(lists, limits);
		wait(0);
		wait(1);
		expect(reads.hasReady).toBe(true);
		await reads.readNext(no);
		expect([takeAll(), lists.asked]).toEqual([['0 alone', '1 alone'], []]);
	});

	it('lets all who wait read alone when that is found out later', async () => {
		const lists = new Lists();
		const { reads, wait, takeAll } = firstReads(lists);
		for (const index of [0, 1, 2, 3]) wait(index);
		lists.rows = 1;
		await reads.readNext(no);
		expect([takeAll(), lists.asked]).toEqual([['0 alone', '1 alone', '2 alone', '3 alone'], []]);
	});

	it('reads alone what the list did not show, and in place', async () => {
		const lists = new Lists();
		lists.missing.add('R1');
		const { reads, wait, takeAll } = firstReads(lists);
		for (const index of [0, 1, 2]) wait(index);
		await reads.readNext(no);
		expect(takeAll()).toEqual(['0 {"id":"r0"}', '1 alone', '2 {"id":"r2"}']);
	});

	it('reads again, before the others that wait, what has grown too old', async () => {
		const lists = new Lists();
		const { reads, wait, takeAll } = firstReads(lists);
		for (const index of [0, 1, 2, 3, 4]) wait(index);
		await reads.readNext(no);
		reads.next()?.go();
		lists.clock = 101;
		expect(takeAll()).toEqual(['0 {"id":"r0"}']);
		expect([reads.hasReady, reads.isComing]).toEqual([false, true]);
		await reads.readNext(no);
		expect(lists.asked.at(-1)).toBe('base R1,R2 for 1');
		expect(takeAll()).toEqual(['1 {"id":"r1"}', '2 {"id":"r2"}']);
	});

	it('asks for no more while more than twice as many as work at once are ready', async () => {
		const lists = new Lists();
		const { reads, wait } = firstReads(lists);
		for (const index of [0, 1, 2, 3, 4]) wait(index);
		await reads.readNext(no);
		await reads.readNext(no);
		expect(lists.asked.filter((line) => line.startsWith('base'))).toHaveLength(1);
		reads.next();
		expect(reads.isComing).toBe(false);
		await reads.readNext(no);
		expect(lists.asked.at(-1)).toBe('base R3,R4 for 3');
	});

	it('asks once at a time', async () => {
		const lists = new Lists();
		const { reads, wait } = firstReads(lists);
		for (const index of [0, 1, 2, 3]) wait(index);
		const both = [reads.readNext(no), reads.readNext(no)];
		expect(reads.isComing).toBe(true);
		await Promise.all(both);
		expect(lists.asked.filter((line) => line.startsWith('base'))).toHaveLength(1);
	});

	it('lets all read alone when the read itself took longer than a read may be old, and asks for half of what any request holds', async () => {
		const lists = new Lists();
		lists.rows = 100;
		lists.takes = 101;
		const { reads, wait, takeAll } = firstReads(lists);
		for (let index = 0; index < 100; index++) wait(index);
		await reads.readNext(no);
		expect(takeAll()).toEqual(Array.from({ length: 100 }, (_, index) => `${index} alone`));
		lists.takes = 100;
		for (let index = 0; index < 100; index++) wait(index);
		await reads.readNext(no);
		expect(lists.asked.at(-1)?.split(',')).toHaveLength(64);
		expect(takeAll()).toHaveLength(64);
	});

	it('spends no request on many when the day has none left for a write and a look', async () => {
		const lists = new Lists();
		lists.left = 2;
		const { reads, wait, takeAll } = firstReads(lists);
		for (const index of [0, 1, 2]) wait(index);
		await reads.readNext(no);
		expect([takeAll(), lists.asked]).toEqual([['0 alone', '1 alone', '2 alone'], ['needs 3']]);
		lists.left = 3;
		for (const index of [0, 1]) wait(index);
		await reads.readNext(no);
		expect(takeAll()).toEqual(['0 {"id":"r0"}', '1 {"id":"r1"}']);
	});

	it('sends away those who wait and those who are ready, and refuses the next one', async () => {
		const lists = new Lists();
		const { reads, wait, takeAll, got } = firstReads(lists);
		for (const index of [0, 1, 2, 3, 4]) wait(index);
		await reads.readNext(no);
		reads.sendAway(({ index }) => index === 1 || index === 4);
		expect(got.splice(0)).toEqual(['4 away', '1 away']);
		reads.refuse(new Fault('quotaExhausted', 'used up', ''));
		expect(got.splice(0)).toEqual(['0 quotaExhausted']);
		expect(takeAll()).toEqual(['2 {"id":"r2"}']);
		reads.refuse(new Error('nobody is there to be refused'));
		expect([got, reads.hasReady]).toEqual([[], false]);
	});
});
