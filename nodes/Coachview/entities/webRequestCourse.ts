import { define } from './entity.ts';

/** Courses of a web request (vendor documentation; names of members are inferred). */
export const webRequestCourse = define({
	name: 'webRequestCourse',
	path: 'WebaanvraagOpleidingen',
	words: {
		title: 'Web Request Course',
		one: 'web request course',
		many: 'web request courses',
		dutch: { one: 'Webaanvraagopleiding', many: 'Webaanvraagopleidingen' },
		german: { one: 'Schulung einer Web-Anfrage', many: 'Schulungen von Web-Anfragen' },
	},
	verbs: { get: 'inferred', getMany: 'documented' },
	grade: 'inferred',
	fields: [
		{ name: 'code', label: 'Code', dutch: 'Code' },
		{ name: 'opleidingssoortId', label: 'Course Definition ID', dutch: 'Opleidingssoort', kind: 'id' },
		{ name: 'opleidingId', label: 'Course ID', dutch: 'Opleiding', kind: 'id' },
		{ name: 'naam', label: 'Name', dutch: 'Naam' },
		{ name: 'webaanvraagId', label: 'Web Request ID', dutch: 'Webaanvraag', kind: 'id', filter: true },
	],
	label: ['code', 'naam'],
	simple: ['id', 'webaanvraagId', 'opleidingId', 'opleidingssoortId', 'code', 'naam'],
	sort: 'id',
});
