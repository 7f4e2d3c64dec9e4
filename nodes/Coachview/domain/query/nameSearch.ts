import type { PersonName } from '../../entities/entity';
import { textAt, type RawRecord } from '../json/record';
import { foldPersonName } from './equalities';
import { beginning, question, type SearchSource } from './searchSource';

/** Dutch and German name prefixes, which Coachview keeps in a field of their own. */
const PREFIXES: ReadonlySet<string> = new Set(
	"van von vom der den de d' het 't 's ten ter te in op aan bij over onder uit la le l' du des di da del zu zum zur".split(
		' ',
	),
);

/**
 * What to ask for the name of a human being: a last name or the beginning of one, a first name, or both in either order.
 *
 * @param text what was typed
 * @param words the same without what `where` cannot express
 */
export function nameQuestions(name: PersonName, text: string, words: readonly string[]): SearchSource[] {
	const only = words.length === 1 ? words[0] : undefined;
	if (only !== undefined) return /^\d+$|\//.test(only) ? [] : [beginning(name.last, only), beginning(name.first, only)];
	const all = (row: RawRecord) => haveAll(nameWords(name, row), words.map(foldPersonName));
	const { first, last } = nameParts(text, words);
	const whole = beginning(name.last, words.join(' '));
	if (last === '') return [whole];
	const named = (lastName: string, firstName: string) =>
		question(name.last, lastName, ...(firstName === '' ? [] : [{ field: name.first, value: firstName }]));
	const exact = named(last, first);
	const [front = '', ...others] = words;
	// Last name first, without a comma; or a prefix that is kept as part of the last name.
	const other = isPrefix(front) || text.includes(',') ? whole : named(front, others.join(' '));
	return [
		{ ...exact, fits: (row) => exact.fits(row) && all(row) },
		{ ...beginning(name.last, last), fits: all },
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

function nameWords({ first, initials, prefix, last }: PersonName, row: RawRecord): string[] {
	return [first, initials, prefix, last].flatMap((field) => foldPersonName(textAt(row, [field])).split(' '));
}
