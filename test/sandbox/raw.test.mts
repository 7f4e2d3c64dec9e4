import fc from 'fast-check';
import { instantOf, localDateTime } from '../../sandbox/clock.mts';
import { joinObject, splitObject } from '../../sandbox/coachview/raw.mts';

describe('raw members', () => {
	it('keeps every value character for character, in order', () => {
		const text = ' { "a" : 1.10 , "b":{"x":[1,2.0,"}"]}, "__proto__":-0,"10":"\\u00e9\\"," ,"2":1234567890123456789 } ';
		expect([...splitObject(text)]).toEqual([
			['a', '1.10'],
			['b', '{"x":[1,2.0,"}"]}'],
			['__proto__', '-0'],
			['10', '"\\u00e9\\","'],
			['2', '1234567890123456789'],
		]);
	});

	it('puts any object together again', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
				const text = JSON.stringify(object);
				expect(joinObject(splitObject(text))).toBe(text);
				expect([...splitObject(JSON.stringify(object, null, 3)).keys()]).toEqual(Object.keys(object));
			}),
			{ numRuns: 500 },
		);
	});

	it.each(['', '[]', '1', 'null', '{"a":1,}', '{"a":01}', '{"a":1,"a":1}'])('refuses %j', (text) => {
		expect(() => splitObject(text)).toThrow(SyntaxError);
	});
});

describe('wall clock of Amsterdam', () => {
	it.each([
		['2026-01-15T12:00:00.570Z', '2026-01-15T13:00:00.57'],
		['2026-07-15T22:30:00.000Z', '2026-07-16T00:30:00'],
	])('%s is %s', (utc, local) => {
		expect(localDateTime(Date.parse(utc))).toBe(local);
		expect(instantOf(local)).toBe(Date.parse(utc));
	});
});
