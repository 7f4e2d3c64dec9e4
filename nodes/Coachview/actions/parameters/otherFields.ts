import type { INodeProperties } from 'n8n-workflow';
import type { OtherField } from '../../domain/fields/changes';
import { invalidInput } from '../../domain/settings/invalid';
import { readChoice } from '../../domain/settings/readers';
import type { Entity } from '../../entities/entity';
import type { Task } from '../operation';
import { collection } from './parameter';

const TYPES = [
	{ name: 'JSON', value: 'json', description: 'Numbers, lists and objects; digits are kept as written' },
	{ name: 'Text', value: 'string' },
	{ name: 'True or False', value: 'boolean' },
] as const;

/** @param description what the rows are for */
function declared(description: string): INodeProperties {
	return {
		displayName: 'Other Fields',
		name: 'otherFields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Other Field',
		default: {},
		description,
		options: [
			{
				displayName: 'Field',
				name: 'field',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. bedrijfId',
						description: 'JSON name, or a path such as adres.plaats',
					},
					{ displayName: 'Type', name: 'type', type: 'options', default: 'string', options: [...TYPES] },
					{ displayName: 'Value', name: 'value', type: 'string', default: '' },
				],
			},
		],
	};
}

/** @returns rows of name and value; for an entity of which no fields are known they are the only way to set any */
export function otherFields({ fields }: Entity): INodeProperties {
	return declared(
		fields.length > 0
			? "Fields that are not in the list above, by Coachview's own JSON name"
			: "Fields by Coachview's own JSON name. Empty values are left alone. They never clear a field.",
	);
}

/** @throws Fault `invalidInput` for a row that cannot be read */
export function readOtherFields({ context, item }: Task): OtherField[] {
	const { field = null } = collection(context, 'otherFields', 'Other Fields', item);
	const rows: unknown[] = Array.isArray(field) ? field : field === null ? [] : [field];
	return rows.map((row) => {
		if (row === null || typeof row !== 'object' || Array.isArray(row))
			throw invalidInput('Other Fields', 'has a row that is not a name with a value');
		const { name, value, type } = row as { [member: string]: unknown };
		return {
			name: name as string,
			value,
			type: readChoice(type, 'Type of a row of Other Fields', { fallback: 'string', options: TYPES }),
		};
	});
}
