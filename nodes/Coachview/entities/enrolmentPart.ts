import { define } from './entity.ts';
import { CHANGED } from './shared.ts';

/** Parts of an enrolment with their status (known from an archive of the data; path and names are guesses). */
export const enrolmentPart = define({
	name: 'enrolmentPart',
	path: 'Opleidingsvraagonderdelen',
	words: {
		title: 'Enrolment Part',
		one: 'enrolment part',
		many: 'enrolment parts',
		dutch: { one: 'Opleidingsvraagonderdeel', many: 'Opleidingsvraagonderdelen' },
		german: { one: 'Teil einer Schulungsfrage', many: 'Teile von Schulungsfragen' },
	},
	verbs: { get: 'unconfirmed', getMany: 'unconfirmed' },
	grade: 'inferred',
	fields: [
		{ name: 'akkoord', label: 'Agreed', dutch: 'Akkoord', kind: 'boolean', whether: 'Whether the part is agreed' },
		{ name: 'datumAkkoord', label: 'Date Agreed', dutch: 'Datum akkoord', kind: 'date' },
		{ name: 'opleidingsvraagId', label: 'Enrolment ID', dutch: 'Opleidingsvraag', kind: 'id', filter: true },
		{
			name: 'vrijstelling',
			label: 'Exemption',
			dutch: 'Vrijstelling',
			kind: 'boolean',
			whether: 'Whether the participant is exempt',
		},
		{
			name: 'afgerond',
			label: 'Finished',
			dutch: 'Afgerond',
			kind: 'boolean',
			whether: 'Whether the part is finished',
		},
		{ name: 'statusId', label: 'Status', dutch: 'Status', kind: 'choice' },
	],
	label: ['statusId'],
	search: [],
	simple: ['id', 'opleidingsvraagId', 'statusId', 'vrijstelling', 'afgerond', 'akkoord', 'datumAkkoord'],
	sort: 'id',
	changed: CHANGED,
	status: 'statusId',
});
