import { define } from './entity.ts';
import { CHANGED } from './shared.ts';

/** Results of an enrolment: date, score, code (known from an archive of the data; path and names are guesses). */
export const result = define({
	name: 'result',
	path: 'Resultaten',
	words: {
		title: 'Result',
		one: 'result',
		many: 'results',
		dutch: { one: 'Resultaat', many: 'Resultaten' },
		german: { one: 'Ergebnis', many: 'Ergebnisse' },
	},
	verbs: { get: 'unconfirmed', getMany: 'unconfirmed' },
	grade: 'inferred',
	fields: [
		{ name: 'scoreAbsoluut', label: 'Absolute Score', dutch: 'Absolute score', kind: 'number' },
		{ name: 'datum', label: 'Date', dutch: 'Datum', kind: 'date' },
		{ name: 'opleidingsvraagId', label: 'Enrolment ID', dutch: 'Opleidingsvraag', kind: 'id', filter: true },
		{ name: 'scoreVrij', label: 'Free Score', dutch: 'Vrije score' },
		{ name: 'opmerking', label: 'Remarks', dutch: 'Opmerking', lines: true },
		{ name: 'resultaatdefinitieId', label: 'Result Definition ID', dutch: 'Resultaatdefinitie', kind: 'id' },
		{ name: 'scoreCode', label: 'Score Code', dutch: 'Scorecode' },
	],
	label: ['scoreCode', 'datum'],
	search: [],
	simple: [
		'id',
		'opleidingsvraagId',
		'resultaatdefinitieId',
		'datum',
		'scoreAbsoluut',
		'scoreCode',
		'scoreVrij',
		'opmerking',
	],
	sort: 'id',
	changed: CHANGED,
	relations: [{ name: 'resultaatdefinitie', path: 'Resultaatdefinities' }],
});
