import { define } from './entity.ts';
import { CHANGED } from './shared.ts';

/** Locations: rooms of a company (members seen inside a course part; the path only in a comment). */
export const location = define({
	name: 'location',
	path: 'Locaties',
	words: {
		title: 'Location',
		one: 'location',
		many: 'locations',
		dutch: { one: 'Locatie', many: 'Locaties' },
		german: { one: 'Standort', many: 'Standorte' },
	},
	verbs: { get: 'inferred', getMany: 'inferred' },
	grade: 'seen',
	fields: [
		{ name: 'bedrijfId', label: 'Company ID', dutch: 'Bedrijf', kind: 'id' },
		{ name: 'contactpersoonId', label: 'Contact Person ID', dutch: 'Contactpersoon', kind: 'id' },
		{
			name: 'inactief',
			label: 'Inactive',
			dutch: 'Inactief',
			kind: 'boolean',
			whether: 'Whether the location is inactive',
			filter: true,
		},
		{
			name: 'inCompany',
			label: 'In-Company',
			dutch: 'In company',
			kind: 'boolean',
			whether: 'Whether it is at the customer',
		},
		{ name: 'opmerking', label: 'Remarks', dutch: 'Opmerking', lines: true },
		{ name: 'lokaal', label: 'Room', dutch: 'Lokaal' },
	],
	label: ['lokaal'],
	simple: ['id', 'lokaal', 'bedrijfId', 'contactpersoonId', 'inCompany', 'inactief'],
	sort: 'lokaal',
	changed: CHANGED,
	relations: [
		{ name: 'bedrijf', path: 'Bedrijven' },
		{ name: 'contactpersoon', path: 'Personen' },
	],
});
