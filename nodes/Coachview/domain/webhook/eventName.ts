/** The one event that the vendor's documentation names. */
export const PERSON_CATEGORY_ADDED = 'persoon.categorie.toegevoegd';

const DUTCH: { [word: string]: string } = {
	person: 'persoon', category: 'categorie', added: 'toegevoegd',
	kategorie: 'categorie', hinzugefügt: 'toegevoegd', hinzugefugt: 'toegevoegd',
};

const MAX_NAME = 100;
const HEADERS = ['x-event', 'x-webhook-event', 'x-coachview-event', 'x-event-type', 'x-event-name'];

/**
 * One spelling for an event's name: `Person.Category.Added`, `PersoonCategorieToegevoegd` and `person_category_added`
 * all become `persoon.categorie.toegevoegd`. Other names keep their words, in lower case and with dots.
 */
export function canonicalEvent(name: string): string {
	const words = name.slice(0, MAX_NAME).trim().replace(/([a-zà-ÿ0-9])([A-Z])/g, '$1.$2').toLowerCase().split(/[^a-z0-9à-ÿ]+/);
	return words.filter((word) => word !== '').map((word) => (Object.hasOwn(DUTCH, word) ? DUTCH[word] : word)).join('.');
}

/** @returns whether a text reads like `entity.sub.verb`; ids and other texts under keys such as `type` say something else */
export function looksLikeEvent(name: string): boolean {
	return /^[a-zà-ÿ]+(\.[a-zà-ÿ]+)+$/.test(canonicalEvent(name));
}

/** @returns the event named in a header (assumption A43), or '' */
export function eventFromHeaders(headers: { [name: string]: unknown }): string {
	for (const name of HEADERS) {
		const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
		if (typeof value === 'string' && value.trim() !== '') return value;
	}
	return '';
}
