import { define } from './entity.ts';
import { CHANGED } from './shared.ts';

/** What results can be given (known from an archive of the data; path and names are guesses). */
export const resultDefinition = define({
	name: 'resultDefinition',
	path: 'Resultaatdefinities',
	words: {
		title: 'Result Definition',
		one: 'result definition',
		many: 'result definitions',
		dutch: { one: 'Resultaatdefinitie', many: 'Resultaatdefinities' },
		german: { one: 'Ergebnisdefinition', many: 'Ergebnisdefinitionen' },
	},
	verbs: { get: 'unconfirmed', getMany: 'unconfirmed' },
	grade: 'inferred',
	fields: [
		{ name: 'code', label: 'Code', dutch: 'Code', filter: true },
		{ name: 'naam', label: 'Name', dutch: 'Naam' },
	],
	label: ['code', 'naam'],
	simple: ['id', 'code', 'naam'],
	sort: 'id',
	changed: CHANGED,
});
