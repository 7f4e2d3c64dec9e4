import { person } from '../../../nodes/Coachview/entities/person';
import { quotable, readComplaint } from '../../../nodes/Coachview/domain/errorBody';
import { isEmptyJson, sameAt, sameJson } from '../../../nodes/Coachview/domain/json/compare';
import { editRecord } from '../../../nodes/Coachview/domain/json/edit';
import { memberNames } from '../../../nodes/Coachview/domain/json/names';
import {
	leafPaths,
	nodeAt,
	rawAt,
	rawRecord,
	rawRecords,
	textAt,
	toItem,
} from '../../../nodes/Coachview/domain/json/record';
import { mergeRate, readRateInfo, secondsUntilReset } from '../../../nodes/Coachview/domain/rateLimit';
import { judge } from '../../../nodes/Coachview/domain/write/judge';

/** Milliseconds that the work takes, the best of three: a busy machine slows one run, a bad pattern all of them. */
function fastest(work: () => unknown): number {
	const times = [1, 2, 3].map(() => {
		const began = performance.now();
		work();
		return performance.now() - began;
	});
	return Math.min(...times);
}

/**
 * Whether four times as much input costs about four times as much time; a quadratic one costs sixteen times. Small times
 * say nothing.
 */
function isLinear(work: (size: number) => () => unknown, size: number): boolean {
	// A machine with other work may have a bad moment, a bad pattern has one each time.
	return [1, 2, 3, 4].some(() => {
		const [once, more] = [fastest(work(size)), fastest(work(size * 4))];
		return more < 80 || more < once * 10;
	});
}

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

describe('K14.5 long texts pass', () => {
	it.each([8, 17, 34])('K14.5 a text of %i MB, with and without escapes', (megabytes) => {
		const long = 'a'.repeat(megabytes * 1_000_000);
		for (const value of [long, `${'\\n'.repeat(1000)}${long}`]) {
			const record = rawRecord(`{"id":"1","foto":"${value}","n":1.10}`);
			expect(rawAt(record, ['foto'])?.length).toBe(value.length + 2);
			expect(editRecord(record, [{ path: ['n'], json: '2' }])).toHaveLength(record.text.length - 3);
			expect(textAt(record, ['foto']).length).toBeGreaterThanOrEqual(long.length);
		}
	});

	it('K14.5 a number of 10 million digits', () => {
		const digits = '7'.repeat(10_000_000);
		expect(rawAt(rawRecord(`{"n":-${digits}.5e7}`), ['n'])).toHaveLength(digits.length + 5);
		expect(sameJson(`${digits}0`, `${digits}0.0`)).toBe(true);
	});

	it.each([
		'"a\nb"',
		'"\u0000"',
		'"\\x"',
		'"\\u12g4"',
		'"\\u12',
		'"a',
		'"\\',
		'01',
		'1.',
		'.5',
		'+1',
		'1e',
		'-',
		'nul',
		'[1,]',
		'{"a":1,}',
		'{"a"}',
		'1 2',
	])('%p is no JSON', (text) => {
		expect(() => rawRecord(`{"a":${text}}`)).toThrow(/^Not valid JSON/);
		expect(() => splitRecords(`[{"a":${text}}]`)).toThrow(/^Not valid JSON/);
	});
});

const splitRecords = (text: string) => rawRecords(text).map((row) => row.text);

describe('K14.7 many members and deep ones', () => {
	const wide = (size: number) => `{${Array.from({ length: size }, (_, at) => `"lid${at}":"waarde ${at}"`).join(',')}}`;
	const deep = (size: number) => `${'{"a":'.repeat(190)}${wide(size)}${'}'.repeat(190)}`;
	const stored = (text: string) => text.replace('"waarde 0"', '"new"');
	const judged = (text: string) => () => {
		const before = rawRecord(text);
		return judge(person, before, [{ path: ['lid0'], json: '"new"' }], rawRecord(stored(text)), []);
	};

	it('K14.7 a record with 25,000 members is compared in linear time', () => {
		expect(judged(wide(25_000))()).toMatchObject({ notStored: [], lost: [] });
		expect(fastest(judged(wide(25_000)))).toBeLessThan(1500);
	});

	it.each([
		['is looked into', (text: string) => () => leafPaths(rawRecord(text)).map((path) => nodeAt(rawRecord('{}'), path))],
		['is compared', (text: string) => () => sameJson(text, stored(text))],
		[
			'is edited in all members',
			(text: string) => () =>
				editRecord(
					rawRecord(text),
					leafPaths(rawRecord(text)).map((path) => ({ path, json: '1' })),
				),
		],
		[
			'loses members',
			(text: string) => () =>
				editRecord(
					rawRecord(text),
					[],
					leafPaths(rawRecord(text)).map(([name = '']) => name),
				),
		],
		['becomes an item', (text: string) => () => toItem(rawRecord(text))],
		['tells its names', (text: string) => () => memberNames(text)],
		['is asked whether it is empty', (text: string) => () => isEmptyJson(text)],
	])('K14.7 a record of many or deep members %s in linear time', (_, work) => {
		expect(isLinear((size) => work(wide(size)), 20_000)).toBe(true);
		expect(isLinear((size) => work(deep(size)), 2000)).toBe(true);
		expect(fastest(work(wide(25_000)))).toBeLessThan(8000);
	});

	it('K14.7 finds the last of equal keys, and special ones, in small and in big objects', () => {
		for (const padding of [0, 50]) {
			const more = Array.from({ length: padding }, (_, at) => `,"p${at}":0`).join('');
			const record = rawRecord(`{"a":1,"__proto__":2,"a":3${more}}`);
			expect([
				rawAt(record, ['a']),
				rawAt(record, ['__proto__']),
				rawAt(record, ['constructor']),
				rawAt(record, ['toString']),
			]).toEqual(['3', '2', undefined, undefined]);
			expect(sameAt(record, rawRecord(`{"a":3.0,"__proto__":2${more}}`), ['a'])).toBe(true);
			expect(sameJson(record.text, `{"__proto__":2${more},"a":3}`)).toBe(true);
			expect(sameJson(record.text, `{"a":1,"__proto__":2${more}}`)).toBe(false);
		}
	});

	it.each([
		['1e5', '100000', true],
		['1E+5', '1.0e5', true],
		['0e999999999999999999999', '0', true],
		['-0.0', '0', true],
		['1e00000000000000000000005', '100000', true],
		['1e9999999999999999999', '1e9999999999999999998', false],
		['0.10', '1e-1', true],
		['100', '1e-2', false],
		['-1', '1', false],
	])('numbers: %s and %s are the same: %s', (a, b, same) => expect(sameJson(a, b)).toBe(same));

	it('numbers of hostile length are compared in linear time', () => {
		const numbers = (size: number) => [
			`1${'0'.repeat(size)}1`,
			`1${'0'.repeat(size)}1.0`,
			`1e${'9'.repeat(size)}`,
			`0.${'0'.repeat(size)}1`,
		];
		expect(
			isLinear((size) => () => numbers(size).map((one) => sameJson(one, `${one}`.replace('1', '2'))), 500_000),
		).toBe(true);
	});
});

describe('a long list', () => {
	const page = (size: number) =>
		`[ ${Array.from({ length: size }, (_, at) => `{"id":"${at}", "naam":"x", "n":1.10}`).join(' , ')} ]`;

	it('is split into the texts of its records without building trees', () => {
		const texts = splitRecords(page(3));
		expect(texts).toEqual(['0', '1', '2'].map((id) => `{"id":"${id}", "naam":"x", "n":1.10}`));
		expect(rawRecords(page(3)).map((row) => [row.text, textAt(row, ['id'])])).toEqual(
			texts.map((text, at) => [text, String(at)]),
		);
		expect(splitRecords(' [ ] ')).toEqual([]);
	});

	it.each(['', '{}', '[1]', '[{}', '[{},]', '[{}]x', '[{} {}]', '[null]', 'null'])(
		'%p is no list of records',
		(text) => {
			expect(() => splitRecords(text)).toThrow();
			expect(() => rawRecords(text)).toThrow();
		},
	);
});
