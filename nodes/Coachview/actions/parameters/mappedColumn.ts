import type { INodePropertyOptions, ResourceMapperField } from 'n8n-workflow';
import type { Column, ColumnKind } from '../../domain/fields/columns';
import { fieldTitle } from '../words';

/** A column as n8n shows and stores it; what is told of it beyond n8n's own members is stored with it. */
export interface MappedColumn extends ResourceMapperField {
	kind?: ColumnKind;
}

type Shown = Required<Pick<ResourceMapperField, 'type'>>['type'];

const TYPES: Readonly<Record<ColumnKind, Shown>> = {
	text: 'string',
	place: 'string',
	email: 'string',
	id: 'string',
	choice: 'string',
	number: 'number',
	// Not n8n's switch: it is off before anybody touched it, and that would be a no.
	boolean: 'options',
	date: 'dateTime',
	dateTime: 'dateTime',
	birthDate: 'dateTime',
};

const YES_OR_NO: INodePropertyOptions[] = [
	{ name: 'Yes', value: 'true' },
	{ name: 'No', value: 'false' },
];

/** @returns the column; it is shown when it is added, because there are many */
export function mappedColumn(column: Column): MappedColumn {
	const { id, kind, values } = column;
	const options = kind === 'boolean' ? YES_OR_NO : values?.map((value) => ({ name: value, value }));
	return {
		id,
		displayName: fieldTitle(column),
		required: false,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		removed: true,
		type: options ? 'options' : TYPES[kind],
		...(options && { options }),
		kind,
	};
}

/** @returns a line in the list that tells something, and takes no value */
export function noteColumn(text: string): MappedColumn {
	return {
		id: '_note',
		displayName: text,
		required: false,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		readOnly: true,
		type: 'string',
	};
}

const BY_TYPE: Readonly<Partial<Record<Shown, ColumnKind>>> = {
	boolean: 'boolean',
	number: 'number',
	dateTime: 'dateTime',
};

/** @returns how the value is read; of a column that another program stored, as its type says */
export function kindOf(column: MappedColumn | undefined): ColumnKind {
	const { kind, type = 'string' } = column ?? {};
	return kind !== undefined && Object.hasOwn(TYPES, kind) ? kind : (BY_TYPE[type] ?? 'text');
}
