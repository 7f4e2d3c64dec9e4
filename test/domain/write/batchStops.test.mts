import {
	ALONE,
	updateRecords,
	type BatchLimits,
	type Desk,
	type Wish,
} from '../../../nodes/Coachview/domain/write/batch.ts';
import { FAULT, Gate, logged, settle } from './batchGates.mts';
import { Lists } from './batchLists.mts';

const LIMITS: BatchLimits = { parallel: 1, maximumAge: 1_000, stopsAtFailure: true };

it('does the steps of a single item as they come', async () => {
	const port = logged('a', []);
	expect(await ALONE.request(async () => 1)).toBe(1);
	expect(await ALONE.turn(async () => 2)).toBe(2);
	expect(await ALONE.seat()).toBeUndefined();
	expect(ALONE.port('id', port)).toBe(port);
});

it('gives no results for no items', async () => {
	expect(await updateRecords(new Lists(), [], LIMITS)).toEqual([]);
});

describe('a stop', () => {
	/** Items that wait at one station each until item 0 fails. */
	const play = async (station: (desk: Desk, at: number) => Promise<unknown>, limits = LIMITS) => {
		const gate = new Gate();
		const began: number[] = [];
		const wishes = [0, 1, 2, 3].map(
			(at): Wish<number> =>
				async (desk) => {
					if (at > 0) {
						await station(desk, at);
						began.push(at);
						return at;
					}
					await desk.seat();
					await gate.passed;
					throw FAULT;
				},
		);
		const lists = new Lists();
		const run = updateRecords(lists, wishes, limits);
		await settle();
		gate.open();
		return { results: await run, began, lists };
	};

	it.each<[string, (desk: Desk) => Promise<unknown>]>([
		['for a place', async (desk) => await desk.seat()],
		['for a look-up', async (desk) => await desk.request(async () => 1)],
		['for their turn', async (desk) => await desk.turn(async () => 1)],
		['to be read', async (desk) => await desk.port('id', logged('a', [])).read()],
	])('keeps those from starting who wait %s', async (_, station) => {
		const { results, began } = await play(station);
		expect(results).toEqual([{ thrown: FAULT }, undefined, undefined, undefined]);
		expect(began).toEqual([]);
	});

	it.each<[string, (desk: Desk) => Promise<unknown>]>([
		['for a place', async (desk) => await desk.seat()],
		['for a look-up', async (desk) => await desk.request(async () => 1)],
		['to be read', async (desk) => await desk.port('id', logged('a', [])).read()],
	])('is none where all are to go on: those who wait %s', async (_, station) => {
		const { results, began } = await play(station, { ...LIMITS, stopsAtFailure: false });
		expect(results).toEqual([{ thrown: FAULT }, { done: 1 }, { done: 2 }, { done: 3 }]);
		expect(began).toEqual([1, 2, 3]);
	});

	it('sends away who comes to a station later', async () => {
		const stations: Array<(desk: Desk) => Promise<unknown>> = [
			async (desk) => await desk.seat(),
			async (desk) => await desk.turn(async () => 1),
			async (desk) => await desk.port('id', logged('a', [])).read(),
		];
		for (const station of stations) {
			const failed = new Gate();
			const wishes: Array<Wish<number>> = [
				async () => {
					failed.open();
					throw FAULT;
				},
				async (desk) => {
					await failed.passed;
					await settle();
					await station(desk);
					return 1;
				},
			];
			expect(await updateRecords(new Lists(), wishes, LIMITS)).toEqual([{ thrown: FAULT }, undefined]);
		}
	});

	it('tells the result of a later item that needed nothing any more', async () => {
		const failed = new Gate();
		const wishes: Array<Wish<number>> = [
			async () => {
				failed.open();
				throw FAULT;
			},
			async () => {
				await failed.passed;
				await settle();
				return 1;
			},
			async () => {
				await failed.passed;
				throw FAULT;
			},
		];
		expect(await updateRecords(new Lists(), wishes, LIMITS)).toEqual([
			{ thrown: FAULT },
			{ done: 1 },
			{ thrown: FAULT },
		]);
	});

	it('lets who has written already look at what became of it', async () => {
		const [wrote, failed] = [new Gate(), new Gate()];
		const log: string[] = [];
		const wishes: Array<Wish<string>> = [
			async (desk) => {
				await desk.turn(async () => undefined);
				await wrote.passed;
				failed.open();
				throw FAULT;
			},
			async (desk) => {
				await desk.turn(async () => undefined);
				const port = desk.port('id', logged('b', log));
				await port.write('write', await port.read());
				wrote.open();
				await failed.passed;
				await port.pause(1);
				await port.readBack();
				return 'looked';
			},
		];
		expect(await updateRecords(new Lists(), wishes, LIMITS)).toEqual([{ thrown: FAULT }, { done: 'looked' }]);
		expect(log).toEqual(['read b', 'write b', 'pause b', 'readBack b']);
	});

	it('by an earlier item moves forward, and one by a later item changes nothing', async () => {
		const order = [2, 1, 3];
		const gates = [0, 1, 2, 3].map(() => new Gate());
		const wishes = [0, 1, 2, 3].map(
			(at): Wish<number> =>
				async (desk) => {
					await gates[at]!.passed;
					if (at > 0) throw FAULT;
					await desk.seat();
					return at;
				},
		);
		const run = updateRecords(new Lists(), wishes, LIMITS);
		for (const at of [...order, 0]) {
			gates[at]!.open();
			await settle();
		}
		expect(await run).toEqual([{ done: 0 }, { thrown: FAULT }, { thrown: FAULT }, { thrown: FAULT }]);
	});

	it('starts no item that has not been started', async () => {
		const lists = new Lists();
		lists.isCold = true;
		let begun = 0;
		const wish: Wish<number> = async () => {
			begun++;
			throw FAULT;
		};
		expect(await updateRecords(lists, [wish, wish, wish], LIMITS)).toEqual([{ thrown: FAULT }, undefined, undefined]);
		expect(begun).toBe(1);
	});
});
