import type { INodeProperties } from 'n8n-workflow';
import type { Field, FieldKind } from '../../entities/entity';

/** How the editor asks for a value. */
type Shown = Pick<INodeProperties, 'type' | 'default' | 'description' | 'options' | 'placeholder' | 'typeOptions'>;

const text = (): Shown => ({ type: 'string', default: '' });

/** How each kind of field is shown; a description stands here where the field's own note does not say it all. */
const SHOWN: Readonly<Record<FieldKind, (field: Field) => Shown>> = {
	text,
	place: text,
	number: () => ({ type: 'number', default: 0 }),
	boolean: ({ whether = 'Whether this is so', dutch }) => ({
		type: 'boolean',
		default: false,
		description: `${whether} (${dutch})`,
	}),
	date: () => ({ type: 'dateTime', typeOptions: { dateOnly: true }, default: '' }),
	dateTime: ({ label, dutch }) => ({
		type: 'dateTime',
		default: '',
		description: `${label} (${dutch}), as the clock shows it there: without a time zone`,
	}),
	birthDate: ({ label, dutch }) => ({
		type: 'dateTime',
		typeOptions: { dateOnly: true },
		default: '',
		description: `${label} (${dutch}), as YYYY-MM-DD. A date-time must be at midnight: its date is taken as written and the zone ignored.`,
	}),
	email: () => ({ type: 'string', placeholder: 'name@email.com', default: '' }),
	choice: ({ values = [] }) => {
		const [first] = values;
		return first === undefined
			? text()
			: { type: 'options', default: first, options: values.map((value) => ({ name: value, value })) };
	},
	id: () => ({ type: 'string', placeholder: 'e.g. 3f2504e0-4f89-41d3-9a0c-0305e82c3301', default: '' }),
	group: ({ label, dutch, members = [] }) => ({
		type: 'fixedCollection',
		default: {},
		description: `${label} (${dutch}). Only the lines that are filled in change; the others stay.`,
		options: [
			{
				displayName: label,
				name: 'value',
				values: members.map((line) => ({
					displayName: line.label,
					name: line.name,
					type: 'string' as const,
					default: '',
					description: `${line.label} (${line.dutch})`,
				})),
			},
		],
	}),
};

/** @returns the property that asks for a field's value. The description ends with Coachview's Dutch term. */
export function fieldProperty(field: Field, description?: string): INodeProperties {
	const { name, label, note = label, dutch, kind } = field;
	return {
		displayName: label,
		name,
		description: `${note} (${dutch})`,
		...SHOWN[kind](field),
		...(description !== undefined && { description }),
	};
}
