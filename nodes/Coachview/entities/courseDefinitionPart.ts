import { define } from './entity.ts';
import { CHANGED } from './shared.ts';

/** Parts of a course definition (members seen in third-party code). */
export const courseDefinitionPart = define({
	name: 'courseDefinitionPart',
	path: 'Opleidingssoortonderdelen',
	words: {
		title: 'Course Definition Part',
		one: 'course definition part',
		many: 'course definition parts',
		dutch: { one: 'Opleidingssoortonderdeel', many: 'Opleidingssoortonderdelen' },
		german: { one: 'Komponente einer Schulungsart', many: 'Komponenten von Schulungsarten' },
	},
	verbs: { get: 'inferred', getMany: 'seen' },
	grade: 'seen',
	fields: [
		{ name: 'code', label: 'Code', dutch: 'Code' },
		{ name: 'omschrijvingInhoud', label: 'Contents', dutch: 'Omschrijving inhoud', lines: true },
		{ name: 'opleidingssoortId', label: 'Course Definition ID', dutch: 'Opleidingssoort', kind: 'id', filter: true },
		{ name: 'examen', label: 'Exam', dutch: 'Examen', kind: 'boolean', whether: 'Whether the part is an exam' },
		{ name: 'aantalUur', label: 'Hours', dutch: 'Aantal uur', kind: 'number' },
		{
			name: 'inactief',
			label: 'Inactive',
			dutch: 'Inactief',
			kind: 'boolean',
			whether: 'Whether the part is inactive',
		},
		{ name: 'maxCursisten', label: 'Maximum Participants', dutch: 'Maximum aantal cursisten', kind: 'number' },
		{ name: 'minCursisten', label: 'Minimum Participants', dutch: 'Minimum aantal cursisten', kind: 'number' },
		{ name: 'naam', label: 'Name', dutch: 'Naam' },
		{ name: 'studiebelasting', label: 'Study Load', dutch: 'Studiebelasting', kind: 'number' },
		{
			name: 'lesvormId',
			label: 'Teaching Form',
			dutch: 'Lesvorm',
			kind: 'choice',
			values: ['Klassikaal', 'Elearning'],
		},
	],
	label: ['code', 'naam'],
	simple: ['id', 'code', 'naam', 'opleidingssoortId', 'aantalUur', 'lesvormId', 'examen', 'inactief'],
	sort: 'code',
	changed: CHANGED,
});
