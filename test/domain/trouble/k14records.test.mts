import { person } from '../../../nodes/Coachview/entities/person';
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
import { judge } from '../../../nodes/Coachview/domain/write/judge';
import { fastest, isLinear } from './timing.mts';

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
