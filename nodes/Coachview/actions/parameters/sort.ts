import type { INodeProperties } from 'n8n-workflow';
import type { Order } from '../../domain/query/sort';
import { invalidInput } from '../../domain/settings/invalid';
import { readChoice, readText } from '../../domain/settings/readers';
import type { Entity } from '../../entities/entity';
import type { Task } from '../operation';
import { collection } from './parameter';

const DIRECTIONS: Array<{ name: string; value: Order['direction'] }> = [
	{ name: 'Ascending', value: 'asc' },
	{ name: 'Descending', value: 'desc' },
];

const FIELD: INodeProperties = {
	displayName: 'Field',
	name: 'field',
	type: 'string',
	default: '',
	description: 'JSON name, nested allowed, e.g. auditTrail.gewijzigdDatumTijd',
};

/** By one field; the entity's own order is offered first. */
export function sort(entity: Entity): INodeProperties {
	return {
		displayName: 'Sort',
		name: 'sort',
		type: 'fixedCollection',
		placeholder: 'Add Sort',
		default: {},
		description:
			'With Return All the list is read by ID and sorted in n8n; a limited list comes in the order of Coachview',
		options: [
			{
				displayName: 'Sort By',
				name: 'by',
				values: [
					{ ...FIELD, default: entity.sort },
					{ displayName: 'Direction', name: 'direction', type: 'options', default: 'asc', options: DIRECTIONS },
				],
			},
		],
	};
}

/** @returns the order, undefined when nobody asked for one; @throws Fault `invalidInput` for what cannot be read */
export function readSort({ context, item }: Task, entity: Entity): Order | undefined {
	const { by } = collection(context, 'sort', 'Sort', item) as { by?: { [name: string]: unknown } | null };
	if (by === undefined || by === null) return undefined;
	const { field, direction } = by;
	const name = readText(field, FIELD.displayName, { fallback: entity.sort });
	if (!/^[A-Za-z][A-Za-z0-9_.]*$/.test(name))
		throw invalidInput(
			FIELD.displayName,
			'is not the name of a field',
			`Give Coachview's JSON name to sort by, such as ${entity.sort} or auditTrail.gewijzigdDatumTijd.`,
		);
	return { field: name, direction: readChoice(direction, 'Direction', { options: DIRECTIONS, fallback: 'asc' }) };
}
