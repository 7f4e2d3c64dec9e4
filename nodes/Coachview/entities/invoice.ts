import { define } from './entity.ts';
import { CHANGED } from './shared.ts';

/** Invoices (known from an archive of the data; path and names are guesses). */
export const invoice = define({
	name: 'invoice',
	path: 'Facturen',
	words: {
		title: 'Invoice',
		one: 'invoice',
		many: 'invoices',
		dutch: { one: 'Factuur', many: 'Facturen' },
		german: { one: 'Rechnung', many: 'Rechnungen' },
	},
	verbs: { get: 'unconfirmed', getMany: 'unconfirmed' },
	grade: 'inferred',
	fields: [
		{ name: 'datum', label: 'Date', dutch: 'Datum', kind: 'date' },
		{ name: 'datumBetaald', label: 'Date Paid', dutch: 'Datum betaald', kind: 'date' },
		{ name: 'omschrijving', label: 'Description', dutch: 'Omschrijving' },
		{ name: 'nummer', label: 'Number', dutch: 'Nummer', filter: true },
		{ name: 'betaald', label: 'Paid', dutch: 'Betaald', kind: 'boolean', whether: 'Whether the invoice is paid' },
		{ name: 'persoonId', label: 'Person ID', dutch: 'Persoon', kind: 'id', filter: true },
	],
	label: ['nummer'],
	simple: ['id', 'nummer', 'datum', 'betaald', 'datumBetaald', 'omschrijving', 'persoonId'],
	sort: 'id',
	changed: CHANGED,
});
