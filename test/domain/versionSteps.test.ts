import { VersionSteps } from '../../nodes/Coachview/domain/write/versionSteps';

/** Feeds steps that follow one another from version 1000 on; gives which were called larger. */
const larger = (steps: readonly number[], known = new VersionSteps(), from = 1000) => {
	let version = from;
	return steps.map((step) => {
		const isLarger = known.isLarger(version, step);
		version += step;
		return isLarger;
	});
};
const none = (count: number) => Array<boolean>(count).fill(false);

describe('Steps of a version number', () => {
	it('one step says nothing; two equal ones are steady', () => {
		expect(larger([1, 2])).toEqual([false, false]);
		expect(larger([1, 1, 2])).toEqual([false, false, true]);
		expect(larger([10, 10, 11, 10, 20])).toEqual([false, false, true, false, true]);
	});

	it('a smaller step starts anew: the first ones were made by two', () => {
		expect(larger([2, 2, 1, 2, 1, 2])).toEqual([false, false, false, false, false, true]);
	});

	it('edits all the time do not become the usual step', () =>
		expect(larger([1, 1, ...Array<number>(30).fill(2)])).toEqual([false, false, ...Array<boolean>(30).fill(true)]));

	it('steps of all sizes give no overlap, whatever their rule', () => {
		let state = 7;
		const random = (limit: number) => {
			state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
			return 1 + (state % limit);
		};
		for (let run = 0; run < 200; run++)
			expect(larger(Array.from({ length: 50 }, () => random(1_000_003)))).toEqual(none(50));
		expect(larger(Array.from({ length: 50 }, (_, index) => index + 1))).toEqual(none(50));
		expect(larger(Array.from({ length: 50 }, (_, index) => 50 - index))).toEqual(none(50));
	});

	it('small steps by chance: no more than a few are called larger before it shows', () => {
		const steps = [3, 3, 5, 4, 9, 7, 6, 8, 5, 11, 12, 4, 9];
		expect(larger(steps).filter(Boolean).length).toBeLessThanOrEqual(4);
		expect(larger(steps).slice(7)).toEqual(none(6));
	});

	it('a step that becomes steady later is learned after three', () => {
		const known = new VersionSteps();
		larger([5, 17, 4, 29, 31, 12, 8, 40], known);
		expect(larger([10, 10, 10, 10, 20], known, 5000)).toEqual([false, false, false, false, true]);
	});

	it('many people with one version number are one piece of evidence', () => {
		const known = new VersionSteps();
		expect([1, 2, 3, 4].map(() => known.isLarger(1001, 27))).toEqual(none(4));
		expect(known.isLarger(1028, 33)).toBe(false);
	});
});
