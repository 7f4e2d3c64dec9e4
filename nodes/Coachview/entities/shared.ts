import type { Field, Line, LookUp } from './entity.ts';

/** The members of an address (seen in third-party code). */
export const ADDRESS_LINES: readonly Line[] = [
	{ name: 'adres1', label: 'Address Line 1', dutch: 'Adres 1' },
	{ name: 'adres2', label: 'Address Line 2', dutch: 'Adres 2' },
	{ name: 'adres3', label: 'Address Line 3', dutch: 'Adres 3' },
	{ name: 'adres4', label: 'Address Line 4', dutch: 'Adres 4' },
	{ name: 'postcode', label: 'Postal Code', dutch: 'Postcode' },
	{ name: 'plaats', label: 'Town', dutch: 'Plaats' },
	{ name: 'landCode', label: 'Country Code', dutch: 'Landcode', aside: true },
];

/** The key in a source system; both parts together identify a record (vendor's import documentation). */
export const EXTERN_ID: Field = {
	name: 'externId',
	label: 'External ID',
	dutch: 'ExternId',
	kind: 'text',
	grade: 'inferred',
	note: 'The key in the source system',
	filter: true,
};

export const EXTERN_SOURCE: Field = {
	name: 'externSource',
	label: 'External Source',
	dutch: 'ExternSource',
	kind: 'text',
	grade: 'inferred',
	note: 'The name of the source system',
	filter: true,
};

/** By `ExternSource/ExternId` (filter: assumption A25). */
export const EXTERNAL_KEY: LookUp = {
	mode: 'externalKey',
	label: 'By Key',
	fields: ['externSource', 'externId'],
	separator: '/',
	by: 'External ID and External Source',
	hint: 'ExternSource and ExternId with a slash between them',
	placeholder: 'e.g. HR/10023',
};

/** The moment of the last change (seen in recorded answers; as a filter: vendor documentation). */
export const CHANGED = 'auditTrail.gewijzigdDatumTijd';

/** The moment at which a record was made (seen in recorded answers; that it equals the first change: assumption A98). */
export const CREATED = 'auditTrail.aangemaaktDatumTijd';
