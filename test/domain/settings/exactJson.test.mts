import { jsonText } from '../../../nodes/Coachview/domain/settings/json';
import { plainDigits, whyNotExact } from '../../../nodes/Coachview/domain/settings/numbers';
import { messageOf } from '../messageOf.mts';

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
