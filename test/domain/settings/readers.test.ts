import {
	readChoice,
	readDate,
	readJson,
	readNames,
	readNumber,
	readText,
	readWholeNumber,
	readYesNo,
} from '../../../nodes/Coachview/domain/settings/readers';

const label = 'Dry Run';
const bad = (read: () => unknown, message: RegExp | string): void => {
	expect(read).toThrow(message);
	try {
		read();
	} catch (error) {
		expect(error).toMatchObject({ reason: 'invalidInput', fields: [label] });
		expect((error as { advice: string }).advice).toMatch(/Nothing was sent to Coachview\.$/);
	}
};

describe('yes or no', () => {
	it.each([[true], ['true'], [' TRUE '], ['Yes'], ['ja'], ['1'], [1]])('%p is yes', (value) =>
		expect(readYesNo(value, label)).toBe(true),
	);
	it.each([[false], ['false'], ['False '], ['no'], ['NEE'], ['0'], [0]])('%p is no', (value) =>
		expect(readYesNo(value, label)).toBe(false),
	);
	it.each([
		['on'],
		['waar'],
		[2],
		[-1],
		[NaN],
		[[]],
		[[true]],
		[{}],
		['truee'],
		[''],
		['  '],
		[null],
		['null'],
		['undefined'],
	])('%p is refused', (value) => {
		bad(() => readYesNo(value, label, { fallback: false }), "'Dry Run'");
	});
	it('takes the fallback only when absent, and an empty value only where the rule has one for it', () => {
		expect(readYesNo(undefined, label, { fallback: true })).toBe(true);
		expect(readYesNo('', label, { empty: false })).toBe(false);
		bad(() => readYesNo(undefined, label), 'is empty');
	});
});

describe('numbers', () => {
	it.each([
		[5000, 5000],
		['5000', 5000],
		[' 5000 ', 5000],
		['0', 0],
		['+7', 7],
	])('%p is %p', (value, number) => {
		expect(readWholeNumber(value, label)).toBe(number);
	});
	it.each([
		['5e3'],
		[1.5],
		['1.5'],
		[''],
		[true],
		[NaN],
		[Infinity],
		['12 px'],
		['0x10'],
		[1e21],
		[[5]],
		[{}],
		[null],
		['1_000'],
		['1,000'],
		['٣'],
		['9'.repeat(99)],
	])('%p is no whole number', (value) => {
		bad(() => readWholeNumber(value, label, { fallback: 1 }), "'Dry Run'");
	});
	it('names the bounds', () => {
		bad(() => readWholeNumber(0, label, { min: 1 }), 'must be a whole number, at least 1');
		bad(() => readWholeNumber(200, label, { min: 1, max: 150 }), 'at least 1 and at most 150');
	});
	it('has decimals where they make sense', () => {
		expect(readNumber('0.5', label)).toBe(0.5);
		bad(() => readNumber('0,5', label), 'must be a number');
		bad(() => readNumber('.5', label), 'must be a number');
	});
});

describe('a choice', () => {
	const options = [
		{ name: 'Read Again Before Writing', value: 'reread' },
		{ name: 'Short Window Only', value: 'none' },
	];
	it.each([['reread'], ['reread '], ['REREAD'], ['read again\u00a0before writing']])('%p is understood', (value) =>
		expect(readChoice(value, label, { options })).toBe('reread'),
	);
	it.each([['re-read'], [''], [null], [0], [true], [['reread']], [{}]])('%p is refused', (value) =>
		bad(() => readChoice(value, label, { options, fallback: 'none' }), "'Dry Run'"),
	);
});

describe('names', () => {
	it.each([
		['A, B', ['A', 'B']],
		['A; B', ['A', 'B']],
		['A\r\nB\n\nC', ['A', 'B', 'C']],
		['"A, or B"; C', ['A, or B', 'C']],
		['"say ""A"""', ['say "A"']],
		['"A" B, C', ['"A" B', 'C']],
		["'A', “B”, „C“", ['A', 'B', 'C']],
		["'s-Gravenhage, Breda", ["'s-Gravenhage", 'Breda']],
		['["A, B", "C"]', ['A, B', 'C']],
		['[A]', ['[A]']],
		[
			['A', ' B ', 10023],
			['A', 'B', '10023'],
		],
		['Zusa\u0308tzliche\u00a0Daten', ['Zusätzliche Daten']],
		['A,,A;', ['A']],
		['', []],
		[null, []],
		[undefined, []],
		[[], []],
		[' , ;', []],
	])('%j is %j', (value, names) => expect(readNames(value, label)).toEqual(names));
	it.each([[5], [true], [{}], [['A', null]], [[['A']]], ['[1.5]'], ['[{}]']])('%j is refused', (value) =>
		bad(() => readNames(value, label), 'must be a list of names'),
	);
	it('refuses an empty list where the rule asks for one', () => {
		for (const value of ['', ' , ', [], null, undefined]) bad(() => readNames(value, label, {}), 'is empty');
	});
	it('takes linear time', () => {
		const started = performance.now();
		for (const piece of ['"', '""', '"a,', "'a,", '  ', ',', '"a""b,', '["']) readNames(piece.repeat(200_000), label);
		expect(performance.now() - started).toBeLessThan(5000);
	});
});

describe('text, dates and JSON', () => {
	it('reads text and exact numbers', () => {
		expect(readText(' HR ', label)).toBe('HR');
		expect(readText(10023, label)).toBe('10023');
		expect(readText(12345678901234567890n, label)).toBe('12345678901234567890');
		for (const value of [true, {}, ['x']]) bad(() => readText(value, label), 'must be text');
		for (const value of [Number('1234567890123456789'), 0.1 + 0.2, 1e-7, NaN])
			bad(() => readText(value, label), /kept exactly|not a number/);
		bad(() => readText('[object Object]', label), '[object …]');
		bad(() => readText('x'.repeat(11), label, { max: 10 }), 'longer than 10');
	});
	it('reads days', () => {
		expect(readDate('2026-11-24T13:00:00Z', label)).toBe('2026-11-24');
		expect(readDate({ toISODate: () => '2026-11-24', hour: 13 }, label)).toBe('2026-11-24');
		bad(() => readDate('2024-13-01', label), 'does not exist');
		bad(() => readDate('24-11-2026', label), 'ambiguous');
		bad(() => readDate(20261124, label), 'not text');
	});
	it('reads JSON and keeps the characters of text', () => {
		expect(readJson(' {"a":7615917337495251231, "b":1.10} ', label)).toBe('{"a":7615917337495251231, "b":1.10}');
		expect(readJson({ a: [1, 'x', true, null, { b: 0.1 }], c: undefined }, label)).toBe(
			'{"a":[1,"x",true,null,{"b":0.1}]}',
		);
		bad(
			() => readJson({ a: [{ b: Number('7615917337495251231') }] }, label),
			'holds a value that is a number that cannot be kept exactly',
		);
		bad(() => readJson(0.30000000000000004, label), 'cannot be kept exactly');
		bad(() => readJson({ a: NaN }, label), 'is not a number');
		bad(() => readJson({ a: new Date(0) }, label), 'date object');
		bad(() => readJson('{', label), 'is not valid JSON');
	});
});
