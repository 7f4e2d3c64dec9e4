import { asFault, Fault } from '../domain/fault';
import { secondsUntilReset, type RateInfo } from '../domain/rateLimit';
import type { CoachviewClient } from '../transport/client';

/** Milliseconds without a request when the reserve is reached: twice as many each time, so that a flood cannot eat it. */
const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 600_000;

/** Most accounts that are remembered; a process has a handful. */
const MAX_ACCOUNTS = 100;

/**
 * What is left of the day of one account, over all deliveries of this process: each delivery has a client of its own,
 * which knows nothing before its first answer, and a hundred that come at once would each take a request of the reserve.
 */
export class Budget {
	private known: RateInfo = {};
	/** When it was told. Of answers whose requests were under way together, the order is not known: the smallest number counts. */
	private toldAt = 0;
	private underWay = 0;
	private pause = FIRST_PAUSE;
	private closedUntil = 0;
	private first: Promise<unknown> | undefined;

	/**
	 * Does a piece of work that takes one request.
	 *
	 * @param reserve requests of the day that must be left
	 * @throws Fault `quotaExhausted` when they would not, and what the work throws
	 */
	async spend<T>(client: CoachviewClient, reserve: number, work: () => Promise<T>): Promise<T> {
		// While nothing is known, one request goes ahead and the others see what it tells.
		if (this.known.remaining === undefined && this.first) await this.first;
		this.check(reserve);
		const [started, before] = [Date.now(), client.rate];
		this.underWay++;
		const running = work();
		const settled = running.then(
			() => undefined,
			() => undefined,
		);
		this.first ??= settled;
		try {
			return await running;
		} catch (error) {
			const fault = asFault(error);
			if (fault.reason === 'quotaExhausted') this.learn({ ...client.rate, remaining: 0 }, Date.now(), reserve);
			throw fault;
		} finally {
			this.underWay--;
			if (this.first === settled) this.first = undefined;
			const { rate } = client;
			if (rate.remaining !== before.remaining || rate.resetAt !== before.resetAt) this.learn(rate, started, reserve);
		}
	}

	private check(reserve: number): void {
		const now = Date.now();
		if (secondsUntilReset(this.known, now) === 0) this.known = {};
		const { remaining } = this.known;
		if (remaining === undefined || remaining - reserve - this.underWay >= 1) return;
		// A look now and then, because a day can be lengthened and not every server tells when it ends.
		if (now >= this.closedUntil && this.underWay === 0) {
			this.close(now);
			return;
		}
		throw new Fault(
			'quotaExhausted',
			'Too few Coachview requests are left of the day',
			'The event can be seen to after the reset.',
		);
	}

	private learn(rate: RateInfo, from: number, reserve: number): void {
		if (rate.remaining === undefined) return;
		const { remaining = Infinity } = this.known;
		// Sent before the last answer came: a larger number is an older one.
		if (from > this.toldAt || rate.remaining < remaining) this.known = rate;
		this.toldAt = Date.now();
		if ((this.known.remaining ?? 0) - reserve >= 1) this.pause = FIRST_PAUSE;
		else if (this.closedUntil <= Date.now()) this.close(Date.now());
	}

	private close(now: number): void {
		this.closedUntil = now + this.pause;
		this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
	}
}

const budgets = new Map<string, Budget>();

/** @returns the budget of an account, the same one for the whole process */
export function budgetOf(account: string): Budget {
	const budget = budgets.get(account) ?? new Budget();
	budgets.delete(account);
	budgets.set(account, budget);
	const [oldest] = budgets.keys();
	if (budgets.size > MAX_ACCOUNTS && oldest !== undefined) budgets.delete(oldest);
	return budget;
}
