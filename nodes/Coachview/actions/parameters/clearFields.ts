import type { INodeProperties } from 'n8n-workflow';
import { readNames } from '../../domain/settings/readers';
import type { Entity } from '../../entities/entity';
import type { Task } from '../operation';
import { fieldTitle } from '../words';
import { parameter } from './parameter';

/**
 * @param without members that the operation does not let be cleared, such as the keys in Create or Update
 * @returns the list of fields that can be emptied; none for an entity of which no fields are known
 */
export function clearFields(
	{ fields }: Entity,
	without: readonly string[] = [],
	description = 'Fields to empty. This is the only way to remove a value.',
): INodeProperties[] {
	const offered = fields.filter(
		({ kind, name, required, shownOnly, calculated }) =>
			kind !== 'boolean' && !required && !shownOnly && !calculated && !without.includes(name),
	);
	if (offered.length === 0) return [];
	return [
		{
			displayName: 'Clear Fields',
			name: 'clearFields',
			type: 'multiOptions',
			default: [],
			description,
			options: offered.map((field) => ({ name: fieldTitle(field), value: field.name })),
		},
	];
}

/** @throws Fault `invalidInput` for what is no list of names */
export function readClearFields({ context, item }: Task): readonly string[] {
	return readNames(parameter(context, 'clearFields', item, []), 'Clear Fields');
}
