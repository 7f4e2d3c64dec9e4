import { backOffSeconds, fateOfWrite, isTransient } from '../../../nodes/Coachview/transport/retry';
import type { Failure } from '../../../nodes/Coachview/transport/failure';
import { failure, now } from './oneFailure.mts';

describe('when a read is tried again, and what a failed write means', () => {
	it.each<[Partial<Failure>, boolean, 'undelivered' | 'uncertain' | 'refused']>([
		[{ status: 429 }, true, 'undelivered'],
		[{ status: 408 }, true, 'uncertain'],
		[{ status: 500 }, true, 'uncertain'],
		[{ status: 502 }, true, 'uncertain'],
		[{ status: 503 }, true, 'uncertain'],
		[{ status: 504 }, true, 'uncertain'],
		[{ status: 501 }, false, 'uncertain'],
		[{ status: 301 }, false, 'uncertain'],
		[{ status: 399 }, false, 'uncertain'],
		[{ status: 400 }, false, 'refused'],
		[{ status: 404 }, false, 'refused'],
		[{ status: 499 }, false, 'refused'],
		[{ status: 401 }, false, 'undelivered'],
		[{ status: 401, code: 'tokenRefused' }, false, 'refused'],
		[{ status: 403 }, false, 'refused'],
		[{ code: 'ECONNREFUSED' }, true, 'undelivered'],
		[{ code: 'ENOTFOUND' }, true, 'undelivered'],
		[{ code: 'EAI_AGAIN' }, true, 'undelivered'],
		[{ code: 'EHOSTUNREACH' }, true, 'undelivered'],
		[{ code: 'ENETUNREACH' }, true, 'undelivered'],
		[{ code: 'ECONNRESET' }, true, 'uncertain'],
		[{ code: 'timedOut' }, true, 'uncertain'],
		[{ code: 'unreadable' }, true, 'uncertain'],
		[{ code: 'tooLarge' }, false, 'uncertain'],
		[{ code: 'CERT_HAS_EXPIRED' }, false, 'refused'],
		[{ code: 'EPROTO' }, false, 'refused'],
		[{}, true, 'uncertain'],
		[{ tokenError: 'unavailable' }, true, 'undelivered'],
		[{ tokenError: 'busy' }, true, 'undelivered'],
		[{ tokenError: 'invalid_client' }, false, 'refused'],
		[{ tokenError: 'misplaced', status: 500 }, false, 'refused'],
	])('%j: again %s, %s', (given, again, fate) =>
		expect([isTransient(failure(given)), fateOfWrite(failure(given))]).toEqual([again, fate]),
	);
});

describe('how long is waited', () => {
	const wait = (given: Partial<Failure>, attempt = 1, rate = {}) => backOffSeconds(failure(given), attempt, rate, now);

	it('as the server asks, but a second at least', () => {
		expect(wait({ status: 429, headers: { 'Retry-After': '7' } })).toBe(7);
		expect(wait({ status: 429, headers: { 'Retry-After': '0' } })).toBe(1);
		expect(wait({ status: 503, headers: { 'Retry-After': '9' } })).toBe(9);
		expect(wait({ status: 503, headers: { 'Retry-After': '0' } })).toBe(1);
		expect(wait({ status: 429 }, 1, { resetAt: '2026-11-24T10:00:20Z' })).toBe(20);
		expect(wait({ status: 429 }, 1, { resetAt: '2026-11-24T09:00:00Z' })).toBe(1);
		expect(wait({ status: 429 })).toBeUndefined();
		expect(wait({ status: 429, headers: { 'Retry-After': '7' } }, 1, { resetAt: '2026-11-24T10:00:20Z' })).toBe(7);
	});

	it.each([
		[1, 1],
		[2, 2],
		[3, 4],
	])('after failure %i about %i seconds', (attempt, seconds) => {
		const times = Array.from({ length: 300 }, () => wait({ status: 500 }, attempt) ?? 0);
		expect(Math.min(...times)).toBeGreaterThanOrEqual(seconds * 0.75);
		expect(Math.max(...times)).toBeLessThanOrEqual(seconds * 1.25);
		expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(seconds * 0.3);
	});

	it('not at all with a new token, and never after the fourth', () => {
		expect(wait({ status: 401 })).toBe(0);
		expect([
			wait({ status: 500 }, 4),
			wait({ status: 401 }, 4),
			wait({ status: 429, headers: { 'Retry-After': '7' } }, 4),
		]).toEqual([undefined, undefined, undefined]);
	});
});
