import type { Fault } from '../fault';
import { invalidInput } from '../settings/invalid';
import { whyDebris } from '../text';

/** What people and systems write when they know no place, in Dutch, English and German. Compared without case. */
export const PLACEHOLDER_PLACES: readonly string[] = [
	'onbekend',
	'niet bekend',
	'niet ingevuld',
	'niet opgegeven',
	'niet van toepassing',
	'plaats onbekend',
	'geboorteplaats onbekend',
	'onbekende plaats',
	'onb',
	'n.b.',
	'n.v.t.',
	'nvt',
	'geen',
	'leeg',
	'n/a',
	'unknown',
	'not known',
	'not available',
	'not applicable',
	'none',
	'tbd',
	'unbekannt',
	'nicht bekannt',
	'k.a.',
	'keine angabe',
	'null',
	'undefined',
];

/** Longer than any place that is written on a diploma; a longer text is a sentence in the wrong column. */
const MAX_LENGTH = 100;

/** Capitals only: the village of Ede or Oss may be written in them, these stand for countries. */
const COUNTRY_CODES: readonly string[] = ['NL', 'NLD', 'BE', 'BEL', 'DE', 'DEU', 'FR', 'FRA', 'GB', 'GBR', 'USA'];

/**
 * Reads a place of birth. The text is only trimmed: HR's capitals and spelling are kept, because no rule tells
 * `'s-Gravenhage` from `S-GRAVENHAGE`.
 *
 * @param input text; empty means that nothing was given
 * @param field display name for the message
 * @param placeholders further texts that stand for "unknown" in the HR system; case does not matter
 * @returns the text, or undefined when the input is empty ('', null, only spaces)
 * @throws Fault `invalidInput` with the reason for a placeholder, a text without letters, a code (of a municipality,
 *         country or postal area), debris, more than 100 characters, or something that is no text; the value is never named
 */
export function readPlace(input: unknown, field: string, placeholders: readonly string[] = []): string | undefined {
	if (input === null || input === undefined) return undefined;
	if (typeof input !== 'string' && typeof input !== 'number') throw invalidInput(field, 'must be text');
	const place = String(input).trim();
	if (place === '') return undefined;
	// The length first, so that no pattern runs over a long text; the spread counts an emoji as one.
	if (place.length > 2 * MAX_LENGTH || [...place].length > MAX_LENGTH)
		throw refuse(field, `is longer than ${MAX_LENGTH} characters`);
	const bare = bareText(place);
	if (
		[...PLACEHOLDER_PLACES, ...placeholders].some((text) => bareText(text) === bare && bare !== '') ||
		/^x+$/.test(bare)
	) {
		throw refuse(field, 'is a placeholder for an unknown place');
	}
	const why = whyDebris(place);
	if (why !== undefined) throw refuse(field, why);
	if (!/\p{L}/u.test(place)) throw refuse(field, 'has no letters, so it is a code or a placeholder and not a place');
	if (isCode(place)) throw refuse(field, 'is a code and not the name of a place');
	return place;
}

/**
 * @param text a value that Coachview has stored
 * @returns whether it stands for "no place": onbekend, unknown, -, ?, 0000 … A code such as GM0518 is not one: it says
 *          something, so that it is not overwritten as if it were empty
 */
export function isStoredPlaceholderPlace(text: string): boolean {
	const place = text.trim();
	if (place.length > MAX_LENGTH) return false;
	const bare = bareText(place);
	return (
		place !== '' &&
		(/^(?:0*|x+)$/.test(bare) || PLACEHOLDER_PLACES.some((placeholder) => bareText(placeholder) === bare))
	);
}

/**
 * GM0518, BE-21004, 2514 EA, B12 are codes: a digit, and no run of letters that could be a name. Wien 3, Paris 12e, Oss 2
 * and Arzamas-16 are places.
 */
function isCode(place: string): boolean {
	if (COUNTRY_CODES.includes(place) || place.includes('://')) return true;
	const digits = longest(place.match(/\d+/g));
	if (digits === 0) return false;
	const letters = longest(place.match(/[\p{L}\p{M}]+/gu));
	if (/\s/.test(place)) return (letters < 4 && digits >= 2) || /^(?:gemeente|municipality|code)\W*\d{3,}$/i.test(place);
	return letters < 4 || digits >= 4;
}

function longest(runs: readonly string[] | null): number {
	return Math.max(0, ...(runs ?? []).map((run) => run.length));
}

/** `(Onbekend)` and `onbekend.` are one. Takes what `readPlace` has measured: the second half is not linear. */
function bareText(text: string): string {
	return text
		.slice(0, 2 * MAX_LENGTH)
		.toLowerCase()
		.replace(/\s+/g, ' ')
		.replace(/^[^\p{L}\d]+|[^\p{L}\d]+$/gu, '');
}

function refuse(field: string, why: string): Fault {
	return invalidInput(field, why, `Leave '${field}' empty when it is not known.`);
}
