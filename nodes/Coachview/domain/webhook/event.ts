import type { Value } from './body';
import { nearest, saidIn, type Candidate } from './envelope';
import { canonicalEvent } from './eventName';
import { EVENT_FIELDS, fieldOf, type EventField } from './keys';
import { foldName } from './names';

/** An event as the trigger hands it on. Ids and the category's name, nothing else about the person. */
export interface WebhookEvent {
	event: string;
	personId: string;
	personCategoryId: string;
	externId: string;
	externSource: string;
	category: string;
	dedupeKey: string;
}

export interface Refusal {
	reason: string;
}

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const ID = /^[\w-]{1,64}$/;
const MAX_TEXT = 200;

export function isRefusal<T extends object>(value: T | Refusal): value is Refusal {
	return 'reason' in value;
}

/**
 * Reads one event.
 * @param fallback the event's name when the body does not say it
 * @param needsPerson whether an event without a person ID is refused
 */
export function eventFrom(
	{ object, around }: Candidate,
	fallback: string,
	needsPerson: boolean,
): Omit<WebhookEvent, 'dedupeKey'> | Refusal {
	const fields: { [field in EventField]?: string } = {};
	for (const [key, value] of object.members) {
		const field = fieldOf(key);
		if (!field) continue;
		const text = textOf(value);
		if (text === undefined) return { reason: `The value of ${field} has the wrong type.` };
		if (text.length > MAX_TEXT) return { reason: `The value of ${field} is too long.` };
		// Two spellings, or the same key twice: which of two different values is meant cannot be known.
		const known = fields[field];
		if (known !== undefined && foldName(known) !== foldName(text))
			return { reason: `The body gives ${field} twice, with different values.` };
		fields[field] = known ?? text;
	}
	const { personId = '', personCategoryId = '', externId = '', externSource = '', category = '' } = fields;
	if (personId !== '' && !GUID.test(personId)) return { reason: 'The person ID is not a GUID.' };
	if (personCategoryId !== '' && !ID.test(personCategoryId)) return { reason: 'The person category ID is not an ID.' };
	const said = nearest(saidIn(object.members), around);
	const named = said.clearly || said.vaguely;
	if (personId === '' && (needsPerson || named === ''))
		return { reason: `The body holds no person ID. Fields that an event may have: ${EVENT_FIELDS.join(', ')}.` };
	return { event: canonicalEvent(named) || fallback, personId, personCategoryId, externId, externSource, category };
}

/** Empty, null and absent are all '' (assumption A49); numbers stay as they were written. */
function textOf(value: Value): string | undefined {
	if (value === null) return '';
	return typeof value === 'string' ? value.trim() : undefined;
}
