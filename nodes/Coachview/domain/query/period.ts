import { Fault } from '../fault';
import { invalidInput } from '../settings/invalid';
import { readDate } from '../settings/readers';

/** A moment that is told in UTC; which day that was depends on the place. */
const UTC_MOMENT = /^\d{4}-\d{2}-\d{2}[T ](?!00:00(?::00(?:[.,]0{1,12})?)? ?Z).{1,40}Z$/i;

/**
 * Reads a day for a filter: a date, or a date-time or Luxon DateTime as written. A text in UTC at another time than
 * midnight is refused: in the Netherlands it may be the next day already.
 *
 * @param label name of the filter, for the message
 * @returns `YYYY-MM-DD`
 * @throws Fault `invalidInput` naming the filter, also when it is empty
 */
export function readDay(value: unknown, label: string): string {
	const day = readDate(value, label);
	const advice = `Give '${label}' as YYYY-MM-DD, for instance {{ $now.minus({ days: 7 }).toFormat('yyyy-MM-dd') }}.`;
	if (isUtcMoment(value)) throw invalidInput(label, 'is a moment in UTC, and its day depends on the time zone', advice);
	if (day < '1900-01-01' || day > '2199-12-31')
		throw invalidInput(label, 'lies outside the years 1900 to 2199', advice);
	return day;
}

/** @returns whether it is a text in UTC at another time than midnight */
export function isUtcMoment(value: unknown): boolean {
	return typeof value === 'string' && UTC_MOMENT.test(value.trim());
}

/** @throws Fault `invalidInput` when the period ends before it begins; '' is an open end */
export function checkPeriod(from: string, to: string): void {
	if (from === '' || to === '' || from <= to) return;
	throw new Fault(
		'invalidInput',
		"'Changed From' lies after 'Changed To'",
		'Exchange the two. Nothing was sent to Coachview.',
		{ fields: ['Changed From', 'Changed To'] },
	);
}
