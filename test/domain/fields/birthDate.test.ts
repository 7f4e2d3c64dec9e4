import fc from 'fast-check';
import { PLACEHOLDER_DATES, readBirthDate } from '../../../nodes/Coachview/domain/fields/birthDate';

const rules = { today: '2026-11-24' };
const read = (input: unknown, more = {}) => readBirthDate(input, 'Date of Birth', { ...rules, ...more });

describe('reading a date of birth', () => {
	it.each([
		['1987-04-12', '1987-04-12'],
		[' 1987-04-12 ', '1987-04-12'],
		['1987-04-12T00:00:00', '1987-04-12'],
		['1987-04-12T00:00:00Z', '1987-04-12'],
		['1987-04-12T00:00:00.000+02:00', '1987-04-12'],
		['1987-04-12T00:00', '1987-04-12'],
		['1987-04-12T00:00:00-05:00', '1987-04-12'],
		['1987-04-12 00:00:00', '1987-04-12'],
		['1937-07-01T00:00:00+00:20', '1937-07-01'],
		['1940-05-16', '1940-05-16'],
		['1970-01-01', '1970-01-01'],
		['2000-02-29', '2000-02-29'],
		['2014-11-24', '2014-11-24'],
	])('%s is %s', (input, date) => expect(read(input)).toBe(date));

	it.each([[''], ['   '], [null], [undefined]])('%p means nothing was given', (input) =>
		expect(read(input)).toBeUndefined(),
	);

	it('takes the calendar date of a Luxon DateTime', () => {
		expect(read({ toISODate: () => '1987-04-12' })).toBe('1987-04-12');
		expect(() => read({ toISODate: () => null })).toThrow('invalid DateTime');
	});

	it.each(PLACEHOLDER_DATES.map((date) => [date]))('refuses the placeholder %s', (date) => {
		expect(() => read(date)).toThrow('placeholder');
		expect(() => read(`${date}T00:00:00Z`)).toThrow('placeholder');
	});

	it.each([
		['03/04/1990', 'ambiguous'],
		['12-04-1987', 'ambiguous'],
		['12.4.87', 'ambiguous'],
		['08-10', 'no year'],
		['/Date(545184000000)/', 'OData moment'],
		['19870412', 'not written as YYYY-MM-DD'],
		['1987-04-12T', 'not written as YYYY-MM-DD'],
		['1987-04-12abc', 'not written as YYYY-MM-DD'],
		['1987-02-29', 'does not exist'],
		['1987-13-01', 'does not exist'],
		['1987-00-10', 'does not exist'],
		['2026-11-25', 'in the future'],
		['1890-01-01', 'above 100 years'],
		['2014-11-25', 'below 12 years'],
		['1987-04-12T23:59:59.999+02:00', 'time of day other than midnight'],
		['1987-04-12T24:00:00', 'time of day other than midnight'],
		['1987-04-12T25:00:00', 'time of day that does not exist'],
		[545184000000, 'not text'],
		[new Date('1987-04-12T00:00:00Z'), 'JavaScript Date'],
		[{}, 'not text'],
	])('refuses %p', (input, reason) => expect(() => read(input)).toThrow(reason));

	it('knows a placeholder day of every year, and refuses an entry that is no date', () => {
		expect(() => read('1964-01-01', { placeholders: ['*-01-01'] })).toThrow('placeholder');
		expect(read('1964-01-02', { placeholders: ['*-01-01'] })).toBe('1964-01-02');
		expect(() => read('1964-01-02', { placeholders: ['01-01-1970'] })).toThrow('entry that is not a date');
	});

	it('has configurable placeholders and ages', () => {
		expect(() => read('1950-01-01', { placeholders: ['1950-01-01'] })).toThrow('placeholder');
		expect(() => read('2010-11-25', { minimumAge: 16 })).toThrow('below 16 years');
		expect(read('2010-11-24', { minimumAge: 16 })).toBe('2010-11-24');
		expect(read('2026-11-24', { minimumAge: 0 })).toBe('2026-11-24');
		expect(read('1910-01-01', { maximumAge: 120 })).toBe('1910-01-01');
	});

	it('names the field and never the value', () => {
		for (const input of ['03/04/1990', '2099-01-01', '1987-02-30', '1900-01-01']) {
			expect(() => read(input)).toThrow(/^'Date of Birth' /);
			expect(() => read(input)).not.toThrow(input);
		}
	});

	it('does not move any day, whatever the zone of the process', () => {
		const day = fc.date({
			min: new Date('1927-01-02T12:00:00Z'),
			max: new Date('2014-11-23T12:00:00Z'),
			noInvalidDate: true,
		});
		fc.assert(
			fc.property(
				day,
				fc.constantFrom('', 'T00:00:00', 'T00:00:00Z', 'T00:00:00-11:00', 'T00:00:00.000+13:00'),
				(moment, tail) => {
					const date = moment.toISOString().slice(0, 10);
					fc.pre(!PLACEHOLDER_DATES.includes(date));
					expect(read(date + tail)).toBe(date);
				},
			),
			{ numRuns: 3000 },
		);
	});
});
