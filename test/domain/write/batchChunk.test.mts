import { ChunkSize, type Chunk } from '../../../nodes/Coachview/domain/write/chunk.ts';

const chunk = (count: number, askedAt = 1_000): Chunk => ({ askedAt, count, fresh: 0, old: 0, lastAge: 0 });

/** Lets `fresh` records of a chunk come in time, the last one at `age`, and the others too late. */
function play(size: ChunkSize, count: number, fresh: number, age = 10): void {
	const one = chunk(count);
	for (let at = 0; at < count; at++) size.take(one, at < fresh ? one.askedAt + age : one.askedAt + 101);
}

it('begins with as many as a request may hold, and never asks for less than one', () => {
	const size = new ChunkSize(100, 4);
	expect([size.within(100), size.within(50), size.within(2.7), size.within(0)]).toEqual([100, 50, 2, 1]);
});

it('takes a read that is exactly as old as it may be, and no older one', () => {
	const size = new ChunkSize(100, 4);
	expect(size.isTooOld(chunk(1), 1_100)).toBe(false);
	expect(size.isTooOld(chunk(1), 1_101)).toBe(true);
	const one = chunk(3);
	expect([size.take(one, 1_100), size.take(one, 1_101), size.take(one, 1_050)]).toEqual([true, false, true]);
	expect(one).toEqual({ askedAt: 1_000, count: 3, fresh: 2, old: 1, lastAge: 50 });
});

it('asks for a tenth less than came in time when some came too late', () => {
	const size = new ChunkSize(100, 4);
	play(size, 100, 50);
	expect(size.within(100)).toBe(45);
	play(size, 45, 44);
	expect(size.within(100)).toBe(39);
	play(size, 39, 1);
	expect(size.within(100)).toBe(4);
});

it('learns only when the last record of a chunk has come', () => {
	const size = new ChunkSize(100, 4);
	const one = chunk(3);
	size.take(one, 2_000);
	size.take(one, 2_000);
	expect(size.within(100)).toBe(100);
	size.take(one, 2_000);
	expect(size.within(100)).toBe(4);
});

it('never falls below two, nor below those that can be taken up at once', () => {
	for (const [least, expected] of [
		[1, 2],
		[7, 7],
	] as const) {
		const size = new ChunkSize(100, least);
		play(size, 10, 0);
		expect(size.within(100)).toBe(expected);
	}
});

it('asks for half more when a full chunk took less than half the time', () => {
	const size = new ChunkSize(100, 4);
	play(size, 100, 10);
	expect(size.within(100)).toBe(9);
	play(size, 9, 9, 50);
	expect(size.within(100)).toBe(9);
	play(size, 8, 8, 10);
	expect(size.within(100)).toBe(9);
	play(size, 9, 9, 49);
	expect(size.within(100)).toBe(14);
	play(size, 20, 20, 49);
	expect(size.within(100)).toBe(21);
});

it('halves what it asks for when the read itself takes too long', () => {
	const size = new ChunkSize(100, 4);
	size.shrink();
	expect(size.within(1_000)).toBe(64);
	size.shrink();
	expect(size.within(1_000)).toBe(32);
	for (let at = 0; at < 8; at++) size.shrink();
	expect(size.within(1_000)).toBe(1);
});
