import type { Choices } from '../../assumptions/register.mts';
import type { Own } from '../own.mts';
import { textOf, type RawObject } from '../raw.mts';

/** The calculated name of a person, or null. */
function fullName(person: RawObject): string {
	const parts = ['voornaam', 'tussenvoegsels', 'achternaam'].map((key) => textOf(person, key)).filter(Boolean);
	return JSON.stringify(parts.length > 0 ? parts.join(' ') : null);
}

const YEAR = 31_556_952_000;

/** Members that only a flag shows (assumption A56), with the flag's name in lower case. */
export function hiddenMembers({
	hiddenMembers: way,
}: Pick<Choices, 'hiddenMembers'>): Array<[name: string, flag: string]> {
	if (way.startsWith('extra'))
		return [
			['voorletters', 'inclusiefextravelden'],
			['email2', 'inclusiefextravelden'],
		];
	return way.startsWith('relations') ? [['factuurAdres', 'inclusiefdirecterelaties']] : [];
}

const genders = ['Man', 'Vrouw', 'Onbekend'];

/**
 * What only people have. The further members are inferred from the vendor's import pages and web-request body; the name of
 * the calculated one is invented, since none was seen.
 */
export const person: Own = {
	order: [
		'titel',
		'voorletters',
		'voornaam',
		'tussenvoegsels',
		'achternaam',
		'achterTitel',
		'geboorteAchternaam',
		'geboorteTussenvoegsels',
		'geslacht',
		'geboortedatum',
		'geboorteplaats',
		'inactief',
		'adres',
		'factuurAdres',
		'email1',
		'email2',
		'email3',
		'tel1',
		'tel2',
		'tel3',
		'optInOut',
		'opmerking',
		'externId',
		'externSource',
	],
	members: {
		geboorteAchternaam: 'text',
		geboorteTussenvoegsels: 'text',
		email3: 'email',
		tel3: 'text',
		optInOut: 'choice',
		bedrijfId: 'id',
		functieId: 'id',
		afdelingId: 'id',
	},
	values: { optInOut: ['Onbekend', 'OptIn', 'OptOut'] },
	closed: (choices): Record<string, string[]> => (choices.genders === 'closed' ? { geslacht: genders } : {}),
	relations: [{ name: 'bedrijf' }, { name: 'functie' }, { name: 'afdeling' }],
	workedOut: { volledigeNaam: fullName },
	hidden: hiddenMembers,
	required: (choices) => (choices.requiredMembers === 'achternaamEmail1' ? ['email1'] : []),
	demanded: ['voornaam', 'tussenvoegsels', 'email1', 'tel1', 'titel', 'opmerking'],
	isRefused: (name, value, choices) => name === 'geslacht' && choices.genders === 'closed' && !genders.includes(value),
	rowMembers: [
		'id',
		'voorletters',
		'voornaam',
		'tussenvoegsels',
		'achternaam',
		'geboortedatum',
		'geboorteplaats',
		'inactief',
		'email1',
		'email2',
		'email3',
		'externId',
		'externSource',
	],
	moving: {
		leeftijd(record, now) {
			const born = textOf(record, 'geboortedatum')?.slice(0, 10);
			return born ? String(Math.floor((now - Date.parse(born)) / YEAR)) : 'null';
		},
		volledigeNaam: fullName,
	},
	events: { added: 'persoon.toegevoegd', changed: 'persoon.gewijzigd' },
	removes: (choices) => choices.patchAndDelete === 'allowed',
	patches: (choices) => choices.patchAndDelete === 'allowed',
	removed: (id, world) => world.categories.forget(id),
};
