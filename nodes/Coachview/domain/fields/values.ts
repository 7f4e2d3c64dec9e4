import type { Field } from '../../entities/entity';
import type { Change } from '../json/edit';
import { invalidInput } from '../settings/invalid';
import { isNothing, READERS, textJson, type BirthRules } from './kinds';
import { lineNamed } from './label';

export type { BirthRules } from './kinds';

/**
 * @param value whatever reached the node for this field
 * @returns the changes that it asks for, none when it is empty ('', null, missing, only spaces): empty never clears
 * @throws Fault `invalidInput` naming the field, never its value
 */
export function namedChanges(field: Field, value: unknown, rules: BirthRules): Change[] {
	if (field.kind === 'group') return groupChanges(field, value);
	const json = READERS[field.kind](value, field, rules);
	return json === undefined ? [] : [{ path: [field.name], json }];
}

/** One change for each line that is filled in; the others stay. */
function groupChanges(field: Field, value: unknown): Change[] {
	if (isNothing(value)) return [];
	if (typeof value !== 'object' || Array.isArray(value)) throw invalidInput(field.label, 'must be given line by line');
	return Object.entries(value as object).flatMap(([name, text]: [string, unknown]) => {
		const line = lineNamed(field, name);
		if (!line)
			throw invalidInput(
				field.label,
				'has a line that the node does not know',
				`Set further members of ${nounOf(field.label)} under Other Fields.`,
			);
		const json = textJson(text, line.label);
		return json === undefined ? [] : [{ path: [field.name, line.name], json }];
	});
}

/** `an address`: addresses are the groups that are known. */
function nounOf(label: string): string {
	return /address$/i.test(label) ? 'an address' : `'${label}'`;
}
