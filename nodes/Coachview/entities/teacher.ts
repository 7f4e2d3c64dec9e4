import { define } from './entity.ts';
import { CHANGED } from './shared.ts';

/** Teachers: people with a teacher file (members seen in third-party code). */
export const teacher = define({
	name: 'teacher',
	path: 'Docenten',
	words: {
		title: 'Teacher',
		one: 'teacher',
		many: 'teachers',
		dutch: { one: 'Docent', many: 'Docenten' },
		german: { one: 'Dozent', many: 'Dozenten' },
	},
	verbs: { get: 'inferred', getMany: 'seen' },
	grade: 'seen',
	fields: [
		{ name: 'bedrijfsnaam', label: 'Company', dutch: 'Bedrijfsnaam' },
		{ name: 'email1', label: 'Email', dutch: 'E-mailadres 1', kind: 'email', filter: true },
		{ name: 'voornaam', label: 'First Name', dutch: 'Voornaam' },
		{ name: 'functie', label: 'Function', dutch: 'Functie' },
		{ name: 'geslacht', label: 'Gender', dutch: 'Geslacht' },
		{ name: 'voorletters', label: 'Initials', dutch: 'Voorletters' },
		{ name: 'achternaam', label: 'Last Name', dutch: 'Achternaam', filter: true },
		{ name: 'tussenvoegsels', label: 'Name Prefix', dutch: 'Tussenvoegsels' },
	],
	label: ['voornaam', 'tussenvoegsels', 'achternaam'],
	labelAside: [['email1']],
	search: ['email1'],
	personName: { first: 'voornaam', initials: 'voorletters', prefix: 'tussenvoegsels', last: 'achternaam' },
	simple: ['id', 'voornaam', 'tussenvoegsels', 'achternaam', 'email1', 'bedrijfsnaam', 'functie'],
	sort: 'achternaam',
	changed: CHANGED,
});
