import { createHash } from 'crypto';
import { eventFromHeaders, canonicalEvent } from './eventName';
import { eventFrom, isRefusal, type WebhookEvent } from './event';
import { depthOf, eventObjects, MAX_DEPTH } from './envelope';
import { readBody, type BodyInput } from './body';

/** Largest body that is looked at, in bytes. An event is a few hundred bytes long. */
export const MAX_BYTES = 64 * 1024;

/** Most events that one delivery may carry. */
const MAX_EVENTS = 100;

export interface Delivery extends BodyInput {
	headers?: { [name: string]: unknown };
}

/** How the trigger is set: the event it was made for ('' for any), and whether an event must name a person. */
export interface Expectation {
	event: string;
	needsPerson: boolean;
}

export type DeliveryResult =
	| { events: WebhookEvent[]; text: string }
	/** `reason` is a sentence for the sender; it never repeats anything that was sent. */
	| { status: 400 | 413; reason: string };

/**
 * Reads a webhook delivery. Coachview documents what an event carries (PersoonId, PersooncategorieId, ExternId,
 * Externsource, Categorie) but neither the spelling nor an envelope, so all forms of assumptions A42–A44 and A49 are
 * understood: Dutch or English names in any casing, flat, inside `data` or `Notifications`, one or several, as JSON,
 * form or XML; an ExternId that is empty, null or absent becomes ''.
 *
 * Defined for hostile input too: more than 64 kB, deeper than ten levels, more than a hundred events, bytes that are no
 * UTF-8, a field that occurs twice with different values, or a value of the wrong type is refused with a reason. Keys
 * such as `__proto__` are names like any other and reach no object.
 */
export function parseDelivery(delivery: Delivery, expected: Expectation): DeliveryResult {
	if (delivery.bytes.length > MAX_BYTES) return { status: 413, reason: 'The body is larger than 64 kB.' };
	const body = readBody(delivery);
	if ('reason' in body) return { status: 400, reason: body.reason };
	if (depthOf(body.value) > MAX_DEPTH)
		return { status: 400, reason: `The body is nested deeper than ${MAX_DEPTH} levels.` };
	const candidates = eventObjects(body.value);
	if (candidates.length === 0)
		return { status: 400, reason: 'The body holds no event: an object with a person ID was expected.' };
	if (candidates.length > MAX_EVENTS) return { status: 400, reason: `The body holds more than ${MAX_EVENTS} events.` };
	const fallback = canonicalEvent(eventFromHeaders(delivery.headers ?? {})) || canonicalEvent(expected.event);
	const events: WebhookEvent[] = [];
	for (const candidate of candidates) {
		const event = eventFrom(candidate, fallback, expected.needsPerson);
		if (isRefusal(event)) return { status: 400, reason: event.reason };
		const whole = candidates.length === 1 ? body.text : JSON.stringify(candidate.object.members);
		events.push({ ...event, dedupeKey: dedupeKey(event, whole) });
	}
	return { events, text: body.text };
}

/**
 * A stable name of the event for recognising repeats: SHA-256, so it tells nothing about the person. Made of the event
 * and its two ids without regard to case; of the whole text when an id is missing.
 */
function dedupeKey(event: Omit<WebhookEvent, 'dedupeKey'>, text: string): string {
	const { personId, personCategoryId } = event;
	const name =
		personId === '' || personCategoryId === ''
			? `body|${text}`
			: `${event.event}|${personId}|${personCategoryId}`.toLowerCase();
	return createHash('sha256').update(name).digest('hex');
}
