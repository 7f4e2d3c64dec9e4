/** What Coachview's answer says about the daily quota (vendor documentation: 5,000 requests in 24 hours). */
export interface RateInfo {
	/** Requests allowed a day; undefined when not told as a number. */
	limit?: number;
	remaining?: number;
	/** Moment of the reset, ISO 8601 in UTC; it lay ahead when it was told. */
	resetAt?: string;
	/** Seconds that the server asks to wait before another try. */
	retryAfter?: number;
}

type Headers = { [name: string]: unknown };

/**
 * Reads the rate headers in every form of assumptions A15 and A16: Limit as a number or a period text (`1d`), Reset as
 * ISO 8601, as an epoch in seconds or milliseconds, as seconds from now (a small number) or an HTTP date, Retry-After as
 * seconds or an HTTP date, or nothing at all. A reset that is past is no reset: it would free a quota that is used up.
 *
 * @param now milliseconds since the epoch
 */
export function readRateInfo(headers: Headers, now: number): RateInfo {
	const retryAfter = readRetryAfter(header(headers, 'retry-after'), now);
	const serverNow = dateOrNothing(header(headers, 'date')) ?? now;
	return clean({
		limit: wholeNumber(header(headers, 'x-rate-limit-limit')),
		remaining: wholeNumber(header(headers, 'x-rate-limit-remaining')),
		resetAt:
			ahead(readMoment(header(headers, 'x-rate-limit-reset'), now), now, serverNow) ??
			ahead(inSeconds(retryAfter, now), now, now),
		retryAfter,
	});
}

/**
 * @param known what earlier answers said
 * @param told what the newest one says
 * @returns both together; a reset that has passed says nothing about numbers that were told later
 */
export function mergeRate(known: RateInfo, told: RateInfo, now: number): RateInfo {
	if (Object.keys(told).length === 0) return known;
	const reset = told.resetAt ?? known.resetAt;
	const isOver = told.remaining !== undefined && secondsUntilReset({ resetAt: reset }, now) === 0;
	return clean({ ...known, ...told, resetAt: isOver ? undefined : reset });
}

/** @returns seconds until the reset, at least 0; undefined when the moment is unknown */
export function secondsUntilReset({ resetAt }: Pick<RateInfo, 'resetAt'>, now: number): number | undefined {
	return resetAt === undefined ? undefined : Math.max(0, Math.ceil((Date.parse(resetAt) - now) / 1000));
}

function header(headers: Headers, name: string): string {
	const key = Object.keys(headers).find((candidate) => candidate.toLowerCase() === name);
	const value = key === undefined ? undefined : headers[key];
	return String((Array.isArray(value) ? value[0] : value) ?? '')
		.trim()
		.slice(0, 100);
}

function wholeNumber(text: string): number | undefined {
	const number = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
	return Number.isSafeInteger(number) ? number : undefined;
}

/** More than three years from now in seconds; as an epoch it is 1973, and no quota lasts as long. */
const SMALLEST_EPOCH = 100_000_000;
/** As an epoch in seconds it is the year 5138; in milliseconds it is 1973. */
const SMALLEST_MILLISECONDS = 100_000_000_000;

function readMoment(text: string, now: number): number | undefined {
	const number = wholeNumber(text.replace(/\.\d*$/, ''));
	if (number !== undefined) {
		if (number < SMALLEST_EPOCH) return now + number * 1000;
		return number < SMALLEST_MILLISECONDS ? number * 1000 : number;
	}
	// .NET writes seven digits of a second; more than three are not portable.
	const iso = /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?)(\.\d{1,3})?\d{0,9} ?(Z|[+-]\d\d:?\d\d)?$/i.exec(text);
	return iso
		? dateOrNothing(`${(iso[1] ?? '').replace(' ', 'T')}${iso[2] ?? ''}${iso[3] ?? 'Z'}`)
		: dateOrNothing(text, HTTP_DATE);
}

const HTTP_DATE = /^[A-Z][a-z]{2,8},? /;

function readRetryAfter(text: string, now: number): number | undefined {
	const seconds = wholeNumber(text.replace(/\.\d*$/, ''));
	if (seconds !== undefined) return seconds;
	const moment = dateOrNothing(text, HTTP_DATE);
	return moment === undefined ? undefined : Math.max(0, Math.ceil((moment - now) / 1000));
}

function inSeconds(seconds: number | undefined, now: number): number | undefined {
	return seconds === undefined ? undefined : now + seconds * 1000;
}

/**
 * @param serverNow the server's own clock, which may be behind ours
 * @returns the moment when it lies ahead of one of the two clocks
 */
function ahead(moment: number | undefined, now: number, serverNow: number): string | undefined {
	if (moment === undefined) return undefined;
	return isoOrNothing(moment > now ? moment : moment > serverNow ? now + moment - serverNow : NaN);
}

/** JavaScript's own reader takes nearly anything for a date, so the form is looked at first. */
function dateOrNothing(text: string, form = /./): number | undefined {
	const moment = form.test(text) ? Date.parse(text) : NaN;
	return Number.isNaN(moment) ? undefined : moment;
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
