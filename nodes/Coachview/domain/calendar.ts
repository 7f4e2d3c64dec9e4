/** A day of the calendar as it was written, or why there is none; the reason is the end of a sentence about the field. */
export type CalendarDate = { date: string; midnight: boolean; exists: boolean } | { why: string };

const ISO =
	/^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,12}))?)?[ ]?(?:Z|[+-]\d{2}(?::?\d{2}(?::?\d{2})?)?)?(?:\[[A-Za-z0-9_+/-]{1,60}\])?)?$/i;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const MAX_LENGTH = 120;
const AMBIGUOUS = 'is ambiguous: day and month cannot be told apart';

/**
 * Reads a date as a calendar date, never as a moment: of a date-time the date is taken as written and the zone ignored.
 *
 * @param input `YYYY-MM-DD`, an ISO date-time, or a Luxon DateTime (the day it shows in its own zone)
 * @returns `YYYY-MM-DD`, whether the time of day is midnight or not given, and whether the calendar has that day
 */
export function readCalendarDate(input: unknown): CalendarDate {
	if (typeof input === 'string') return fromText(input);
	if (typeof input !== 'object' || input === null) return { why: 'is not text' };
	if (Object.prototype.toString.call(input) === '[object Date]') {
		return { why: 'is a JavaScript Date, which has no calendar date of its own; pass text instead' };
	}
	// Structural, because Luxon in the editor and Luxon here need not be one copy.
	if (!('toISODate' in input) || typeof input.toISODate !== 'function') return { why: 'is not text' };
	const date: unknown = input.toISODate();
	if (typeof date !== 'string') return { why: 'is an invalid DateTime' };
	const time = input as { [unit: string]: unknown };
	const midnight = ['hour', 'minute', 'second', 'millisecond'].every(
		(unit) => time[unit] === undefined || time[unit] === 0,
	);
	const found = fromText(date);
	return 'why' in found ? found : { ...found, midnight };
}

/** @returns the day when there is one in the calendar, whatever its time of day, else why not */
export function calendarDate(input: unknown): { date: string } | { why: string } {
	const found = readCalendarDate(input);
	if ('why' in found) return found;
	return found.exists ? { date: found.date } : { why: 'does not exist in the calendar' };
}

/** @returns how to give a day instead of what `readCalendarDate` could not read for this reason, as a sentence or two */
export function dayAdvice(label: string, why: string): string {
	const way =
		why === AMBIGUOUS
			? " Where the day always comes first, an expression says so: {{ DateTime.fromFormat($json.date, 'dd-MM-yyyy').toISODate() }}."
			: '';
	return `Give '${label}' as YYYY-MM-DD.${way}`;
}

function fromText(input: string): CalendarDate {
	// The length first: no pattern runs over a long text.
	if (input.length > MAX_LENGTH) return { why: 'is not written as YYYY-MM-DD' };
	const text = input.trim();
	const parts = ISO.exec(text);
	if (!parts) return { why: whyNotIso(text) };
	const [, year = '', month = '', day = '', ...time] = parts;
	if (Number(time[0] ?? 0) > 24 || Number(time[1] ?? 0) > 59 || Number(time[2] ?? 0) > 60)
		return { why: 'has a time of day that does not exist' };
	return {
		date: `${year}-${month}-${day}`,
		midnight: time.every((part) => part === undefined || /^0+$/.test(part)),
		exists: exists(Number(year), Number(month), Number(day)),
	};
}

function whyNotIso(text: string): string {
	if (text.startsWith('/Date(')) return 'is an OData moment, not a calendar date';
	if (/^\d{1,2}[-/.]\d{1,2}$/.test(text)) return 'has no year';
	if (/^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}$/.test(text)) return AMBIGUOUS;
	return 'is not written as YYYY-MM-DD';
}

function exists(year: number, month: number, day: number): boolean {
	const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
	const days = month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
	return day >= 1 && day <= days;
}
