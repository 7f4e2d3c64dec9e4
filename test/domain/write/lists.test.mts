import { parseRaw } from '../../../nodes/Coachview/domain/json/parse.ts';
import {
	isNothing,
	losesInside,
	membersOf,
	rawOf,
	withStoredNumbers,
	type Piece,
} from '../../../nodes/Coachview/domain/write/lists.ts';

const piece = (text: string): Piece => ({ text, node: parseRaw(text) });

it.each([
	['null', true],
	['""', true],
	['" \\t "', true],
	['{}', true],
	['[]', true],
	['{"a":null,"b":["",{}]}', true],
	['[null,[" "]]', true],
	['0', false],
	['false', false],
	['"null"', false],
	['{"a":null,"b":0}', false],
	['[null,"x"]', false],
])('%s is nothing: %s', (text, is) => {
	expect(isNothing(piece(text))).toBe(is);
});

it('of a member that stands there twice the last one counts, and values keep their characters', () => {
	const members = membersOf(piece(' {"a":1.10, "b":"\\u0041","a": 2.50 }'));
	expect([...members].map(([key, value]) => [key, rawOf(value)])).toEqual([
		['a', '2.50'],
		['b', '"\\u0041"'],
	]);
});

/** Get shows a number that JavaScript would change as text; coming back it is the stored number again. */
it.each<[string, stored: string | undefined, wanted: string, sent: string]>([
	['the text of the stored number', '1.10', '"1.10"', '1.10'],
	['another text', '1.10', '"1.1"', '"1.1"'],
	['another number', '1.10', '1.2', '1.2'],
	['a text that was a text', '"1.10"', '"1.10"', '"1.10"'],
	['a number where a text was', '"1.10"', '1.10', '1.10'],
	['a text where nothing was', undefined, '"1.10"', '"1.10"'],
	['a text where yes or no was', 'true', '"true"', '"true"'],
	['a member of an object', '{"a":1.10,"b":2}', '{"b":2,"a":"1.10"}', '{"b":2,"a":1.10}'],
	['a new member beside it', '{"a":1.10}', '{ "a" : "1.10" , "c":"x" }', '{"a" : 1.10,"c":"x"}'],
	['an object deep inside', '{"a":{"b":[1.10]}}', '{"a":{"b":["1.10"]}}', '{"a":{"b":[1.10]}}'],
	['an object where a list was', '[1.10]', '{"0":"1.10"}', '{"0":"1.10"}'],
	['a list where an object was', '{"0":1.10}', '["1.10"]', '["1.10"]'],
	['a list where a text was', '"1.10"', '[ "1.10" ]', '[ "1.10" ]'],
	['a list in its order', '[1.10,2.20]', '["1.10","2.20"]', '[1.10,2.20]'],
	['a list in another order', '[1.10,2.20]', '["2.20","1.10"]', '[2.20,1.10]'],
	['a list with one more', '[1.10,2.20]', '["x","1.10","2.20"]', '["x",1.10,2.20]'],
	['one number that the list has once, given twice', '[1.10]', '["1.10","1.10"]', '[1.10,"1.10"]'],
	['one number that the list has twice', '[1.10,1.10]', '["1.10","1.10"]', '[1.10,1.10]'],
	[
		'elements by their id, whatever else has changed',
		'[{"id":1,"n":1.10},{"id":2,"n":2.20}]',
		'[{"id":2,"n":"2.20","x":"new"},{"id":1,"n":"1.10","x":"new"}]',
		'[{"id":2,"n":2.20,"x":"new"},{"id":1,"n":1.10,"x":"new"}]',
	],
	[
		'an id that Get has shown as text',
		'[{"id":1.0,"n":1.10},{"id":2.0,"n":2.20}]',
		'[{"id":"2.0","n":"2.20","x":1},{"id":"1.0","n":"1.10","x":1}]',
		'[{"id":2.0,"n":2.20,"x":1},{"id":1.0,"n":1.10,"x":1}]',
	],
	[
		'elements without an id, in the places that are left',
		'[{"n":1.10},{"n":2.20}]',
		'[{"n":"1.10","x":1},{"n":"2.20","x":1}]',
		'[{"n":1.10,"x":1},{"n":2.20,"x":1}]',
	],
	[
		'an empty id, which is none',
		'[{"id":"","n":1.10},{"id":"","n":2.20}]',
		'[{"id":"","n":"2.20"},{"id":"","n":"1.10"}]',
		'[{"id":"","n":2.20},{"id":"","n":1.10}]',
	],
	[
		'an equal element before one with the same id',
		'[{"id":1,"n":1.10},{"id":1,"n":2.20}]',
		'[{"id":1,"n":"2.20"},{"id":1,"n":"1.10","x":1}]',
		'[{"id":1,"n":2.20},{"id":1,"n":1.10,"x":1}]',
	],
])('what is sent for %s', (_, stored, wanted, sent) => {
	expect(withStoredNumbers(stored === undefined ? undefined : piece(stored), piece(wanted))).toBe(sent);
});

/** What is filled now and would be gone. */
it.each<[string, stored: string, wanted: string | undefined, loses: boolean]>([
	['nothing there', 'null', undefined, false],
	['nothing there, in an object', '{"a":null}', '{}', false],
	['a value that is left out', '0', undefined, true],
	['a value that is emptied', '"x"', '" "', true],
	['a value for another', '"x"', '"y"', false],
	['a value for an object', '"x"', '{"a":1}', false],
	['a member that is left out', '{"a":1,"b":2}', '{"a":1}', true],
	['a member that is emptied', '{"a":1,"b":2}', '{"a":1,"b":null}', true],
	['a member that was empty', '{"a":1,"b":""}', '{"a":1}', false],
	['a member for another value', '{"a":1}', '{"a":5}', false],
	['an object for a text', '{"a":1}', '"x"', true],
	['an object for a list', '{"a":1}', '[1]', true],
	['a list for a text', '[1]', '"x"', true],
	['a list for an object', '["x"]', '{"a":"x"}', true],
	['a list that is one shorter', '[1,2]', '[1]', true],
	['a list of which one was empty', '[1,null]', '[1]', false],
	['a list whose last one is emptied', '[1,2]', '[1,null]', true],
	['a list in another order', '[1,2]', '[2,1]', false],
	['a list with another value', '[1,2]', '[1,3]', false],
	['a list with one more in front', '[{"a":1,"b":2},{"a":3}]', '[{"x":1},{"a":1,"b":2},{"a":3}]', false],
	['a member of an element, in its place', '[{"a":1,"b":2}]', '[{"a":5}]', true],
	['a member of an element with its id', '[{"id":1,"b":2},{"id":2,"c":3}]', '[{"id":2,"c":4},{"id":1}]', true],
	[
		'elements with their ids, moved and changed',
		'[{"id":1,"b":2},{"id":2,"c":3}]',
		'[{"id":2,"c":4},{"id":1,"b":5}]',
		false,
	],
	['a list inside a list', '[[1,2]]', '[[1]]', true],
])('is something lost, with %s: case %#', (_, stored, wanted, loses) => {
	expect(losesInside(piece(stored), wanted === undefined ? undefined : piece(wanted))).toBe(loses);
});

it('elements are equal whatever the order of their members and the blanks between them', () => {
	const stored = piece('[{"a":1.10,"b":[2.20,"x"]},{"a":3.30}]');
	const wanted = piece('[{"a":"3.30"}, { "b" : ["2.20", "x"], "a" : "1.10" }]');
	expect(withStoredNumbers(stored, wanted)).toBe('[{"a":3.30},{"b" : [2.20,"x"],"a" : 1.10}]');
});
