import { define } from './entity.ts';
import { CHANGED } from './shared.ts';

/** Which teacher gives which course part (members seen in third-party code). */
export const coursePartTeacher = define({
	name: 'coursePartTeacher',
	path: 'Opleidingsonderdelen_Docenten',
	words: {
		title: 'Course Part Teacher',
		one: 'course part teacher',
		many: 'course part teachers',
		dutch: { one: 'Docent van opleidingsonderdeel', many: 'Docenten van opleidingsonderdelen' },
		german: { one: 'Dozent einer Komponente', many: 'Dozenten von Komponenten' },
	},
	verbs: { get: 'inferred', getMany: 'seen' },
	grade: 'seen',
	fields: [
		{ name: 'opleidingsonderdeelId', label: 'Course Part ID', dutch: 'Opleidingsonderdeel', kind: 'id', filter: true },
		{ name: 'toelichting', label: 'Explanation', dutch: 'Toelichting', lines: true },
		{ name: 'planningsstatus', label: 'Planning Status', dutch: 'Planningsstatus', kind: 'choice' },
		{ name: 'docentId', label: 'Teacher ID', dutch: 'Docent', kind: 'id' },
		{ name: 'docentrolId', label: 'Teacher Role ID', dutch: 'Docentrol', kind: 'id' },
	],
	label: ['planningsstatus'],
	search: [],
	simple: ['id', 'opleidingsonderdeelId', 'docentId', 'docentrolId', 'planningsstatus', 'toelichting'],
	sort: 'id',
	changed: CHANGED,
	status: 'planningsstatus',
	relations: [{ name: 'docent', path: 'Docenten' }],
});
