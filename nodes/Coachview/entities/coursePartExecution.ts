import { define } from './entity.ts';
import { CHANGED } from './shared.ts';

/** Presence and pass of one participant in one course part; both may be not yet marked (path: vendor documentation; names of members are inferred). */
export const coursePartExecution = define({
	name: 'coursePartExecution',
	path: 'Opleidingsonderdeeluitvoeringen',
	words: {
		title: 'Course Part Execution',
		one: 'course part execution',
		many: 'course part executions',
		dutch: { one: 'Opleidingsonderdeeluitvoering', many: 'Opleidingsonderdeeluitvoeringen' },
		german: { one: 'Komponentenausführung', many: 'Komponentenausführungen' },
	},
	verbs: { get: 'inferred', getMany: 'documented' },
	grade: 'inferred',
	fields: [
		{ name: 'opleidingsonderdeelId', label: 'Course Part ID', dutch: 'Opleidingsonderdeel', kind: 'id', filter: true },
		{ name: 'opleidingsvraagId', label: 'Enrolment ID', dutch: 'Opleidingsvraag', kind: 'id', filter: true },
		{
			name: 'geslaagd',
			label: 'Passed',
			dutch: 'Geslaagd',
			kind: 'boolean',
			whether: 'Whether the participant has passed',
			threeState: true,
		},
		{ name: 'persoonId', label: 'Person ID', dutch: 'Persoon', kind: 'id' },
		{
			name: 'aanwezig',
			label: 'Present',
			dutch: 'Aanwezig',
			kind: 'boolean',
			whether: 'Whether the participant was present',
			threeState: true,
		},
		{ name: 'opmerking', label: 'Remarks', dutch: 'Opmerking', lines: true },
	],
	label: ['persoonId'],
	search: [],
	simple: ['id', 'opleidingsonderdeelId', 'opleidingsvraagId', 'persoonId', 'aanwezig', 'geslaagd'],
	sort: 'id',
	changed: CHANGED,
});
