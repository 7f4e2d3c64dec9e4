import type { Change } from '../json/edit';
import { invalidInput } from '../settings/invalid';
import { foldName } from '../settings/names';
import { fieldLabel, fieldNamed, knownSpelling, PERSON_FIELDS, PROTECTED_MEMBERS } from './fields';
import { otherChanges, type OtherField } from './otherFields';
import { labelOf, refuseOverlaps, spelled, type Wish } from './paths';
import { namedChanges, type BirthRules } from './values';

export type { BirthRules } from './values';
export type { OtherField } from './otherFields';

export interface PersonInput {
	fields: { [name: string]: unknown };
	otherFields?: readonly OtherField[];
	clear?: readonly string[];
	/** JSON names that this operation takes in fields of their own and nowhere else. */
	reserved?: readonly string[];
}

export interface Wishes {
	changes: Change[];
	/** Display names of what is in the node but has no value, so that nothing was asked for. */
	empty: string[];
}

/**
 * Turns what the user entered into changes. An empty value ('', null, missing, only spaces) means "leave alone" and
 * makes no change; only `clear` empties a field, by writing null.
 *
 * @returns changes in the order of the fields, one for each member of a nested object; and what was empty
 * @throws Fault `invalidInput` naming the field, never its value; also when two entries concern the same member
 */
export function collectWishes(input: PersonInput, rules: BirthRules): Wishes {
	const reserved = input.reserved ?? [];
	const wishes: Wish[] = [];
	const empty: string[] = [];
	const take = (changes: readonly Change[], from: string, label: string): void => {
		if (changes.length === 0) empty.push(label);
		wishes.push(...changes.map((change) => ({ ...change, from })));
	};
	if (Object.keys(input.fields).some((name) => !PERSON_FIELDS.some((field) => field.name === name))) {
		throw invalidInput('Fields', 'has a field that the node does not know', 'Set it under Other Fields.');
	}
	for (const field of PERSON_FIELDS) {
		if (field.name in input.fields)
			take(namedChanges(field, input.fields[field.name], rules), 'the fields', field.displayName);
	}
	for (const other of input.otherFields ?? []) {
		const { path, changes } = otherChanges(other, rules);
		if (reserved.includes(path[0] ?? '')) throw ownField(path[0] ?? '', 'Other Fields');
		take(changes, 'Other Fields', labelOf(path));
	}
	for (const name of input.clear ?? [])
		wishes.push({ path: clearedPath(name, reserved), json: 'null', from: 'Clear Fields' });
	refuseOverlaps(wishes);
	return { changes: wishes.map(({ path, json }) => ({ path, json })), empty };
}

/** @returns the changes alone; as `collectWishes` */
export function collectChanges(input: PersonInput, rules: BirthRules): Change[] {
	return collectWishes(input, rules).changes;
}

function clearedPath(name: string, reserved: readonly string[]): string[] {
	const wanted = foldName(name);
	const byLabel = PERSON_FIELDS.find(({ displayName }) => displayName.toLowerCase() === wanted.toLowerCase());
	const [top = '', ...below] = (byLabel?.name ?? wanted).split('.').map(foldName);
	if (PROTECTED_MEMBERS.includes(knownSpelling(top)))
		throw invalidInput(knownSpelling(top), 'is kept by Coachview itself and cannot be cleared');
	const field = fieldNamed(top);
	if (!field)
		throw invalidInput(
			'Clear Fields',
			'has a name that is not one of its fields',
			'Choose fields from the list, or write their JSON names with commas.',
		);
	if (reserved.includes(field.name)) throw ownField(field.name, 'Clear Fields');
	if (field.name === 'achternaam' || field.kind === 'boolean')
		throw invalidInput(field.displayName, 'cannot be cleared');
	return spelled([field.name, ...below], labelOf([field.name, ...below]));
}

function ownField(name: string, place: string): Error {
	return invalidInput(
		fieldLabel(name),
		`is set in its own field here, not under ${place}`,
		`Take '${fieldLabel(name)}' out of ${place}.`,
	);
}
