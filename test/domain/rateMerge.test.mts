import { mergeRate, readRateInfo } from '../../nodes/Coachview/domain/rateLimit.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const at = (seconds: number) => new Date(NOW + seconds * 1000).toISOString();
const reset = (value: string, more: object = {}) => readRateInfo({ 'X-Rate-Limit-Reset': value, ...more }, NOW).resetAt;

describe('what answers say about the quota, put together', () => {
	it('an answer that says nothing changes nothing', () => {
		const known = { limit: 5000, remaining: 0, resetAt: at(-5) };
		expect(mergeRate(known, {}, NOW)).toBe(known);
	});
	it('the newest word counts, the rest is kept', () => {
		const known = { limit: 5000, remaining: 7, resetAt: at(60) };
		expect(mergeRate(known, { remaining: 6 }, NOW)).toEqual({ ...known, remaining: 6 });
		expect(mergeRate(known, { resetAt: at(90) }, NOW)).toEqual({ ...known, resetAt: at(90) });
	});
	it('a reset that has passed says nothing about a number that was told later', () => {
		expect(mergeRate({ resetAt: at(-1), limit: 9 }, { remaining: 3 }, NOW)).toEqual({ limit: 9, remaining: 3 });
		expect(mergeRate({ resetAt: at(-1), remaining: 0 }, { limit: 9 }, NOW)).toEqual({
			resetAt: at(-1),
			remaining: 0,
			limit: 9,
		});
		expect('resetAt' in mergeRate({ resetAt: at(0) }, { remaining: 3 }, NOW)).toBe(false);
	});
});

describe('the reset', () => {
	it.each([
		['60', at(60)],
		['60.75', at(60)],
		[String(NOW / 1000 + 60), at(60)],
		[String(NOW + 60_000), at(60)],
		['2026-03-01 12:01:00.1234567', '2026-03-01T12:01:00.123Z'],
		['2026-03-01T13:01:00+01:00', at(60)],
		['Sun, 01 Mar 2026 12:01:00 GMT', at(60)],
		['2026-03-01T12:00:00Z', undefined],
		['x60', undefined],
		['60x', undefined],
		['9999999999999999', undefined],
		['', undefined],
	])('%j', (value, moment) => expect(reset(value)).toBe(moment));

	it('is moved to our clock when the server’s is behind', () => {
		const Date = 'Sun, 01 Mar 2026 11:00:00 GMT';
		expect(reset('2026-03-01T11:30:00Z', { Date })).toBe(at(1800));
		expect(reset('2026-03-01T11:00:00Z', { Date })).toBeUndefined();
		expect(readRateInfo({ date: Date }, NOW)).toEqual({});
	});
});
