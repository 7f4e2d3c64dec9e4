import type { ILoadOptionsFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { canBeAsked, OPERATORS, readCondition, type FilterField } from '../../domain/query/conditions';
import type { Equality } from '../../domain/query/equalities';
import { foldName } from '../../domain/settings/names';
import { invalidInput } from '../../domain/settings/invalid';
import { readText } from '../../domain/settings/readers';
import type { Entity } from '../../entities/entity';
import type { EntitySource } from '../entitySource';
import type { Task } from '../operation';
import { fieldTitle } from '../words';
import { collection } from './parameter';

/** The method that fills the list of fields; one for all entities, so that no field stands in the description again. */
export const CONDITION_FIELDS_METHOD = 'conditionFields';

const CONDITIONS: INodeProperties = {
	displayName: 'Conditions',
	name: 'conditions',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Condition',
	default: {},
	description: 'Filters with an operator, on any field; all of them must hold. Each record is checked again in n8n.',
	options: [
		{
			displayName: 'Condition',
			name: 'condition',
			values: [
				{
					displayName: 'Field Name or ID',
					name: 'field',
					type: 'options',
					typeOptions: { loadOptionsMethod: CONDITION_FIELDS_METHOD },
					default: '',
					description:
						'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				},
				{ displayName: 'Operator', name: 'operator', type: 'options', default: 'is', options: [...OPERATORS] },
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					description: 'A day as YYYY-MM-DD. For IDs and codes also several with commas.',
				},
			],
		},
	],
};

/** @returns the parameter; none for an entity of which no fields are known */
export function conditions({ fields }: Entity): INodeProperties[] {
	return fields.length === 0 ? [] : [CONDITIONS];
}

/** @returns the method that gives the fields of the chosen resource, without asking Coachview */
export function conditionFields(sources: readonly EntitySource[]) {
	return async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const resource = this.getCurrentNodeParameter('resource') ?? 'person';
		const source = sources.find(({ entity }) => entity.name === resource);
		const fields = source ? fieldsOf(source.entity) : [];
		return fields
			.map((field) => ({ name: fieldTitle(field), value: field.name }))
			.sort((a, b) => a.name.localeCompare(b.name));
	};
}

/** @throws Fault `invalidInput` naming the field, before anything is sent */
export function readConditions({ context, item }: Task, entity: Entity): Equality[] {
	const { condition = null } = collection(context, CONDITIONS.name, CONDITIONS.displayName, item);
	const rows: unknown[] = Array.isArray(condition) ? condition : condition === null ? [] : [condition];
	return rows.map((row) => {
		if (row === null || typeof row !== 'object' || Array.isArray(row))
			throw invalidInput(CONDITIONS.displayName, 'has a row that is not a field with a value');
		const { field, operator, value } = row as { [member: string]: unknown };
		const wanted = foldName(readText(field, 'Field of a condition')).toLowerCase();
		const found = fieldsOf(entity).find(({ name, label }) => [name, label].some((one) => one.toLowerCase() === wanted));
		if (!found)
			throw invalidInput(
				CONDITIONS.displayName,
				'has a field that the node does not know',
				'Choose it from the list, or put the condition into Where.',
			);
		return readCondition(found, operator, value);
	});
}

function fieldsOf({ fields }: Entity): Array<FilterField & { dutch: string }> {
	const lines = fields.flatMap(({ name, label, dutch, members = [] }) =>
		members.map((line) => ({
			name: `${name}.${line.name}`,
			label: `${label}: ${line.label}`,
			dutch: `${dutch}: ${line.dutch}`,
			kind: 'text' as const,
		})),
	);
	return [...fields.filter(canBeAsked), ...lines];
}
