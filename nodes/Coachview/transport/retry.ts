import { secondsUntilReset, type RateInfo } from '../domain/rateLimit';
import type { Failure } from './failure';

const TRANSIENT_STATUS = [429, 500, 502, 503, 504];
const MAX_ATTEMPTS = 4;

/** @returns whether the same read may succeed a little later */
export function isTransient({ status, tokenError }: Failure): boolean {
	if (tokenError !== undefined) return false;
	return status === undefined || TRANSIENT_STATUS.includes(status);
}

/**
 * @param attempt 1 for the first failure
 * @returns seconds to wait before the next try; undefined when there should be none. On 429 Coachview's own moment
 *          counts (vendor documentation: repeat only after the reset), otherwise 1, 2 and 4 seconds with some jitter.
 */
export function backOffSeconds({ status, headers }: Failure, attempt: number, rate: RateInfo, now: number): number | undefined {
	if (attempt >= MAX_ATTEMPTS) return undefined;
	if (status === 429) return rate.retryAfter ?? secondsUntilReset(rate, now);
	const asked = Number(headers['retry-after']);
	if (Number.isFinite(asked) && asked > 0) return asked;
	// Jitter keeps many executions from knocking at the same moment.
	return 2 ** (attempt - 1) * (0.75 + Math.random() / 2);
}
