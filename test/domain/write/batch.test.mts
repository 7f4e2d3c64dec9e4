import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../../../nodes/Coachview/domain/fault.ts';
import { rawAt } from '../../../nodes/Coachview/domain/json/record.ts';
import { updateRecords, type BatchLimits, type Wish } from '../../../nodes/Coachview/domain/write/batch.ts';
import { Stage } from './batchStage.mts';

const LIMITS: BatchLimits = { parallel: 4, maximumAge: 1_000, stopsAtFailure: false };

const ids = (count: number) => Array.from({ length: count }, (_, at) => `id-${at}`);
const wishesOf = (stage: Stage, list: readonly string[]) => list.map((id, at) => stage.wish(id, `new ${at}`));
const outcome = (one: unknown) =>
	one === undefined
		? 'not started'
		: 'done' in (one as object)
			? (one as { done: string }).done
			: (one as { thrown: Fault }).thrown.reason;

it('reads a hundred at once, writes a few at a time, and gives the results in order', async () => {
	const stage = new Stage(250);
	const results = await updateRecords(stage, wishesOf(stage, ids(250)), LIMITS);
	expect(results.map(outcome)).toEqual(ids(250).map((_, at) => `old to new ${at}`));
	expect([stage.count('many'), stage.count('read'), stage.count('write')]).toEqual([3, 0, 250]);
	expect(stage.mostBusy).toBe(4);
	expect(stage.log[0]).toBe('many 100 for 0: base');
});

it('judges silent answers with reads of many', async () => {
	const stage = new Stage(200);
	stage.isSilent = true;
	const results = await updateRecords(stage, wishesOf(stage, ids(200)), LIMITS);
	expect(results.map(outcome)).toEqual(ids(200).map((_, at) => `old to new ${at}`));
	expect([stage.count('many'), stage.count('read'), stage.count('write')]).toEqual([4, 0, 200]);
});

it('reads again what has grown too old, and then asks for fewer at once', async () => {
	const stage = new Stage(150);
	stage.writeTakes = 20;
	const results = await updateRecords(stage, wishesOf(stage, ids(150)), { ...LIMITS, maximumAge: 120 });
	expect(results.map(outcome)).toEqual(ids(150).map((_, at) => `old to new ${at}`));
	expect(Math.max(...stage.ages)).toBeLessThanOrEqual(125);
	const sizes = stage.log.flatMap((line) => (line.startsWith('many') ? [Number(line.split(' ')[1])] : []));
	expect(sizes[0]).toBe(100);
	expect(sizes.reduce((sum, size) => sum + size, 0) - sizes[0]!).toBeLessThan(260);
	expect(Math.max(...sizes.slice(2))).toBeLessThan(40);
});

it('reads each record alone just before its write when a read may have no age', async () => {
	const stage = new Stage(30);
	const results = await updateRecords(stage, wishesOf(stage, ids(30)), { ...LIMITS, maximumAge: 0 });
	expect(results.every((one) => one !== undefined && 'done' in one)).toBe(true);
	expect([stage.count('many'), stage.count('read'), stage.count('write')]).toEqual([0, 30, 30]);
	for (const id of ids(30)) expect(stage.log.indexOf(`read ${id}`)).toBeLessThan(stage.log.indexOf(`write ${id}`));
	expect(stage.mostBusy).toBeLessThanOrEqual(4);
});

it('reads alone when reads of many take longer than a read may be old', async () => {
	const stage = new Stage(20);
	stage.readTakes = 60;
	const results = await updateRecords(stage, wishesOf(stage, ids(20)), { ...LIMITS, maximumAge: 30 });
	expect(results.every((one) => one !== undefined && 'done' in one)).toBe(true);
	expect(stage.count('read')).toBe(20);
	expect(stage.count('many')).toBeLessThan(6);
});

it('works on two items for one record in order', async () => {
	const stage = new Stage(3);
	const list = ['id-0', 'id-1', 'id-0', 'id-2', 'id-0'];
	const results = await updateRecords(stage, wishesOf(stage, list), LIMITS);
	expect(results.map(outcome)).toEqual([
		'old to new 0',
		'old to new 1',
		'new 0 to new 2',
		'old to new 3',
		'new 2 to new 4',
	]);
});

it('keeps that order when a look-up of the first one takes longer', async () => {
	const stage = new Stage(1);
	const late = (value: string, ms: number): Wish<string> => {
		const wish = stage.wish('id-0', value);
		return async (desk) => {
			await desk.request(async () => await sleep(ms));
			return await wish(desk);
		};
	};
	const results = await updateRecords(stage, [late('first', 30), late('second', 1)], LIMITS);
	expect(results.map(outcome)).toEqual(['old to first', 'first to second']);
});

it('lets a failing item concern no other', async () => {
	const stage = new Stage(10);
	const list = [...ids(5), 'nobody', ...ids(10).slice(5)];
	const results = await updateRecords(stage, wishesOf(stage, list), LIMITS);
	expect(results.map(outcome)).toEqual(list.map((id, at) => (id === 'nobody' ? 'notFound' : `old to new ${at}`)));
	expect(stage.count('read')).toBe(1);
});

it('starts nothing after a failure that stops it, and finishes what comes before', async () => {
	const stage = new Stage(60);
	const wishes = wishesOf(stage, ids(60));
	wishes[20] = async (desk) => {
		return await desk.turn(async () => {
			throw new Fault('invalidInput', 'bad', '');
		});
	};
	const results = await updateRecords(stage, wishes, { ...LIMITS, stopsAtFailure: true });
	expect(results.slice(0, 20).map(outcome)).toEqual(ids(20).map((_, at) => `old to new ${at}`));
	expect(outcome(results[20])).toBe('invalidInput');
	expect(results.slice(21).map(outcome)).toEqual(
		ids(60)
			.slice(21)
			.map(() => 'not started'),
	);
	expect(stage.count('write')).toBe(20);
});

it('ends cleanly when the requests of the day run out', async () => {
	const stage = new Stage(120);
	stage.isSilent = true;
	stage.left = 50;
	const results = await updateRecords(stage, wishesOf(stage, ids(120)), LIMITS);
	const ends = results.map(outcome);
	const done = ends.filter((one) => one.includes(' to '));
	expect(done.length).toBeGreaterThan(40);
	expect(ends.filter((one) => one === 'quotaExhausted')).toHaveLength(120 - done.length);
	expect(stage.count('write')).toBe(done.length);
	expect(stage.left).toBeGreaterThanOrEqual(0);
});

it('begins with one record while too little is known, and goes on alone when that stays so', async () => {
	const stage = new Stage(20);
	stage.isCold = true;
	const wishes = wishesOf(stage, ids(20));
	const first = wishes[0]!;
	wishes[0] = async (desk) => {
		const done = await first(desk);
		stage.isCold = false;
		return done;
	};
	await updateRecords(stage, wishes, LIMITS);
	expect(stage.log.slice(0, 3)).toEqual(['read id-0', 'write id-0', 'many 19 for 1: base']);

	const other = new Stage(20);
	other.isCold = true;
	const results = await updateRecords(other, wishesOf(other, ids(20)), LIMITS);
	expect(results.every((one) => one !== undefined && 'done' in one)).toBe(true);
	expect([other.count('many'), other.count('read'), other.mostBusy]).toEqual([0, 20, 4]);
});

it('reads alone what a read of many does not bring', async () => {
	const stage = new Stage(30);
	stage.unseen.add('id-3').add('id-17');
	const results = await updateRecords(stage, wishesOf(stage, ids(30)), LIMITS);
	expect(results.map(outcome)).toEqual(ids(30).map((_, at) => `old to new ${at}`));
	expect([stage.count('many'), stage.count('read')]).toEqual([1, 2]);
});

it('tells when a read of many shows an older state than a read of one', async () => {
	const stage = new Stage(4);
	const wishes = ids(4).map(
		(id): Wish<string> =>
			async (desk) => {
				const work = async () => {
					const port = desk.port(id, stage.one(id));
					const base = await port.read();
					stage.stale.set(id, base);
					await port.write('new', base);
					const seen = [await port.readBack(), await port.readBack()];
					return seen.map((one) => rawAt(one, ['value'])).join();
				};
				return await desk.turn(async () => await stage.locked(id, work));
			},
	);
	const results = await updateRecords(stage, wishes, LIMITS);
	expect(results.map(outcome)).toEqual(ids(4).map(() => '"old","new"'));
	expect(stage.isDistrusted).toBe(true);
});

it('goes one after another where an item says so, and gives the place back', async () => {
	const stage = new Stage(0);
	let inside = 0;
	let most = 0;
	const wishes = Array.from(
		{ length: 12 },
		(_, at): Wish<number> =>
			async (desk) => {
				await desk.turn(async () => await desk.seat(at % 2 === 0));
				if (at % 2 === 0) most = Math.max(most, ++inside);
				await sleep(2);
				if (at % 2 === 0) inside--;
				return at;
			},
	);
	const results = await updateRecords(stage, wishes, LIMITS);
	expect(results).toEqual(Array.from({ length: 12 }, (_, done) => ({ done })));
	expect(most).toBe(1);
});

it('does not use what is ready once reads of many turn out to be wrong', async () => {
	const stage = new Stage(40);
	const { one } = stage;
	let writes = 0;
	stage.one = (id) => {
		const port = one.call(stage, id);
		return {
			...port,
			write: async (...given) => {
				// The fifth write finds out.
				if (++writes === 5) stage.rows = 0;
				return await port.write(...given);
			},
		};
	};
	await updateRecords(stage, wishesOf(stage, ids(40)), LIMITS);
	expect([stage.count('many'), stage.count('write')]).toEqual([1, 40]);
	expect(stage.count('read')).toBeGreaterThanOrEqual(40 - 5 - LIMITS.parallel);
});
