import type { Own } from '../own.mts';

const results: Own = { isAbsent: (choices) => choices.resultPaths === 'absent' };
const enrolmentParts: Own = { isAbsent: (choices) => choices.enrolmentPartPath === 'absent' };
const invoices: Own = { isAbsent: (choices) => choices.invoicePaths === 'absent' };
const barelySeen: Own = { isAbsent: (choices) => choices.barelySeenPaths === 'absent' };

/** Entities that may not be there under the path that their names suggest (assumptions A88 to A91). */
export const unseenPaths: Readonly<Record<string, Own>> = {
	Resultaten: results,
	Resultaatdefinities: results,
	Opleidingsvraagonderdelen: enrolmentParts,
	Facturen: invoices,
	Factuurregels: invoices,
	Locaties: barelySeen,
	Vrijvelddefinities: barelySeen,
	Opleidingssoorten_Verkoopregels: barelySeen,
};
