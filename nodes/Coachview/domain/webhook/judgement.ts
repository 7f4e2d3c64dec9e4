import { MAX_BYTES, parseDelivery, type Delivery } from './delivery';
import type { WebhookEvent } from './event';
import { whyNot, type Filtered } from './filter';
import { isSigned, type EventSettings, type Secrets } from './settings';

/** A delivery that is not taken: the status and the sentence for its sender, and a word for the log. */
export interface NotTaken {
	status: number;
	text: string;
	reason: 'signature' | 'body';
}

/** A delivery that was read. */
export interface Taken {
	/** Events that pass the filters, in their order. */
	events: WebhookEvent[];
	/** The others, each with the filter that kept it back. */
	left: Array<{ reason: Filtered; event: WebhookEvent }>;
	/** The body as text. */
	text: string;
}

/**
 * What becomes of a delivery whose URL key fits: signature, body, events, filters. The trigger and Webhook Event: Read
 * judge by this alone, so that an event means the same to both.
 */
export function judgeDelivery(
	delivery: Delivery & { headers: { [name: string]: unknown } },
	settings: EventSettings,
	secrets: Secrets,
): NotTaken | Taken {
	// What is too large is refused for its size, without working through it.
	if (delivery.bytes.length <= MAX_BYTES && !isSigned(delivery.headers, settings, secrets, delivery.bytes))
		return { status: 401, text: 'The signature is missing or wrong.', reason: 'signature' };
	const result = parseDelivery(delivery, settings);
	if ('status' in result) return { status: result.status, text: result.reason, reason: 'body' };
	const judged = result.events.map((event) => ({ event, reason: whyNot(event, settings) }));
	return {
		events: judged.filter(({ reason }) => reason === undefined).map(({ event }) => event),
		left: judged.filter((one): one is Taken['left'][number] => one.reason !== undefined),
		text: result.text,
	};
}

/** @returns what an item holds besides the event itself */
export function aroundEvents(
	{ includeRawBody }: EventSettings,
	{ text }: Pick<Taken, 'text'>,
	receivedAt: string,
): { receivedAt: string; rawBody?: string } {
	return { receivedAt, ...(includeRawBody ? { rawBody: text } : {}) };
}
