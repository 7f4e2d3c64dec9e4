import type { INodeProperties } from 'n8n-workflow';
import { fieldNamed } from '../../domain/fields/label';
import type { Entity } from '../../entities/entity';
import type { Task } from '../operation';
import { fieldProperty } from './kinds';
import { collection } from './parameter';

/**
 * @param without members that the operation asks for outside the collection
 * @returns the collection of named fields; none for an entity of which no fields are known
 */
export function fieldsCollection(
	{ fields }: Entity,
	displayName: string,
	without: readonly string[] = [],
): INodeProperties[] {
	const offered = fields.filter(
		({ name, shownOnly, calculated }) => !shownOnly && !calculated && !without.includes(name),
	);
	if (offered.length === 0) return [];
	return [
		{
			displayName,
			name: 'fields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			description: 'Empty values are left alone. They never clear a field.',
			options: offered.map((field) => fieldProperty(field)).sort((a, b) => a.displayName.localeCompare(b.displayName)),
		},
	];
}

/**
 * @returns the values as they reached the node, by JSON name. n8n keeps those of a group one level deeper; an expression
 *          may give them as they are.
 */
export function readFields({ context, item }: Task, entity: Entity): { [name: string]: unknown } {
	const isWrapped = (value: unknown): value is { value: unknown } =>
		typeof value === 'object' && value !== null && 'value' in value;
	return Object.fromEntries(
		Object.entries(collection(context, 'fields', 'Fields', item)).map(([name, value]) => [
			name,
			fieldNamed(entity, name)?.kind === 'group' && isWrapped(value) ? value.value : value,
		]),
	);
}
