import { define } from './entity.ts';
import { CHANGED } from './shared.ts';

/** Lines of an order (path and the filter by requests: vendor documentation; names of members are inferred). */
export const orderLine = define({
	name: 'orderLine',
	path: 'Orderverkoopregels',
	words: {
		title: 'Order Line',
		one: 'order line',
		many: 'order lines',
		dutch: { one: 'Orderverkoopregel', many: 'Orderverkoopregels' },
		german: { one: 'Auftragsposition', many: 'Auftragspositionen' },
	},
	verbs: { get: 'inferred', getMany: 'documented' },
	grade: 'inferred',
	fields: [
		{ name: 'bedragExclBtw', label: 'Amount Without VAT', dutch: 'Bedrag excl. btw', kind: 'number' },
		{ name: 'naam', label: 'Name', dutch: 'Naam' },
		{ name: 'aantal', label: 'Quantity', dutch: 'Aantal', kind: 'number' },
		{ name: 'aanvraagId', label: 'Request ID', dutch: 'Aanvraag', kind: 'id', grade: 'documented', filter: true },
	],
	label: ['naam'],
	search: [],
	simple: ['id', 'aanvraagId', 'naam', 'aantal', 'bedragExclBtw'],
	sort: 'id',
	changed: CHANGED,
});
