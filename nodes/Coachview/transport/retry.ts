import { readRateInfo, secondsUntilReset, type RateInfo } from '../domain/rateLimit';
import { TOKEN_UNAVAILABLE, type Failure } from './failure';

const TRANSIENT_STATUS = [429, 500, 502, 503, 504];
const MAX_ATTEMPTS = 4;

/** @returns whether the same read may succeed a little later */
export function isTransient({ status, tokenError }: Failure): boolean {
	if (tokenError !== undefined) return tokenError === TOKEN_UNAVAILABLE;
	return status === undefined || TRANSIENT_STATUS.includes(status);
}

/**
 * @param attempt 1 for the first failure
 * @returns seconds to wait before the next try; undefined when there should be none. On 429 Coachview's own moment
 *          counts (vendor documentation: repeat only after the reset), otherwise 1, 2 and 4 seconds with some jitter.
 */
export function backOffSeconds({ status, headers }: Failure, attempt: number, rate: RateInfo, now: number): number | undefined {
	if (attempt >= MAX_ATTEMPTS) return undefined;
	const asked = readRateInfo(headers, now).retryAfter;
	if (status === 429) return atLeastOne(asked ?? secondsUntilReset(rate, now));
	if (asked !== undefined) return atLeastOne(asked);
	// Jitter keeps many executions from knocking at the same moment.
	return 2 ** (attempt - 1) * (0.75 + Math.random() / 2);
}

/** A server whose moment has just passed, or that says 0, is not asked again in the same second. */
function atLeastOne(seconds: number | undefined): number | undefined {
	return seconds === undefined ? undefined : Math.max(1, seconds);
}
