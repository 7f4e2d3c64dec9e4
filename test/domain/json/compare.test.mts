import { isEmptyAt, isEmptyJson, sameAt, sameJson } from '../../../nodes/Coachview/domain/json/compare.ts';
import { canonicalNumber } from '../../../nodes/Coachview/domain/json/number.ts';
import { rawRecord } from '../../../nodes/Coachview/domain/json/record.ts';

describe('two JSON texts', () => {
	test.each([
		['true', 'true'],
		[' null', 'null '],
		['"a\\/b"', '"a/b"'],
		['"\\n"', '"\\u000a"'],
		['[1,"x",null]', '[ 1.0, "\\u0078" , null ]'],
		['[]', '[ ]'],
		['{}', '{ }'],
		['{"a":{"b":[1]}}', '{"a":{"b":[1.0]}}'],
		['{"a":1,"a":2}', '{"a":2}'],
		['{"__proto__":1}', '{ "__proto__": 1 }'],
	])('%s means the same as %s', (a, b) => {
		expect(sameJson(a, b)).toBe(true);
		expect(sameJson(b, a)).toBe(true);
	});

	test.each([
		['true', 'false'],
		['null', 'false'],
		['1', 'true'],
		['"1"', '1'],
		['"a"', '"A"'],
		['[]', '{}'],
		['[]', 'null'],
		['[1]', '[1,2]'],
		['[1,1]', '[1]'],
		['[1,2]', '[1,3]'],
		['{"a":1}', '{"a":1,"b":null}'],
		['{"a":1}', '{"b":1}'],
		['{"a":1,"b":2}', '{"a":1,"c":2}'],
		['{"a":{"b":1}}', '{"a":{"b":2}}'],
		['{"a":null}', '{"toString":null}'],
		['"1.0"', '"1"'],
		['[[1],[2]]', '[[1],[3]]'],
	])('%s does not mean the same as %s', (a, b) => {
		expect(sameJson(a, b)).toBe(false);
		expect(sameJson(b, a)).toBe(false);
	});
});

describe('a place in two records', () => {
	const a = rawRecord('{"id":"1","adres":{"plaats":"Gouda","nr":1.0},"leeg":null}');
	const b = rawRecord('{ "adres": {"nr":1, "plaats":"\\u0047ouda"}, "id":"2" }');

	test.each([
		[['adres'], true],
		[['adres', 'plaats'], true],
		[['adres', 'nr'], true],
		[['id'], false],
		[['nowhere'], true],
		[['adres', 'nowhere', 'deeper'], true],
		// null is something, nothing is not: whoever wants both to be empty asks for that.
		[['leeg'], false],
	] as const)('%j: the same is %j', (path, expected) => {
		expect(sameAt(a, b, path)).toBe(expected);
		expect(sameAt(b, a, path)).toBe(expected);
	});
});

describe('no value', () => {
	test.each(['null', '""', '"   "', '"\\t\\n"', '{}', '[]', '{"a":null,"b":{"c":" "}}', '{"a":[]}', ' null '])(
		'%s',
		(text) => {
			expect(isEmptyJson(text)).toBe(true);
			expect(isEmptyAt(rawRecord(`{"x":${text}}`), ['x'])).toBe(true);
		},
	);

	test.each(['0', 'false', '"0"', '"null"', '[null]', '[""]', '{"a":null,"b":0}', '{"a":{"b":"x"}}', 'true'])(
		'but %s is one',
		(text) => {
			expect(isEmptyJson(text)).toBe(false);
			expect(isEmptyAt(rawRecord(`{"x":${text}}`), ['x'])).toBe(false);
		},
	);

	test('is what is not there', () => {
		expect(isEmptyJson(undefined)).toBe(true);
		expect(isEmptyAt(rawRecord('{"x":{"y":1}}'), ['x', 'z'])).toBe(true);
		expect(isEmptyAt(rawRecord('{"x":{"y":1}}'), ['z'])).toBe(true);
	});
});

describe('a number', () => {
	test.each([
		['1.10', '11e-1'],
		['1.10', '1.1'],
		['100', '1e2'],
		['100', '1E+2'],
		['100', '10e01'],
		['0.001', '1e-3'],
		['0.0010', '0.1e-2'],
		['1200.50', '12005e-1'],
		['-1.50', '-15E-1'],
		['0', '-0.00'],
		['0', '0e99999999999999999999'],
		['5', '5e0'],
		['5', '5e-00'],
		['5e000000000000000000000000003', '5000'],
		['12345678901234567890.50', '1234567890123456789050e-2'],
		['1e999999999999999998', '10e999999999999999997'],
	])('%s is %s', (a, b) => {
		expect(canonicalNumber(a)).toBe(canonicalNumber(b));
	});

	test.each([
		['1', '10'],
		['1', '-1'],
		['0.1', '0.01'],
		['1e3', '1e-3'],
		['101', '11'],
		['1.01', '1.1'],
		['1234567890123456789', '1234567890123456788'],
		['1e999999999999999999', '1e999999999999999998'],
		['1e1000000000000000000', '1e-1000000000000000000'],
		['1e1000000000000000000', '-1e1000000000000000000'],
		['1e1000000000000000000', '2e1000000000000000000'],
	])('%s is not %s', (a, b) => {
		expect(canonicalNumber(a)).not.toBe(canonicalNumber(b));
	});

	test('has its exponent at its last digit, up to 18 digits of it; beyond it stays as it is written', () => {
		expect(canonicalNumber('-0.0250')).toBe('-25e-3');
		expect(canonicalNumber('1.50e999999999999999999')).toBe('15e999999999999999998');
		expect(canonicalNumber('1.50E+1000000000000000000')).toBe('1.50e+1000000000000000000');
		expect(canonicalNumber('0')).toBe('0');
	});
});
