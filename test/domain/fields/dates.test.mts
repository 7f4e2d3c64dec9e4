import { READERS } from '../../../nodes/Coachview/domain/fields/kinds.ts';

const read = (value: unknown) => READERS.date(value, { label: 'Date Paid' }, { today: '2031-01-01' });

it.each(['2031-03-31T22:00:00.000Z', '2031-03-31 23:00Z', '2031-03-31t22:00:00z'])(
	'a day that comes as a moment in UTC (%s) is refused: in the Netherlands it may be the next day',
	(value) => {
		expect(() => read(value)).toThrow("'Date Paid' is a moment in UTC");
	},
);

it.each([
	'2031-04-01',
	'2031-04-01T00:00:00Z',
	'2031-04-01T00:00:00.000Z',
	'2031-04-01T09:30:00',
	'2031-04-01T23:30:00+02:00',
])('%s is that day', (value) => {
	expect(read(value)).toBe('"2031-04-01"');
});
