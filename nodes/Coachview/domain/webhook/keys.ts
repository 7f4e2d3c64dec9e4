/** What an event can carry, and every name it may have: vendor documentation in Dutch and German, assumption A42. */
const NAMES = {
	personId: ['persoonid', 'personid'],
	personCategoryId: [
		'persooncategorieid',
		'persoonscategorieid',
		'personcategoryid',
		'persooncategoryid',
		'personcategorieid',
	],
	externId: ['externid', 'externeid', 'externalid', 'persoonexternid', 'persoonexterneid'],
	externSource: ['externsource', 'externalsource', 'externebron', 'externbron'],
	category: ['categorie', 'category', 'categorienaam', 'categoryname'],
} as const;

export type EventField = keyof typeof NAMES;

/** The fields of an event, in the order in which they are reported. */
export const EVENT_FIELDS = Object.keys(NAMES) as EventField[];

/** Names that say "event": what stands there is the event's name, best first (assumption A43). */
export const EVENT_KEYS = ['event', 'eventtype', 'eventname', 'eventnaam', 'webhookevent', 'gebeurtenis'];

/** Names that may hold the event's name or anything else, `Action` as in ASP.NET's envelope (assumption A42). */
export const VAGUE_EVENT_KEYS = ['action', 'type', 'webhook'];

/** Envelopes: `{ event, data }` and lists of events (assumption A42); a list in XML has an element around each one. */
export const DATA_KEYS = ['data', 'payload', 'gegevens'];
export const LIST_KEYS = ['notifications', 'events', 'meldingen', 'notificaties', 'item'];

const FIELD_OF = new Map<string, EventField>(
	EVENT_FIELDS.flatMap((field) => NAMES[field].map((name): [string, EventField] => [name, field])),
);

/** @returns the key in lower case with letters and digits only, so that PersoonId, persoon_id and PERSOONID are one */
export function plainKey(key: string): string {
	return key.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** @returns the field that a key means, if any */
export function fieldOf(key: string): EventField | undefined {
	return FIELD_OF.get(plainKey(key));
}
