import { define } from './entity.ts';

/** Payment methods, for web requests (seen in third-party code). */
export const paymentMethod = define({
	name: 'paymentMethod',
	path: 'Betaalwijzen',
	words: {
		title: 'Payment Method',
		one: 'payment method',
		many: 'payment methods',
		dutch: { one: 'Betaalwijze', many: 'Betaalwijzen' },
		german: { one: 'Zahlungsart', many: 'Zahlungsarten' },
	},
	verbs: { get: 'inferred', getMany: 'seen' },
	grade: 'seen',
	fields: [
		{ name: 'code', label: 'Code', dutch: 'Code' },
		{ name: 'naam', label: 'Name', dutch: 'Naam' },
	],
	label: ['code', 'naam'],
	simple: ['id', 'code', 'naam'],
	sort: 'code',
});
