import type { Field, FieldKind } from '../../entities/entity';
import { calendarDate, dayAdvice } from '../calendar';
import { isUtcMoment } from '../query/period';
import { jsonText } from '../settings/json';
import { invalidInput } from '../settings/invalid';
import { readText, readYesNo } from '../settings/readers';
import { parseRaw } from '../json/parse';
import { readBirthDate, type BirthDateRules } from './birthDate';
import { readPlace } from './place';

/** What birth data are checked against. */
export interface BirthRules extends BirthDateRules {
	/** Further texts that stand for "unknown" in the HR system. */
	placeholderPlaces?: readonly string[];
}

/** Takes whatever reached the node and gives JSON text, or undefined for nothing (''; null, missing, only spaces). */
type Reader = (value: unknown, field: Pick<Field, 'label' | 'lines'>, rules: BirthRules) => string | undefined;

/** Longer than any address that mail can reach (RFC 5321); tested before the pattern. */
const LONGEST_EMAIL = 320;
const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,7})?)?)?$/;

/** How the value of each kind is read; a group is read line by line. Throw Fault `invalidInput` naming the field. */
export const READERS: Readonly<Record<Exclude<FieldKind, 'group'>, Reader>> = {
	text: (value, { label, lines }) => textJson(value, label, lines),
	choice: (value, { label }) => textJson(value, label),
	place: (value, { label }, rules) => quoted(readPlace(value, label, rules.placeholderPlaces)),
	birthDate: (value, { label }, rules) => quoted(readBirthDate(value, label, rules)),
	boolean: (value, { label }) => yesNoJson(value, label),
	number: (value, { label }) => numberJson(value, label),
	date: (value, { label }) => dateJson(value, label),
	dateTime: (value, { label }) => dateTimeJson(value, label),
	email: (value, { label }) => {
		const text = typeof value === 'string' ? value.trim() : '';
		if (text !== '' && (text.length > LONGEST_EMAIL || !/^[^\s@]+@[^\s@]+$/.test(text)))
			throw invalidInput(label, 'is not an email address');
		return textJson(value, label);
	},
	id: (value, { label }) => {
		const json = textJson(value, label);
		if (json !== undefined && !GUID.test(JSON.parse(json) as string))
			throw invalidInput(label, 'is not an ID of Coachview', 'An ID looks like 3f2504e0-4f89-41d3-9a0c-0305e82c3301.');
		return json;
	},
};

/** @returns JSON text of a text, or undefined when it is empty */
export function textJson(value: unknown, label: string, lines = false): string | undefined {
	return quoted(isNothing(value) ? undefined : readText(value, label, { lines }));
}

/** @returns `true`, `false`, or undefined when it is empty; expressions often give the words */
export function yesNoJson(value: unknown, label: string): string | undefined {
	return isNothing(value) ? undefined : String(readYesNo(value, label));
}

/** @returns whether nothing was entered: null, missing, '' or only spaces */
export function isNothing(value: unknown): boolean {
	return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}

/** A text keeps its digits, so that a long number is not rounded. */
function numberJson(value: unknown, label: string): string | undefined {
	if (isNothing(value)) return undefined;
	const text = typeof value === 'string' || typeof value === 'number' ? jsonText(value, label).trim() : '';
	if (text === '' || parseRaw(text).kind !== 'number') throw invalidInput(label, 'must be a number');
	return text;
}

function dateJson(value: unknown, label: string): string | undefined {
	if (isNothing(value)) return undefined;
	if (isUtcMoment(value))
		throw invalidInput(
			label,
			'is a moment in UTC, and its day depends on the time zone',
			`Give '${label}' as YYYY-MM-DD. An expression names the zone in which the day is right: {{ DateTime.fromISO($json.date, { zone: 'Europe/Amsterdam' }).toISODate() }}.`,
		);
	const found = calendarDate(value);
	if ('date' in found) return quoted(found.date);
	throw invalidInput(label, found.why, dayAdvice(label, found.why));
}

/** Coachview writes moments without a zone (seen in recorded answers), so that one with a zone would be another moment. */
function dateTimeJson(value: unknown, label: string): string | undefined {
	if (isNothing(value)) return undefined;
	const text = typeof value === 'string' ? value.trim() : '';
	if (DATE_TIME.test(text) && 'date' in calendarDate(text)) return quoted(text.replace(' ', 'T'));
	throw invalidInput(
		label,
		'is not a date and time without a time zone',
		`Give '${label}' as YYYY-MM-DDTHH:MM:SS, the time as it is on the clock there.`,
	);
}

function quoted(text: string | undefined): string | undefined {
	return text === undefined ? undefined : JSON.stringify(text);
}
