import type { Employee, HrFlags } from '../../../sandbox/control/types.mts';

/** What an adapter gives; `after` is compared as "a moment about this many seconds from now". */
export type Outcome =
	| { outcome: 'found'; dateOfBirth: string | null; placeOfBirth: string | null; matchKey: string; unusable?: string[] }
	| { outcome: 'notFound' }
	| { outcome: 'ambiguous'; count: number }
	| { outcome: 'noPermission' }
	| { outcome: 'retryLater'; after: string | null };

/** One line of the contract. */
export interface Case {
	name: string;
	/** Employees that HR has; the number asked for is the first one's unless `ask` says otherwise. */
	employees: Array<Partial<Employee> & { number: string }>;
	ask?: string;
	flags?: HrFlags;
	/** The connection is cut instead of answered. */
	cut?: true;
	/** `after` as seconds from now. */
	expect: Outcome | { outcome: 'retryLater'; seconds: number };
}

const person = {
	firstName: 'Vera',
	lastName: 'Voorbeeld',
	dateOfBirth: '1987-07-12',
	placeOfBirth: 'Utrecht',
	countryOfBirth: 'NL',
	email: 'vera.voorbeeld@example.org',
};
const found = (
	matchKey: string,
	dateOfBirth: string | null = '1987-07-12',
	placeOfBirth: string | null = 'Utrecht',
): Outcome => ({ outcome: 'found', dateOfBirth, placeOfBirth, matchKey });
const plain = { employees: [{ ...person, number: '40001' }] };

const noDate = (number: string): Outcome => ({ ...found(number, null), unusable: ['dateOfBirth'] }) as Outcome;
const noPlace = (number: string): Outcome =>
	({ ...found(number, '1987-07-12', null), unusable: ['placeOfBirth'] }) as Outcome;

// The moment of midnight in Amsterdam, written in UTC, is the day before at 22 or 23 o'clock: no date, unless the zone is named.
const form = (dateForm: NonNullable<HrFlags['dateForm']>, number: string, dateOfBirth: string): Case => ({
	name: `date as ${dateForm}: ${dateOfBirth}`,
	employees: [{ ...person, number, dateOfBirth }],
	flags: { dateForm },
	expect: /DayBefore|dayBefore/.test(dateForm) ? noDate(number) : found(number, dateOfBirth),
});
const place = (number: string, placeOfBirth: string, expected: string | null, why = ''): Case => ({
	name: `${why}place ${JSON.stringify(placeOfBirth)}`,
	employees: [{ ...person, number, placeOfBirth }],
	expect: found(number, '1987-07-12', expected),
});
const placeholder = (number: string, dateOfBirth: string): Case => ({
	name: `placeholder date ${dateOfBirth}`,
	employees: [{ ...person, number, dateOfBirth }],
	expect: found(number, null),
});
const trouble = (
	name: string,
	flags: HrFlags,
	expect: Case['expect'] = { outcome: 'retryLater', after: null },
): Case => ({ name, ...plain, flags, expect });

/** The cases that every adapter has to answer alike. */
export const cases: Case[] = [
	{ name: 'found', ...plain, expect: found('40001') },
	{ name: 'found, with leading zeros', employees: [{ ...person, number: '000040002' }], expect: found('000040002') },
	{
		name: 'leading zeros lost: no guessing',
		employees: [{ ...person, number: '000040003' }],
		ask: '40003',
		expect: { outcome: 'notFound' },
	},
	{
		name: 'letter case does not matter',
		employees: [{ ...person, number: 'AB-40004' }],
		ask: 'ab-40004',
		expect: found('AB-40004'),
	},
	{ name: 'employee left', employees: [{ ...person, number: '40005', inService: false }], expect: found('40005') },
	{
		name: 'two hits',
		employees: [
			{ ...person, number: '40006' },
			{ ...person, number: '40006', firstName: 'Vincent', dateOfBirth: '1960-01-31' },
		],
		expect: { outcome: 'ambiguous', count: 2 },
	},
	{ name: 'none', employees: [], ask: '49999', expect: { outcome: 'notFound' } },
	{ name: 'a number with characters of a query', employees: [], ask: "1' or 1 eq 1", expect: { outcome: 'notFound' } },
	{ name: 'an empty number', employees: [], ask: ' ', expect: { outcome: 'notFound' } },
	{
		name: 'nothing known but the number',
		employees: [{ ...person, number: '40008', dateOfBirth: null, placeOfBirth: null }],
		expect: found('40008', null, null),
	},
	trouble('field missing for lack of permission', { hideBirthFields: true }, { outcome: 'noPermission' }),
	placeholder('40009', '1900-01-01'),
	placeholder('40010', '0001-01-01'),
	placeholder('40011', '9999-12-31'),
	...(['date', 'local', 'utc', 'offset', 'dayBefore', 'odata', 'odataOffset', 'odataDayBefore'] as const).flatMap(
		(dateForm, index) => [
			form(dateForm, String(40100 + index), '1987-07-12'),
			form(dateForm, String(40200 + index), '1955-03-04'),
		],
	),
	...(
		[
			['1987-02-29T00:00:00Z', 'no such day'],
			['1987-04-31', 'no such day'],
			['1987-04-11T22:00:00.000Z', 'not midnight'],
			['1987-07-12T08:30:00', 'not midnight'],
			['12-07-1987', 'day and month cannot be told apart'],
			['2999-01-01', 'in the future'],
			['31970', 'a number'],
		] as const
	).map(
		([date, why], index): Case => ({
			name: `K15.1 ${date} (${why}) is not handed on`,
			employees: [{ ...person, number: String(40400 + index), dateOfBirth: date }],
			flags: { dateForm: 'raw' },
			expect: noDate(String(40400 + index)),
		}),
	),
	...['9999-12-31T23:59:59Z', '0000-00-00T00:00:00Z', '0001-01-01T00:00:00'].map(
		(date, index): Case => ({
			name: `K15.1 ${date} means that HR knows none`,
			employees: [{ ...person, number: String(40420 + index), dateOfBirth: date }],
			flags: { dateForm: 'raw' },
			expect: found(String(40420 + index), null),
		}),
	),
	{
		name: 'K15.3 a place that is an object',
		employees: [{ ...person, number: '40430', placeOfBirth: { value: 'Utrecht' } as unknown as string }],
		expect: noPlace('40430'),
	},
	{
		name: 'K15.3 a place that is a list',
		employees: [{ ...person, number: '40431', placeOfBirth: ['Utrecht'] as unknown as string }],
		expect: noPlace('40431'),
	},
	{
		name: 'K15.6 a place that is a number',
		employees: [{ ...person, number: '40432', placeOfBirth: 518 as unknown as string }],
		expect: found('40432', '1987-07-12', null),
	},
	place('40433', 'GM0518', null, 'K15.7 the code of a municipality: '),
	{
		name: 'K15.2 a place with U+FFFD',
		employees: [{ ...person, number: '40434', placeOfBirth: 'Z\uFFFDrich' }],
		expect: noPlace('40434'),
	},
	place('40301', 'onbekend', null),
	place('40302', '-', null),
	place('40303', 'ROTTERDAM', 'ROTTERDAM'),
	place('40304', "'s-Gravenhage", "'s-Gravenhage"),
	place('40305', 'Zu\u0308rich', 'Zürich'),
	trouble('token expired', { tokenExpired: true }, { outcome: 'noPermission' }),
	trouble('no rights', { forbidden: true }, { outcome: 'noPermission' }),
	trouble('429 that names a time', { rateLimited: true, retryAfter: 120 }, { outcome: 'retryLater', seconds: 120 }),
	trouble('429 that names none', { rateLimited: true }),
	trouble('503', { unavailable: true, retryAfter: 45 }, { outcome: 'retryLater', seconds: 45 }),
	trouble('the page of a proxy, as 502', { answer: 'html' }),
	trouble('the page of a proxy, as 200', { answer: 'html', answerStatus: 200 }),
	trouble('nothing, as 200', { answer: 'empty' }),
	{ name: 'connection cut', ...plain, cut: true, expect: { outcome: 'retryLater', after: null } },
];

/** Expects exactly one item with exactly the members of the contract: nothing else leaves. */
export function check(answer: Array<Record<string, unknown>>, expected: Case['expect']): void {
	if (!('seconds' in expected)) return expect(answer).toEqual([expected]);
	expect(answer).toEqual([
		{ outcome: 'retryLater', after: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string },
	]);
	const seconds = (Date.parse(String(answer[0]!.after)) - Date.now()) / 1000;
	expect(Math.abs(seconds - expected.seconds)).toBeLessThan(15);
}
