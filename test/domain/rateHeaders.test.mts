import { readRateInfo } from '../../nodes/Coachview/domain/rateLimit.ts';

const now = Date.parse('2026-11-24T10:00:00Z');
const reset = (text: string) => readRateInfo({ 'x-rate-limit-reset': text }, now).resetAt;
const limit = (value: unknown) =>
	readRateInfo({ 'x-rate-limit-limit': value } as { [name: string]: string }, now).limit;

describe('the moment at which the quota begins anew', () => {
	test.each([
		['2026-11-25 00:00', '2026-11-25T00:00:00.000Z'],
		['2026-11-25T00:00:00.12', '2026-11-25T00:00:00.120Z'],
		['2026-11-25T00:00:00.1234567 Z', '2026-11-25T00:00:00.123Z'],
		['2026-11-25t01:00:00+0100', '2026-11-25T00:00:00.000Z'],
		['3600', '2026-11-24T11:00:00.000Z'],
		['3600.9', '2026-11-24T11:00:00.000Z'],
		['99999999', new Date(now + 99_999_999_000).toISOString()],
		['99999999999', '5138-11-16T09:46:39.000Z'],
		['8640000000000000', '+275760-09-13T00:00:00.000Z'],
	])('%s is %s', (text, moment) => {
		expect(reset(text)).toBe(moment);
	});

	test.each([
		'in 2026-11-25T00:00:00Z',
		'2026-11-25T00:00:00Z or later',
		'2026-11-25',
		'100000000',
		'100000000000',
		'8640000000000001',
		'2026-11-24T10:00:00Z',
		'1e5',
		'-5',
	])('%s is none that lies ahead', (text) => {
		expect(reset(text)).toBeUndefined();
	});
});

describe('the limit', () => {
	test.each([
		['5000', 5000],
		[' 5000 ', 5000],
		[5000, 5000],
		[['5000', '1'], 5000],
		[[], undefined],
		['1e5', undefined],
		['-5', undefined],
		['0x10', undefined],
		['', undefined],
		['9007199254740992', undefined],
	])('%j is %j', (value, expected) => {
		expect(limit(value)).toBe(expected);
	});

	test('stands under its name in any case, and an unnamed one is none', () => {
		expect(readRateInfo({ 'X-RATE-Limit-LIMIT': '7' }, now).limit).toBe(7);
		expect(readRateInfo({ undefined: '7' }, now)).toEqual({});
	});
});
