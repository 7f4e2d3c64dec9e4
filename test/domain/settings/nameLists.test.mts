import { listOfNames, splitNames } from '../../../nodes/Coachview/domain/settings/names';

// The borders of lists of names; what they are for is in readers.test.ts.

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
