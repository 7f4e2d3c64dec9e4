import { define } from './entity.ts';

/** Groups of categories of course definitions (path and name seen in third-party code). */
export const courseDefinitionCategoryGroup = define({
	name: 'courseDefinitionCategoryGroup',
	path: 'Opleidingssoortcategoriegroepen',
	words: {
		title: 'Course Definition Category Group',
		one: 'course definition category group',
		many: 'course definition category groups',
		dutch: { one: 'Opleidingssoortcategoriegroep', many: 'Opleidingssoortcategoriegroepen' },
		german: { one: 'Schulungsartkategoriegruppe', many: 'Schulungsartkategoriegruppen' },
	},
	verbs: { get: 'inferred', getMany: 'seen' },
	grade: 'seen',
	fields: [{ name: 'naam', label: 'Name', dutch: 'Naam' }],
	label: ['naam'],
	simple: ['id', 'naam'],
	sort: 'id',
});
