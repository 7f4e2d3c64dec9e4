import { define } from './entity.ts';
import { CHANGED } from './shared.ts';

/**
 * Web requests: registrations that come in from outside. Path and the two counts: vendor documentation; `nummer`: seen in the
 * answer to one that was sent; the reference and the remarks are written under these names, and whether they are read under them
 * is inferred. Creating one is an operation of its own.
 */
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
	specials: [
		{
			value: 'create',
			name: 'Create',
			grade: 'documented',
			gives: {
				outcome: 'string',
				summary: 'string',
				webRequestId: 'string',
				number: 'string',
				paymentUrl: 'string',
				reference: 'string',
				people: 'number',
				environment: 'string',
				requests: 'number',
				rateLimitRemaining: 'number',
			},
		},
	],
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
		{ name: 'referentieNrKlant', label: 'Reference', dutch: 'Referentienummer klant', grade: 'inferred', filter: true },
		{ name: 'opmerking', label: 'Remarks', dutch: 'Opmerking', grade: 'inferred', lines: true },
	],
	label: ['nummer', 'referentieNrKlant'],
	simple: ['id', 'nummer', 'referentieNrKlant', 'aantalDeelnemers', 'contactpersoonIsDeelnemer', 'opmerking'],
	sort: 'id',
	changed: CHANGED,
});
