import { elements, parseRaw, RawJsonError } from '../../../nodes/Coachview/domain/json/parse.ts';
import { endOfNumber, endOfSpace, endOfString, endOfWord } from '../../../nodes/Coachview/domain/json/scan.ts';

const valid = (text: string): boolean => {
	try {
		parseRaw(text);
		return true;
	} catch (error) {
		if (!(error instanceof RawJsonError)) throw error;
		return false;
	}
};
const messageOf = (text: string): string => {
	try {
		parseRaw(text);
	} catch (error) {
		return (error as Error).message;
	}
	return '';
};

describe('where a leaf ends', () => {
	test.each([
		['"abc" ', 0, 5],
		['x"abc"x', 1, 6],
		['""', 0, 2],
		['"a\\"b"x', 0, 6],
		['"\\\\"x"', 0, 4],
		['"\\u00eB"x', 0, 8],
		['"\\u00eg"', 0, -1],
		['"\\u00e"', 0, -1],
		['"\\x"', 0, -1],
		['"\\"', 0, -1],
		['"abc', 0, -1],
		['abc"', 0, -1],
		['"a\u001fb"', 0, -1],
		['"a\u0020b"', 0, 5],
		['"a\u007fb"', 0, 5],
	])('string %j from %i: %i', (text, start, end) => {
		expect(endOfString(text, start)).toBe(end);
	});

	test.each(['"', '\\', '/', 'b', 'f', 'n', 'r', 't'])('a string may have \\%s', (escape) => {
		expect(endOfString(`"\\${escape}"`, 0)).toBe(4);
	});

	test.each([
		['0', 1],
		['-0', 2],
		['9', 1],
		['190]', 3],
		['01', 1],
		['-12.50,', 6],
		['1.', 1],
		['1.x', 1],
		['.5', -1],
		['-', -1],
		['-x', -1],
		['+1', -1],
		['x', -1],
		['1e5', 3],
		['1E5', 3],
		['1e+5', 4],
		['1e-05}', 5],
		['1e', 1],
		['1e+', 1],
		['1ex', 1],
		['0.0e0', 5],
		['1/2', 1],
		['1:2', 1],
		['1x5', 1],
	])('number %j: %i', (text, end) => {
		expect(endOfNumber(text, 0)).toBe(end);
	});

	test.each([
		['true', 4],
		['false,', 5],
		['nullx', 4],
		['True', -1],
		['tru', -1],
		['', -1],
	])('word %j: %i', (text, end) => {
		expect(endOfWord(text, 0)).toBe(end);
	});

	test('only the four kinds of white space that JSON has', () => {
		expect(endOfSpace(' \t\r\n x', 0)).toBe(5);
		expect(endOfSpace('x ', 0)).toBe(0);
		expect(endOfSpace('x ', 1)).toBe(2);
		expect(endOfSpace('\u00a0', 0)).toBe(0);
		expect(endOfSpace('\f', 0)).toBe(0);
	});
});

describe('a text', () => {
	test.each(['{}', ' { } ', '[ ]', '{"a" : 1 , "b" : [ 1 , 2 ] }', '\t"x"\n', 'null', '-1.5e3', '[true,false,null]'])(
		'%j is JSON',
		(text) => {
			expect(valid(text)).toBe(true);
		},
	);

	test.each([
		['', 'unexpected character', 0],
		['x', 'unexpected character', 0],
		['{}x', 'text after the value', 2],
		['1 2', 'text after the value', 2],
		['{"a" 1}', 'expected a colon', 5],
		['{"a":1 "b":2}', 'expected a comma', 7],
		['[1 2]', 'expected a comma', 3],
		['[1,]', 'unexpected character', 3],
		['{"a":1,}', 'expected a key', 7],
		['{a:1}', 'expected a key', 1],
		['["a\n"]', 'broken string', 1],
		['[tru]', 'unknown word', 1],
		['[nil]', 'unknown word', 1],
		['[fals]', 'unknown word', 1],
		['[', 'unexpected character', 1],
		['[1', 'expected a comma', 2],
		['{"a":', 'unexpected character', 5],
	])('%j is none: %s', (text, what, position) => {
		expect(messageOf(text)).toBe(`Not valid JSON: ${what} at position ${position}`);
	});

	test('may be nested 200 deep', () => {
		const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
		const objects = (levels: number) => '{"a":'.repeat(levels) + '1' + '}'.repeat(levels);
		expect([valid(deep(201)), valid(objects(200))]).toEqual([true, true]);
		expect(messageOf(deep(202))).toBe('Not valid JSON: nested too deeply at position 201');
		expect(messageOf(objects(201))).toBe('Not valid JSON: nested too deeply at position 1005');
	});
});

describe('the elements of a list', () => {
	const all = (text: string) => [...elements(text)];

	test('come with their characters, their kind and the places of odd numbers in them', () => {
		expect(all(' [ {"a":1.10,"b":[7,1e3]} , 2, "x",null , [1.0] ] ')).toEqual([
			{
				text: '{"a":1.10,"b":[7,1e3]}',
				kind: 'object',
				odd: [
					{ start: 5, end: 9 },
					{ start: 17, end: 20 },
				],
			},
			{ text: '2', kind: 'number', odd: [] },
			{ text: '"x"', kind: 'string', odd: [] },
			{ text: 'null', kind: 'literal', odd: [] },
			{ text: '[1.0]', kind: 'array', odd: [{ start: 1, end: 4 }] },
		]);
	});

	test('are none in an empty list', () => {
		expect(all('[]')).toEqual([]);
		expect(all(' [ ] ')).toEqual([]);
	});

	test.each(['{}', '"a"', '', '[1', '[1,]', '[1]x', '[] []', '[{"a"}]', '[1 2]'])('%j is no list', (text) => {
		expect(() => all(text)).toThrow(RawJsonError);
	});

	test('a list counts as a level', () => {
		expect(() => all(`[${'['.repeat(200)}${']'.repeat(200)}]`)).not.toThrow();
		expect(() => all(`[${'['.repeat(201)}${']'.repeat(201)}]`)).toThrow('nested too deeply');
	});
});
