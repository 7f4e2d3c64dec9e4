import { dayAdvice, readCalendarDate } from '../calendar';
import type { Fault } from '../fault';
import { invalidInput } from '../settings/invalid';

/** What a birth date is checked against. All dates are calendar strings `YYYY-MM-DD`. */
export interface BirthDateRules {
	today: string;
	/** Years; the youngest and oldest person that is believed. */
	minimumAge?: number;
	maximumAge?: number;
	/** Further dates that stand for "unknown" in the HR system; `*-01-01` stands for that day in every year. */
	placeholders?: readonly string[];
}

/** Nobody younger is trained and hardly anybody older; with options for those who do. */
export const DEFAULT_AGES = { minimumAge: 12, maximumAge: 100 } as const;

/** What HR systems store when they know no date: zero dates of databases and programs. 1970-01-01 is a real birthday too. */
export const PLACEHOLDER_DATES: readonly string[] = [
	'0000-00-00',
	'0001-01-01',
	'1753-01-01',
	'1899-12-30',
	'1899-12-31',
	'1900-01-01',
	'9999-12-31',
];

/**
 * The one rule for birth dates, in the node and in the HR adapters: a date, or a date-time at midnight as it is written,
 * of which the zone is ignored (what AFAS asks for). Any other time of day makes it a moment, and its day a matter of the
 * zone it was turned into: 11 April 22:00 UTC is 12 April in Amsterdam.
 *
 * @param input `YYYY-MM-DD`, an ISO date-time, or a Luxon DateTime
 * @param field display name for the message
 * @returns `YYYY-MM-DD`, or undefined when the input is empty ('' , null, only spaces)
 * @throws Fault `invalidInput` with the reason; the message names the field, never the value
 */
export function readBirthDate(input: unknown, field: string, rules: BirthDateRules): string | undefined {
	const date = birthDateAsWritten(input, field);
	if (date === undefined) return undefined;
	const { minimumAge, maximumAge } = {
		minimumAge: rules.minimumAge ?? DEFAULT_AGES.minimumAge,
		maximumAge: rules.maximumAge ?? DEFAULT_AGES.maximumAge,
	};
	if (PLACEHOLDER_DATES.includes(date) || rules.placeholders?.some((placeholder) => isThatDate(date, placeholder))) {
		throw invalidInput(
			field,
			'is a placeholder that HR systems store when they know no date',
			`HR does not know this date. Leave '${field}' empty for this person, or correct it in HR.`,
		);
	}
	const found = readCalendarDate(date);
	if (!('exists' in found) || !found.exists) throw wrongDay(field, 'does not exist in the calendar');
	if (date > rules.today) throw wrongDay(field, 'lies in the future');
	const age = ageOn(rules.today, date);
	if (age > maximumAge) throw wrongDay(field, `means an age above ${maximumAge} years`, 'Maximum Age');
	if (age < minimumAge) throw wrongDay(field, `means an age below ${minimumAge} years`, 'Minimum Age');
	return date;
}

/**
 * The first half of `readBirthDate`: the form alone, for a date that may be a placeholder or that Coachview has already.
 *
 * @returns the date part as written, which need not exist in the calendar; undefined when the input is empty
 * @throws Fault `invalidInput` for another form, or a time of day other than midnight
 */
export function birthDateAsWritten(input: unknown, field: string): string | undefined {
	if (input === null || input === undefined || (typeof input === 'string' && input.trim() === '')) return undefined;
	const found = readCalendarDate(input);
	if ('why' in found) throw refuse(field, found.why);
	if (!found.midnight) {
		throw invalidInput(
			field,
			'has a time of day other than midnight, so that its day depends on a time zone',
			`Give '${field}' as YYYY-MM-DD. For a moment, name the zone in which its day is right: {{ DateTime.fromISO($json.born, { zone: 'Europe/Amsterdam' }).toISODate() }}.`,
		);
	}
	return found.date;
}

/**
 * @param text a value that Coachview has stored
 * @returns whether it stands for "no date": one of the placeholders, with or without a midnight behind it, or the last
 *          moment that a .NET date can hold
 */
export function isStoredPlaceholderDate(text: string): boolean {
	const found = readCalendarDate(text);
	return 'date' in found && PLACEHOLDER_DATES.includes(found.date) && (found.midnight || found.date === '9999-12-31');
}

/** @throws Fault `invalidInput` for an entry of Placeholder Dates with a typing error: it would let the date through without a word */
export function checkPlaceholderDates(placeholders: readonly string[]): void {
	if (
		placeholders.every(
			(placeholder) =>
				placeholder.length === (placeholder.startsWith('*') ? 7 : 10) && /^(\d{4}|\*)-\d{2}-\d{2}$/.test(placeholder),
		)
	)
		return;
	throw invalidInput(
		'Placeholder Dates',
		'has an entry that is not a date',
		'Write each one as YYYY-MM-DD, or *-MM-DD for that day in every year.',
	);
}

function isThatDate(date: string, placeholder: string): boolean {
	checkPlaceholderDates([placeholder]);
	return placeholder.startsWith('*') ? date.endsWith(placeholder.slice(1)) : date === placeholder;
}

function ageOn(today: string, born: string): number {
	const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4));
	return today.slice(5) < born.slice(5) ? years - 1 : years;
}

function refuse(field: string, why: string): Fault {
	return invalidInput(field, why, dayAdvice(field, why));
}

/** A day that is well written, but that nobody was born on; `option` is where the user may say otherwise. */
function wrongDay(field: string, why: string, option?: string): Fault {
	return invalidInput(
		field,
		why,
		`Correct the date where it comes from.${option === undefined ? '' : ` If it is right, set the option ${option}.`}`,
	);
}
