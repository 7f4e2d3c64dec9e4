import { define } from './entity.ts';
import { ADDRESS_LINES, CHANGED, EXTERN_ID, EXTERN_SOURCE, EXTERNAL_KEY } from './shared.ts';

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
	grade: 'seen',
	fields: [
		{ name: 'adres', label: 'Address', dutch: 'Adres', kind: 'group', members: ADDRESS_LINES },
		{ name: 'geboortedatum', label: 'Date of Birth', dutch: 'Geboortedatum', kind: 'birthDate' },
		{ name: 'email1', label: 'Email', dutch: 'E-mailadres 1', kind: 'email', filter: true },
		{ name: 'email2', label: 'Email 2', dutch: 'E-mailadres 2', kind: 'email', grade: 'inferred' },
		{ ...EXTERN_ID, note: "The person's key in the source system" },
		EXTERN_SOURCE,
		{ name: 'voornaam', label: 'First Name', dutch: 'Voornaam' },
		{
			name: 'geslacht',
			label: 'Gender',
			dutch: 'Geslacht',
			note: "The code as your Coachview uses it; the API's values are not documented",
		},
		{
			name: 'inactief',
			label: 'Inactive',
			dutch: 'Inactief',
			kind: 'boolean',
			whether: 'Whether the person is inactive',
			filter: true,
		},
		{ name: 'voorletters', label: 'Initials', dutch: 'Voorletters' },
		{
			name: 'factuurAdres',
			label: 'Invoice Address',
			dutch: 'Factuuradres',
			kind: 'group',
			members: ADDRESS_LINES,
		},
		{
			name: 'achternaam',
			label: 'Last Name',
			dutch: 'Achternaam',
			required: true,
			filter: true,
		},
		{ name: 'tussenvoegsels', label: 'Name Prefix', dutch: 'Tussenvoegsels' },
		{ name: 'tel1', label: 'Phone', dutch: 'Telefoonnummer 1' },
		{ name: 'tel2', label: 'Phone 2', dutch: 'Telefoonnummer 2', grade: 'inferred' },
		{ name: 'geboorteplaats', label: 'Place of Birth', dutch: 'Geboorteplaats', kind: 'place' },
		{ name: 'opmerking', label: 'Remarks', dutch: 'Opmerking', grade: 'inferred', lines: true },
		{ name: 'titel', label: 'Title', dutch: 'Titel' },
		{ name: 'achterTitel', label: 'Title After Name', dutch: 'Achtertitel' },
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
	categories: { path: 'Persoonscategorieen', owner: 'persoonId', name: 'naam' },
	changed: CHANGED,
});
