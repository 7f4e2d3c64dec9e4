import type { Own } from '../own.mts';

/** `Opleidingssoortcategorieen?OpleidingssoortId=` (seen in code that calls the API). */
export const categoryOfDefinition: Own = { parameters: { opleidingssoortid: 'opleidingssoortId' } };
