/** The one event that the vendor's documentation names. */
export const PERSON_CATEGORY_ADDED = 'persoon.categorie.toegevoegd';

const DUTCH: { [word: string]: string } = {
	person: 'persoon',
	category: 'categorie',
	added: 'toegevoegd',
	persoons: 'persoon',
	persooncategorie: 'persoon.categorie',
	persoonscategorie: 'persoon.categorie',
	personcategory: 'persoon.categorie',
	kategorie: 'categorie',
	hinzugefügt: 'toegevoegd',
	hinzugefugt: 'toegevoegd',
};

/** Last words of event names in Dutch, English and German. A name of a person or of anything else does not end in one. */
const VERBS = new Set([
	'toegevoegd',
	'gewijzigd',
	'verwijderd',
	'aangemaakt',
	'bijgewerkt',
	'afgerond',
	'geannuleerd',
	'changed',
	'updated',
	'modified',
	'removed',
	'deleted',
	'created',
	'completed',
	'cancelled',
	'geändert',
	'entfernt',
	'gelöscht',
	'erstellt',
	'aktualisiert',
]);

const MAX_NAME = 100;
const HEADERS = ['x-event', 'x-webhook-event', 'x-coachview-event', 'x-event-type', 'x-event-name'];

/**
 * One spelling for an event's name: `Person.Category.Added`, `PersoonCategorieToegevoegd` and `person_category_added`
 * all become `persoon.categorie.toegevoegd`. Other names keep their words, in lower case and with dots.
 */
export function canonicalEvent(name: string): string {
	const short = name.trim().slice(0, MAX_NAME).normalize('NFC');
	const words = short
		.replace(/([a-zà-ÿ0-9])([A-Z])/g, '$1.$2')
		.toLowerCase()
		.split(/[^a-z0-9à-ÿ]+/);
	const event = words
		.filter((word) => word !== '')
		.map((word) => (Object.hasOwn(DUTCH, word) ? DUTCH[word] : word))
		.join('.');
	// CloudEvents and the like put the sender's name in front.
	return event.endsWith(`.${PERSON_CATEGORY_ADDED}`) ? PERSON_CATEGORY_ADDED : event;
}

/**
 * For members such as `type` and `action`, which may say anything: only one word of a machine that ends in what can
 * happen, like `persoon.gewijzigd`, is taken for an event.
 */
export function isEventName(text: string): boolean {
	const name = text.trim();
	if (name.length > MAX_NAME || /\s/.test(name)) return false;
	const words = canonicalEvent(name).split('.');
	return words.length > 1 && VERBS.has(words.at(-1) ?? '');
}

/** @returns the event named in a header (assumption A43), or '' */
export function eventFromHeaders(headers: { [name: string]: unknown }): string {
	for (const name of HEADERS) {
		const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
		if (typeof value === 'string' && value.trim() !== '') return value;
	}
	return '';
}
