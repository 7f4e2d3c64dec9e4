import { define } from './entity.ts';
import { ADDRESS_LINES, CHANGED, EXTERNAL_KEY, externalKeyFields } from './shared.ts';

const [externId, externSource] = externalKeyFields('person');

/**
 * The people that are trained, and their contacts. `geboortedatum`, `geboorteplaats`, `email1`, `tel1`, names and addresses
 * were seen in third-party code; the rest is inferred from the vendor's import documentation. Members that are not listed
 * are kept as they are and can be set under Other Fields.
 */
export const person = define({
	name: 'person',
	path: 'Personen',
	words: {
		title: 'Person',
		one: 'person',
		many: 'people',
		dutch: { one: 'Persoon', many: 'Personen' },
		german: { one: 'Person', many: 'Personen' },
	},
	verbs: {
		create: 'documented',
		get: 'seen',
		getMany: 'seen',
		replace: 'documented',
		update: 'documented',
		upsert: 'inferred',
	},
	fields: [
		{ name: 'adres', label: 'Address', dutch: 'Adres', kind: 'group', grade: 'seen', members: ADDRESS_LINES },
		{ name: 'geboortedatum', label: 'Date of Birth', dutch: 'Geboortedatum', kind: 'birthDate', grade: 'seen' },
		{ name: 'email1', label: 'Email', dutch: 'E-mailadres 1', kind: 'email', grade: 'seen', filter: true },
		{ name: 'email2', label: 'Email 2', dutch: 'E-mailadres 2', kind: 'email', grade: 'inferred' },
		externId,
		externSource,
		{ name: 'voornaam', label: 'First Name', dutch: 'Voornaam', kind: 'text', grade: 'seen' },
		{
			name: 'geslacht',
			label: 'Gender',
			dutch: 'Geslacht',
			kind: 'text',
			grade: 'seen',
			note: "The code as your Coachview uses it; the API's values are not documented",
		},
		{
			name: 'inactief',
			label: 'Inactive',
			dutch: 'Inactief',
			kind: 'boolean',
			grade: 'seen',
			whether: 'Whether the person is inactive',
			filter: true,
		},
		{ name: 'voorletters', label: 'Initials', dutch: 'Voorletters', kind: 'text', grade: 'seen' },
		{
			name: 'factuurAdres',
			label: 'Invoice Address',
			dutch: 'Factuuradres',
			kind: 'group',
			grade: 'seen',
			members: ADDRESS_LINES,
		},
		{
			name: 'achternaam',
			label: 'Last Name',
			dutch: 'Achternaam',
			kind: 'text',
			grade: 'seen',
			required: true,
			filter: true,
		},
		{ name: 'tussenvoegsels', label: 'Name Prefix', dutch: 'Tussenvoegsels', kind: 'text', grade: 'seen' },
		{ name: 'tel1', label: 'Phone', dutch: 'Telefoonnummer 1', kind: 'text', grade: 'seen' },
		{ name: 'tel2', label: 'Phone 2', dutch: 'Telefoonnummer 2', kind: 'text', grade: 'inferred' },
		{ name: 'geboorteplaats', label: 'Place of Birth', dutch: 'Geboorteplaats', kind: 'place', grade: 'seen' },
		{ name: 'opmerking', label: 'Remarks', dutch: 'Opmerking', kind: 'text', grade: 'inferred', lines: true },
		{ name: 'titel', label: 'Title', dutch: 'Titel', kind: 'text', grade: 'seen' },
		{ name: 'achterTitel', label: 'Title After Name', dutch: 'Achtertitel', kind: 'text', grade: 'seen' },
	],
	externalKey: true,
	lookUps: [
		EXTERNAL_KEY,
		{
			mode: 'email',
			label: 'By Email',
			fields: ['email1'],
			by: 'email address',
			placeholder: 'e.g. name@email.com',
		},
	],
	label: ['voornaam', 'tussenvoegsels', 'achternaam'],
	labelAside: [['externSource', 'externId'], ['email1']],
	search: ['email1'],
	personName: { first: 'voornaam', initials: 'voorletters', prefix: 'tussenvoegsels', last: 'achternaam' },
	simple: [
		'id',
		'externId',
		'externSource',
		'voornaam',
		'tussenvoegsels',
		'achternaam',
		'email1',
		'geboortedatum',
		'geboorteplaats',
		'inactief',
	],
	sort: 'achternaam',
	changed: CHANGED,
});
