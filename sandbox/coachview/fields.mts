import type { Choices } from '../control/types.mts';

/** What kind of value a member of a person holds; `where` compares by it. */
export type FieldType = 'text' | 'id' | 'boolean' | 'date' | 'dateTime' | 'address';

/**
 * Known members of a person, in the order of the answers. Seen in code that calls the API: the name, address, e-mail,
 * telephone, sex and birth members; the others are inferred from the vendor's import pages and web-request body.
 */
export const personFields: ReadonlyMap<string, FieldType> = new Map<string, FieldType>([
	['id', 'id'],
	['titel', 'text'],
	['voorletters', 'text'],
	['voornaam', 'text'],
	['tussenvoegsels', 'text'],
	['achternaam', 'text'],
	['achterTitel', 'text'],
	['geboorteAchternaam', 'text'],
	['geboorteTussenvoegsels', 'text'],
	['geslacht', 'text'],
	['geboortedatum', 'date'],
	['geboorteplaats', 'text'],
	['inactief', 'boolean'],
	['adres', 'address'],
	['factuurAdres', 'address'],
	['email1', 'text'],
	['email2', 'text'],
	['email3', 'text'],
	['tel1', 'text'],
	['tel2', 'text'],
	['tel3', 'text'],
	['optInOut', 'text'],
	['opmerking', 'text'],
	['externId', 'text'],
	['externSource', 'text'],
	['bedrijfId', 'id'],
	['functieId', 'id'],
	['afdelingId', 'id'],
]);

/** Members of an address, all texts. Source: code that calls the API. */
export const addressFields: readonly string[] = [
	'adres1',
	'adres2',
	'adres3',
	'adres4',
	'postcode',
	'plaats',
	'landCode',
];

/** Members of `auditTrail`. Source: recorded responses. */
export const auditFields: ReadonlyMap<string, FieldType> = new Map<string, FieldType>([
	['aangemaaktDatumTijd', 'dateTime'],
	['aangemaaktDoor', 'text'],
	['gewijzigdDatumTijd', 'dateTime'],
	['gewijzigdDoor', 'text'],
]);

/** Relations that `InclusiefDirecteRelaties=true` adds next to the `…Id` member. */
export const relations: readonly string[] = ['bedrijf', 'functie', 'afdeling'];

/** The calculated member that `InclusiefExtraVelden=true` adds. Its name is invented: none was seen for a person. */
export const calculatedField = 'volledigeNaam';

/** Members that come out but cannot be written. */
export const readOnlyFields: readonly string[] = ['auditTrail', ...relations, calculatedField];

/** Members that a row of a list shows under assumption A70 = shortened. */
export const rowFields: readonly string[] = [
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
];

/** Members that Coachview moves by itself (assumption A66); all names but the full name's are invented. */
export const movingFields: readonly string[] = ['leeftijd', calculatedField, 'rijVersie', 'laatstGelezen'];

/** Members that only a flag shows (assumption A56), with the flag's name in lower case. */
export function hiddenFields({ A56 = 'all' }: Choices): Array<[member: string, flag: string]> {
	if (A56.startsWith('extra'))
		return [
			['voorletters', 'inclusiefextravelden'],
			['email2', 'inclusiefextravelden'],
		];
	return A56.startsWith('relations') ? [['factuurAdres', 'inclusiefdirecterelaties']] : [];
}

/** Key of a free field in a flattened record: its code with a lower-case first letter (seen in code that calls the API). */
export const freeFieldKey = (code: string): string => code.charAt(0).toLowerCase() + code.slice(1);
