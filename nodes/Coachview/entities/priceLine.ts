import { define } from './entity.ts';
import { CHANGED } from './shared.ts';

/** Price lines (path seen in third-party code; names of members are inferred). */
export const priceLine = define({
	name: 'priceLine',
	path: 'Verkoopregels',
	words: {
		title: 'Price Line',
		one: 'price line',
		many: 'price lines',
		dutch: { one: 'Verkoopregel', many: 'Verkoopregels' },
		german: { one: 'Verkaufsposition', many: 'Verkaufspositionen' },
	},
	verbs: { get: 'inferred', getMany: 'seen' },
	grade: 'inferred',
	fields: [
		{ name: 'bedragExclBtw', label: 'Amount Without VAT', dutch: 'Bedrag excl. btw', kind: 'number' },
		{ name: 'code', label: 'Code', dutch: 'Code' },
		{ name: 'naam', label: 'Name', dutch: 'Naam' },
		{
			name: 'publicatie',
			label: 'Published',
			dutch: 'Publicatie',
			kind: 'boolean',
			whether: 'Whether the line is published',
		},
	],
	label: ['code', 'naam'],
	simple: ['id', 'code', 'naam', 'bedragExclBtw', 'publicatie'],
	sort: 'id',
	changed: CHANGED,
});
