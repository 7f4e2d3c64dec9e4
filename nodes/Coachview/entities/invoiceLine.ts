import { define } from './entity.ts';
import { CHANGED } from './shared.ts';

/** Lines of an invoice (known from an archive of the data; path and names are guesses). */
export const invoiceLine = define({
	name: 'invoiceLine',
	path: 'Factuurregels',
	words: {
		title: 'Invoice Line',
		one: 'invoice line',
		many: 'invoice lines',
		dutch: { one: 'Factuurregel', many: 'Factuurregels' },
		german: { one: 'Rechnungsposition', many: 'Rechnungspositionen' },
	},
	verbs: { get: 'unconfirmed', getMany: 'unconfirmed' },
	grade: 'inferred',
	fields: [
		{ name: 'bedrag', label: 'Amount', dutch: 'Bedrag', kind: 'number' },
		{ name: 'opleidingsvraagId', label: 'Enrolment ID', dutch: 'Opleidingsvraag', kind: 'id' },
		{ name: 'factuurId', label: 'Invoice ID', dutch: 'Factuur', kind: 'id', filter: true },
		{ name: 'naam', label: 'Name', dutch: 'Naam' },
		{ name: 'aantal', label: 'Quantity', dutch: 'Aantal', kind: 'number' },
		{ name: 'prijs', label: 'Unit Price', dutch: 'Prijs', kind: 'number' },
		{ name: 'btwPercentage', label: 'VAT Percentage', dutch: 'Btw-percentage', kind: 'number' },
	],
	label: ['naam'],
	search: [],
	simple: ['id', 'factuurId', 'opleidingsvraagId', 'naam', 'aantal', 'prijs', 'bedrag', 'btwPercentage'],
	sort: 'id',
	changed: CHANGED,
});
