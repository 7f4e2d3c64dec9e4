import type { Choices } from '../assumptions/register.mts';
import { instantOf } from '../clock.mts';

const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(\.\d{1,7})?)?)?$/;
const dutch = /^(\d\d)([-.])(\d\d)\2(\d{4})(?:[T ](\d\d):(\d\d)(?::(\d\d)(\.\d{1,7})?)?)?$/;

/** Whether year, month and day exist in the calendar. */
function exists(year: string, month: string, day: string): boolean {
	const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
	return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day) && Number(month) > 0;
}

/** A date as Coachview takes it in a body: `yyyy-MM-dd`, or the same with a time of midnight. */
export function isCalendarDate(text: string): boolean {
	const match = /^(\d{4})-(\d\d)-(\d\d)(?:T00:00:00(?:\.0+)?)?$/.exec(text);
	return match !== null && exists(match[1]!, match[2]!, match[3]!);
}

/** A date with a time of day, as recorded answers carry it. */
export function isDateTime(text: string): boolean {
	const match = /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,7})?)?$/.exec(text);
	return match !== null && exists(match[1]!, match[2]!, match[3]!);
}

/**
 * A date of `where` as sortable text `yyyy-MM-ddTHH:mm:ss` (Amsterdam's wall clock).
 * Forms: vendor documentation (dd-MM-yyyy), code that calls the API (dd.MM.yyyy); the rest is assumption A10.
 * @returns undefined when the text is no date in an accepted form; `dayOnly` when it had no time
 */
export function readDate(text: string, choices: Choices): { at: string; dayOnly: boolean } | undefined {
	const d = dutch.exec(text);
	const i = iso.exec(text);
	if (choices.filterDates === 'dutchOnly' && d?.[2] !== '-') return undefined;
	const [year, month, day, hour, minute, second, fraction] = d
		? [d[4]!, d[3]!, d[1]!, d[5], d[6], d[7], d[8]]
		: i
			? [i[1]!, i[2]!, i[3]!, i[4], i[5], i[6], i[7]]
			: [];
	if (!year || !month || !day || !exists(year, month, day)) return undefined;
	return {
		at: `${year}-${month}-${day}T${hour ?? '00'}:${minute ?? '00'}:${second ?? '00'}${fraction ?? ''}`,
		dayOnly: hour === undefined,
	};
}

/** The day after a sortable date-time text. */
export function nextDay(at: string): string {
	const date = new Date(`${at.slice(0, 10)}T00:00:00Z`);
	date.setUTCDate(date.getUTCDate() + 1);
	return date.toISOString().slice(0, 10) + at.slice(10);
}

/** The stored wall clock as `where` compares it: as it is, or as UTC under assumption A09 = `utc`. */
export function comparable(stored: string, isDateTime: boolean, choices: Choices): string {
	const full = stored.length === 10 ? `${stored}T00:00:00` : stored;
	if (!isDateTime || choices.dateRange !== 'utc') return full;
	return new Date(instantOf(full)).toISOString().replace(/\.000Z$|Z$/, '');
}
