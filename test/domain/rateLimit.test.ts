import { readRateInfo, secondsUntilReset } from '../../nodes/Coachview/domain/rateLimit';

const now = Date.parse('2026-11-24T10:00:00Z');

describe('rate headers', () => {
	it.each([
		['2026-11-25T00:00:00.0000000Z', '2026-11-25T00:00:00.000Z'],
		['2026-11-25T00:00:00', '2026-11-25T00:00:00.000Z'],
		['2026-11-25T01:00:00+01:00', '2026-11-25T00:00:00.000Z'],
		['1795564800', '2026-11-25T00:00:00.000Z'],
		['1795564800000', '2026-11-25T00:00:00.000Z'],
		['Wed, 25 Nov 2026 00:00:00 GMT', '2026-11-25T00:00:00.000Z'],
		['soon', undefined],
		['99999999999999999999', undefined],
		['', undefined],
	])('Reset %s is %s', (text, moment) => {
		const info = readRateInfo(
			{ 'X-Rate-Limit-Reset': text, 'X-RATE-LIMIT-REMAINING': '7', 'x-rate-limit-limit': '5000' },
			now,
		);
		expect(info).toEqual({ limit: 5000, remaining: 7, ...(moment ? { resetAt: moment } : {}) });
	});

	it('takes a period text for an unknown limit', () =>
		expect(readRateInfo({ 'X-Rate-Limit-Limit': '1d' }, now)).toEqual({}));

	it.each([
		['30', 30],
		['Tue, 24 Nov 2026 10:00:30 GMT', 30],
	])('Retry-After %s is %d seconds', (text, seconds) => {
		const info = readRateInfo({ 'retry-after': text }, now);
		expect(info.retryAfter).toBe(seconds);
		expect(secondsUntilReset(info, now)).toBe(seconds);
	});

	it.each(['0', 'Tue, 24 Nov 2026 09:00:00 GMT'])('Retry-After %s asks for no wait and tells no reset', (text) => {
		expect(readRateInfo({ 'retry-after': text }, now)).toEqual({ retryAfter: 0 });
	});

	it('knows nothing without headers', () => expect(secondsUntilReset(readRateInfo({}, now), now)).toBeUndefined());
});
