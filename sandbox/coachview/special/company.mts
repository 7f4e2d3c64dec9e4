import type { Line } from '../../../nodes/Coachview/entities/entity.ts';
import type { Own, TableEntry } from '../own.mts';

const lines = ['adres1', 'adres2', 'adres3', 'adres4', 'postcode', 'plaats', 'landCode'];

/**
 * A plain entity that the entity table need not know: names of the company inside a location (seen in code that calls the
 * API) and of the import pages (inferred). Whether the path exists nobody has seen (assumption A86).
 */
export const companies: TableEntry = {
	path: 'Bedrijven',
	verbs: { get: 'inferred', getMany: 'inferred', create: 'inferred', replace: 'inferred' },
	fields: [
		{ name: 'naam', kind: 'text', required: true },
		{ name: 'tel1', kind: 'text' },
		{ name: 'email', kind: 'email' },
		{ name: 'website', kind: 'text' },
		{ name: 'bezoekadres', kind: 'group', members: lines.map((name): Pick<Line, 'name'> => ({ name })) },
		{ name: 'externId', kind: 'text' },
		{ name: 'externSource', kind: 'text' },
		{ name: 'opmerking', kind: 'text' },
	],
	externalKey: true,
	readOnly: ['auditTrail'],
	freeFields: 'flattened',
	relations: [],
	scopes: { read: 'Bedrijven.Lezen', write: 'Bedrijven.Schrijven' },
};

export const company: Own = { isAbsent: (choices) => choices.companies === 'absent' };
