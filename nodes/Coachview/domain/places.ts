import { Fault } from './fault';

/** What people and systems write when they know no place, in Dutch, English and German. Compared without case. */
export const PLACEHOLDER_PLACES: readonly string[] = [
	'onbekend',
	'niet bekend',
	'n.v.t.',
	'nvt',
	'n/a',
	'unknown',
	'not known',
	'unbekannt',
	'null',
	'undefined',
];

/** Longer than any place that is written on a diploma; a longer text is a sentence in the wrong column. */
const MAX_LENGTH = 100;

/**
 * Reads a place of birth. The text is only trimmed: HR's capitals and spelling are kept, because no rule tells
 * `'s-Gravenhage` from `S-GRAVENHAGE`.
 *
 * @param input text; empty means that nothing was given
 * @param field display name for the message
 * @param placeholders further texts that stand for "unknown" in the HR system; case does not matter
 * @returns the text, or undefined when the input is empty ('', null, only spaces)
 * @throws Fault `invalidInput` with the reason for a placeholder, a text without letters (such as `-` or the code of a
 *         municipality), more than 100 characters, or something that is no text; the value is never named
 */
export function readPlace(input: unknown, field: string, placeholders: readonly string[] = []): string | undefined {
	if (input === null || input === undefined) return undefined;
	if (typeof input !== 'string' && typeof input !== 'number') throw refuse(field, 'must be text');
	const place = String(input).trim();
	if (place === '') return undefined;
	if (!/\p{L}/u.test(place)) throw refuse(field, 'has no letters, so it is a code or a placeholder and not a place');
	const bare = bareText(place);
	if ([...PLACEHOLDER_PLACES, ...placeholders].some((text) => bareText(text) === bare)) {
		throw refuse(field, 'is a placeholder for an unknown place');
	}
	if ([...place].length > MAX_LENGTH) throw refuse(field, `is longer than ${MAX_LENGTH} characters`);
	return place;
}

/** `(Onbekend)` and `onbekend.` are one. */
function bareText(text: string): string {
	return text.toLowerCase().replace(/\s+/g, ' ').replace(/^[^\p{L}\d]+|[^\p{L}\d]+$/gu, '');
}

function refuse(field: string, why: string): Fault {
	return new Fault('invalidInput', `'${field}' ${why}`, `Leave '${field}' empty when it is not known. Nothing was sent to Coachview.`, { fields: [field] });
}
