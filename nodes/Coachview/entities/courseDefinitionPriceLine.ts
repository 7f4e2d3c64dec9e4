import { define } from './entity.ts';
import { CHANGED } from './shared.ts';

/** Which price lines belong to which course definition (only the scope was seen; members are inferred). */
export const courseDefinitionPriceLine = define({
	name: 'courseDefinitionPriceLine',
	path: 'Opleidingssoorten_Verkoopregels',
	words: {
		title: 'Course Definition Price Line',
		one: 'course definition price line',
		many: 'course definition price lines',
		dutch: { one: 'Verkoopregel van opleidingssoort', many: 'Verkoopregels van opleidingssoorten' },
		german: { one: 'Verkaufsposition einer Schulungsart', many: 'Verkaufspositionen von Schulungsarten' },
	},
	verbs: { get: 'inferred', getMany: 'inferred' },
	grade: 'inferred',
	fields: [
		{ name: 'opleidingssoortId', label: 'Course Definition ID', dutch: 'Opleidingssoort', kind: 'id', filter: true },
		{ name: 'verkoopregelId', label: 'Price Line ID', dutch: 'Verkoopregel', kind: 'id', filter: true },
	],
	label: ['verkoopregelId'],
	search: [],
	simple: ['id', 'opleidingssoortId', 'verkoopregelId'],
	sort: 'id',
	changed: CHANGED,
	relations: [{ name: 'verkoopregel', path: 'Verkoopregels' }],
});
