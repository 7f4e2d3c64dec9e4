import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { splitObject, textOf } from '../../../sandbox/coachview/raw.mts';
import type { Choices, Snapshot } from '../../../sandbox/control/types.mts';
import { isNormalising } from './expectation.mts';

// Values that the scenarios use, and what they demand of outputs and errors.

export const birth = { geboortedatum: '1987-04-12', geboorteplaats: "'s-Gravenhage" };
export const birthRaw = { geboortedatum: '"1987-04-12"', geboorteplaats: '"\'s-Gravenhage"' };
/** Required: nobody is made as long as it is not known that look-ups work. */
export const noLookUp = (choices: Choices) =>
	choices.keyLookUp === 'works' || choices.whereHeeded === 'ignored' ? undefined : ['unexpectedAnswer', 'rejected'];
const newKey = { externId: '990001', externSource: 'HR' };
export const newPerson = {
	...newKey,
	lastName: 'Ypenburg',
	fields: { email1: 'ypenburg@example.org', ...birth, adres: { value: { adres1: 'Laan 1', plaats: 'Delft' } } },
};
export const newPersonRaw = {
	externId: '"990001"',
	externSource: '"HR"',
	achternaam: '"Ypenburg"',
	email1: '"ypenburg@example.org"',
	...birthRaw,
	'adres.adres1': '"Laan 1"',
	'adres.plaats': '"Delft"',
};
/** A value that Coachview stores in another form counts as done, and the outcome may say so. */
export const receipt =
	(outcome: string) =>
	([item]: IDataObject[], _data: Snapshot, choices: Choices) => {
		const isRight =
			item?.outcome === outcome ||
			(item?.outcome === 'storedDifferently' && outcome !== 'unchanged' && isNormalising(choices));
		return isRight && typeof item?.personId === 'string'
			? undefined
			: `outcome ${String(item?.outcome)} instead of ${outcome}`;
	};
/** Where filters are not heeded (A73), a look-up may stop; what is not proven is not believed. */
export const mayNotLookUp = ({ whereHeeded }: Choices) =>
	whereHeeded === 'ignored' ? ['unexpectedAnswer', 'rejected', 'notFound', 'ambiguous'] : [];
/** The same for a key in other letters, or for nobody, where look-ups heed the case (A78). */
export const mayNotFind = (choices: Choices) => [
	...mayNotLookUp(choices),
	...(choices.keyCase === 'insensitive' ? [] : ['unexpectedAnswer', 'conflict', 'notFound']),
];
/** A record as it was read may lack what only a flag shows (A56). */
export const mayLack = ({ hiddenMembers }: Choices) =>
	hiddenMembers === 'all' ? [] : ['wouldClear', 'incompleteRecord'];
export const same = (text: string, items: IDataObject[]) =>
	items.length === 1 &&
	(items[0]!._record as IDataObject | undefined)?.text !== undefined &&
	items[0]!.id === textOf(splitObject(text), 'id')
		? undefined
		: 'another person';
export const update = (fields: INodeParameters, more: INodeParameters = {}): INodeParameters => ({
	policy: 'overwrite',
	fields,
	...more,
});
