import type { INodeProperties } from 'n8n-workflow';
import { ADDRESS_FIELDS, PERSON_FIELDS, type PersonField } from '../../domain/person/fields';

/** One entry of a fields collection. The description ends with Coachview's Dutch term. */
function fieldProperty({ name, displayName, dutch, kind, description }: PersonField): INodeProperties {
	const base = { displayName, name, description: `${description ?? displayName} (${dutch})` };
	switch (kind) {
		case 'date':
			return {
				...base,
				type: 'dateTime',
				typeOptions: { dateOnly: true },
				default: '',
				description: `${displayName} (${dutch}), as YYYY-MM-DD. A date-time must be at midnight: its date is taken as written and the zone ignored.`,
			};
		case 'boolean':
			return { ...base, type: 'boolean', default: false, description: `Whether the person is inactive (${dutch})` };
		case 'email':
			return { ...base, type: 'string', placeholder: 'name@email.com', default: '' };
		case 'address':
			return {
				...base,
				type: 'fixedCollection',
				default: {},
				description: `${displayName} (${dutch}). Only the lines that are filled in change; the others stay.`,
				options: [
					{
						displayName,
						name: 'value',
						values: ADDRESS_FIELDS.map((line) => ({
							displayName: line.displayName,
							name: line.name,
							type: 'string',
							default: '',
							description: `${line.displayName} (${line.dutch})`,
						})),
					},
				],
			};
		default:
			return { ...base, type: 'string', default: '' };
	}
}

/** @param without members that the operation asks for outside the collection */
export function fieldsCollection(displayName: string, without: readonly string[] = []): INodeProperties {
	return {
		displayName,
		name: 'fields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'Empty values are left alone. They never clear a field.',
		options: PERSON_FIELDS.filter(({ name }) => !without.includes(name)).map(fieldProperty),
	};
}

export const OTHER_FIELDS: INodeProperties = {
	displayName: 'Other Fields',
	name: 'otherFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Other Field',
	default: {},
	description: "Fields that are not in the list above, by Coachview's own JSON name",
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
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					default: 'string',
					options: [
						{ name: 'JSON', value: 'json', description: 'Numbers, lists and objects; digits are kept as written' },
						{ name: 'Text', value: 'string' },
						{ name: 'True or False', value: 'boolean' },
					],
				},
				{ displayName: 'Value', name: 'value', type: 'string', default: '' },
			],
		},
	],
};

/** @param without members that the operation does not let be cleared, such as the keys in Create or Update */
export function clearFieldsProperty(without: readonly string[] = []): INodeProperties {
	const fields = PERSON_FIELDS.filter(
		({ kind, name }) => kind !== 'boolean' && name !== 'achternaam' && !without.includes(name),
	);
	return {
		displayName: 'Clear Fields',
		name: 'clearFields',
		type: 'multiOptions',
		default: [],
		description: 'Fields to empty. This is the only way to remove a value.',
		options: fields.map(({ displayName, name, dutch }) => ({ name: displayName, value: name, description: dutch })),
	};
}

export const CLEAR_FIELDS: INodeProperties = clearFieldsProperty();

export const POLICY: INodeProperties = {
	displayName: 'When a Field Is Already Filled',
	name: 'policy',
	type: 'options',
	default: 'overwrite',
	options: [
		{
			name: 'Fail If Different',
			value: 'failIfDifferent',
			description: 'Write nothing when Coachview has another value for any of the fields',
		},
		{ name: 'Only If Empty', value: 'onlyIfEmpty', description: 'Keep what Coachview has and fill only empty fields' },
		{ name: 'Overwrite', value: 'overwrite', description: 'Replace what Coachview has' },
	],
};

export const EXTERN_ID: INodeProperties = {
	displayName: 'Extern ID',
	name: 'externId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 10023',
	description:
		"The person's key in the source system (ExternId). It identifies a person only together with Extern Source.",
};

export const EXTERN_SOURCE: INodeProperties = {
	displayName: 'Extern Source',
	name: 'externSource',
	type: 'string',
	default: '',
	placeholder: 'e.g. HR',
	description: 'The name of the source system (ExternSource)',
};

export const LAST_NAME: INodeProperties = {
	displayName: 'Last Name',
	name: 'lastName',
	type: 'string',
	default: '',
	description: 'Last name (Achternaam); the only field that Coachview is known to ask for',
};
