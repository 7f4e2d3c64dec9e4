import { calendarDate, dayAdvice, readCalendarDate } from '../../nodes/Coachview/domain/calendar.ts';

/** As a DateTime of Luxon looks, whichever copy of it. */
const luxon = (date: unknown, time: { [unit: string]: number } = {}) => ({ toISODate: () => date, ...time });
const NOT_ISO = 'is not written as YYYY-MM-DD';
const AMBIGUOUS = 'is ambiguous: day and month cannot be told apart';
const NO_TIME = 'has a time of day that does not exist';

describe('a day of the calendar', () => {
	test.each([
		['2031-04-01', true],
		[' 2031-04-01 ', true],
		['2031-04-01T00:00:00', true],
		['2031-04-01T00:00:00.000000+02:00', true],
		['2031-04-01 00:00', true],
		['2031-04-01T00:00:00.000001', false],
		['2031-04-01T10:00:00Z', false],
		['2031-04-01T00:01', false],
		['2031-04-01T24:00', false],
		['2031-04-01T23:59:60Z', false],
		['2031-04-01t23:59:59,5-0230[America/St_Johns]', false],
	])('%s is the first of April; midnight: %j', (text, midnight) => {
		expect(readCalendarDate(text)).toEqual({ date: '2031-04-01', midnight, exists: true });
	});

	test.each(['2031-04-01T25:00', '2031-04-01T10:60', '2031-04-01T10:00:61'])('%s has no time of day', (text) => {
		expect(readCalendarDate(text)).toEqual({ why: NO_TIME });
	});

	test.each(['2024-02-29', '2000-02-29', '2023-02-28', '2023-12-31', '2023-04-30', '2023-01-01'])(
		'%s exists',
		(text) => {
			expect(calendarDate(text)).toEqual({ date: text });
		},
	);

	test.each([
		'2023-02-29',
		'1900-02-29',
		'2024-02-30',
		'2024-03-32',
		'2023-04-31',
		'2023-01-00',
		'2023-00-10',
		'2023-13-01',
		'2024-13-29',
	])('%s does not exist', (text) => {
		expect(calendarDate(text)).toEqual({ why: 'does not exist in the calendar' });
		expect(readCalendarDate(text)).toEqual({ date: text, midnight: true, exists: false });
	});

	test.each([
		['/Date(1893456000000)/', 'is an OData moment, not a calendar date'],
		['1-4', 'has no year'],
		['01/04', 'has no year'],
		['31.12', 'has no year'],
		['01-04-2031', AMBIGUOUS],
		['1/4/31', AMBIGUOUS],
		['31.12.2031', AMBIGUOUS],
		['01-04-2031 10:00', NOT_ISO],
		['on 01-04-2031', NOT_ISO],
		['on 01-04', NOT_ISO],
		['01-04-20311', NOT_ISO],
		['01-041', NOT_ISO],
		['2031-4-1', NOT_ISO],
		['the day /Date(', NOT_ISO],
		['tomorrow', NOT_ISO],
		['', NOT_ISO],
	])('%j %s', (text, why) => {
		expect(calendarDate(text)).toEqual({ why });
	});

	test('a text of more than 120 characters is not looked into', () => {
		expect(calendarDate(`2031-04-01${' '.repeat(110)}`)).toEqual({ date: '2031-04-01' });
		expect(calendarDate(`2031-04-01${' '.repeat(111)}`)).toEqual({ why: NOT_ISO });
	});
});

describe('a day that is no text', () => {
	test('a DateTime is the day that it shows, and knows whether it is midnight', () => {
		const midnight = { hour: 0, minute: 0, second: 0, millisecond: 0 };
		expect(readCalendarDate(luxon('2031-04-01', midnight))).toEqual({
			date: '2031-04-01',
			midnight: true,
			exists: true,
		});
		expect(readCalendarDate(luxon('2031-04-01'))).toMatchObject({ midnight: true });
		for (const unit of Object.keys(midnight)) {
			expect(readCalendarDate(luxon('2031-04-01', { ...midnight, [unit]: 1 }))).toMatchObject({ midnight: false });
		}
	});

	test('a DateTime that is invalid or shows no day says so', () => {
		expect(readCalendarDate(luxon(null))).toEqual({ why: 'is an invalid DateTime' });
		expect(readCalendarDate(luxon('+12031-04-01'))).toEqual({ why: NOT_ISO });
	});

	test('a Date of JavaScript has no day of its own', () => {
		expect(readCalendarDate(new Date('2031-04-01'))).toEqual({
			why: 'is a JavaScript Date, which has no calendar date of its own; pass text instead',
		});
	});

	test.each([[null], [undefined], [20310401], [true], [{}], [['2031-04-01']], [{ toISODate: '2031-04-01' }]])(
		'%j is not text',
		(input) => {
			expect(calendarDate(input)).toEqual({ why: 'is not text' });
		},
	);
});

test('only where day and month cannot be told apart, the advice shows an expression', () => {
	expect(dayAdvice('Date Paid', NOT_ISO)).toBe("Give 'Date Paid' as YYYY-MM-DD.");
	expect(dayAdvice('Date Paid', AMBIGUOUS)).toBe(
		"Give 'Date Paid' as YYYY-MM-DD. Where the day always comes first, an expression says so: {{ DateTime.fromFormat($json.date, 'dd-MM-yyyy').toISODate() }}.",
	);
});
