import { calendarDate, dayAdvice } from '../calendar';
import { checkText } from '../text';
import { invalidInput } from './invalid';
import { jsonText } from './json';
import { foldName, listOfNames, splitNames } from './names';
import { plainDigits, whyNotExact } from './numbers';

/**
 * The one reader for each kind of setting. n8n coerces nothing: from an expression any value reaches the node. Each takes
 * the value, the display name for the message and its rule, and throws Fault `invalidInput` for what it cannot read.
 */
export interface Rule<T> {
	/** For a setting that is absent (undefined). Left out: absent is refused as empty is. */
	fallback?: T;
	/** For one that is there but empty (null, '', only spaces). Left out: empty is refused, as it must be where safety hangs on it. */
	empty?: T;
}

const TRUE: readonly string[] = ['true', 'yes', 'ja', '1'];
const FALSE: readonly string[] = ['false', 'no', 'nee', '0'];

/** @returns true or false, from those, 1, 0, or the words true/false, yes/no, ja/nee, '1'/'0' in any case */
export function readYesNo(value: unknown, label: string, rule: Rule<boolean> = {}): boolean {
	return unlessEmpty(value, label, rule, () => {
		const word =
			typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string'
				? String(value).trim().toLowerCase()
				: '';
		if (TRUE.includes(word)) return true;
		if (FALSE.includes(word)) return false;
		throw invalidInput(label, 'must be true or false');
	});
}

export interface Bounds {
	min?: number;
	max?: number;
}

/** @returns a whole number from a number or its digits; 1.5, '5e3', '12 px' and what lies outside the bounds are refused */
export function readWholeNumber(value: unknown, label: string, rule: Rule<number> & Bounds = {}): number {
	return numberOf(value, label, rule, /^[+-]?\d{1,15}$/, 'a whole number');
}

/** @returns a number, also with decimals ('0.5'); else as `readWholeNumber` */
export function readNumber(value: unknown, label: string, rule: Rule<number> & Bounds = {}): number {
	return numberOf(value, label, rule, /^[+-]?\d{1,15}(?:\.\d{1,15})?$/, 'a number');
}

function numberOf(value: unknown, label: string, rule: Rule<number> & Bounds, form: RegExp, what: string): number {
	return unlessEmpty(value, label, rule, () => {
		const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
		const { min = -Infinity, max = Infinity } = rule;
		const number = text.length <= 40 && form.test(text) ? Number(text) : NaN;
		if (number >= min && number <= max) return number;
		const bounds = [min > -Infinity ? `at least ${min}` : '', max < Infinity ? `at most ${max}` : ''].filter(
			(bound) => bound !== '',
		);
		throw invalidInput(label, `must be ${what}${bounds.length > 0 ? `, ${bounds.join(' and ')}` : ''}`);
	});
}

/** @returns the value of one of the options, given by its value or by its name in the editor, in any case */
export function readChoice<T extends string>(
	value: unknown,
	label: string,
	rule: Rule<T> & { options: ReadonlyArray<{ name: string; value: T }> },
): T {
	return unlessEmpty(value, label, rule, () => {
		const wanted = typeof value === 'string' ? foldName(value).toLowerCase() : undefined;
		const found = rule.options.find((option) =>
			[option.value, option.name].some((text) => text.toLowerCase() === wanted),
		);
		if (found) return found.value;
		throw invalidInput(label, `must be one of: ${rule.options.map((option) => option.name).join(', ')}`);
	});
}

/**
 * @returns names from a list, or from a text with commas, semicolons or line breaks between them or a JSON list in it;
 *          quotes taken off, blanks and composed letters in one form, each name once. Nothing given is the empty list.
 */
export function readNames(
	value: unknown,
	label: string,
	rule: Rule<readonly string[]> = { fallback: [], empty: [] },
): readonly string[] {
	return unlessEmpty(value, label, rule, () => {
		const names = typeof value === 'string' ? splitNames(value) : listOfNames(value);
		if (names === undefined)
			throw invalidInput(label, 'must be a list of names', `Write '${label}' as names with commas between them.`);
		if (names.length === 0) return unlessEmpty(null, label, rule, () => []);
		return names;
	});
}

/**
 * @returns the text, trimmed; a number that is exact counts as its digits
 * @throws Fault `invalidInput` also for debris (domain/text.ts)
 */
export function readText(
	value: unknown,
	label: string,
	rule: Rule<string> & { lines?: boolean; max?: number } = {},
): string {
	return unlessEmpty(value, label, rule, () => {
		const text = textOf(value, label);
		if (rule.max !== undefined && text.length > rule.max)
			throw invalidInput(label, `is longer than ${rule.max} characters`);
		checkText(text, label, rule);
		return text;
	});
}

/** @throws Fault `invalidInput` for everything but text and numbers that JavaScript has kept exactly */
function textOf(value: unknown, label: string): string {
	if (typeof value === 'string') return value.trim();
	if (typeof value === 'bigint') return String(value);
	if (typeof value !== 'number') throw invalidInput(label, 'must be text');
	const why = whyNotExact(value);
	const digits = plainDigits(value);
	if (why !== undefined || digits === undefined)
		throw invalidInput(label, why ?? 'is a number that cannot be kept exactly; pass it as text');
	return digits;
}

/**
 * A day that is no birth date, such as a filter's.
 *
 * @returns `YYYY-MM-DD` of a date, or of a date-time or Luxon DateTime as written, whatever its time of day
 */
export function readDate(value: unknown, label: string, rule: Rule<string> = {}): string {
	return unlessEmpty(value, label, rule, () => {
		const found = calendarDate(value);
		if ('date' in found) return found.date;
		throw invalidInput(label, found.why, dayAdvice(label, found.why));
	});
}

/**
 * @returns the text of one JSON value: of a text the very characters, so that long numbers keep their digits; of a list,
 *          object, number or boolean its JSON
 * @throws Fault `invalidInput` for a text that is no JSON, and for numbers that JavaScript has rounded, also inside
 */
export function readJson(value: unknown, label: string, rule: Rule<string> = {}): string {
	return unlessEmpty(value, label, rule, () => jsonText(value, label));
}

function unlessEmpty<T>(value: unknown, label: string, rule: Rule<T>, read: () => T): T {
	if (value === undefined && rule.fallback !== undefined) return rule.fallback;
	const empty =
		value === undefined ||
		value === null ||
		(typeof value === 'string' && value.trim() === '') ||
		(Array.isArray(value) && value.length === 0);
	if (!empty) return read();
	if (rule.empty !== undefined) return rule.empty;
	throw invalidInput(
		label,
		'is empty',
		`Fill in '${label}', or remove it where it is optional. If it is an expression, look at what it gives.`,
	);
}
