import { invalidInput } from './settings/invalid';

/** What becomes of a missing value when a program turns it into text. Exact: somebody may be called Null or Nan. */
const DEBRIS_WORDS: readonly string[] = [
	'undefined',
	'null',
	'NaN',
	'Infinity',
	'-Infinity',
	'Invalid Date',
	'Invalid DateTime',
	'Invalid Duration',
	'Invalid Interval',
	'{}',
	'[]',
	'[null]',
	'[undefined]',
	'""',
	"''",
];

/** Errors of spreadsheets that stay together with other text (Dutch, English, German, French). */
const SHEET_ERRORS: readonly string[] = [
	'#N/A',
	'#N/B',
	'#N/D',
	'#N/V',
	'#NV',
	'#REF!',
	'#VERW!',
	'#BEZUG!',
	'#VALUE!',
	'#WAARDE!',
	'#WERT!',
	'#VALEUR!',
	'#NAME?',
	'#NAAM?',
	'#NOM?',
	'#DIV/0!',
	'#DEEL/0!',
	'#NULL!',
	'#LEEG!',
	'#NUL!',
	'#NUM!',
	'#GETAL!',
	'#ZAHL!',
	'#NOMBRE!',
	'#ERROR!',
	'#SPILL!',
	'#CALC!',
	'#OVERLOOP!',
	'#ÜBERLAUF!',
];
/** A text that is nothing but such an error, in any language; `#####` is a column that is too narrow. */
const SHEET_ERROR = /^(?:#[¡¿]?[\p{L}\d/_]{1,20}[!?]|#N\/[ABDV]|#NV|#{2,}|Err:\d{3})$/iu;

const OBJECT = /\[object [A-Za-z]+\]/;
const EXPRESSION = /\{\{\s*\$/;
// eslint wants no control characters in patterns, so that these are written as properties: Cc control, Cs half a pair.
const CONTROL = /\p{Cc}/u;
const CONTROL_BUT_LINES = /(?![\t\r\n])\p{Cc}/u;
const LINE_SEPARATOR = /[\u2028\u2029]/;
const BROKEN = /[\ufffd\p{Cs}\p{Noncharacter_Code_Point}]/u;
const INVISIBLE = /[\u200b\u2060-\u2064\ufeff\u180e\u200e\u200f\u061c\u202a-\u202e\u2066-\u206f\ufff9-\ufffb]/;
/** Joiners belong to emoji and to scripts such as Arabic's, not between these. */
const LOOSE_JOINER = /(?:^|[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{P}\d\s])[\u200c\u200d]/u;
/** A missing value that was put together with others, as in `undefined de Vries` or `Kerkstraat null`. Exact, and not in remarks. */
const DEBRIS_WORD = /(?:^|[\s,;/])(?:undefined|null|NaN)(?![^\s,;/])/;
/** A long number as a spreadsheet or a program shortens it: 6,12E+08. */
const SHORTENED = /^[+-]?\d(?:[.,]\d{1,20}E\+?\d{1,3}|E\+\d{1,3})$/i;
/** UTF-8 that was read as Windows-1252: ü has become Ã and a quarter. */
const WRONG_ENCODING =
	/Ã[\u0080-\u00ba\u00bc-\u00bf€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ]|\p{Ll}Ã\u00bb|Ã[–—‘“…](?=\p{Ll})|Â[\u0080-\u009f§©®°´·]|â€/u;

/**
 * Looks for what no person or system meant to store. One pass for each rule, linear over any text.
 *
 * @param lines whether line breaks and tabs belong into the field
 * @returns what is wrong, as the end of a sentence that never holds a piece of the text; undefined when nothing is
 */
export function whyDebris(text: string, { lines = false }: { lines?: boolean } = {}): string | undefined {
	const bare = text.trim();
	if (DEBRIS_WORDS.includes(bare)) return 'is a missing value that a program has turned into text';
	if (!lines && DEBRIS_WORD.test(bare)) return 'holds a missing value that a program has turned into text';
	if (bare.length <= 30 && SHORTENED.test(bare)) return 'is a long number that a spreadsheet has shortened';
	if (OBJECT.test(text)) return 'holds [object …], which is an object where text was meant';
	if (EXPRESSION.test(text)) return 'holds an expression that was not evaluated';
	if ((bare.length <= 30 && SHEET_ERROR.test(bare)) || hasSheetError(bare))
		return 'is or holds an error of a spreadsheet';
	if (BROKEN.test(text)) return 'has characters that were broken on the way (wrong encoding)';
	if (WRONG_ENCODING.test(text)) return 'has letters that were read in the wrong encoding';
	if (!lines && (LINE_SEPARATOR.test(text) || /[\t\r\n]/.test(text))) return 'has a line break or a tab';
	if ((lines ? CONTROL_BUT_LINES : CONTROL).test(text)) return 'has control characters';
	if (INVISIBLE.test(text) || LOOSE_JOINER.test(text)) return 'has invisible characters';
	return undefined;
}

function hasSheetError(text: string): boolean {
	return text.includes('#') && text.split(/\s/).some((word) => SHEET_ERRORS.includes(word));
}

/** @throws Fault `invalidInput` naming the field and what is wrong, never the text */
export function checkText(text: string, label: string, rule: { lines?: boolean } = {}): void {
	const why = whyDebris(text, rule);
	if (why !== undefined)
		throw invalidInput(label, why, `Look at where '${label}' comes from, and leave it empty when there is no value.`);
}
