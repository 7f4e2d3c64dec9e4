import type { FastifyReply } from 'fastify';

/** Calls a minute and a day, for one app and one company (vendor's announcement, see docs/hr-systems.md). */
const MINUTE_LIMIT = 60;
const DAY_LIMIT = 5000;
/** Errors an hour; the next one blocks the key for an hour (vendor's announcement). */
const ERROR_LIMIT = 10;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface ExactLimits {
	/** Moments of the calls of the last day, and of the errors of the last hour. */
	calls: number[];
	errors: number[];
	blockedUntil: number;
	lastToken: number;
}

export const createExactLimits = (): ExactLimits => ({ calls: [], errors: [], blockedUntil: 0, lastToken: -Infinity });

const within = (moments: readonly number[], span: number, now: number) =>
	moments.filter((moment) => moment > now - span && moment <= now);

/**
 * Counts a call that comes in.
 * @returns why it is refused, or undefined
 */
export function blocked(limits: ExactLimits, now: number): string | undefined {
	limits.calls = within(limits.calls, DAY, now);
	if (limits.blockedUntil > now) return 'API rate limit exceeded: too many errors, the key is blocked for an hour';
	if (within(limits.calls, MINUTE, now).length >= MINUTE_LIMIT) return 'API rate limit exceeded: calls per minute';
	if (limits.calls.length >= DAY_LIMIT) return 'API rate limit exceeded: calls per day';
	limits.calls.push(now);
	return undefined;
}

/** Counts an answer; an eleventh 400, 401, 403 or 404 within an hour blocks the key. */
export function count(limits: ExactLimits, status: number, now: number): void {
	if (![400, 401, 403, 404].includes(status)) return;
	limits.errors = [...within(limits.errors, HOUR, now), now];
	if (limits.errors.length > ERROR_LIMIT) limits.blockedUntil = now + HOUR;
}

/** The headers that the vendor names; the resets are milliseconds since 1970 (seen in code of third parties). */
export function limitHeaders(reply: FastifyReply, limits: ExactLimits, now: number): FastifyReply {
	return reply.headers({
		'x-ratelimit-minutely-limit': String(MINUTE_LIMIT),
		'x-ratelimit-minutely-remaining': String(Math.max(0, MINUTE_LIMIT - within(limits.calls, MINUTE, now).length)),
		'x-ratelimit-minutely-reset': String((Math.floor(now / MINUTE) + 1) * MINUTE),
		'x-ratelimit-limit': String(DAY_LIMIT),
		'x-ratelimit-remaining': String(Math.max(0, DAY_LIMIT - limits.calls.length)),
		'x-ratelimit-reset': String((Math.floor(now / DAY) + 1) * DAY),
	});
}
