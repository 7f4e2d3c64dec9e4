/** Blanks of every kind that look like one; \s has the no-break ones as well. */
const BLANKS = /\s+/g;
const INVISIBLE = /[\u200b\u2060\ufeff]/g;

/**
 * One name in the form in which names are compared: composed letters (NFC), one ordinary blank where there are several or
 * no-break ones, nothing invisible, nothing around it.
 */
export function foldName(name: string): string {
	return name.normalize('NFC').replace(INVISIBLE, '').replace(BLANKS, ' ').trim();
}

/**
 * Takes a text apart into names. Commas, semicolons and line breaks separate; double quotes keep one that has a separator
 * inside; a JSON list of texts is understood. Linear over the text.
 *
 * @returns the names, folded, each once, without empty ones; undefined for a JSON list of something else than names
 */
export function splitNames(text: string): string[] | undefined {
	const bare = text.trim();
	if (!bare.startsWith('[') || !bare.endsWith(']')) return foldNames(entries(text));
	try {
		return listOfNames(JSON.parse(bare));
	} catch {
		// A name may stand in brackets.
		return foldNames(entries(text));
	}
}

/** @returns as `splitNames`, for a list that is one already */
export function listOfNames(list: unknown): string[] | undefined {
	if (!Array.isArray(list)) return undefined;
	const names = list.map((entry: unknown) => (Number.isSafeInteger(entry) ? String(entry) : entry));
	return names.every((name) => typeof name === 'string') ? foldNames(names) : undefined;
}

function foldNames(names: readonly string[]): string[] {
	return [...new Set(names.map((name) => foldName(unquoted(foldName(name)))))].filter((name) => name !== '');
}

const SEPARATOR = /[,;\r\n\u2028\u2029]/g;
/** A quoted entry and what must follow it; quotes inside are doubled. */
const QUOTED = /[^\S\r\n\u2028\u2029]*"((?:[^"]|"")*)"[^\S\r\n\u2028\u2029]*(?=[,;\r\n\u2028\u2029]|$)/y;

function entries(text: string): string[] {
	const found: string[] = [];
	let at = 0;
	while (at < text.length) {
		QUOTED.lastIndex = at;
		const quoted = QUOTED.exec(text);
		SEPARATOR.lastIndex = quoted ? QUOTED.lastIndex : at;
		const end = SEPARATOR.exec(text)?.index ?? text.length;
		found.push(quoted ? (quoted[1] ?? '').replaceAll('""', '"') : text.slice(at, end));
		at = end + 1;
	}
	return found;
}

const QUOTES: readonly string[] = ['""', "''", '“”', '„“', '„”', '‘’', '‚‘', '‚’', '«»', '``'];

/** Quotes around the whole name only: `'s-Gravenhage` keeps its apostrophe. */
function unquoted(name: string): string {
	return name.length > 1 && QUOTES.includes(name.charAt(0) + name.slice(-1)) ? name.slice(1, -1) : name;
}
