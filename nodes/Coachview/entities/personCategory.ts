import { define } from './entity.ts';

/**
 * Categories of people, one row for each person and category. Rows with an id of their own: seen in an archive; the parameter
 * `PersoonId`: seen in third-party code; that rows can be read by id, added and removed is a guess (assumption A32).
 */
export const personCategory = define({
	name: 'personCategory',
	path: 'Persoonscategorieen',
	words: {
		title: 'Person Category',
		one: 'person category',
		many: 'person categories',
		dutch: { one: 'Persoonscategorie', many: 'Persoonscategorieën' },
		german: { one: 'Personenkategorie', many: 'Personenkategorien' },
	},
	verbs: { create: 'unconfirmed', delete: 'unconfirmed', get: 'unconfirmed', getMany: 'seen' },
	called: {
		create: {
			name: 'Add',
			action: 'Add a category to a person',
			description: 'Give a person (Persoon) a category (Categorie) that exists',
		},
		delete: {
			name: 'Remove',
			action: 'Remove a category from a person',
			description: 'Take a category (Categorie) away from a person (Persoon). The category itself stays.',
		},
	},
	grade: 'inferred',
	fields: [
		{
			name: 'persoonId',
			label: 'Person ID',
			dutch: 'Persoon',
			kind: 'id',
			required: true,
			filter: true,
			parameter: 'PersoonId',
		},
		{ name: 'categorieId', label: 'Category ID', dutch: 'Categorie', kind: 'id', required: true },
		{ name: 'naam', label: 'Name', dutch: 'Naam', grade: 'seen', shownOnly: true },
	],
	once: ['persoonId', 'categorieId'],
	label: ['naam'],
	simple: ['id', 'persoonId', 'categorieId', 'naam'],
	sort: 'id',
	freeFields: 'none',
	relations: [{ name: 'persoon', path: 'Personen' }],
});
