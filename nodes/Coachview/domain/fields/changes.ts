import type { Change } from '../json/edit';
import { invalidInput } from '../settings/invalid';
import { foldName } from '../settings/names';
import type { Entity } from '../../entities/entity';
import { fieldLabel, fieldNamed, knownSpelling, PROTECTED_MEMBERS } from './label';
import { otherChanges, type OtherField } from './otherFields';
import { labelOf, refuseOverlaps, spelled, type Wish } from './paths';
import { namedChanges, type BirthRules } from './values';

export type { BirthRules } from './values';
export type { OtherField } from './otherFields';

/** What the list of fields is called in the editor. */
export const COLUMNS = 'Fields From Coachview';

/** What the user has entered for one record. */
export interface FieldsInput {
	fields: { [name: string]: unknown };
	otherFields?: readonly OtherField[];
	/** Columns of the list of fields that Coachview has. */
	columns?: readonly OtherField[];
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
 * @returns changes in the order of the fields, one for each member of a nested object; and what was empty. A column may repeat what is
 *          given elsewhere
 * @throws Fault `invalidInput` naming the field, never its value; also when two entries concern the same member
 */
export function collectWishes(entity: Entity, input: FieldsInput, rules: BirthRules): Wishes {
	const reserved = input.reserved ?? [];
	const wishes: Wish[] = [];
	const empty: string[] = [];
	const take = (changes: readonly Change[], from: string, label: string): void => {
		if (changes.length === 0) empty.push(label);
		wishes.push(...changes.map((change) => ({ ...change, from })));
	};
	if (Object.keys(input.fields).some((name) => !entity.fields.some((field) => field.name === name))) {
		throw invalidInput('Fields', 'has a field that the node does not know', 'Set it under Other Fields.');
	}
	for (const field of entity.fields) {
		if (field.name in input.fields)
			take(namedChanges(field, input.fields[field.name], rules), 'the fields', field.label);
	}
	for (const other of input.otherFields ?? []) {
		const { path, changes } = otherChanges(entity, other, rules);
		if (reserved.includes(path[0] ?? '')) throw ownField(entity, path[0] ?? '', 'Other Fields');
		take(changes, 'Other Fields', labelOf(entity, path));
	}
	for (const column of input.columns ?? []) {
		const { path, changes } = otherChanges(entity, column, rules, COLUMNS);
		if (reserved.includes(path[0] ?? '')) throw ownField(entity, path[0] ?? '', COLUMNS);
		const isGiven = (change: Change) => wishes.some((wish) => isSame(wish, change));
		if (changes.length === 0 || !changes.every(isGiven)) take(changes, COLUMNS, labelOf(entity, path));
	}
	for (const name of input.clear ?? [])
		wishes.push({ path: clearedPath(entity, name, reserved), json: 'null', from: 'Clear Fields' });
	refuseOverlaps(entity, wishes);
	return { changes: wishes.map(({ path, json }) => ({ path, json })), empty };
}

/** @returns the changes alone; as `collectWishes` */
export function collectChanges(entity: Entity, input: FieldsInput, rules: BirthRules): Change[] {
	return collectWishes(entity, input, rules).changes;
}

function clearedPath(entity: Entity, name: string, reserved: readonly string[]): string[] {
	const wanted = foldName(name);
	const byLabel = entity.fields.find(({ label }) => label.toLowerCase() === wanted.toLowerCase());
	const [top = '', ...below] = (byLabel?.name ?? wanted).split('.').map(foldName);
	if (PROTECTED_MEMBERS.includes(knownSpelling(entity, top)))
		throw invalidInput(knownSpelling(entity, top), 'is kept by Coachview itself and cannot be cleared');
	const field = fieldNamed(entity, top);
	if (!field)
		throw invalidInput(
			'Clear Fields',
			'has a name that is not one of its fields',
			'Choose fields from the list, or write their JSON names with commas.',
		);
	if (reserved.includes(field.name)) throw ownField(entity, field.name, 'Clear Fields');
	if (field.required || field.kind === 'boolean') throw invalidInput(field.label, 'cannot be cleared');
	const path = [field.name, ...below];
	return spelled(entity, path, labelOf(entity, path));
}

/** One field with one value in two places is no contradiction. */
function isSame(one: Change, other: Change): boolean {
	const key = ({ path, json }: Change) => JSON.stringify([path.map((name) => name.toLowerCase()), json]);
	return key(one) === key(other);
}

function ownField(entity: Entity, name: string, place: string): Error {
	return invalidInput(
		fieldLabel(entity, name),
		`is set in its own field here, not under ${place}`,
		`Take '${fieldLabel(entity, name)}' out of ${place}.`,
	);
}
