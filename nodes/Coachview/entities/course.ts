import { define } from './entity.ts';
import { CHANGED } from './shared.ts';

/**
 * Courses: dated executions of a course definition. All members were seen in a recorded answer, the calculated ones with
 * InclusiefExtraVelden only; `Uitgevoerd` and `Afgerond` are known from the user interface.
 */
export const course = define({
	name: 'course',
	path: 'Opleidingen',
	words: {
		title: 'Course',
		one: 'course',
		many: 'courses',
		dutch: { one: 'Opleiding', many: 'Opleidingen' },
		german: { one: 'Schulung', many: 'Schulungen' },
	},
	verbs: { get: 'documented', getMany: 'documented' },
	grade: 'seen',
	fields: [
		{ name: 'code', label: 'Code', dutch: 'Code', filter: true },
		{
			name: 'opleidingssoortId',
			label: 'Course Definition ID',
			dutch: 'Opleidingssoort',
			kind: 'id',
			filter: true,
		},
		{ name: 'naam', label: 'Name', dutch: 'Naam' },
		{
			name: 'publicatie',
			label: 'Published',
			dutch: 'Publicatie',
			kind: 'boolean',
			whether: 'Whether the course is published',
			filter: true,
		},
		{ name: 'opmerking', label: 'Remarks', dutch: 'Opmerking', lines: true },
		{
			name: 'opleidingStatusId',
			label: 'Status',
			dutch: 'Status',
			kind: 'choice',
			values: ['TeStarten', 'Definitief', 'Uitgevoerd', 'Afgerond', 'Geannuleerd'],
			filter: true,
		},
		{
			name: 'deadlineInschrijven',
			label: 'Enrol Deadline',
			dutch: 'Deadline inschrijven',
			kind: 'number',
		},
		{
			name: 'deadlineUitschrijven',
			label: 'Cancel Deadline',
			dutch: 'Deadline uitschrijven',
			kind: 'number',
		},
		{ name: 'contactpersoonId', label: 'Contact Person ID', dutch: 'Contactpersoon', kind: 'id' },
	],
	calculated: [
		{ name: 'startDatum', label: 'Start Date', dutch: 'Startdatum', kind: 'dateTime' },
		{ name: 'eindDatum', label: 'End Date', dutch: 'Einddatum', kind: 'dateTime' },
		{ name: 'startLocatieId', label: 'Start Location ID', dutch: 'Startlocatie', kind: 'id' },
		{ name: 'aantalPlaatsenMin', label: 'Minimum Seats', dutch: 'Minimum aantal plaatsen', kind: 'number' },
		{ name: 'aantalPlaatsenMax', label: 'Maximum Seats', dutch: 'Maximum aantal plaatsen', kind: 'number' },
		{ name: 'aantalPlaatsenVrij', label: 'Free Seats', dutch: 'Vrije plaatsen', kind: 'number' },
		{ name: 'aantalPlaatsenBezet', label: 'Taken Seats', dutch: 'Bezette plaatsen', kind: 'number' },
		{ name: 'totaalAantalUur', label: 'Total Hours', dutch: 'Totaal aantal uur', kind: 'number' },
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
	status: 'opleidingStatusId',
	relations: [
		{ name: 'opleidingssoort', path: 'Opleidingssoorten' },
		{ name: 'startLocatie', path: 'Locaties' },
	],
});
