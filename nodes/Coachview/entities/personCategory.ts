import { define } from './entity.ts';

/** Categories of people, one row for each person and category (rows with an id of their own: seen in an archive; that they can be written is a guess). */
export const personCategory = define({
	name: 'personCategory',
	path: 'Persoonscategorieen',
	words: {
		title: 'Person Category',
		one: 'person category',
		many: 'person categories',
		dutch: { one: 'Persoonscategorie', many: 'Persoonscategorieen' },
		german: { one: 'Personenkategorie', many: 'Personenkategorien' },
	},
	verbs: { getMany: 'seen' },
	grade: 'inferred',
	fields: [
		{ name: 'persoonId', label: 'Person ID', dutch: 'Persoon', kind: 'id', filter: true },
		{ name: 'categorieId', label: 'Category ID', dutch: 'Categorie', kind: 'id' },
		{ name: 'naam', label: 'Name', dutch: 'Naam', grade: 'seen' },
	],
	label: ['naam'],
	simple: ['id', 'persoonId', 'categorieId', 'naam'],
	sort: 'id',
	freeFields: 'none',
});
