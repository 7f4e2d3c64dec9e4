import { progressOf, readMark, type Mark, type PartMarks } from '../../../nodes/Coachview/domain/courses/progress.ts';
import { rawRecord } from '../../../nodes/Coachview/domain/json/record.ts';

const part = (presence: Mark, pass: Mark, asks = ''): PartMarks => ({
	presenceRequired: asks.includes('presence'),
	passRequired: asks.includes('pass'),
	presence,
	pass,
});

describe('a mark', () => {
	it.each([
		['{"aanwezig":true}', 'yes'],
		['{"aanwezig":false}', 'no'],
		['{"aanwezig":null}', 'notMarked'],
		['{"aanwezig":""}', 'notMarked'],
		['{}', 'notMarked'],
		['{"aanwezig":"True"}', 'yes'],
	])('%s is %s', (text, mark) => expect(readMark(rawRecord(text), 'aanwezig')).toBe(mark));

	it.each(['{"aanwezig":"Onbekend"}', '{"aanwezig":1}', '{"aanwezig":{}}', '{"aanwezig":" "}'])(
		'%s is nothing that may be counted',
		(text) => {
			expect(() => readMark(rawRecord(text), 'aanwezig')).toThrow('in a form that is not known');
		},
	);
});

describe('the vendor’s formula', () => {
	it('counts what is required only, and tells not marked from no', () => {
		const parts = [
			part('yes', 'notMarked', 'presence'),
			part('notMarked', 'no', 'presence pass'),
			part('no', 'yes', 'presence pass'),
			part('yes', 'yes'),
		];
		expect(progressOf(parts)).toEqual({
			presence: { required: 3, yes: 1, no: 1, notMarked: 1, percentage: 33 },
			pass: { required: 2, yes: 1, no: 1, notMarked: 0, percentage: 50 },
		});
	});

	it('is 100 where nothing is required, and nothing where no row says anything', () => {
		const nothing = { required: 0, yes: 0, no: 0, notMarked: 0 };
		expect(progressOf([part('no', 'no')]).presence).toEqual({ ...nothing, percentage: 100 });
		expect(progressOf([], true).pass).toEqual({ ...nothing, percentage: null });
	});

	it('rounds a half up, and two thirds to 67', () => {
		const of = (yes: number, all: number) =>
			progressOf(Array.from({ length: all }, (_, index) => part(index < yes ? 'yes' : 'no', 'no', 'presence'))).presence
				.percentage;
		expect([of(1, 8), of(2, 3), of(3, 8)]).toEqual([13, 67, 38]);
	});
});
