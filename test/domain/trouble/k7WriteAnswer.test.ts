import { readWriteAnswer } from '../../../nodes/Coachview/transport/writeAnswer';

const id = '33333333-3333-4333-8333-333333333333';
const person = `{"id":"${id}","achternaam":"Jansen","titel":null}`;
const read = (text: string, status = 200, headers = {}) => {
	const answer = readWriteAnswer({ status, text, headers });
	return answer.kind === 'accepted' ? [answer.kind, answer.id, answer.record?.text] : [answer.kind];
};

describe('what Coachview says after a write', () => {
	it.each([
		['the record', person, ['accepted', id, person]],
		['only an id', `{"id":"${id}"}`, ['accepted', id, undefined]],
		['a bare id', `"${id}"`, ['accepted', id, undefined]],
		['nothing', '', ['accepted', undefined, undefined]],
		[
			'a person with a member called status',
			`{"id":"${id}","status":404,"errors":"x"}`,
			['accepted', id, `{"id":"${id}","status":404,"errors":"x"}`],
		],
		['an object that is no person', '{"a":1,"b":2,"c":3}', ['accepted', undefined, undefined]],
	])('%s', (_, text, expected) => expect(read(text)).toEqual(expected));

	it('the Location, where the body has no id', () => {
		expect(read('', 201, { location: `/api/v1/Personen/${id}` })).toEqual(['accepted', id, undefined]);
		expect(read('<html>', 201, { location: `/api/v1/Personen/${id}` })).toEqual(['accepted', id, undefined]);
	});

	it.each([
		'{"success":false}',
		'{"Success":false,"id":"x"}',
		'{"IsSuccess":false}',
		'{"success":false,"errors":["x"]}',
		'{"errors":{"Email1":["x"]}}',
		'{"error":"x"}',
		'{"Message":"x","ModelState":{"a":["x"]}}',
		'{"status":400,"title":"x"}',
		'{"StatusCode":500}',
		'<html>',
		'{"id":',
		'true',
		'null',
		'[]',
		'OK',
	])('K7.6 %s under a success status says nothing about what was stored', (text) =>
		expect(read(text)).toEqual(['uncertain']),
	);

	it.each([
		'{"id":null,"a":1,"b":2}',
		'{"id":"","a":1,"b":2}',
		'{"id":0,"a":1,"b":2}',
		'{"id":false,"a":1,"b":2}',
		'{"id":"00000000-0000-0000-0000-000000000000","a":1,"b":2}',
		'{"id":{},"a":1,"b":2}',
	])('K7.6 %s has no id and is no person', (text) => expect(read(text)).toEqual(['accepted', undefined, undefined]));

	it('K7.6 202 is no record yet', () => expect(read(person, 202)).toEqual(['accepted', id, undefined]));
});
