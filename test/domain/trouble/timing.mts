/** Milliseconds that the work takes, the best of three: a busy machine slows one run, a bad pattern all of them. */
export function fastest(work: () => unknown): number {
	const times = [1, 2, 3].map(() => {
		const began = performance.now();
		work();
		return performance.now() - began;
	});
	return Math.min(...times);
}

/**
 * Whether four times as much input costs about four times as much time; a quadratic one costs sixteen times. Small times
 * say nothing.
 */
export function isLinear(work: (size: number) => () => unknown, size: number): boolean {
	// A machine with other work may have a bad moment, a bad pattern has one each time.
	return [1, 2, 3, 4].some(() => {
		const [once, more] = [fastest(work(size)), fastest(work(size * 4))];
		return more < 80 || more < once * 10;
	});
}
