import type { Member, Value } from './body';
import { DATA_KEYS, fieldOf, LIST_KEYS, plainKey, type EventField } from './keys';

/** Deepest nesting that is looked at; an event in an envelope has three levels. */
export const MAX_DEPTH = 10;

/** An object that is to be read as one event, and the envelope around it, which may name the event. */
export interface Candidate {
	object: { members: Member[] };
	outer: Member[];
}

const ID_FIELDS: Array<EventField | undefined> = ['personId', 'personCategoryId', 'externId'];

/** @returns levels of lists and objects; 0 for a plain value */
export function depthOf(value: Value): number {
	if (value === null || typeof value !== 'object') return 0;
	const inner = 'items' in value ? value.items : value.members.map(([, member]) => member);
	return 1 + inner.reduce<number>((deepest, one) => Math.max(deepest, depthOf(one)), 0);
}

/**
 * Finds the events in a body: the object itself, the object under `data`, or the members of a list (bare, or under
 * `Notifications` and the like). Anything in a list that is not an object makes the whole body no event.
 */
export function eventObjects(value: Value, outer: Member[] = []): Candidate[] {
	if (value === null || typeof value !== 'object') return [];
	if ('items' in value) {
		const found = value.items.map((item) => eventObjects(item, outer));
		return found.some((one) => one.length === 0) ? [] : found.flat();
	}
	// An object that carries an id of an event is one, whatever else it holds.
	if (value.members.some(([key]) => ID_FIELDS.includes(fieldOf(key)))) return [{ object: value, outer }];
	for (const names of [LIST_KEYS, DATA_KEYS]) {
		const inside = value.members.find(([key, inner]) => names.includes(plainKey(key)) && inner !== null && typeof inner === 'object');
		if (inside) return eventObjects(inside[1], [...value.members.filter((member) => member !== inside), ...outer]);
	}
	return [{ object: value, outer }];
}
