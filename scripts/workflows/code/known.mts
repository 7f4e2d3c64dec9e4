import { dateOfBirth, placeOfBirth } from '../../../nodes/Coachview/domain/hr/values.ts';

/** Whether a value that Coachview shows is one: placeholders and debris of a date or place count as empty. */
export const isKnownDate = (value: unknown): boolean => {
	const { value: date, unusable } = dateOfBirth(value, { minimumAge: 0, maximumAge: 1000 });
	return date !== null || unusable;
};

/** Whether a stored place is one; `onbekend`, `-` and codes are none. */
export const isKnownPlace = (value: unknown): boolean => {
	const { value: place, unusable } = placeOfBirth(value);
	return place !== null || unusable;
};

/**
 * The people of this night: a part of the list when it is too long, another part every night, so that everybody gets a turn.
 * @param day a number that grows by one every day
 */
export function tonight<T>(list: readonly T[], atMost: number, day: number): T[] {
	if (list.length <= atMost) return [...list];
	const start = (day * atMost) % list.length;
	return [...list.slice(start), ...list.slice(0, start)].slice(0, atMost);
}
