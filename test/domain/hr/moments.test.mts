import { moved, written } from '../../../nodes/Coachview/domain/hr/moments.ts';

// What a Date says in UTC is the measure here; the node itself has none.
const DAY = 86_400_000;

describe('/Date(ms)/', () => {
	it('each day of the years 0 to 9999, at a moment of it, is what UTC says', () => {
		const [first, last] = [Date.parse('0000-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59.999Z')];
		const wrong: number[] = [];
		for (let ms = first, nr = 0; ms <= last; ms += 37 * DAY + 12_345_678, nr++)
			if (written(`/Date(${ms})/`) !== new Date(ms).toISOString()) wrong.push(ms);
		for (const ms of [first, last, 0, -1, Date.parse('2000-02-29T00:00:00Z'), Date.parse('1900-03-01T00:00:00Z')])
			if (written(`/Date(${ms})/`) !== new Date(ms).toISOString()) wrong.push(ms);
		expect(wrong).toEqual([]);
	});
	it('every day from 1900 to 2030', () => {
		const wrong: string[] = [];
		for (let ms = Date.parse('1900-01-01T00:00:00Z'); ms < Date.parse('2030-01-01T00:00:00Z'); ms += DAY)
			if (written(`/Date(${ms})/`) !== new Date(ms).toISOString()) wrong.push(new Date(ms).toISOString());
		expect(wrong).toEqual([]);
	});
	it.each([-62_167_219_200_001, 253_402_300_800_000, 999_999_999_999_999, -999_999_999_999_999])(
		'%s is out of range',
		(ms) => expect(written(`/Date(${ms})/`)).toBe('out of range'),
	);
	it('an offset is what it is written in', () => {
		expect(written('/Date(545180400000+0100)/')).toBe('1987-04-12T00:00:00.000Z');
		expect(written(' /Date(545203800000-0530)/ ')).toBe('1987-04-12T00:00:00.000Z');
	});
	it.each(['/Date()/', '/Date(x)/', '1987-04-12', null, 7])('%p stays as it is', (given) =>
		expect(written(given)).toBe(given),
	);
});

describe('midnight in a zone', () => {
	it.each([
		['1987-04-11T22:00:00.000Z', 'Europe/Amsterdam', '1987-04-12'],
		['1987-01-11T23:00:00Z', 'Europe/Amsterdam', '1987-01-12'],
		['1987-04-11 22:00Z', 'Europe/Amsterdam', '1987-04-12'],
		['1987-04-12T04:00:00+00:00', 'America/New_York', '1987-04-12'],
		['1999-12-31T23:00:00Z', 'Europe/Berlin', '2000-01-01'],
		['2000-02-28T23:00:00Z', 'Europe/Berlin', '2000-02-29'],
	])('%s in %s is %s', (text, zone, date) => expect(moved(text, zone)).toBe(date));
	it.each([
		['1987-04-11T22:00:00Z', ''],
		['1987-04-11T22:00:00Z', undefined],
		['1987-04-11T21:00:00Z', 'Europe/Amsterdam'],
		['1987-04-11T22:00:00', 'Europe/Amsterdam'],
		['1987-02-29T23:00:00Z', 'Europe/Amsterdam'],
		['1987-04-31T22:00:00Z', 'Europe/Amsterdam'],
		['1987-04-11', 'Europe/Amsterdam'],
		[7, 'Europe/Amsterdam'],
	])('%s in %p stays as it is', (text, zone) => expect(moved(text, zone)).toBe(text));
});
