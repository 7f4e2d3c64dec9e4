import { define } from './entity.ts';
import { CHANGED } from './shared.ts';

/** Requests: the sales file behind enrolments (path and change date: vendor documentation; names of members are inferred). */
export const request = define({
	name: 'request',
	path: 'Aanvragen',
	words: {
		title: 'Request',
		one: 'request',
		many: 'requests',
		dutch: { one: 'Aanvraag', many: 'Aanvragen' },
		german: { one: 'Anfrage', many: 'Anfragen' },
	},
	verbs: { get: 'inferred', getMany: 'documented' },
	grade: 'inferred',
	fields: [
		{ name: 'bedrijfId', label: 'Company ID', dutch: 'Bedrijf', kind: 'id', filter: true },
		{ name: 'contactpersoonId', label: 'Contact Person ID', dutch: 'Contactpersoon', kind: 'id' },
		{ name: 'nummer', label: 'Number', dutch: 'Nummer', filter: true },
		{ name: 'referentieNrKlant', label: 'Reference', dutch: 'Referentienummer klant' },
		{ name: 'opmerking', label: 'Remarks', dutch: 'Opmerking', lines: true },
		{
			name: 'aanvraagStatusId',
			label: 'Status',
			dutch: 'Status',
			kind: 'choice',
			values: ['Concept', 'Aangeboden', 'Order', 'Vervallen'],
		},
	],
	label: ['nummer'],
	simple: ['id', 'nummer', 'aanvraagStatusId', 'contactpersoonId', 'bedrijfId', 'referentieNrKlant'],
	sort: 'id',
	changed: CHANGED,
	status: 'aanvraagStatusId',
});
