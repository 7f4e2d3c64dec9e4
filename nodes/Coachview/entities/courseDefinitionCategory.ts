import { define } from './entity.ts';

/** Categories of course definitions (seen in third-party code). */
export const courseDefinitionCategory = define({
	name: 'courseDefinitionCategory',
	path: 'Opleidingssoortcategorieen',
	words: {
		title: 'Course Definition Category',
		one: 'course definition category',
		many: 'course definition categories',
		dutch: { one: 'Opleidingssoortcategorie', many: 'Opleidingssoortcategorieën' },
		german: { one: 'Schulungsartkategorie', many: 'Schulungsartkategorien' },
	},
	verbs: { get: 'inferred', getMany: 'seen' },
	grade: 'seen',
	fields: [
		{
			name: 'opleidingssoortId',
			label: 'Course Definition ID',
			dutch: 'Opleidingssoort',
			kind: 'id',
			filter: true,
			parameter: 'OpleidingssoortId',
		},
		{
			name: 'inactief',
			label: 'Inactive',
			dutch: 'Inactief',
			kind: 'boolean',
			whether: 'Whether the category is inactive',
			filter: true,
		},
		{ name: 'naam', label: 'Name', dutch: 'Naam' },
		{
			name: 'publicatieWebsite',
			label: 'Published on Website',
			dutch: 'Publicatie website',
			kind: 'boolean',
			whether: 'Whether the category is published',
			filter: true,
		},
	],
	label: ['naam'],
	simple: ['id', 'naam', 'opleidingssoortId', 'publicatieWebsite', 'inactief'],
	sort: 'id',
	relations: [{ name: 'opleidingssoortcategoriegroep', path: 'Opleidingssoortcategoriegroepen' }],
});
