import { readBirthDate, type BirthDateRules } from '../dates';
import { Fault } from '../fault';
import type { Change } from '../json/edit';
import { parseRaw } from '../json/parse';
import { readPlace } from '../places';
import { ADDRESS_FIELDS, PERSON_FIELDS, fieldLabel, type PersonField } from './fields';

/** One row of Other Fields: a member the node does not offer by name. */
export interface OtherField {
	/** The member, or a path such as `adres.plaats`. */
	name: string;
	value: unknown;
	/** `json` takes the value's text as it is, so that long numbers keep their digits. */
	type: 'string' | 'json' | 'boolean';
}

export interface PersonInput {
	fields: { [name: string]: unknown };
	otherFields?: readonly OtherField[];
	clear?: readonly string[];
}

/** What birth data are checked against. */
export interface BirthRules extends BirthDateRules {
	/** Further texts that stand for "unknown" in the HR system. */
	placeholderPlaces?: readonly string[];
}

const PROTECTED = ['id', 'auditTrail'];

/**
 * Turns what the user entered into changes. An empty value ('', null, missing, only spaces) means "leave alone" and
 * makes no change; only `clear` empties a field, by writing null.
 *
 * @returns changes in the order of the fields; a nested object gives one change per key
 * @throws Fault `invalidInput` naming the field, never its value
 */
export function collectChanges(input: PersonInput, rules: BirthRules): Change[] {
	const changes: Change[] = [];
	for (const field of PERSON_FIELDS) {
		if (field.name in input.fields) changes.push(...fieldChanges(field, input.fields[field.name], rules));
	}
	for (const other of input.otherFields ?? []) changes.push(...otherChange(other, rules));
	for (const name of input.clear ?? []) changes.push(clearing(name, changes));
	return changes;
}

function fieldChanges(field: PersonField, value: unknown, rules: BirthRules): Change[] {
	const path = [field.name];
	switch (field.kind) {
		case 'date': {
			const date = readBirthDate(value, field.displayName, rules);
			return date === undefined ? [] : [{ path, json: JSON.stringify(date) }];
		}
		case 'place': {
			const place = readPlace(value, field.displayName, rules.placeholderPlaces);
			return place === undefined ? [] : [{ path, json: JSON.stringify(place) }];
		}
		case 'boolean':
			return booleanChange(path, value, field.displayName);
		case 'address':
			return ADDRESS_FIELDS.flatMap(({ name, displayName }) =>
				textChange([field.name, name], (value as { [key: string]: unknown } | null)?.[name], displayName),
			);
		case 'email':
			if (typeof value === 'string' && value.trim() !== '' && !/^[^\s@]+@[^\s@]+$/.test(value.trim())) {
				throw invalid(field.displayName, 'is not an email address');
			}
			return textChange(path, value, field.displayName);
		default:
			return textChange(path, value, field.displayName);
	}
}

function textChange(path: string[], value: unknown, label: string): Change[] {
	if (value === null || value === undefined) return [];
	if (typeof value === 'number' && Number.isFinite(value)) {
		// A number that JavaScript has already rounded must not be written down as if it were the original.
		if (!Number.isSafeInteger(value)) throw invalid(label, 'is a number that cannot be kept exactly; pass it as text');
		return [{ path, json: JSON.stringify(String(value)) }];
	}
	if (typeof value !== 'string') throw invalid(label, 'must be text');
	const text = value.trim();
	return text === '' ? [] : [{ path, json: JSON.stringify(text) }];
}

/** Expressions often give the words instead of the boolean. */
function booleanChange(path: string[], value: unknown, label: string): Change[] {
	const text = String(value ?? '').trim().toLowerCase();
	if (text === '') return [];
	if (text !== 'true' && text !== 'false') throw invalid(label, 'must be true or false');
	return [{ path, json: text }];
}

function otherChange({ name, value, type }: OtherField, rules: BirthRules): Change[] {
	const path = name.trim().split('.');
	if (path.some((key) => key === '')) throw invalid('Other Fields', 'needs a name in every row');
	if (PROTECTED.includes(path[0] ?? '')) throw invalid(name, 'is kept by Coachview itself and cannot be set');
	// The named field's own rules also hold when it is entered here.
	const known = path.length === 1 && PERSON_FIELDS.find((field) => field.name === path[0] && field.kind !== 'address');
	if (known) return fieldChanges(known, value, rules);
	if (type === 'boolean') return booleanChange(path, value, name);
	if (type === 'string') return textChange(path, value, name);
	const text = typeof value === 'string' ? value.trim() : JSON.stringify(value ?? null);
	if (text === '' || text === 'null') return [];
	try {
		parseRaw(text);
	} catch {
		throw invalid(name, 'is not valid JSON');
	}
	return [{ path, json: text }];
}

function clearing(name: string, others: readonly Change[]): Change {
	if (PROTECTED.includes(name)) throw invalid(name, 'is kept by Coachview itself and cannot be cleared');
	if (others.some(({ path }) => path[0] === name)) {
		throw invalid(fieldLabel(name), 'is given a value and listed under Clear Fields as well; choose one');
	}
	return { path: [name], json: 'null' };
}

function invalid(label: string, why: string): Fault {
	return new Fault('invalidInput', `'${label}' ${why}`, `Correct '${label}' in the node. Nothing was sent to Coachview.`, {
		fields: [label],
	});
}
