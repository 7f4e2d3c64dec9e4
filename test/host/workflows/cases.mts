import type { Employee, HrFlags } from '../../../sandbox/control/types.mts';

/** What an adapter gives; `after` is compared as "a moment about this many seconds from now". */
export type Outcome =
	| { outcome: 'found'; dateOfBirth: string | null; placeOfBirth: string | null; matchKey: string }
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

const person = { firstName: 'Vera', lastName: 'Voorbeeld', dateOfBirth: '1987-07-12', placeOfBirth: 'Utrecht', countryOfBirth: 'NL', email: 'vera.voorbeeld@example.org' };
const found = (matchKey: string, dateOfBirth: string | null = '1987-07-12', placeOfBirth: string | null = 'Utrecht'): Outcome => ({ outcome: 'found', dateOfBirth, placeOfBirth, matchKey });
const plain = { employees: [{ ...person, number: '40001' }] };

const form = (dateForm: NonNullable<HrFlags['dateForm']>, number: string, dateOfBirth: string): Case => ({
	name: `date as ${dateForm}: ${dateOfBirth}`, employees: [{ ...person, number, dateOfBirth }], flags: { dateForm }, expect: found(number, dateOfBirth),
});
const place = (number: string, placeOfBirth: string, expected: string | null): Case => ({
	name: `place ${JSON.stringify(placeOfBirth)}`, employees: [{ ...person, number, placeOfBirth }], expect: found(number, '1987-07-12', expected),
});
const placeholder = (number: string, dateOfBirth: string): Case => ({
	name: `placeholder date ${dateOfBirth}`, employees: [{ ...person, number, dateOfBirth }], expect: found(number, null),
});
const trouble = (name: string, flags: HrFlags, expect: Case['expect'] = { outcome: 'retryLater', after: null }): Case => ({ name, ...plain, flags, expect });

/** The cases that every adapter has to answer alike. */
export const cases: Case[] = [
	{ name: 'found', ...plain, expect: found('40001') },
	{ name: 'found, with leading zeros', employees: [{ ...person, number: '000040002' }], expect: found('000040002') },
	{ name: 'leading zeros lost: no guessing', employees: [{ ...person, number: '000040003' }], ask: '40003', expect: { outcome: 'notFound' } },
	{ name: 'letter case does not matter', employees: [{ ...person, number: 'AB-40004' }], ask: 'ab-40004', expect: found('AB-40004') },
	{ name: 'employee left', employees: [{ ...person, number: '40005', inService: false }], expect: found('40005') },
	{ name: 'two hits', employees: [{ ...person, number: '40006' }, { ...person, number: '40006', firstName: 'Vincent', dateOfBirth: '1960-01-31' }], expect: { outcome: 'ambiguous', count: 2 } },
	{ name: 'none', employees: [], ask: '49999', expect: { outcome: 'notFound' } },
	{ name: 'a number with characters of a query', employees: [], ask: "1' or 1 eq 1", expect: { outcome: 'notFound' } },
	{ name: 'an empty number', employees: [], ask: ' ', expect: { outcome: 'notFound' } },
	{ name: 'nothing known but the number', employees: [{ ...person, number: '40008', dateOfBirth: null, placeOfBirth: null }], expect: found('40008', null, null) },
	trouble('field missing for lack of permission', { hideBirthFields: true }, { outcome: 'noPermission' }),
	placeholder('40009', '1900-01-01'),
	placeholder('40010', '0001-01-01'),
	placeholder('40011', '9999-12-31'),
	...(['date', 'local', 'utc', 'offset', 'dayBefore', 'odata', 'odataOffset', 'odataDayBefore'] as const).flatMap((dateForm, index) => [
		form(dateForm, String(40100 + index), '1987-07-12'),
		form(dateForm, String(40200 + index), '1955-03-04'),
	]),
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
	expect(answer).toEqual([{ outcome: 'retryLater', after: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string }]);
	const seconds = (Date.parse(String(answer[0]!.after)) - Date.now()) / 1000;
	expect(Math.abs(seconds - expected.seconds)).toBeLessThan(15);
}
