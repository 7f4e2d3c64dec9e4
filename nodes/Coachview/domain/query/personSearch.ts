import { textAt, type RawRecord } from '../json/record';
import { sameKey } from '../person/identity';
import { foldName } from '../settings/names';
import { foldPersonName } from './equalities';
import { buildWhere, externalKeyWhere } from './where';

/** One question to Coachview, and what of its answer fits the search text. */
export interface SearchSource {
	/** A person's ID, to be read on its own. */
	personId?: string;
	where?: string;
	/** To be asked instead when Coachview does not take `where`: only `=` is sure to be known for texts (assumption A07). */
	plain?: string;
	orderby?: string;
	fits(row: RawRecord): boolean;
	/** Whether further rows may fit after this one; false: the rest of the list is about others. */
	goesOn(row: RawRecord): boolean;
	/** Asked only when the others found nobody. */
	last?: true;
}

const GUID = /^\{?([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\}?$/i;
/** Longer texts are no names, keys or addresses. */
const MAX_LENGTH = 200;
/** Dutch and German name prefixes, which Coachview keeps in a field of their own. */
const PREFIXES: ReadonlySet<string> = new Set(
	"van von vom der den de d' het 't 's ten ter te in op aan bij over onder uit la le l' du des di da del zu zum zur".split(
		' ',
	),
);

const ALWAYS = () => true;

/**
 * What to ask for a text that somebody types into the record picker: a GUID, an e-mail address, `ExternSource/ExternId`, an
 * Extern ID, a last name or the beginning of one, a first name, or both in either order. Coachview has no known
 * "contains", so names are asked for with `>=` in their order and the rest is left out here; as a last resort the
 * first people of the whole list are looked through.
 *
 * @returns the questions in the order in which they are asked. Never throws.
 */
export function searchSources(filter: string): SearchSource[] {
	// Half a pair of an emoji could not even be sent.
	const text = foldName(filter.slice(0, MAX_LENGTH).replace(/[\p{Cc}\p{Cs}]/gu, ' '));
	// No known way to escape these (assumption A08).
	const words = text.split(/[\s;,<>=]+/).filter((word) => word !== '');
	if (words.length === 0) return [{ orderby: 'achternaam asc', fits: ALWAYS, goesOn: ALWAYS }];
	const guid = GUID.exec(text)?.[1];
	if (guid !== undefined) return [{ personId: guid.toLowerCase(), fits: ALWAYS, goesOn: ALWAYS }];
	const [keys, names] = [keyQuestions(text), nameQuestions(text, words)];
	// When the day is nearly used up only the first one is asked.
	const questions = text.includes('@')
		? emailQuestions(words)
		: /[\d/]/.test(text)
			? [...keys, ...names]
			: [...names, ...keys];
	const everywhere: SearchSource = {
		orderby: 'achternaam asc',
		fits: (row) => words.every((word) => fitsAnywhere(row, foldPersonName(word))),
		goesOn: ALWAYS,
		last: true,
	};
	return [...questions, everywhere];
}

function emailQuestions(words: readonly string[]): SearchSource[] {
	const address = words.find((word) => word.includes('@')) ?? '';
	return [question('email1', address), beginning('email1', address)];
}

function keyQuestions(text: string): SearchSource[] {
	const slash = text.indexOf('/');
	const [externSource, externId] = [text.slice(0, Math.max(slash, 0)).trim(), text.slice(slash + 1).trim()];
	const plain = (value: string) => value !== '' && !/[;,<>=]/.test(value);
	const whole: SearchSource[] = plain(text) && !/\s/.test(text) ? [question('externId', text)] : [];
	if (slash < 0 || !plain(externSource) || !plain(externId)) return whole;
	const where = externalKeyWhere(externId, externSource);
	const fits = (row: RawRecord) =>
		sameKey(textAt(row, ['externId']), externId) && sameKey(textAt(row, ['externSource']), externSource);
	// An Extern ID may have a slash itself.
	return [{ where, fits, goesOn: fits }, ...whole];
}

function nameQuestions(text: string, words: readonly string[]): SearchSource[] {
	const only = words.length === 1 ? words[0] : undefined;
	if (only !== undefined)
		return /^\d+$|\//.test(only) ? [] : [beginning('achternaam', only), beginning('voornaam', only)];
	const all = (row: RawRecord) => haveAll(nameWords(row), words.map(foldPersonName));
	const { first, last } = nameParts(text, words);
	const whole = beginning('achternaam', words.join(' '));
	if (last === '') return [whole];
	const named = (lastName: string, firstName: string) =>
		question('achternaam', lastName, ...(firstName === '' ? [] : [{ field: 'voornaam', value: firstName }]));
	const exact = named(last, first);
	const [front = '', ...others] = words;
	// Last name first, without a comma; or a prefix that is kept as part of the last name.
	const other = isPrefix(front) || text.includes(',') ? whole : named(front, others.join(' '));
	return [
		{ ...exact, fits: (row) => exact.fits(row) && all(row) },
		{ ...beginning('achternaam', last), fits: all },
		other,
	];
}

function isPrefix(word: string): boolean {
	return PREFIXES.has(foldPersonName(word));
}

/** `Jan Willem van der Linden`, `van der Linden`, `Linden, Jan van der`, `van der Linden, Jan` */
function nameParts(text: string, words: readonly string[]): { first: string; last: string } {
	const names = (part: string) => part.split(/[\s;,<>=]+/).filter((word) => word !== '' && !isPrefix(word));
	const comma = text.indexOf(',');
	if (comma > 0 && names(text.slice(0, comma)).length > 0) {
		return { first: names(text.slice(comma)).join(' '), last: names(text.slice(0, comma)).join(' ') };
	}
	const prefix = words.findIndex(isPrefix);
	const cut = prefix >= 0 ? prefix : words.length - 1;
	return {
		first: words.slice(0, cut).join(' '),
		last: words
			.slice(cut)
			.filter((word) => !isPrefix(word))
			.join(' '),
	};
}

/** Whoever has exactly this value, and these. */
function question(field: string, value: string, ...more: Array<{ field: string; value: string }>): SearchSource {
	const values = [{ field, value }, ...more];
	const fits = (row: RawRecord) =>
		values.every((one) => foldPersonName(textAt(row, [one.field])) === foldPersonName(one.value));
	return {
		where: buildWhere(values.map((one) => ({ ...one, operator: '=' }))),
		orderby: `${field} asc`,
		fits,
		goesOn: fits,
	};
}

/** Whoever's value begins like this: in the order of that value they are the first ones of those from there on. */
function beginning(field: string, value: string): SearchSource {
	const wanted = foldPersonName(value);
	// A database that heeds case has capitals in front of small letters.
	const typed = field === 'email1' ? value : value.charAt(0).toUpperCase() + value.slice(1);
	const fits = (row: RawRecord) => foldPersonName(textAt(row, [field])).startsWith(wanted);
	return {
		where: buildWhere([{ field, operator: '>=', value: typed }]),
		plain: buildWhere([{ field, operator: '=', value }]),
		orderby: `${field} asc`,
		fits,
		goesOn: fits,
	};
}

/** Each word begins a part of the name, and each a different one: Jan Jansen is not just any Jansen. */
function haveAll(parts: string[], words: string[]): boolean {
	const left = [...parts];
	return [...words]
		.sort((a, b) => b.length - a.length)
		.every((word) => {
			const at = left.findIndex((part) => part.startsWith(word));
			if (at >= 0) left.splice(at, 1);
			return at >= 0;
		});
}

function nameWords(row: RawRecord): string[] {
	return ['voornaam', 'voorletters', 'tussenvoegsels', 'achternaam'].flatMap((field) =>
		foldPersonName(textAt(row, [field])).split(' '),
	);
}

function fitsAnywhere(row: RawRecord, word: string): boolean {
	const texts = ['voornaam', 'tussenvoegsels', 'achternaam', 'externId', 'email1'].map((field) =>
		foldPersonName(textAt(row, [field])),
	);
	return texts.some((text) => text.includes(word));
}

/** @returns the name of a person for a list, with what tells namesakes apart: the external key, else the e-mail address */
export function personLabel(row: RawRecord): string {
	const name = ['voornaam', 'tussenvoegsels', 'achternaam']
		.map((field) => textAt(row, [field]))
		.filter((part) => part !== '')
		.join(' ');
	const key = ['externSource', 'externId']
		.map((field) => textAt(row, [field]))
		.filter((part) => part !== '')
		.join('/');
	const more = key === '' ? textAt(row, ['email1']) : key;
	if (name === '') return more === '' ? textAt(row, ['id']) : more;
	return more === '' ? name : `${name} (${more})`;
}
