import { readCalendarDate } from '../calendar';

// A date of birth that HR writes as a moment. All of it is counting days: a JavaScript Date would bring a time zone in.

const DAY = 86_400_000;

/** @returns `/Date(545184000000+0100)/` of OData as the date-time that it writes; anything else as it is */
export function written(given: unknown): unknown {
	const [, ms, sign, hours = '0', minutes = '0'] =
		/^\s*\/Date\((-?\d{1,15})(?:([+-])(\d\d)(\d\d))?\)\/\s*$/.exec(typeof given === 'string' ? given : '') ?? [];
	if (ms === undefined) return given;
	const moment = Number(ms) + (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
	const day = Math.floor(moment / DAY);
	const rest = moment - day * DAY;
	const date = dateOf(day);
	// No one was born before the year 0 or after 9999.
	if (date === undefined) return 'out of range';
	const time = [rest / 3_600_000, (rest / 60_000) % 60, (rest / 1000) % 60].map((part) => digits(part, 2)).join(':');
	return `${date}T${time}.${digits(rest % 1000, 3)}Z`;
}

/** @returns a moment in UTC that is midnight in the zone as the date there; anything else as it is */
export function moved(text: unknown, zone: unknown): unknown {
	if (typeof zone !== 'string' || zone === '' || typeof text !== 'string') return text;
	const parts = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?\s*(?:Z|[+-]00:?00)$/i.exec(
		text.trim(),
	);
	// 29 February of a year that has none is no day, and must not become the next one.
	const found = readCalendarDate(text.trim());
	if (!parts || !('exists' in found) || !found.exists) return text;
	const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
		.slice(1, 7)
		.map((part) => Number(part ?? 0));
	const moment = dayOf(year, month, day) * DAY + ((hour * 60 + minute) * 60 + second) * 1000;
	const there = clockIn(zone).formatToParts(moment);
	const part = (type: string) => there.find((one) => one.type === type)?.value ?? '';
	return `${part('hour')}:${part('minute')}` === '00:00'
		? `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`
		: text;
}

function clockIn(timeZone: string): Intl.DateTimeFormat {
	const two = '2-digit';
	return new Intl.DateTimeFormat('en-CA', {
		timeZone,
		year: 'numeric',
		month: two,
		day: two,
		hour: two,
		minute: two,
		hourCycle: 'h23',
	});
}

/** Days from 1 January 1970 in the Gregorian calendar; years begin in March here, so that the leap day is the last. */
function dayOf(year: number, month: number, day: number): number {
	const years = month > 2 ? year : year - 1;
	const century = Math.floor(years / 100);
	const days = Math.floor(years * 365.25) - century + Math.floor(century / 4);
	return days + Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 719_469;
}

/** The date of a day so counted; undefined outside the years 0 to 9999. */
function dateOf(day: number): string | undefined {
	let year = Math.floor(1970 + day / 365.2425);
	while (dayOf(year, 1, 1) > day) year--;
	while (dayOf(year + 1, 1, 1) <= day) year++;
	if (!(year >= 0 && year <= 9999)) return undefined;
	let month = 12;
	while (dayOf(year, month, 1) > day) month--;
	return `${digits(year, 4)}-${digits(month, 2)}-${digits(day - dayOf(year, month, 1) + 1, 2)}`;
}

const digits = (value: number, length: number) => String(Math.floor(value)).padStart(length, '0');
