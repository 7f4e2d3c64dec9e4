import type { INodeProperties } from 'n8n-workflow';
import type { Field, FieldKind } from '../../entities/entity';
import { fieldTitle } from '../words';

/** How the editor asks for a value. */
type Shown = Pick<INodeProperties, 'type' | 'default' | 'description' | 'options' | 'placeholder' | 'typeOptions'>;

const text = (): Shown => ({ type: 'string', default: '' });

/** How each kind of field is shown; a description stands here where the field's own note does not say it all. */
const SHOWN: Readonly<Record<FieldKind, (field: Field) => Shown>> = {
	text,
	place: text,
	number: () => ({ type: 'number', default: 0 }),
	boolean: ({ whether = 'Whether this is so' }) => ({
		type: 'boolean',
		default: false,
		description: whether,
	}),
	date: () => ({ type: 'dateTime', typeOptions: { dateOnly: true }, default: '' }),
	dateTime: () => ({
		type: 'dateTime',
		default: '',
		description: 'As the clock shows it there: without a time zone',
	}),
	birthDate: () => ({
		type: 'dateTime',
		typeOptions: { dateOnly: true },
		default: '',
		description: 'As YYYY-MM-DD. A date-time must be at midnight: its date is taken as written and the zone ignored.',
	}),
	email: () => ({ type: 'string', placeholder: 'name@email.com', default: '' }),
	choice: ({ values = [] }) => {
		const [first] = values;
		return first === undefined
			? text()
			: { type: 'options', default: first, options: values.map((value) => ({ name: value, value })) };
	},
	id: () => ({ type: 'string', placeholder: 'e.g. 3f2504e0-4f89-41d3-9a0c-0305e82c3301', default: '' }),
	group: ({ label, members = [] }) => ({
		type: 'fixedCollection',
		default: {},
		placeholder: `Add ${label}`,
		description: 'Only the lines that are filled in change; the others stay',
		options: [
			{
				displayName: label,
				name: 'value',
				values: members.map((line) => ({
					displayName: fieldTitle(line),
					name: line.name,
					type: 'string' as const,
					default: '',
				})),
			},
		],
	}),
};

/** @returns the property that asks for a field's value; its name in the editor ends with Coachview's Dutch term */
export function fieldProperty(field: Field, description?: string): INodeProperties {
	const { name, note, kind } = field;
	return {
		displayName: fieldTitle(field),
		name,
		...(note !== undefined && { description: note }),
		...SHOWN[kind](field),
		...(description !== undefined && { description }),
	};
}
