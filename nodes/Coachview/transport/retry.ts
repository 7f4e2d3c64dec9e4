import { readRateInfo, secondsUntilReset, type RateInfo } from '../domain/rateLimit';
import { NOT_DELIVERED, NOT_TRUSTED, TOKEN_PASSING, TOKEN_REFUSED, TOO_LARGE, type Failure } from './failure';

const TRANSIENT_STATUS = [408, 429, 500, 502, 503, 504];
const LASTING_CODES = [...NOT_TRUSTED, TOO_LARGE];
const MAX_ATTEMPTS = 4;

/** @returns whether the same read may succeed a little later */
export function isTransient({ status, code = '', tokenError }: Failure): boolean {
	if (tokenError !== undefined) return TOKEN_PASSING.includes(tokenError);
	return status === undefined ? !LASTING_CODES.includes(code) : TRANSIENT_STATUS.includes(status);
}

/**
 * @returns what a failed write means. `undelivered`: certainly not stored, and it may work later. `uncertain`: it may be
 *          stored; a redirect can be the answer to a write that was done. `refused`: certainly not stored, and it stays so.
 */
export function fateOfWrite({ status, code = '', tokenError }: Failure): 'undelivered' | 'uncertain' | 'refused' {
	if (tokenError !== undefined) return TOKEN_PASSING.includes(tokenError) ? 'undelivered' : 'refused';
	if (status === undefined) {
		if (NOT_TRUSTED.includes(code)) return 'refused';
		return NOT_DELIVERED.includes(code) ? 'undelivered' : 'uncertain';
	}
	if (status === 429 || (status === 401 && code !== TOKEN_REFUSED)) return 'undelivered';
	return status < 400 || status === 408 || status >= 500 ? 'uncertain' : 'refused';
}

/**
 * @param attempt 1 for the first failure
 * @returns seconds to wait before the next try; undefined when there should be none. On 429 Coachview's own moment
 *          counts (vendor documentation: repeat only after the reset), after a 401 there is a new token already, otherwise
 *          1, 2 and 4 seconds with some jitter.
 */
export function backOffSeconds(
	{ status, headers }: Failure,
	attempt: number,
	rate: RateInfo,
	now: number,
): number | undefined {
	if (attempt >= MAX_ATTEMPTS) return undefined;
	if (status === 401) return 0;
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
