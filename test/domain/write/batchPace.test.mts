import { updateRecords, type BatchLimits, type Wish } from '../../../nodes/Coachview/domain/write/batch.ts';
import { FAULT, Gate, logged, RECORD, settle } from './batchGates.mts';
import { Lists } from './batchLists.mts';
import { Stage } from './batchStage.mts';

const LIMITS: BatchLimits = { parallel: 1, maximumAge: 1_000, stopsAtFailure: true };

describe('items that are open at the same time', () => {
	const mostOpen = async (lists: Lists, parallel: number, count: number) => {
		const gates = Array.from({ length: count }, () => new Gate());
		const open: number[] = [];
		let now = 0;
		const wishes = gates.map(
			(gate): Wish<void> =>
				async () => {
					open.push(++now);
					await gate.passed;
					now--;
				},
		);
		const run = updateRecords(lists, wishes, { ...LIMITS, parallel });
		for (const gate of gates) {
			await settle();
			gate.open();
		}
		await run;
		return open;
	};

	it.each([
		[0, 1, 4],
		[3, 1, 7],
		[3, 2, 11],
	])('with %i in a read and %i at work are %i', async (rows, parallel, most) => {
		const lists = new Lists();
		lists.rows = rows;
		expect(Math.max(...(await mostOpen(lists, parallel, 14)))).toBe(most);
	});

	it('are started one by one at first while too little is known, but no more than three', async () => {
		const lists = new Lists();
		lists.isCold = true;
		lists.rows = 0;
		expect(await mostOpen(lists, 1, 6)).toEqual([1, 1, 1, 2, 3, 4]);
	});
});

describe('a pause before another look', () => {
	/** Items that write, pause until their gate opens, and write again. */
	const play = async (count: number, parallel: number) => {
		const log: string[] = [];
		const gates = Array.from({ length: count }, () => new Gate());
		const wishes = gates.map(
			(gate, at): Wish<number> =>
				async (desk) => {
					const port = desk.port(`id-${at}`, logged(`${at}`, log, gate));
					await port.write('first', await port.read());
					await port.pause(1);
					await port.write('second', RECORD);
					return at;
				},
		);
		const run = updateRecords(new Lists(), wishes, { ...LIMITS, parallel, maximumAge: 0 });
		return { log, gates, run, take: () => log.splice(0) };
	};

	it('gives the place to another one, but only for as many as there are places', async () => {
		const { gates, run, take } = await play(3, 1);
		await settle();
		// The second one keeps its place: where Coachview is in trouble, no more are sent.
		expect(take()).toEqual(['read 0', 'first 0', 'pause 0', 'read 1', 'first 1', 'pause 1']);
		gates[1]!.open();
		await settle();
		expect(take()).toEqual(['second 1', 'read 2', 'first 2', 'pause 2']);
		gates[0]!.open();
		await settle();
		expect(take()).toEqual([]);
		gates[2]!.open();
		expect(await run).toEqual([{ done: 0 }, { done: 1 }, { done: 2 }]);
		expect(take().sort()).toEqual(['second 0', 'second 2']);
	});

	it('counts until it ends', async () => {
		const { gates, run, take } = await play(4, 1);
		await settle();
		take();
		for (const gate of gates) {
			gate.open();
			await settle();
		}
		expect(await run).toEqual([{ done: 0 }, { done: 1 }, { done: 2 }, { done: 3 }]);
	});
});

describe('the requests of the day', () => {
	const wishesOf = (stage: Stage, count: number) =>
		Array.from({ length: count }, (_, at) => stage.wish(`id-${at}`, `new ${at}`));

	it.each([
		[4, 1],
		[5, 2],
	])('that are left (%i) let so many records be taken up at once: %i', async (left, most) => {
		const stage = new Stage(2);
		stage.left = left;
		stage.writeTakes = 5;
		const results = await updateRecords(stage, wishesOf(stage, 2), { ...LIMITS, parallel: 4 });
		expect(results.map((one) => one && 'done' in one)).toEqual([true, true]);
		expect(stage.mostBusy).toBe(most);
	});

	it('refuse each record for which none are left, one by one', async () => {
		const stage = new Stage(3);
		stage.left = 1;
		const results = await updateRecords(stage, wishesOf(stage, 3), { ...LIMITS, stopsAtFailure: false });
		expect(results).toEqual(
			Array.from({ length: 3 }, () => ({ thrown: expect.objectContaining({ reason: 'quotaExhausted' }) })),
		);
		expect(stage.log).toEqual([]);
	});
});

it('items that ask for no turn keep nobody from theirs', async () => {
	const order: number[] = [];
	const late = new Gate();
	const wishes = [0, 1, 2, 3, 4].map(
		(at): Wish<number> =>
			async (desk) => {
				if (at % 2 === 1) {
					await late.passed;
					return at;
				}
				return await desk.turn(async () => (order.push(at), at));
			},
	);
	const run = updateRecords(new Lists(), wishes, LIMITS);
	await settle();
	expect(order).toEqual([0]);
	late.open();
	expect(await run).toEqual([0, 1, 2, 3, 4].map((done) => ({ done })));
	expect(order).toEqual([0, 2, 4]);
});

it('a look-up gives its place back, also when it fails', async () => {
	let busy = 0;
	let most = 0;
	const wishes = [0, 1, 2, 3].map(
		(at): Wish<number> =>
			async (desk) => {
				const found = desk.request(async () => {
					most = Math.max(most, ++busy);
					await settle();
					busy--;
					if (at < 2) throw FAULT;
					return at;
				});
				return await found.catch(() => -1);
			},
	);
	expect(await updateRecords(new Lists(), wishes, LIMITS)).toEqual([-1, -1, 2, 3].map((done) => ({ done })));
	expect(most).toBe(1);
});
