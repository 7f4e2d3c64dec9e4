import { invalidInput } from '../../../nodes/Coachview/domain/settings/invalid';
import { readNames, readNumber, readText, readWholeNumber } from '../../../nodes/Coachview/domain/settings/readers';
import { messageOf } from '../messageOf.mts';

// The borders of the readers; what they are for is in readers.test.ts and in the tests of K4, K5 and K9.

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
