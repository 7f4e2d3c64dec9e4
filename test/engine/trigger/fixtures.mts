/** An event as the sandbox and, as far as is known, Coachview send it. Invented ids. */
export const personId = '33333333-3333-4333-8333-333333333333';
export const personCategoryId = '44444444-4444-4444-8444-444444444444';
export const body = {
	PersoonId: personId,
	PersooncategorieId: personCategoryId,
	ExternId: '10023',
	ExternSource: 'AFAS',
	Categorie: 'Extragegevens',
};
export const parameters = {
	triggerOn: 'personCategoryAdded',
	categories: '',
	externSources: '',
	confirm: true,
	options: {},
};
