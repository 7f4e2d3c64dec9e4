import { define, type Field } from './entity.ts';
import { CHANGED } from './shared.ts';

/** Shown with Extra Fields only (seen in a recorded answer). */
function calculated(name: string, label: string, dutch: string, kind: Field['kind']): Field {
	return { name, label, dutch, kind, grade: 'seen', calculated: true };
}

/** Courses: dated executions of a course definition. Base and calculated members were seen in a recorded answer. */
export const course = define({
	name: 'course',
	path: 'Opleidingen',
	words: {
		title: 'Course',
		one: 'course',
		many: 'courses',
		dutch: { one: 'Opleiding', many: 'Opleidingen' },
		german: { one: 'Kurs', many: 'Kurse' },
	},
	verbs: { get: 'documented', getMany: 'documented' },
	fields: [
		{ name: 'code', label: 'Code', dutch: 'Code', kind: 'text', grade: 'seen', filter: true },
		{
			name: 'opleidingssoortId',
			label: 'Course Definition ID',
			dutch: 'Opleidingssoort',
			kind: 'id',
			grade: 'seen',
			filter: true,
		},
		{ name: 'naam', label: 'Name', dutch: 'Naam', kind: 'text', grade: 'seen' },
		{
			name: 'publicatie',
			label: 'Published',
			dutch: 'Publicatie',
			kind: 'boolean',
			grade: 'seen',
			whether: 'Whether the course is published',
			filter: true,
		},
		{ name: 'opmerking', label: 'Remarks', dutch: 'Opmerking', kind: 'text', grade: 'seen', lines: true },
		{
			name: 'opleidingStatusId',
			label: 'Status',
			dutch: 'Status',
			kind: 'choice',
			grade: 'seen',
			values: ['TeStarten', 'Definitief', 'Uitgevoerd', 'Afgerond', 'Geannuleerd'],
			filter: true,
		},
		{
			name: 'deadlineInschrijven',
			label: 'Enrol Deadline',
			dutch: 'Deadline inschrijven',
			kind: 'number',
			grade: 'seen',
		},
		{
			name: 'deadlineUitschrijven',
			label: 'Cancel Deadline',
			dutch: 'Deadline uitschrijven',
			kind: 'number',
			grade: 'seen',
		},
		{ name: 'contactpersoonId', label: 'Contact Person ID', dutch: 'Contactpersoon', kind: 'id', grade: 'seen' },
		calculated('startDatum', 'Start Date', 'Startdatum', 'dateTime'),
		calculated('eindDatum', 'End Date', 'Einddatum', 'dateTime'),
		calculated('startLocatieId', 'Start Location ID', 'Startlocatie', 'id'),
		calculated('aantalPlaatsenMin', 'Minimum Seats', 'Minimum aantal plaatsen', 'number'),
		calculated('aantalPlaatsenMax', 'Maximum Seats', 'Maximum aantal plaatsen', 'number'),
		calculated('aantalPlaatsenVrij', 'Free Seats', 'Vrije plaatsen', 'number'),
		calculated('aantalPlaatsenBezet', 'Taken Seats', 'Bezette plaatsen', 'number'),
		calculated('totaalAantalUur', 'Total Hours', 'Totaal aantal uur', 'number'),
	],
	label: ['code', 'naam'],
	search: ['code', 'naam'],
	simple: [
		'id',
		'code',
		'naam',
		'opleidingStatusId',
		'publicatie',
		'opleidingssoortId',
		'startDatum',
		'eindDatum',
		'aantalPlaatsenVrij',
	],
	sort: 'code',
	changed: CHANGED,
	relations: [
		{ name: 'opleidingssoort', path: 'Opleidingssoorten' },
		{ name: 'startLocatie', path: 'Locaties' },
	],
});
