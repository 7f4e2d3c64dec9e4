/** Longest list that is read, in characters; a list is typed by a person. */
const MAX_LIST = 20_000;

/** Blanks of every kind; `\s` has the no-break ones as well. */
const BLANKS = /\s+/g;

/** Characters that nobody sees: zero-width ones, soft hyphens, byte order marks. They come along when a name is copied. */
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

/**
 * The form in which names are compared: composed letters (NFC), one ordinary blank where there are several or no-break
 * ones, nothing invisible, lower case. Coachview's own spelling of a category in an event is not fixed.
 */
export function foldName(name: string): string {
	return tidy(name).toLowerCase();
}

/** @returns whether two names are the same to a reader; two empty ones are not */
export function sameName(a: string, b: string): boolean {
	const folded = foldName(a);
	return folded !== '' && folded === foldName(b);
}

/**
 * Takes a list of names apart: commas, semicolons and line breaks separate, double quotes keep a name that has one of
 * these inside, a JSON list (also a real one, from an expression) is understood.
 *
 * @returns the names without quotes and without empty ones; undefined when the value is no list of names
 */
export function readNameList(value: unknown): string[] | undefined {
	const list = typeof value === 'string' ? listOf(value) : value;
	if (!Array.isArray(list) || !list.every((one) => typeof one === 'string' || Number.isSafeInteger(one)))
		return undefined;
	return list.map((one) => tidy(String(one))).filter((one) => one !== '');
}

function listOf(text: string): unknown[] | undefined {
	if (text.length > MAX_LIST) return undefined;
	const bare = text.trim();
	if (bare.startsWith('[') && bare.endsWith(']')) {
		try {
			const parsed: unknown = JSON.parse(bare);
			if (Array.isArray(parsed)) return parsed;
		} catch {
			// A name may stand in brackets.
		}
	}
	return entries(text);
}

const SEPARATORS = ',;\r\n\u2028\u2029';

/** Quotes that keep separators inside, with what may close them: English, German and Dutch ones. */
const CLOSING: { [opening: string]: string } = { '"': '"', '“': '”', '„': '“”', '«': '»' };

function entries(text: string): string[] {
	const found: string[] = [];
	for (let at = 0; at < text.length; ) {
		const quoted = quotedAt(text, at);
		const end = find(text, quoted ? quoted.end : at, isSeparator);
		found.push(quoted ? quoted.name : bare(text.slice(at, end)));
		at = end + 1;
	}
	return found;
}

/** @returns the name between quotes when it fills the whole entry */
function quotedAt(text: string, at: number): { name: string; end: number } | undefined {
	const start = find(text, at, isNoBlank);
	const closing = Object.hasOwn(CLOSING, text.charAt(start)) ? CLOSING[text.charAt(start)] : undefined;
	if (closing === undefined) return undefined;
	const close = find(text, start + 1, (char) => closing.includes(char));
	const end = find(text, close + 1, (char) => isSeparator(char) || isNoBlank(char));
	const fills = close < text.length && (end >= text.length || isSeparator(text.charAt(end)));
	return fills ? { name: text.slice(start + 1, close), end } : undefined;
}

/** Single quotes around the whole name only: `'s-Gravenhage` keeps its apostrophe. */
function bare(entry: string): string {
	const name = entry.trim();
	return name.length > 1 && /^['‘’`]/.test(name) && /['‘’`]$/.test(name) ? name.slice(1, -1) : name;
}

const isSeparator = (char: string) => SEPARATORS.includes(char);
const isNoBlank = (char: string) => !/\s/.test(char);

/** @returns the place of the first character that fits; the text's length, or `from` when that is more, if there is none */
function find(text: string, from: number, fits: (char: string) => boolean): number {
	let at = from;
	while (at < text.length && !fits(text.charAt(at))) at++;
	return at;
}

function tidy(name: string): string {
	return name.normalize('NFC').replace(INVISIBLE, '').replace(BLANKS, ' ').trim();
}
