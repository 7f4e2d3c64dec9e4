import { quotable, readComplaint } from '../../../nodes/Coachview/domain/errorBody';
import { mergeRate, readRateInfo, secondsUntilReset } from '../../../nodes/Coachview/domain/rateLimit';
import { fastest } from './timing.mts';

const hostile: Array<[string, (size: number) => string]> = [
	['letters without a blank', (size) => 'a'.repeat(size)],
	['at signs', (size) => '@'.repeat(size)],
	['an address that never ends', (size) => `a@${'b.'.repeat(size / 2)}`],
	['digits', (size) => '1'.repeat(size)],
	['dashes and digits', (size) => '1-'.repeat(size / 2)],
	['dots', (size) => '.'.repeat(size)],
	['quotes', (size) => "'".repeat(size)],
	['blanks', (size) => `${' '.repeat(size)}x`],
	['brackets', (size) => '<'.repeat(size)],
	['the word field', (size) => 'field '.repeat(size / 6)],
	['the word bearer', (size) => 'bearer'.repeat(size / 6)],
	['names with colons', (size) => 'a: ;'.repeat(size / 4)],
];

describe('K14.1 a refusal of any size and make is read in no time', () => {
	it.each(hostile)('K14.1 %s', (_, make) => {
		const known = Array.from({ length: 60 }, (__, at) => `veld${at}`);
		for (const body of [
			make(60_000),
			JSON.stringify(make(60_000)),
			JSON.stringify({ message: make(60_000) }),
			JSON.stringify({ errors: { [make(60_000)]: [make(60_000)] } }),
		]) {
			expect(fastest(() => readComplaint(body, known))).toBeLessThan(400);
		}
		expect(fastest(() => quotable(make(60_000), ['secret']))).toBeLessThan(400);
	});

	it('K14.1 megabytes are not read at all', () => {
		const body = `{"message":"${'a'.repeat(8_000_000)}"}`;
		expect(readComplaint(body, [])).toEqual({ fields: [], words: '' });
	});

	it('K14.1 thousands of members of errors', () => {
		const errors = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`k${at}`, ['x']]));
		expect(fastest(() => readComplaint(JSON.stringify({ errors }).slice(0, 250_000), ['k1']))).toBeLessThan(800);
	});
});

describe('K14.4 the quota is not freed by an odd header', () => {
	const now = Date.parse('2026-11-24T10:00:00Z');
	const read = (reset: string, more = {}) => readRateInfo({ 'X-Rate-Limit-Reset': reset, ...more }, now).resetAt;
	it.each([
		['3600', '2026-11-24T11:00:00.000Z'],
		['1', '2026-11-24T10:00:01.000Z'],
		['86400', '2026-11-25T10:00:00.000Z'],
		['3600.75', '2026-11-24T11:00:00.000Z'],
		['1795564800', '2026-11-25T00:00:00.000Z'],
		['1795564800123', '2026-11-25T00:00:00.123Z'],
		['2026-11-25 00:00:00', '2026-11-25T00:00:00.000Z'],
		['2026-11-25T00:00:00.1234567+01:00', '2026-11-24T23:00:00.123Z'],
		['Wednesday, 25-Nov-26 00:00:00 GMT', '2026-11-25T00:00:00.000Z'],
	])('K14.4 Reset %s is %s', (text, moment) => expect(read(text)).toBe(moment));

	it.each([
		'0',
		'-5',
		'-1',
		'NaN',
		'Infinity',
		'1e3',
		'0x10',
		'99999999999999999999',
		'639000000000000000',
		'5 minutes',
		'1d',
		'24:00:00',
		'1000000000',
		'2020-01-01T00:00:00Z',
		'Tue, 24 Nov 2026 09:59:00 GMT',
	])('K14.4 Reset %s is unknown or past, and so no moment', (text) => expect(read(text)).toBeUndefined());

	it.each(['-1', 'NaN', '99999999999999999999', '1.5', '5, 5', ''])('K14.4 Remaining %p is unknown', (text) => {
		expect(readRateInfo({ 'x-rate-limit-remaining': text }, now)).toEqual({});
	});

	it('K14.4 a server whose clock is behind ours still has its reset ahead', () => {
		const behind = { Date: 'Tue, 24 Nov 2026 08:00:00 GMT' };
		expect(read('2026-11-24T09:00:00Z', behind)).toBe('2026-11-24T11:00:00.000Z');
		expect(read('2026-11-24T07:00:00Z', behind)).toBeUndefined();
	});

	it('K14.4 an old reset that has passed does not free numbers that were told later', () => {
		const known = { remaining: 5, resetAt: '2026-11-24T09:59:59.000Z' };
		const merged = mergeRate(known, readRateInfo({ 'x-rate-limit-remaining': '0' }, now), now);
		expect([merged.remaining, secondsUntilReset(merged, now)]).toEqual([0, undefined]);
		expect(mergeRate(known, {}, now)).toBe(known);
	});

	it('K14.4 no header breaks anything, whatever it holds', () => {
		for (const value of [
			null,
			undefined,
			5,
			{},
			[],
			['7', '8'],
			'x'.repeat(100_000),
			'9'.repeat(100_000),
			'1'.repeat(60) + 'T',
			'\u0000',
		]) {
			expect(() =>
				readRateInfo(
					{ 'x-rate-limit-reset': value, 'x-rate-limit-remaining': value, 'retry-after': value, date: value },
					now,
				),
			).not.toThrow();
		}
	});
});
