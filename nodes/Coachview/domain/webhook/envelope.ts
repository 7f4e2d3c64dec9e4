import type { Member, Value } from './body';
import { isEventName } from './eventName';
import { DATA_KEYS, EVENT_KEYS, fieldOf, LIST_KEYS, plainKey, VAGUE_EVENT_KEYS, type EventField } from './keys';

/** Deepest nesting that is looked at; an event in an envelope has three levels. */
export const MAX_DEPTH = 10;

/** What members say about the event's name; '' when nothing. */
export interface Said {
	/** Under a key that says "event". */
	clearly: string;
	/** Under a key that may hold anything, and so only when the text is an event's name beyond doubt. */
	vaguely: string;
}

/** An object that is to be read as one event, and what the envelope around it says about the event's name. */
export interface Candidate {
	object: { members: Member[] };
	around: Said;
}

const NOTHING: Said = { clearly: '', vaguely: '' };
const ID_FIELDS: Array<EventField | undefined> = ['personId', 'personCategoryId', 'externId'];

/** @returns levels of lists and objects; 0 for a plain value */
export function depthOf(value: Value): number {
	if (value === null || typeof value !== 'object') return 0;
	const inner = 'items' in value ? value.items : value.members.map(([, member]) => member);
	return 1 + inner.reduce<number>((deepest, one) => Math.max(deepest, depthOf(one)), 0);
}

/**
 * Finds the events in a body: the object itself, the object under `data`, or the members of a list (bare, or under
 * `Notifications` and the like). Anything in a list that is not an object makes the whole body no event. Each envelope
 * is searched for the event's name once, however many events it holds: a body can have thousands of members.
 */
export function eventObjects(value: Value, around: Said = NOTHING): Candidate[] {
	if (value === null || typeof value !== 'object') return [];
	if ('items' in value) {
		const found = value.items.map((item) => eventObjects(item, around));
		return found.some((one) => one.length === 0) ? [] : found.flat();
	}
	// An object that carries an id of an event is one, whatever else it holds.
	if (value.members.some(([key]) => ID_FIELDS.includes(fieldOf(key)))) return [{ object: value, around }];
	for (const names of [LIST_KEYS, DATA_KEYS]) {
		const inside = value.members.find(
			([key, inner]) => names.includes(plainKey(key)) && inner !== null && typeof inner === 'object',
		);
		if (inside) return eventObjects(inside[1], nearest(saidIn(value.members), around));
	}
	return [{ object: value, around }];
}

/** @returns what these members say about the event's name */
export function saidIn(members: readonly Member[]): Said {
	const best = (keys: readonly string[], counts: (text: string) => boolean): string => {
		const found = members
			.map(([key, value]): Member => [key, keys.includes(plainKey(key)) ? nameIn(value) : null])
			.filter((member): member is [string, string] => {
				const [key, value] = member;
				return typeof value === 'string' && keys.includes(plainKey(key)) && counts(value);
			});
		const rank = ([key]: [string, string]) => keys.indexOf(plainKey(key));
		return (
			found.reduce<[string, string] | undefined>(
				(first, one) => (first && rank(first) <= rank(one) ? first : one),
				undefined,
			)?.[1] ?? ''
		);
	};
	return { clearly: best(EVENT_KEYS, isNoId), vaguely: best(VAGUE_EVENT_KEYS, isEventName) };
}

/** The event itself knows best, then the envelope next to it. */
export function nearest(inner: Said, outer: Said): Said {
	return { clearly: inner.clearly || outer.clearly, vaguely: inner.vaguely || outer.vaguely };
}

/** @returns the name inside an event that is an object, `{ event: { name } }`, when it is one beyond doubt; any other value as it is */
function nameIn(value: Value): Value {
	if (value === null || typeof value !== 'object' || !('members' in value)) return value;
	const name = value.members.find(([key]) => ['name', 'naam', 'type'].includes(plainKey(key)))?.[1];
	return typeof name === 'string' && isEventName(name) ? name : null;
}

/** A number or an ID of the event is no name of one. */
function isNoId(text: string): boolean {
	return /\p{L}/u.test(text) && !GUID.test(text.trim());
}

const GUID = /^\{?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\}?$/i;
