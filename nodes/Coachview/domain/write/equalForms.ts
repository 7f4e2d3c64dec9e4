import { readCalendarDate } from '../calendar';
import { isEmptyJson, sameJson } from '../json/compare';
import { canonicalNumber } from '../json/number';
import { decodeString, parseRaw, type RawNode } from '../json/parse';
import { sameKey } from '../identity';

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
	const now = stored ?? 'null';
	const [noStored, noWanted] = [isNothing(now), isNothing(wanted)];
	if (noStored || noWanted) return noStored && noWanted ? 'same' : 'different';
	if (sameJson(now, wanted)) return 'same';
	if (now.startsWith('"') && wanted.startsWith('"'))
		return likeTexts(JSON.parse(now) as string, JSON.parse(wanted) as string, path);
	return isTextOf(now, wanted) || isTextOf(wanted, now) || sameMembers(now, wanted) ? 'regrouped' : 'different';
}

/** The first day of the year 1 is how a .NET server shows that it has no date (assumption A65). */
function isNothing(text: string): boolean {
	if (isEmptyJson(text)) return true;
	if (!text.startsWith('"000') || text.length > 60) return false;
	const found = readCalendarDate(JSON.parse(text));
	return 'date' in found && found.midnight && ['0001-01-01', '0000-00-00'].includes(found.date);
}

function likeTexts(stored: string, wanted: string, path: readonly string[]): Likeness {
	const name = path.at(-1) ?? '';
	// A key is one whatever its case (vendor's import documentation).
	if (/^extern(Id|Source)$/i.test(name) && sameKey(stored, wanted)) return 'same';
	const [a, b] = [plain(stored), plain(wanted)];
	if (a === b) return 'equal';
	if (isEmail(a) && a.toLowerCase() === b.toLowerCase()) return 'equal';
	const day = calendarDay(a);
	if (day !== undefined && day === calendarDay(b)) return 'equal';
	const phone = /^(tel|telefoon|mobiel|fax)/i.test(name) ? phoneNumber(a) : '';
	if (phone !== '' && phone === phoneNumber(b)) return 'regrouped';
	if (isGuid(a) && a.toLowerCase() === b.toLowerCase()) return 'equal';
	if (/^(postcode|landCode|geslacht)$/i.test(name) && bareCode(a) === bareCode(b)) return 'regrouped';
	if (/^voorletters$/i.test(name) && bareCode(a.replaceAll('.', '')) === bareCode(b.replaceAll('.', '')))
		return 'regrouped';
	return oneSpaced(a) === oneSpaced(b) ? 'regrouped' : 'different';
}

function plain(text: string): string {
	return text.normalize('NFC').replaceAll('\r\n', '\n').replaceAll('\r', '\n').replaceAll('\u00a0', ' ').trim();
}

/** An id is one whatever its case (assumption A52). */
function isGuid(text: string): boolean {
	return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
}

function isEmail(text: string): boolean {
	return text.length <= 320 && /^[^\s@]+@[^\s@]+$/.test(text);
}

/** @returns the day of a date, or of a date-time at midnight as written; undefined for every other text */
function calendarDay(text: string): string | undefined {
	const found = readCalendarDate(text);
	return 'date' in found && found.exists && found.midnight ? found.date : undefined;
}

/** @returns the number without blanks and punctuation, in one form for +31 (0)6, 0031 6 and 06; '' for another text */
function phoneNumber(text: string): string {
	if (text.length > 40 || !/^[\d\s()+./\u2010-\u2013-]*\d[\d\s()+./\u2010-\u2013-]*$/.test(text)) return '';
	const digits = text.replace(/\(0\)/, '').replace(/[^\d+]/g, '');
	return digits.replace(/^00/, '+').replace(/^\+310?(?=[1-9])/, '0');
}

/** Blanks and capitals of a code, such as the one of a country, say nothing. */
function bareCode(text: string): string {
	return text.replace(/\s/g, '').toUpperCase();
}

function oneSpaced(text: string): string {
	return text.split(/\s+/).join(' ');
}

/** Some servers keep the text `12` as the number 12, or the other way round; `1.10` as 1.1 is another text. */
function isTextOf(text: string, other: string): boolean {
	return (
		text.startsWith('"') &&
		text.length <= 400 &&
		/^(?:true|false|-?\d)/.test(other) &&
		(JSON.parse(text) as string).trim() === other
	);
}

/** A list whose members come in another order is the same list (some servers do not keep the order). */
function sameMembers(stored: string, wanted: string): boolean {
	return stored.startsWith('[') && unordered(stored, parseRaw(stored)) === unordered(wanted, parseRaw(wanted));
}

/** @returns one text for all orders of members and of list elements, at any depth */
function unordered(text: string, node: RawNode): string {
	if (node.kind === 'array')
		return `[${node.items
			.map((item) => unordered(text, item))
			.sort()
			.join()}]`;
	if (node.kind === 'object')
		return `{${node.members
			.map(({ key, value }) => `${JSON.stringify(key)}:${unordered(text, value)}`)
			.sort()
			.join()}}`;
	const raw = text.slice(node.start, node.end);
	if (node.kind === 'string') return JSON.stringify(decodeString(raw));
	return node.kind === 'number' ? canonicalNumber(raw) : raw;
}

/** @returns whether writing the wanted value would change nothing that anybody could want changed */
export function sameValue(stored: string | undefined, wanted: string, path: readonly string[]): boolean {
	return ['same', 'equal'].includes(likeness(stored, wanted, path));
}

/** @returns whether two texts differ in capitals at most */
export function differsInCapitals(stored: string | undefined, wanted: string): boolean {
	if (stored === undefined || !stored.startsWith('"') || !wanted.startsWith('"')) return false;
	const [a, b] = [stored, wanted].map((json) => plain(JSON.parse(json) as string).toLowerCase());
	return a === b;
}

/** As `differsInCapitals`, where those are Coachview's own way: not in a name, whose capitals are a part of it. */
export function isRecased(stored: string | undefined, wanted: string, path: readonly string[]): boolean {
	return !/naam|^tussenvoegsels$/i.test(path.at(-1) ?? '') && differsInCapitals(stored, wanted);
}
