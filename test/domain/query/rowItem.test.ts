import { rawRecord, toItem } from '../../../nodes/Coachview/domain/json/record';
import { copyOfText, rowItem } from '../../../nodes/Coachview/domain/query/rowItem';

describe('an item of a list', () => {
	it.each([
		'{"a":1234567890123456789,"b":1.10,"c":-0,"d":[1,2.0,3e2,{"e":1E400}],"f":{"g":0.1,"h":15}}',
		'{"text":":1234567890123456789,","quote":"\\"1.10\\"","é":"\\u00e9 ❄","__proto__":{"x":1.0},"10":"tien","2":2}',
		'{ "a" : 1 , "a" : 2.50 , "leeg":{}, "niets":null, "ja":true, "lijst":[] }',
		'{}',
	])('is what toItem gives: %s', (text) => {
		const item = rowItem(rawRecord(text));
		expect(item).toEqual(toItem(rawRecord(text)));
		expect(JSON.stringify(item)).toBe(JSON.stringify(toItem(rawRecord(text))));
		expect(Object.keys(item)).toEqual(Object.keys(toItem(rawRecord(text))));
	});

	it('gives texts and numbers of a member, and nothing for what is neither', () => {
		const record = rawRecord('{"a":"x\\u00e9","b":12,"c":null,"d":{}}');
		expect(['a', 'b', 'c', 'd', 'e'].map((name) => copyOfText(record, name))).toEqual(['xé', '12', '', '', '']);
	});
});
