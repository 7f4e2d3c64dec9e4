import { define } from './entity.ts';
import { CHANGED } from './shared.ts';

/** Enrolments: the wish of one person to take part in a course (path and meaning: vendor documentation; names of members by convention). */
export const enrolment = define({
	name: 'enrolment',
	path: 'Opleidingsvragen',
	words: {
		title: 'Enrolment',
		one: 'enrolment',
		many: 'enrolments',
		dutch: { one: 'Opleidingsvraag', many: 'Opleidingsvragen' },
		german: { one: 'Schulungsfrage', many: 'Schulungsfragen' },
	},
	verbs: { get: 'inferred', getMany: 'documented' },
	specials: [
		{
			value: 'getProgress',
			name: 'Get Progress',
			grade: 'documented',
			gives: {
				enrolmentId: 'string',
				presencePercentage: 'number',
				presenceRequired: 'number',
				present: 'number',
				absent: 'number',
				presenceNotMarked: 'number',
				passPercentage: 'number',
				passRequired: 'number',
				passed: 'number',
				notPassed: 'number',
				passNotMarked: 'number',
				personId: 'string',
				courseId: 'string',
				status: 'string',
				parts: 'number',
				partsWithoutRow: 'number',
				requests: 'number',
			},
		},
	],
	grade: 'inferred',
	fields: [
		{ name: 'opleidingssoortId', label: 'Course Definition ID', dutch: 'Opleidingssoort', kind: 'id', filter: true },
		{ name: 'opleidingId', label: 'Course ID', dutch: 'Opleiding', kind: 'id', filter: true },
		{ name: 'persoonId', label: 'Person ID', dutch: 'Persoon', kind: 'id', filter: true },
		{ name: 'aanvraagId', label: 'Request ID', dutch: 'Aanvraag', kind: 'id', filter: true },
		{
			name: 'opleidingsvraagStatusId',
			label: 'Status',
			dutch: 'Status',
			kind: 'choice',
			values: ['Wachtlijst', 'Ingepland', 'Afgerond', 'Vervallen'],
			filter: true,
		},
	],
	label: ['opleidingsvraagStatusId', 'persoonId'],
	search: [],
	simple: ['id', 'persoonId', 'opleidingId', 'opleidingssoortId', 'aanvraagId', 'opleidingsvraagStatusId'],
	sort: 'id',
	changed: CHANGED,
	status: 'opleidingsvraagStatusId',
	relations: [
		{ name: 'persoon', path: 'Personen' },
		{ name: 'opleiding', path: 'Opleidingen' },
	],
});
