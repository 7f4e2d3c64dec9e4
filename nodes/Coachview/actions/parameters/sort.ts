import type { INodeProperties } from 'n8n-workflow';
import type { Order } from '../../domain/query/sort';
import { invalidInput } from '../../domain/settings/invalid';
import { readChoice, readText } from '../../domain/settings/readers';
import type { Entity, FieldKind } from '../../entities/entity';
import type { Task } from '../operation';
import { fieldTitle } from '../words';
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

/** Chosen in the list when the field is not in it. */
const OTHER = 'other';

const OTHER_FIELD: INodeProperties = {
	...FIELD,
	displayName: 'Other Field',
	name: 'otherField',
	displayOptions: { show: { field: [OTHER] } },
};

/** Nobody looks for an order by these. */
const ODD: readonly FieldKind[] = ['boolean', 'group', 'id'];

/** A list of the fields that are known, and a free name; only a free name where none is known. */
function fieldChoice({ fields, sort: own, changed }: Entity): INodeProperties[] {
	if (fields.length === 0) return [{ ...FIELD, default: own }];
	const named = fields
		.filter(({ kind, calculated, lines }) => !ODD.includes(kind) && !calculated && !lines)
		.map((field) => ({ name: fieldTitle(field), value: field.name }));
	const options = [
		...named,
		{ name: 'ID', value: 'id' },
		...(changed === undefined ? [] : [{ name: 'Last Changed', value: changed }]),
		{ name: 'Other Field', value: OTHER },
	].sort((a, b) => a.name.localeCompare(b.name));
	return [{ displayName: FIELD.displayName, name: FIELD.name, type: 'options', default: own, options }, OTHER_FIELD];
}

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
					...fieldChoice(entity),
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
	const { field, otherField, direction } = by;
	const name =
		field === OTHER
			? readText(otherField, OTHER_FIELD.displayName)
			: readText(field, FIELD.displayName, { fallback: entity.sort });
	if (!/^[A-Za-z][A-Za-z0-9_.]*$/.test(name))
		throw invalidInput(
			FIELD.displayName,
			'is not the name of a field',
			`Give Coachview's JSON name to sort by, such as ${entity.sort} or auditTrail.gewijzigdDatumTijd.`,
		);
	return { field: name, direction: readChoice(direction, 'Direction', { options: DIRECTIONS, fallback: 'asc' }) };
}
