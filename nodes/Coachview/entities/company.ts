import { define } from './entity.ts';
import { ADDRESS_LINES, CHANGED, EXTERN_ID, EXTERN_SOURCE, EXTERNAL_KEY } from './shared.ts';

/** Companies. The path was never seen; the fields are those of the company inside a location (seen) and of the import (inferred). */
export const company = define({
	name: 'company',
	path: 'Bedrijven',
	words: {
		title: 'Company',
		one: 'company',
		many: 'companies',
		dutch: { one: 'Bedrijf', many: 'Bedrijven' },
		german: { one: 'Firma', many: 'Firmen' },
	},
	verbs: {
		create: 'unconfirmed',
		get: 'unconfirmed',
		getMany: 'unconfirmed',
		replace: 'unconfirmed',
		update: 'unconfirmed',
		upsert: 'unconfirmed',
	},
	grade: 'inferred',
	fields: [
		{ name: 'email', label: 'Email', dutch: 'E-mailadres', kind: 'email', grade: 'seen', filter: true },
		{ ...EXTERN_ID, note: "The company's key in the source system" },
		EXTERN_SOURCE,
		{ name: 'naam', label: 'Name', dutch: 'Naam', grade: 'seen', required: true, filter: true },
		{ name: 'tel1', label: 'Phone', dutch: 'Telefoonnummer 1', grade: 'seen' },
		{ name: 'opmerking', label: 'Remarks', dutch: 'Opmerking', lines: true },
		{
			name: 'bezoekadres',
			label: 'Visiting Address',
			dutch: 'Bezoekadres',
			kind: 'group',
			grade: 'seen',
			members: ADDRESS_LINES,
		},
		{ name: 'website', label: 'Website', dutch: 'Website', grade: 'seen' },
	],
	externalKey: true,
	lookUps: [EXTERNAL_KEY],
	label: ['naam'],
	labelAside: [['externSource', 'externId']],
	simple: ['id', 'externId', 'externSource', 'naam', 'email', 'tel1', 'website'],
	sort: 'naam',
	changed: CHANGED,
});
