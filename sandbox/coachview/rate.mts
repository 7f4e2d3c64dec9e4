import type { FastifyReply } from 'fastify';
import type { Choices } from '../assumptions/register.mts';
import type { Clock } from '../clock.mts';
import type { RateLimitState } from '../control/types.mts';
import { Refusal } from './errors.mts';

const DAY = 24 * 3600 * 1000;

export interface RateLimit {
	/** Counts a call of the client, and sets the headers. @throws Refusal 429 when nothing is left */
	count(clientId: string, reply: FastifyReply, choices: Choices): void;
	state(clientId: string, choices: Choices): RateLimitState;
	set(clientId: string, state: { limit?: number; remaining?: number }, choices: Choices): void;
}

interface Window {
	/** Moments of the counted calls. */
	calls: number[];
	/** Calls counted without a moment, by the control port. */
	extra: number;
	start: number;
}

/**
 * The daily limit: 5,000 requests in 24 hours, then 429 (vendor documentation). What counts and when the window ends is
 * assumption A14, the form of the headers A15, `Retry-After` A16.
 */
export function createRateLimit(clock: Clock): RateLimit {
	let limit = 5000;
	const windows = new Map<string, Window>();

	const endOf = (window: Window, choices: Choices): number => {
		if (choices.limitWindow === 'midnight') return (Math.floor(window.start / DAY) + 1) * DAY;
		if (choices.limitWindow === 'rolling') return (window.calls[0] ?? window.start) + DAY;
		return window.start + DAY;
	};
	const current = (clientId: string, choices: Choices): Window => {
		let window = windows.get(clientId);
		if (window && choices.limitWindow === 'rolling') {
			window.calls = window.calls.filter((at) => at > clock.now() - DAY);
			if (window.start + DAY <= clock.now()) window.extra = 0;
		} else if (window && endOf(window, choices) <= clock.now()) window = undefined;
		window ??= { calls: [], extra: 0, start: clock.now() };
		windows.set(clientId, window);
		return window;
	};
	const left = (window: Window) => Math.max(0, limit - window.calls.length - window.extra);

	const resetText = (end: number, { limitHeaders }: Choices): string => {
		if (limitHeaders === 'epoch') return String(Math.ceil(end / 1000));
		if (limitHeaders === 'secondsLeft') return String(Math.ceil((end - clock.now()) / 1000));
		return new Date(limitHeaders === 'past' ? clock.now() - 60_000 : end).toISOString().replace('Z', '0000Z');
	};

	return {
		count(clientId, reply, choices) {
			const window = current(clientId, choices);
			const refused = left(window) === 0;
			if (!refused) window.calls.push(clock.now());
			const end = endOf(window, choices);
			if (choices.limitHeaders !== 'absent') {
				reply.header('X-Rate-Limit-Limit', choices.limitHeaders === 'periodText' ? '1d' : String(limit));
				reply.header('X-Rate-Limit-Remaining', String(left(window)));
				reply.header('X-Rate-Limit-Reset', resetText(end, choices));
			}
			if (!refused) return;
			const wait: Record<string, string> =
				choices.retryAfter === 'seconds'
					? { 'Retry-After': String(Math.ceil((end - clock.now()) / 1000)) }
					: choices.retryAfter === 'date'
						? { 'Retry-After': new Date(end).toUTCString() }
						: {};
			throw new Refusal(429, `The number of ${limit} calls a day is used up.`, wait);
		},
		state(clientId, choices) {
			const known = windows.has(clientId);
			const window = current(clientId, choices);
			return { limit, remaining: left(window), reset: known ? new Date(endOf(window, choices)).toISOString() : null };
		},
		set(clientId, state, choices) {
			if (state.limit !== undefined) limit = state.limit;
			if (state.remaining !== undefined) {
				const window = current(clientId, choices);
				window.extra = limit - state.remaining;
				window.calls = [];
			}
		},
	};
}
