/** What Coachview's answer says about the daily quota (vendor documentation: 5,000 requests in 24 hours). */
export interface RateInfo {
	/** Requests allowed a day; undefined when not told as a number. */
	limit?: number;
	remaining?: number;
	/** Moment of the reset, ISO 8601 in UTC. */
	resetAt?: string;
	/** Seconds that the server asks to wait before another try. */
	retryAfter?: number;
}

type Headers = { [name: string]: unknown };

/**
 * Reads the rate headers in every form of assumptions A15 and A16: Limit as a number or a period text (`1d`), Reset as
 * ISO 8601 or as an epoch in seconds or milliseconds, Retry-After as seconds or an HTTP date, or nothing at all.
 *
 * @param now milliseconds since the epoch
 */
export function readRateInfo(headers: Headers, now: number): RateInfo {
	const retryAfter = readRetryAfter(header(headers, 'retry-after'), now);
	return clean({
		limit: wholeNumber(header(headers, 'x-rate-limit-limit')),
		remaining: wholeNumber(header(headers, 'x-rate-limit-remaining')),
		resetAt: readMoment(header(headers, 'x-rate-limit-reset')) ?? inSeconds(retryAfter, now),
		retryAfter,
	});
}

/** @returns seconds until the reset, at least 0; undefined when the moment is unknown */
export function secondsUntilReset(info: RateInfo, now: number): number | undefined {
	return info.resetAt === undefined ? undefined : Math.max(0, Math.ceil((Date.parse(info.resetAt) - now) / 1000));
}

function header(headers: Headers, name: string): string {
	const key = Object.keys(headers).find((candidate) => candidate.toLowerCase() === name);
	const value = key === undefined ? undefined : headers[key];
	return String((Array.isArray(value) ? value[0] : value) ?? '').trim();
}

function wholeNumber(text: string): number | undefined {
	return /^\d+$/.test(text) ? Number(text) : undefined;
}

function readMoment(text: string): string | undefined {
	if (text === '') return undefined;
	const epoch = wholeNumber(text);
	// Ten digits are seconds until the year 2286; thirteen are milliseconds.
	if (epoch !== undefined) return isoOrNothing(text.length > 11 ? epoch : epoch * 1000);
	// .NET writes seven digits of a second; more than three are not portable.
	const moment = text.replace(/(\.\d{3})\d+/, '$1');
	return isoOrNothing(Date.parse(/[zZ]|[+-]\d{2}:?\d{2}$|GMT/.test(moment) ? moment : `${moment}Z`));
}

function readRetryAfter(text: string, now: number): number | undefined {
	const seconds = wholeNumber(text);
	if (seconds !== undefined) return seconds;
	const moment = text === '' ? NaN : Date.parse(text);
	return Number.isNaN(moment) ? undefined : Math.max(0, Math.ceil((moment - now) / 1000));
}

function inSeconds(seconds: number | undefined, now: number): string | undefined {
	return seconds === undefined ? undefined : isoOrNothing(now + seconds * 1000);
}

function isoOrNothing(milliseconds: number): string | undefined {
	// Beyond this JavaScript has no dates, and a header must never break an update.
	return Number.isFinite(milliseconds) && Math.abs(milliseconds) <= 8.64e15
		? new Date(milliseconds).toISOString()
		: undefined;
}

function clean(info: RateInfo): RateInfo {
	return Object.fromEntries(Object.entries(info).filter(([, value]) => value !== undefined));
}
