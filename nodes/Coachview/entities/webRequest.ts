import { define } from './entity.ts';
import { CHANGED } from './shared.ts';

/** Web requests: registrations that come in from outside (path, the two counts and the answer: vendor documentation and third-party code). Creating one is an operation of its own. */
export const webRequest = define({
	name: 'webRequest',
	path: 'Webaanvragen',
	words: {
		title: 'Web Request',
		one: 'web request',
		many: 'web requests',
		dutch: { one: 'Webaanvraag', many: 'Webaanvragen' },
		german: { one: 'Web-Anfrage', many: 'Web-Anfragen' },
	},
	verbs: { get: 'inferred', getMany: 'documented' },
	grade: 'seen',
	fields: [
		{
			name: 'contactpersoonIsDeelnemer',
			label: 'Contact Takes Part',
			dutch: 'Contactpersoon is deelnemer',
			kind: 'boolean',
			grade: 'documented',
			whether: 'Whether the contact person takes part',
		},
		{ name: 'nummer', label: 'Number', dutch: 'Nummer', filter: true },
		{
			name: 'aantalDeelnemers',
			label: 'Participants',
			dutch: 'Aantal deelnemers',
			kind: 'number',
			grade: 'documented',
		},
		{ name: 'referentieNrKlant', label: 'Reference', dutch: 'Referentienummer klant', filter: true },
		{ name: 'opmerking', label: 'Remarks', dutch: 'Opmerking', lines: true },
	],
	label: ['nummer', 'referentieNrKlant'],
	simple: ['id', 'nummer', 'referentieNrKlant', 'aantalDeelnemers', 'contactpersoonIsDeelnemer', 'opmerking'],
	sort: 'id',
	changed: CHANGED,
});
