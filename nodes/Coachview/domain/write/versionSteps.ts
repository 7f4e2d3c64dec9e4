/** Equal steps that make a steady one; and those that do after steps of other sizes. */
const STEADY = 2;
const STEADY_AGAIN = 3;
/** Sizes of larger steps that do not make the small one a chance, however often they come: two or three writes in one. */
const OTHER_SIZES = 3;
/** Version numbers kept, so that one number is no evidence twice. */
const MAX_SEEN = 200;

/**
 * How far a version number moves at each write of ours. Where that is always the same, a larger step means that somebody
 * else wrote in between; where it is not, a step says nothing (assumption A68).
 */
export class VersionSteps {
	private step = 0;
	private count = 0;
	private larger = new Set<number>();
	private last = 0;
	private run = 0;
	private readonly seen = new Set<number>();

	/**
	 * Takes in one more step.
	 *
	 * @param from version number before the write
	 * @param step by how much it was higher afterwards
	 * @returns whether it is larger than the steady step, if there is one
	 */
	isLarger(from: number, step: number): boolean {
		const isNew = this.isNew(from);
		const isLarger = this.isSteady() && step > this.step;
		if (isNew) this.run = step === this.last ? this.run + 1 : 1;
		this.last = step;
		if (this.count === 0 || step < this.step) this.startWith(step, 1);
		else if (step > this.step) this.larger.add(step);
		else if (isNew || this.count >= STEADY) this.count++;
		if (!this.isSteady() && this.run >= STEADY_AGAIN) this.startWith(step, this.run);
		return isLarger;
	}

	/** Larger steps of all sizes show that nothing is steady here; a busy colleague makes many of one or two sizes. */
	private isSteady(): boolean {
		return this.count >= STEADY && this.larger.size <= OTHER_SIZES + this.count / 10;
	}

	private startWith(step: number, count: number): void {
		this.step = step;
		this.count = count;
		this.larger = new Set();
	}

	/** Two records with one version number may take the same step from it, whatever its rule. */
	private isNew(from: number): boolean {
		if (this.seen.has(from)) return false;
		if (this.seen.size >= MAX_SEEN) this.seen.clear();
		this.seen.add(from);
		return true;
	}
}
