import { isEmptyJson, sameJson } from '../json/compare';
import { parseRaw } from '../json/parse';
import { sameKey } from '../person/identity';

/**
 * How a stored value relates to a wanted one: `same` to the letter, `equal` in another form (NFC, line ends, blanks
 * around it, case of an e-mail address, a date with midnight), `regrouped` (blanks inside, punctuation of a telephone
 * number, order of a list: a person may want exactly that changed), or `different`.
 */
export type Likeness = 'same' | 'equal' | 'regrouped' | 'different';

/**
 * @param stored JSON text, or undefined when absent. Empty forms are alike (null, '' and absent: assumption A30)
 * @param wanted JSON text
 * @param path where the value stands; its last key tells keys and telephone numbers
 */
export function likeness(stored: string | undefined, wanted: string, path: readonly string[]): Likeness {
	if (stored === wanted) return 'same';
	const [noStored, noWanted] = [isEmptyJson(stored), isEmptyJson(wanted)];
	if (noStored || noWanted) return noStored && noWanted ? 'same' : 'different';
	if (stored === undefined) return 'different';
	if (sameJson(stored, wanted)) return 'same';
	if (stored.startsWith('"') && wanted.startsWith('"')) return likeTexts(JSON.parse(stored) as string, JSON.parse(wanted) as string, path);
	return sameMembers(stored, wanted) ? 'regrouped' : 'different';
}

function likeTexts(stored: string, wanted: string, path: readonly string[]): Likeness {
	const name = path.at(-1) ?? '';
	// A key is one whatever its case (vendor's import documentation).
	if (/^extern(Id|Source)$/i.test(name) && sameKey(stored.normalize('NFC'), wanted.normalize('NFC'))) return 'same';
	const [a, b] = [plain(stored), plain(wanted)];
	if (a === b) return 'equal';
	if (a.length === b.length && isEmail(a) && isEmail(b) && a.toLowerCase() === b.toLowerCase()) return 'equal';
	if (calendarDay(a) !== undefined && calendarDay(a) === calendarDay(b)) return 'equal';
	if (/^(tel|telefoon|mobiel|fax)/i.test(name) && digits(a) !== '' && digits(a) === digits(b)) return 'regrouped';
	return oneSpaced(a) === oneSpaced(b) ? 'regrouped' : 'different';
}

function plain(text: string): string {
	return text.normalize('NFC').replaceAll('\r\n', '\n').replaceAll('\r', '\n').replaceAll('\u00a0', ' ').trim();
}

function isEmail(text: string): boolean {
	return text.length <= 320 && /^[^\s@]+@[^\s@]+$/.test(text);
}

/** @returns the day of a date, or of a date-time at midnight as written; undefined for every other text */
function calendarDay(text: string): string | undefined {
	return text.length > 40 ? undefined : /^(\d{4}-\d{2}-\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(text)?.[1];
}

function digits(text: string): string {
	return /^[\d\s()+./-]*$/.test(text) ? text.replace(/[\s()./-]/g, '') : '';
}

function oneSpaced(text: string): string {
	return text.split(/\s+/).join(' ');
}

/** A list whose members come in another order is the same list (some servers do not keep the order). */
function sameMembers(stored: string, wanted: string): boolean {
	if (!stored.startsWith('[') || !wanted.startsWith('[')) return false;
	const [a, b] = [itemsOf(stored), itemsOf(wanted)];
	return a.length === b.length && a.every((text, index) => text === b[index] || sameJson(text, b[index] as string));
}

/** Sorted by their text without blanks, which is enough to bring equal members of one server beside each other. */
function itemsOf(text: string): string[] {
	return parseRaw(text).items.map(({ start, end }) => text.slice(start, end)).sort();
}

/** @returns whether writing the wanted value would change nothing that anybody could want changed */
export function sameValue(stored: string | undefined, wanted: string, path: readonly string[]): boolean {
	return ['same', 'equal'].includes(likeness(stored, wanted, path));
}
