import { readPlace, isStoredPlaceholderPlace } from '../../../nodes/Coachview/domain/fields/place';
import { checkPlaceholderDates } from '../../../nodes/Coachview/domain/fields/birthDate';
import { invalidInput } from '../../../nodes/Coachview/domain/settings/invalid';
import { jsonText } from '../../../nodes/Coachview/domain/settings/json';
import { listOfNames, splitNames } from '../../../nodes/Coachview/domain/settings/names';
import { plainDigits, whyNotExact } from '../../../nodes/Coachview/domain/settings/numbers';
import { readNames, readNumber, readText, readWholeNumber } from '../../../nodes/Coachview/domain/settings/readers';
import { whyDebris } from '../../../nodes/Coachview/domain/text';

// The borders of the readers; what they are for is in readers.test.ts and in the tests of K4, K5 and K9.

const messageOf = (work: () => unknown): string => {
	try {
		return `no fault, but ${JSON.stringify(work())}`;
	} catch (error) {
		return (error as Error).message;
	}
};

it.each<[string, string[] | undefined]>([
	['[a', ['[a']],
	['a]', ['a]']],
	['a, [b]', ['a', '[b]']],
	['["a"],["b"]', ['["a"]', '["b"]']],
	[' ["a", "b"] ', ['a', 'b']],
	['[1, 2]', ['1', '2']],
	['[1.5]', undefined],
	['[a]', ['[a]']],
	['["a"', ['["a"']],
	['x["a"]', ['x["a"]']],
	['a', ['a']],
	['a,', ['a']],
	[',a', ['a']],
	['', []],
	[' ', []],
	['"', ['"']],
	['""', []],
	['"a,b",c', ['a,b', 'c']],
	['"a""b"', ['a"b']],
	['a\u200bb', ['ab']],
	['\ufeffa', ['a']],
	["'a'", ['a']],
	["'s-Gravenhage", ["'s-Gravenhage"]],
	['"a"b', ['"a"b']],
	['a;b\nc\r\nd', ['a', 'b', 'c', 'd']],
	['a,a , A', ['a', 'A']],
	['„a“; «b»', ['a', 'b']],
])('names in %j', (text, names) => expect(splitNames(text)).toEqual(names));

it('a list of names', () => {
	expect(listOfNames(['a ', 5, 'a'])).toEqual(['a', '5']);
	expect([listOfNames([null]), listOfNames([1.5]), listOfNames('a'), listOfNames({ 0: 'a' })]).toEqual([
		undefined,
		undefined,
		undefined,
		undefined,
	]);
});

it.each<[() => unknown, unknown]>([
	[() => readNumber('0.5', 'X'), 0.5],
	[() => readNumber('12', 'X'), 12],
	[() => readNumber('-12.25', 'X'), -12.25],
	[() => readNumber('+1', 'X'), 1],
	[() => readNumber(1.5, 'X'), 1.5],
	[() => readNumber(12345, 'X'), 12345],
	[() => readNumber(' 7 ', 'X', { min: 7, max: 7 }), 7],
	[() => readWholeNumber('007', 'X'), 7],
	[() => readWholeNumber('123456789012345', 'X'), 123456789012345],
	[() => readText('12345', 'X', { max: 5 }), '12345'],
	[() => readText('  12345  ', 'X', { max: 5 }), '12345'],
	[() => readText('x'.repeat(5000), 'X'), 'x'.repeat(5000)],
	[() => readText(12345, 'X'), '12345'],
	[() => readText(1n, 'X'), '1'],
	[() => readNames(undefined, 'X'), []],
	[() => readNames('', 'X'), []],
	[() => readNames(',;', 'X'), []],
	[() => readNames([], 'X', { empty: ['b'] }), ['b']],
	[() => readNames(' , ', 'X', { empty: ['b'] }), ['b']],
	[() => readNames([''], 'X', { empty: ['b'] }), ['b']],
	[() => readNames('', 'X', { empty: ['b'] }), ['b']],
])('%s', (read, value) => expect(read()).toEqual(value));

it.each<[() => unknown, string]>([
	[() => readNumber('1.5x', 'X'), "'X' must be a number"],
	[() => readNumber('1.', 'X'), "'X' must be a number"],
	[() => readNumber('x1', 'X'), "'X' must be a number"],
	[() => readNumber('1e3', 'X'), "'X' must be a number"],
	[() => readNumber({}, 'X'), "'X' must be a number"],
	[() => readNumber(NaN, 'X'), "'X' must be a number"],
	[() => readNumber([1], 'X'), "'X' must be a number"],
	[() => readWholeNumber('1.5', 'X'), "'X' must be a whole number"],
	[() => readWholeNumber('1234567890123456', 'X'), "'X' must be a whole number"],
	[() => readWholeNumber(1, 'X', { min: 2 }), "'X' must be a whole number, at least 2"],
	[() => readWholeNumber(9, 'X', { max: 2 }), "'X' must be a whole number, at most 2"],
	[() => readWholeNumber(9, 'X', { min: 1, max: 2 }), "'X' must be a whole number, at least 1 and at most 2"],
	[() => readText('123456', 'X', { max: 5 }), "'X' is longer than 5 characters"],
	[() => readText({}, 'X'), "'X' must be text"],
	[() => readText(1e30, 'X'), "'X' is a number that cannot be kept exactly; pass it as text"],
	[() => readText(1e-7, 'X'), "'X' is a number that cannot be kept exactly; pass it as text"],
	[() => readText('', 'X'), "'X' is empty"],
	[() => readNames('', 'X', {}), "'X' is empty"],
	[() => readNames([], 'X', {}), "'X' is empty"],
	[() => readNames(',', 'X', {}), "'X' is empty"],
	[() => readNames(5, 'X'), "'X' must be a list of names"],
])('%s is refused', (read, message) => expect(messageOf(read)).toBe(message));

it('a fault of a setting names it and says what to do', () => {
	expect(invalidInput('X', 'is wrong')).toMatchObject({
		reason: 'invalidInput',
		fields: ['X'],
		message: "'X' is wrong",
		advice: "Correct 'X' in the node. If it is an expression, look at what it gives. Nothing was sent to Coachview.",
	});
	expect(invalidInput('X', 'is wrong', 'Look.').advice).toBe('Look. Nothing was sent to Coachview.');
});

it.each<[number, boolean]>([
	[0, true],
	[9007199254740991, true],
	[9007199254740992, false],
	[0.5, true],
	[123456789.012345, true],
	[1234567890.12345, true],
	[Number('1234567890.123456'), false],
	[0.001234567890123, true],
	[0.00123456789012345, true],
	[0.001234567890123456, false],
	[1.23456789012345e-8, true],
	[1.234567890123456e-8, false],
	[Number('-1234567890.123456'), false],
	[NaN, false],
	[Infinity, false],
	[Number('100.00000000000012'), false],
	[10000.0001, true],
	[0.1, true],
])('%s is exact: %s', (number, exact) => expect(whyNotExact(number) === undefined).toBe(exact));

it('digits without an exponent', () =>
	expect([plainDigits(12), plainDigits(1.5), plainDigits(1e21), plainDigits(1e-7)]).toEqual([
		'12',
		'1.5',
		undefined,
		undefined,
	]));

describe('JSON', () => {
	const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
	const inObjects = (depth: number): unknown => (depth === 0 ? 1 : { a: inObjects(depth - 1) });

	it('is taken 200 levels deep', () => {
		expect(jsonText(nested(200), 'X')).toHaveLength(401);
		expect(jsonText(inObjects(200), 'X')).toContain('{"a":1}');
		expect(messageOf(() => jsonText(nested(201), 'X'))).toBe("'X' is nested too deeply");
		expect(messageOf(() => jsonText(inObjects(201), 'X'))).toBe("'X' is nested too deeply");
	});

	it.each<[unknown, string]>([
		[1n, '1'],
		[{ a: 1n, b: undefined }, '{"a":1}'],
		[[undefined, null], '[null,null]'],
		[true, 'true'],
		[null, 'null'],
		[' 1.10 ', '1.10'],
		[{ 'a"b': 'c"' }, '{"a\\"b":"c\\""}'],
	])('%p', (value, text) => expect(jsonText(value, 'X')).toBe(text));

	it.each([
		[new Date(0)],
		[{ toISO: () => '' }],
		[() => 1],
		[undefined],
		[Symbol('x')],
		[new Map()],
		[{ a: new Date(0) }],
	])('%p is none', (value) =>
		expect(messageOf(() => jsonText(value, 'X'))).toBe(
			"'X' holds something that is not JSON, such as a date object; pass it as text",
		),
	);

	it('with a rounded number is refused, also inside', () =>
		expect(messageOf(() => jsonText({ a: [1e30] }, 'X'))).toBe(
			"'X' holds a value that is a number that cannot be kept exactly; pass it as text",
		));
});

it.each<[string, string | undefined]>([
	[' undefined ', 'is a missing value that a program has turned into text'],
	['[]', 'is a missing value that a program has turned into text'],
	['[null]', 'is a missing value that a program has turned into text'],
	['Null', undefined],
	['undefined x', 'holds a missing value that a program has turned into text'],
	['a [object Object]', 'holds [object …], which is an object where text was meant'],
	['{{ $json.a }}', 'holds an expression that was not evaluated'],
	['{{$json}}', 'holds an expression that was not evaluated'],
	['{{ a }}', undefined],
	[' #N/B ', 'is or holds an error of a spreadsheet'],
	['a #REF! b', 'is or holds an error of a spreadsheet'],
	['#####', 'is or holds an error of a spreadsheet'],
	['Err:502', 'is or holds an error of a spreadsheet'],
	['a #REF!b', undefined],
	['#1', undefined],
	['a#', undefined],
	[`#${'A'.repeat(20)}!`, 'is or holds an error of a spreadsheet'],
	[`#${'A'.repeat(21)}!`, undefined],
	['#'.repeat(30), 'is or holds an error of a spreadsheet'],
	['#'.repeat(31), undefined],
	['Z\ufffdrich', 'has characters that were broken on the way (wrong encoding)'],
	['a\ud800', 'has characters that were broken on the way (wrong encoding)'],
	['ZÃ¼rich', 'has letters that were read in the wrong encoding'],
	['Â©', 'has letters that were read in the wrong encoding'],
	['â€œ', 'has letters that were read in the wrong encoding'],
	['Ã', undefined],
	['a\nb', 'has a line break or a tab'],
	['a\tb', 'has a line break or a tab'],
	['a\u2028b', 'has a line break or a tab'],
	['a\u0000b', 'has control characters'],
	['a\u0085b', 'has control characters'],
	['a\u200bb', 'has invisible characters'],
	['a\u200db', 'has invisible characters'],
	['\u200da', 'has invisible characters'],
	['gewoon', undefined],
])('debris in %j: %s', (text, why) => expect(whyDebris(text)).toBe(why));

it('lines belong into some fields', () => {
	expect([
		whyDebris('a\nb\tc', { lines: true }),
		whyDebris('a\u2028b', { lines: true }),
		whyDebris('a\u0007b', { lines: true }),
	]).toEqual([undefined, undefined, 'has control characters']);
});

describe('places', () => {
	it.each([
		['x', 'placeholder'],
		['xxx', 'placeholder'],
		['(Onbekend)', 'placeholder'],
		['onbekend.', 'placeholder'],
		['  - ', 'placeholder'],
		['\u2026 onbekend \u2026', 'placeholder'],
		['on  bekend', undefined],
		['niet  bekend', 'placeholder'],
		['Exx', undefined],
		['xxe', undefined],
		['Xanten', undefined],
		['x.', 'placeholder'],
		['GM0518', 'code'],
		['B12', 'code'],
		['BE-21004', 'code'],
		['2514 EA', 'code'],
		['abc 12', 'code'],
		['abcd 12', undefined],
		['abc 1', undefined],
		['Oss 2', undefined],
		['Wien 3', undefined],
		['Paris 12e', undefined],
		['Arzamas-16', undefined],
		['Abcd1234', 'code'],
		['Abcd123', undefined],
		['Abc-1', 'code'],
		['gemeente 0518', 'code'],
		['Gemeente: 518', 'code'],
		['gemeente 51', undefined],
		['gemeente - 0518', 'code'],
		['de gemeente 0518', undefined],
		['gemeente 0518 x', undefined],
		['municipality 123', 'code'],
		['NL', 'code'],
		['http://x', 'code'],
		['123', 'letters'],
		['!!', 'letters'],
		['a'.repeat(100), undefined],
		['a'.repeat(101), 'longer'],
		['\u{20000}'.repeat(100), undefined],
		['\u{20000}'.repeat(101), 'longer'],
	])('%j: %s', (place, why) => {
		const message = messageOf(() => readPlace(place, 'Place'));
		if (why === undefined) expect(message).toMatch(/^no fault/);
		else expect(message).toContain(why === 'letters' ? 'letters' : why);
	});

	it('own placeholders count, empty ones do not', () => {
		expect(messageOf(() => readPlace('Nergens', 'Place', ['nergens']))).toContain('placeholder');
		expect(readPlace('Nergens', 'Place', ['', '-'])).toBe('Nergens');
		expect(messageOf(() => readPlace('\u2026', 'Place', ['']))).toContain('letters');
		expect([
			readPlace('', 'Place'),
			readPlace('  ', 'Place'),
			readPlace(null, 'Place'),
			readPlace(undefined, 'Place'),
		]).toEqual([undefined, undefined, undefined, undefined]);
	});

	it.each([
		['onbekend', true],
		[' Onbekend ', true],
		['-', true],
		['0000', true],
		['xx', true],
		['0', true],
		['01', false],
		['xy', false],
		['', false],
		[' ', false],
		['GM0518', false],
		['Gent', false],
		[`onbekend${' '.repeat(200)}`, true],
		[`${'-'.repeat(100)}`, true],
		[`${'-'.repeat(101)}`, false],
	])('stored %j stands for nothing: %s', (place, is) => expect(isStoredPlaceholderPlace(place)).toBe(is));
});

it('placeholder dates are checked before they are used', () => {
	for (const good of ['1900-01-01', '*-01-01'])
		expect(messageOf(() => checkPlaceholderDates([good]))).toBe('no fault, but undefined');
	for (const bad of ['1900-1-1', '*-1-1', '01-01-1900', '1900-01-01x', 'x1900-01-01', '*-01-011', '**-01-01', ''])
		expect(messageOf(() => checkPlaceholderDates(['1900-01-01', bad]))).toBe(
			"'Placeholder Dates' has an entry that is not a date",
		);
});
