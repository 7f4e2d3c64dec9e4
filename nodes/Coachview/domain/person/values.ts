import { readBirthDate, type BirthDateRules } from '../dates';
import type { Change } from '../json/edit';
import { readPlace } from '../places';
import { invalidInput } from '../settings/invalid';
import { readText, readYesNo } from '../settings/readers';
import { addressLine, type PersonField } from './fields';

/** What birth data are checked against. */
export interface BirthRules extends BirthDateRules {
	/** Further texts that stand for "unknown" in the HR system. */
	placeholderPlaces?: readonly string[];
}

/** Longer than any address that mail can reach (RFC 5321); tested before the pattern. */
const LONGEST_EMAIL = 320;

/**
 * @param value whatever reached the node for this field
 * @returns the changes that it asks for, none when it is empty ('', null, missing, only spaces): empty never clears
 * @throws Fault `invalidInput` naming the field, never its value
 */
export function namedChanges(field: PersonField, value: unknown, rules: BirthRules): Change[] {
	if (field.kind === 'address') return addressChanges(field, value);
	const json = namedJson(field, value, rules);
	return json === undefined ? [] : [{ path: [field.name], json }];
}

function namedJson(field: PersonField, value: unknown, rules: BirthRules): string | undefined {
	const label = field.displayName;
	switch (field.kind) {
		case 'date':
			return quoted(readBirthDate(value, label, rules));
		case 'place':
			return quoted(readPlace(value, label, rules.placeholderPlaces));
		case 'boolean':
			return yesNoJson(value, label);
		case 'email': {
			const text = typeof value === 'string' ? value.trim() : '';
			if (text !== '' && (text.length > LONGEST_EMAIL || !/^[^\s@]+@[^\s@]+$/.test(text)))
				throw invalidInput(label, 'is not an email address');
			return textJson(value, label);
		}
		default:
			return textJson(value, label, field.lines);
	}
}

/** @returns JSON text of a text, or undefined when it is empty */
export function textJson(value: unknown, label: string, lines = false): string | undefined {
	return quoted(isNothing(value) ? undefined : readText(value, label, { lines }));
}

/** @returns `true`, `false`, or undefined when it is empty; expressions often give the words */
export function yesNoJson(value: unknown, label: string): string | undefined {
	return isNothing(value) ? undefined : String(readYesNo(value, label));
}

/** One change for each line that is filled in; the others stay. */
function addressChanges(field: PersonField, value: unknown): Change[] {
	if (isNothing(value)) return [];
	if (typeof value !== 'object' || Array.isArray(value))
		throw invalidInput(field.displayName, 'must be given line by line');
	return Object.entries(value as object).flatMap(([name, text]: [string, unknown]) => {
		const line = addressLine(name);
		if (!line)
			throw invalidInput(
				field.displayName,
				'has a line that the node does not know',
				'Set further members of an address under Other Fields.',
			);
		const json = textJson(text, line.displayName);
		return json === undefined ? [] : [{ path: [field.name, line.name], json }];
	});
}

function isNothing(value: unknown): boolean {
	return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}

function quoted(text: string | undefined): string | undefined {
	return text === undefined ? undefined : JSON.stringify(text);
}
