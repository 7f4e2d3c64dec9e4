/** `2026-03-01T10:00:00.57`, as recorded answers have it, without a zone; one that ends with a zone is taken as its digits say. */
const MOMENT = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?/;

const MINUTE = 60_000;

/**
 * A moment on Coachview's own clock, as a text that sorts like the time: it is only ever compared with others of that clock,
 * so that its zone (assumption A09) does not matter.
 *
 * @returns the moment with a fraction of nine digits; '' for what is no moment
 */
export function momentOf(value: unknown): string {
	const [, day, time, fraction = ''] = MOMENT.exec(typeof value === 'string' ? value : '') ?? [];
	return day === undefined ? '' : `${day}T${time}.${fraction.padEnd(9, '0')}`;
}

/** @returns the moment so many minutes earlier on the same clock */
export function minutesBefore(moment: string, minutes: number): string {
	return momentAt(Date.parse(`${moment.slice(0, 23)}Z`) - minutes * MINUTE);
}

/** @returns the later one of two moments; '' is before all */
export function later(a: string, b: string): string {
	return a > b ? a : b;
}

/** @returns the day of a moment, `YYYY-MM-DD` */
export function dayOf(moment: string): string {
	return moment.slice(0, 10);
}

/**
 * The latest moment that Coachview's clock may show: that of its Date header, in UTC, and two hours for the Dutch summer, and
 * ten minutes. A moment behind it is no time of a change: the cursor must not follow it, or what is changed next would be old.
 *
 * @param serverTime milliseconds since 1970
 */
export function latestPossible(serverTime: number): string {
	return momentAt(serverTime + 130 * MINUTE);
}

/** @returns the moment a day before the Date header, whatever the zone of Coachview's clock: a beginning where nothing is listed */
export function dayBefore(serverTime: number): string {
	return momentAt(serverTime - 24 * 60 * MINUTE);
}

function momentAt(milliseconds: number): string {
	return momentOf(new Date(milliseconds).toISOString());
}
