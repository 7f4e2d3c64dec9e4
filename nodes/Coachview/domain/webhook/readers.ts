import { Fault } from '../fault';
import { readNameList } from './names';

/*
 * Strict readers of what an event is judged by. n8n coerces nothing: a value from an expression may be a text, a number, a
 * list or nothing at all, whatever the field looks like. `undefined` means that the option was not added; anything else
 * that cannot be read is refused, so that no setting is ever understood as another one.
 *
 * Each throws Fault `invalidInput` that names the setting and never repeats its value.
 */

const YES = ['true', 'yes', 'ja', '1'];
const NO = ['false', 'no', 'nee', 'nein', '0'];

/** @returns the switch; texts such as "true " are understood, an empty one is refused */
export function readYesNo(value: unknown, label: string, fallback: boolean): boolean {
	if (value === undefined) return fallback;
	const word = plainText(value)?.toLowerCase() ?? '';
	if (YES.includes(word)) return true;
	if (NO.includes(word)) return false;
	throw refused(label, 'is neither true nor false');
}

/** @returns the value of the choice that was made, which may be written with blanks around it and in any case */
export function readChoice<T extends string>(value: unknown, label: string, choices: readonly T[], fallback: T): T {
	if (value === undefined) return fallback;
	const word = plainText(value)?.toLowerCase();
	const choice = choices.find((one) => one.toLowerCase() === word);
	if (choice === undefined) throw refused(label, `is none of ${choices.join(', ')}`);
	return choice;
}

/** @returns the whole number */
export function readWholeNumber(
	value: unknown,
	label: string,
	{ min, max }: { min: number; max: number },
	fallback: number,
): number {
	if (value === undefined) return fallback;
	const digits = typeof value === 'boolean' ? '' : (plainText(value) ?? '');
	if (!/^\d{1,9}$/.test(digits) || Number(digits) < min || Number(digits) > max)
		throw refused(label, `is not a whole number from ${min} to ${max}`);
	return Number(digits);
}

/** @returns the text without blanks around it; '' when nothing was entered */
export function readText(value: unknown, label: string, fallback: string): string {
	if (value === undefined) return fallback;
	const text = typeof value === 'boolean' ? undefined : plainText(value);
	if (text === undefined) throw refused(label, 'is not a text');
	return text;
}

/** @returns the names of a list; none only for a field that is left empty, which means "all" */
export function readNames(value: unknown, label: string): string[] {
	if (value === undefined || value === '') return [];
	const names = readNameList(value);
	if (!names || names.length === 0)
		throw refused(
			label,
			'is no list of names',
			'Separate names by commas, semicolons or line breaks. To react to all, leave the field empty and without an expression.',
		);
	return names;
}

/** @returns the fault for a setting that cannot be used */
export function refused(
	label: string,
	why: string,
	advice = `Correct ${label} in the node. If it is an expression, look at what it gives.`,
): Fault {
	return new Fault('invalidInput', `${label} ${why}`, advice, { fields: [label] });
}

function plainText(value: unknown): string | undefined {
	if (typeof value === 'string') return value.trim();
	return typeof value === 'boolean' || Number.isSafeInteger(value) ? String(value) : undefined;
}
