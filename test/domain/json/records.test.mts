import { editRecord } from '../../../nodes/Coachview/domain/json/edit.ts';
import { memberNames } from '../../../nodes/Coachview/domain/json/names.ts';
import { decodeString, indexOf, isOdd, memberOf, parseRaw } from '../../../nodes/Coachview/domain/json/parse.ts';
import {
	leafPaths,
	nodeAt,
	parsePlain,
	rawAt,
	rawRecord,
	rawRecords,
	textAt,
	toItem,
} from '../../../nodes/Coachview/domain/json/record.ts';

const TEXT =
	' {"id":"1","naam":"Zo\\u00eb","adres":{"plaats":"Gouda","nr":1.10},"lijst":[{"a":1},2],"leeg":null,"ja":true} ';
const record = rawRecord(TEXT);

describe('a record', () => {
	test.each(['[]', '1', 'null', '"x"', '[{}]'])('is no %s', (text) => {
		expect(() => rawRecord(text)).toThrow('Not a JSON object');
	});

	test('gives the characters of a place', () => {
		expect(rawAt(record, ['naam'])).toBe('"Zo\\u00eb"');
		expect(rawAt(record, ['adres', 'nr'])).toBe('1.10');
		expect(rawAt(record, ['lijst'])).toBe('[{"a":1},2]');
		expect(rawAt(record, [])).toBe(TEXT.trim());
		for (const path of [['x'], ['adres', 'x'], ['x', 'y', 'z'], ['id', '0'], ['lijst', '0'], ['leeg', 'x']]) {
			expect(rawAt(record, path)).toBeUndefined();
			expect(nodeAt(record, path)).toBeUndefined();
		}
	});

	test('gives the text of a leaf, and none for what is not one', () => {
		expect(textAt(record, ['naam'])).toBe('Zoë');
		expect(textAt(record, ['adres', 'nr'])).toBe('1.10');
		expect(textAt(record, ['ja'])).toBe('true');
		for (const path of [['leeg'], ['adres'], ['lijst'], ['x']]) expect(textAt(record, path)).toBe('');
	});

	test('has paths to all but objects; a list is one value', () => {
		const all = [['id'], ['naam'], ['adres', 'plaats'], ['adres', 'nr'], ['lijst'], ['leeg'], ['ja']];
		expect(leafPaths(record)).toEqual(all);
		expect(leafPaths(record, ['adres', 'id', 'plaats'])).toEqual([['naam'], ['lijst'], ['leeg'], ['ja']]);
	});

	test('becomes an item', () => {
		const item = {
			id: '1',
			naam: 'Zoë',
			adres: { plaats: 'Gouda', nr: '1.10' },
			lijst: [{ a: 1 }, 2],
			leeg: null,
			ja: true,
		};
		expect(toItem(record)).toEqual(item);
		const [listed] = rawRecords(`[${TEXT}]`);
		expect(listed?.plain).toEqual(item);
		expect(listed?.plain).toBe(listed?.plain);
		expect(listed?.root).toBe(listed?.root);
		expect(listed && textAt(listed, ['adres', 'nr'])).toBe('1.10');
	});

	test('is an own one for each element of a list, and only objects are', () => {
		expect(rawRecords('[]')).toEqual([]);
		expect(rawRecords('[{"a":1.0}, {"a":2,"b":3.0}]').map(({ text, plain }) => [text, plain])).toEqual([
			['{"a":1.0}', { a: '1.0' }],
			['{"a":2,"b":3.0}', { a: 2, b: '3.0' }],
		]);
		expect(() => rawRecords('[{},[]]')).toThrow('Not a JSON object');
		expect(() => rawRecords('{}')).toThrow('not an array');
	});

	test('numbers that JavaScript would change are text, each in its place', () => {
		const text = '{"a":1.10,"b":2,"c":3.0}';
		const odd = [
			{ start: 5, end: 9 },
			{ start: 20, end: 23 },
		];
		expect(parsePlain(text, odd)).toEqual({ a: '1.10', b: 2, c: '3.0' });
		expect(['1', '-1.5', '1e21', '0'].map(isOdd)).toEqual([false, false, true, false]);
		expect(['1.0', '-0', '12345678901234567', '1e3'].map(isOdd)).toEqual([true, true, true, true]);
	});

	test('a member called __proto__ is one like others', () => {
		const item = toItem(rawRecord('{"__proto__":{"x":1},"a":2}'));
		expect(Object.getPrototypeOf(item)).toBe(Object.prototype);
		expect(Object.getOwnPropertyDescriptor(item, '__proto__')).toEqual({
			value: { x: 1 },
			enumerable: true,
			configurable: true,
			writable: true,
		});
		expect(item['a']).toBe(2);
	});
});

describe('a member', () => {
	const many = (count: number) =>
		parseRaw(`{${Array.from({ length: count }, (_, index) => `"k${index}":${index}`).join(',')},"k1":"last"}`);

	test.each([3, 49, 50, 51, 200])('of an object with %i and one twice is the last of that name', (count) => {
		const node = many(count);
		expect(memberOf(node, 'k1')?.kind).toBe('string');
		expect(memberOf(node, 'k0')?.kind).toBe('number');
		expect(memberOf(node, 'toString')).toBeUndefined();
		expect([...indexOf(node).keys()]).toHaveLength(count);
	});

	test('of a large object is looked up in an index that is made once; a small one keeps none in memory', () => {
		const [large, small] = [many(50), many(49)];
		expect(indexOf(large)).toBe(indexOf(large));
		expect(indexOf(small)).not.toBe(indexOf(small));
		expect(indexOf(small)).toEqual(indexOf(small));
	});

	test('its name is decoded, also when it has quotes', () => {
		expect(memberOf(parseRaw('{"a\\"\\u0062":1}'), 'a"b')?.kind).toBe('number');
		expect([decodeString('"x"'), decodeString('"\\\\"'), decodeString('""')]).toEqual(['x', '\\', '']);
	});

	test('names are found at every level, each once; none in what is no JSON', () => {
		expect(memberNames('{"a":{"b":1,"a":2},"c":[{"d":[{"e":1}]},{"b":2}]}')).toEqual(['a', 'b', 'c', 'd', 'e']);
		expect(memberNames('[]')).toEqual([]);
		expect(memberNames('{"a":1')).toEqual([]);
	});
});

describe('editing', () => {
	const edit = (text: string, changes: Array<[string, string]>, drop?: string[]) =>
		editRecord(
			rawRecord(text),
			changes.map(([path, json]) => ({ path: path.split('.'), json })),
			drop,
		);

	test('the last change of a member counts, and one of the whole object before those of its members', () => {
		expect(
			edit('{"a":1}', [
				['a', '2'],
				['a', '3'],
			]),
		).toBe('{"a":3}');
		expect(
			edit('{"a":{"b":1}}', [
				['a.b', '2'],
				['a', 'null'],
			]),
		).toBe('{"a":null}');
		expect(
			edit('{}', [
				['a.b', '2'],
				['a.b', '3'],
				['a.c.d', '4'],
				['e', '5'],
			]),
		).toBe('{"a":{"b":3,"c":{"d":4}},"e":5}');
		expect(
			edit('{}', [
				['a.b', '2'],
				['a', '{}'],
			]),
		).toBe('{"a":{}}');
	});

	test('what is no object is replaced by one', () => {
		expect(edit('{"a":[1]}', [['a.b', '2']])).toBe('{"a":{"b":2}}');
		expect(edit('{"a":"x"}', [['a.b.c', '2']])).toBe('{"a":{"b":{"c":2}}}');
	});

	test('only members of the record itself are left out, not those of an object in it', () => {
		expect(edit('{ "id":1, "a":{"id":2,"b":3} }', [['a.b', '4']], ['id'])).toBe('{"a":{"id":2,"b":4}}');
		expect(edit('{ "a" : 1 }', [], ['id'])).toBe('{ "a" : 1 }');
		expect(edit('{"id":1}', [], ['id'])).toBe('{}');
		expect(edit('{ "a" : 1, "a\\"b":2 }', [['c"d', '3']])).toBe('{"a" : 1,"a\\"b":2,"c\\"d":3}');
	});
});
