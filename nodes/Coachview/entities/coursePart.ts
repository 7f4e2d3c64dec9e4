import { define } from './entity.ts';
import { CHANGED } from './shared.ts';

/** Parts of a course: dated sessions, exams, e-learning (all members were seen in a recorded answer). */
export const coursePart = define({
	name: 'coursePart',
	path: 'Opleidingsonderdelen',
	words: {
		title: 'Course Part',
		one: 'course part',
		many: 'course parts',
		dutch: { one: 'Opleidingsonderdeel', many: 'Opleidingsonderdelen' },
		german: { one: 'Komponente', many: 'Komponenten' },
	},
	verbs: { get: 'documented', getMany: 'documented' },
	grade: 'seen',
	fields: [
		{ name: 'code', label: 'Code', dutch: 'Code', filter: true },
		{ name: 'opleidingId', label: 'Course ID', dutch: 'Opleiding', kind: 'id', filter: true },
		{ name: 'datum', label: 'Date', dutch: 'Datum', kind: 'date' },
		{ name: 'omschrijving', label: 'Description', dutch: 'Omschrijving', lines: true },
		{ name: 'tijdTot', label: 'End Time', dutch: 'Tijd tot' },
		{ name: 'aantalVrij', label: 'Free Seats', dutch: 'Aantal vrij', kind: 'number' },
		{ name: 'locatieId', label: 'Location ID', dutch: 'Locatie', kind: 'id' },
		{ name: 'maxCursisten', label: 'Maximum Participants', dutch: 'Maximum aantal cursisten', kind: 'number' },
		{ name: 'minCursisten', label: 'Minimum Participants', dutch: 'Minimum aantal cursisten', kind: 'number' },
		{ name: 'naam', label: 'Name', dutch: 'Naam' },
		{
			name: 'examen',
			label: 'Pass Required',
			dutch: 'Examen',
			kind: 'boolean',
			whether: 'Whether the part has to be passed',
		},
		{
			name: 'aanwezig',
			label: 'Presence Required',
			dutch: 'Aanwezig',
			kind: 'boolean',
			whether: 'Whether presence is required',
		},
		{ name: 'volgnummer', label: 'Sequence', dutch: 'Volgnummer', kind: 'number' },
		{ name: 'tijdVan', label: 'Start Time', dutch: 'Tijd van' },
		{ name: 'studiebelasting', label: 'Study Load', dutch: 'Studiebelasting', kind: 'number' },
		{
			name: 'lesvormId',
			label: 'Teaching Form',
			dutch: 'Lesvorm',
			kind: 'choice',
			values: ['Klassikaal', 'Elearning'],
		},
		{ name: 'virtualClassroomURL', label: 'Virtual Classroom Address', dutch: 'Virtual classroom-URL' },
	],
	label: ['code', 'naam'],
	simple: ['id', 'code', 'naam', 'opleidingId', 'datum', 'tijdVan', 'tijdTot', 'locatieId', 'aantalVrij'],
	sort: 'code',
	changed: CHANGED,
	relations: [
		{ name: 'elearningKoppelingCustomer' },
		{ name: 'opleiding', path: 'Opleidingen' },
		{ name: 'locatie', path: 'Locaties' },
		{ name: 'opleidingssoortOnderdeel', path: 'Opleidingssoortonderdelen' },
	],
});
