import type { INodeProperties } from 'n8n-workflow';
import { COLUMNS } from '../../domain/fields/changes';
import { tableColumns, valueFor, type ColumnKind } from '../../domain/fields/columns';
import { isNothing } from '../../domain/fields/kinds';
import type { OtherField } from '../../domain/fields/otherFields';
import { invalidInput } from '../../domain/settings/invalid';
import { readYesNo } from '../../domain/settings/readers';
import type { Entity } from '../../entities/entity';
import type { Task } from '../operation';
import { leftToModel } from '../tool';
import { kindOf, type MappedColumn } from './mappedColumn';
import { columnValue, parameter, storedParameter } from './parameter';

/** The method that fills the list; one for all entities. */
export const COACHVIEW_FIELDS_METHOD = 'coachviewFields';

/** A switch, because n8n does not show a list by what is chosen in Options; who does not need it sees one line. */
const SHOW: INodeProperties = {
	displayName: COLUMNS,
	name: 'fieldsFromCoachview',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description:
		'Whether to choose from a list of all fields that your Coachview has: free fields (vrije velden) by their labels, and others without typing JSON names',
};

const LIST: INodeProperties = {
	displayName: 'Fields',
	name: 'coachviewFields',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	description:
		'Empty values are left alone. They never clear a field. Automatic mapping takes the input fields that have the name of one in the list, keys excepted.',
	displayOptions: { show: { fieldsFromCoachview: [true] } },
	typeOptions: {
		loadOptionsDependsOn: ['resource', 'operation', 'entity'],
		resourceMapper: {
			resourceMapperMethod: COACHVIEW_FIELDS_METHOD,
			mode: 'add',
			valuesLabel: 'Values to Send',
			fieldWords: { singular: 'field', plural: 'fields' },
			addAllFields: true,
			supportAutoMap: true,
		},
	},
};

/** A list of fields that comes from the environment, beside the fields that the node knows. */
export const COACHVIEW_FIELDS: readonly INodeProperties[] = [SHOW, LIST];

/** The parts of a key identify a record; an input item often has them for that, and not to change them. */
const KEYS: readonly string[] = ['externid', 'externsource'];

export interface GivenColumns {
	columns: OtherField[];
	/** Automatic mapping found none of the fields in the item. */
	isUnmatched: boolean;
}

/**
 * n8n checks and converts the values of a mapper itself when it is read as a whole: digits would be rounded, dates moved and
 * values named in messages. Each value is therefore read alone, and goes through the readers of the named fields.
 *
 * @param without JSON names that the operation asks for in fields of their own
 * @throws Fault `invalidInput` for what is no mapping, and for automatic mapping where the input comes from a model
 */
export function readCoachviewFields({ context, item }: Task, entity: Entity, without: readonly string[]): GivenColumns {
	const isShown = readYesNo(parameter(context, SHOW.name, item, false), SHOW.displayName);
	const { mode, value, schema } = isShown ? mappingIn(storedParameter(context, LIST.name)) : NOTHING;
	if (mode === 'autoMapInputData') {
		if (leftToModel(context.getNode()))
			throw invalidInput(COLUMNS, 'cannot be mapped automatically in a tool', 'Choose Map Each Column Manually.');
		const json = context.getInputData()[item]?.json ?? {};
		const ids = schema.length > 0 ? schema.filter(({ readOnly }) => !readOnly).map(({ id }) => id) : tableIds(entity);
		const mapped = ids
			.filter((id) => ![...without, ...KEYS].some((one) => one.toLowerCase() === id.toLowerCase()))
			.map((id) => ({ id, value: valueFor(json, id) }))
			.filter((column) => column.value !== undefined);
		const columns = mapped.map((column) => columnOf(schema, column.id, column.value));
		return { columns, isUnmatched: columns.length === 0 };
	}
	const columns = Object.entries(value).flatMap(([id, stored]): OtherField[] => {
		const column = schema.find((one) => one.id === id);
		// n8n keeps values of fields that were taken out of the list.
		if (column?.removed || column?.readOnly) return [];
		if (!column && schema.length > 0) {
			if (isNothing(stored)) return [];
			throw invalidInput(COLUMNS, 'has a field that is not in its list', 'Refresh the list of fields in the node.');
		}
		return [columnOf(schema, id, columnValue(context, LIST.name, id, stored, item))];
	});
	return { columns, isUnmatched: false };
}

function columnOf(schema: readonly MappedColumn[], id: string, value: unknown): OtherField {
	const kind: ColumnKind = kindOf(schema.find((one) => one.id === id));
	return { name: id, value, type: 'string', kind };
}

function tableIds(entity: Entity): string[] {
	return tableColumns(entity).map(({ id }) => id);
}

interface Mapping {
	mode: 'defineBelow' | 'autoMapInputData';
	value: { [id: string]: unknown };
	schema: readonly MappedColumn[];
}

const NOTHING: Mapping = { mode: 'defineBelow', value: {}, schema: [] };

/** As n8n stores it, before expressions: labels in the list come from Coachview and must never be taken for one. */
function mappingIn(stored: unknown): Mapping {
	if (isNothing(stored)) return NOTHING;
	const isObject = (one: unknown): one is { [member: string]: unknown } =>
		typeof one === 'object' && one !== null && !Array.isArray(one);
	if (!isObject(stored)) throw invalidInput(COLUMNS, 'is not a list of fields with values');
	const { mappingMode = 'defineBelow', value, schema } = stored;
	if (mappingMode !== 'defineBelow' && mappingMode !== 'autoMapInputData')
		throw invalidInput(COLUMNS, 'has a mapping mode that is not known');
	if (!isNothing(value) && !isObject(value)) throw invalidInput(COLUMNS, 'is not a list of fields with values');
	return {
		mode: mappingMode,
		value: isObject(value) ? value : {},
		schema: Array.isArray(schema) ? (schema as MappedColumn[]) : [],
	};
}
