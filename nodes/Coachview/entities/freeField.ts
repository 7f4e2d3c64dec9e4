import { define } from './entity.ts';

/**
 * Definitions of free fields. The members were seen in answers that show a record's values; the path was only seen named in a
 * comment. Values of a record are an operation of its own.
 */
export const freeField = define({
	name: 'freeField',
	path: 'Vrijvelddefinities',
	words: {
		title: 'Free Field',
		one: 'free field definition',
		many: 'free field definitions',
		dutch: { one: 'Vrijvelddefinitie', many: 'Vrijvelddefinities' },
		german: { one: 'Definition eines freien Felds', many: 'Definitionen freier Felder' },
	},
	verbs: { get: 'inferred', getMany: 'inferred' },
	called: {
		get: {
			name: 'Get Definition',
			action: 'Get a free field definition',
			description: 'Get the definition of a free field (Vrijvelddefinitie) by ID',
		},
		getMany: {
			name: 'Get Many Definitions',
			action: 'Get many free field definitions',
			description: 'Get a list of definitions of free fields (Vrijvelddefinities)',
		},
	},
	specials: [
		{
			value: 'getValues',
			name: 'Get Values of a Record',
			grade: 'seen',
			gives: {
				volgorde: 'number',
				code: 'string',
				label: 'string',
				vrijveldTypeId: 'string',
				expressie: 'string',
				inactief: 'boolean',
				vertrouwelijk: 'boolean',
				data: 'string',
			},
		},
	],
	grade: 'seen',
	fields: [
		{ name: 'code', label: 'Code', dutch: 'Code', filter: true },
		{
			name: 'vertrouwelijk',
			label: 'Confidential',
			dutch: 'Vertrouwelijk',
			kind: 'boolean',
			whether: 'Whether the field is confidential',
		},
		{ name: 'expressie', label: 'Expression', dutch: 'Expressie' },
		{
			name: 'inactief',
			label: 'Inactive',
			dutch: 'Inactief',
			kind: 'boolean',
			whether: 'Whether the field is inactive',
			filter: true,
		},
		{ name: 'label', label: 'Label', dutch: 'Label' },
		{ name: 'volgorde', label: 'Sequence', dutch: 'Volgorde', kind: 'number' },
		{ name: 'vrijveldTypeId', label: 'Type', dutch: 'Type', kind: 'choice' },
	],
	label: ['label', 'code'],
	simple: ['id', 'code', 'label', 'vrijveldTypeId', 'volgorde', 'vertrouwelijk', 'inactief'],
	sort: 'code',
	freeFields: 'none',
});
