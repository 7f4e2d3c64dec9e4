/** How a field is entered, checked and compared. */
export type FieldKind = 'text' | 'date' | 'place' | 'boolean' | 'address' | 'email';

export interface PersonField {
	/** The member's name in Coachview's JSON. */
	name: string;
	displayName: string;
	/** Coachview's Dutch term, shown in the description. */
	dutch: string;
	kind: FieldKind;
	description?: string;
	/** Whether line breaks and tabs belong into it. */
	lines?: boolean;
}

/**
 * The members of a person that the node offers by name. `geboortedatum`, `geboorteplaats`, `email1`, `tel1`, names and
 * addresses were seen in third-party code; `externId`, `externSource` and the rest are inferred from the vendor's
 * import documentation. Members that are not listed here are kept as they are and can be set under Other Fields.
 */
export const PERSON_FIELDS: readonly PersonField[] = [
	{ name: 'adres', displayName: 'Address', dutch: 'Adres', kind: 'address' },
	{ name: 'geboortedatum', displayName: 'Date of Birth', dutch: 'Geboortedatum', kind: 'date' },
	{ name: 'email1', displayName: 'Email', dutch: 'E-mailadres 1', kind: 'email' },
	{ name: 'email2', displayName: 'Email 2', dutch: 'E-mailadres 2', kind: 'email' },
	{
		name: 'externId',
		displayName: 'Extern ID',
		dutch: 'ExternId',
		kind: 'text',
		description: "The person's key in the source system",
	},
	{
		name: 'externSource',
		displayName: 'Extern Source',
		dutch: 'ExternSource',
		kind: 'text',
		description: 'The name of the source system',
	},
	{ name: 'voornaam', displayName: 'First Name', dutch: 'Voornaam', kind: 'text' },
	{
		name: 'geslacht',
		displayName: 'Gender',
		dutch: 'Geslacht',
		kind: 'text',
		description: "The code as your Coachview uses it; the API's values are not documented",
	},
	{ name: 'inactief', displayName: 'Inactive', dutch: 'Inactief', kind: 'boolean' },
	{ name: 'voorletters', displayName: 'Initials', dutch: 'Voorletters', kind: 'text' },
	{ name: 'factuurAdres', displayName: 'Invoice Address', dutch: 'Factuuradres', kind: 'address' },
	{ name: 'achternaam', displayName: 'Last Name', dutch: 'Achternaam', kind: 'text' },
	{ name: 'tussenvoegsels', displayName: 'Name Prefix', dutch: 'Tussenvoegsels', kind: 'text' },
	{ name: 'tel1', displayName: 'Phone', dutch: 'Telefoonnummer 1', kind: 'text' },
	{ name: 'tel2', displayName: 'Phone 2', dutch: 'Telefoonnummer 2', kind: 'text' },
	{ name: 'geboorteplaats', displayName: 'Place of Birth', dutch: 'Geboorteplaats', kind: 'place' },
	{ name: 'opmerking', displayName: 'Remarks', dutch: 'Opmerking', kind: 'text', lines: true },
	{ name: 'titel', displayName: 'Title', dutch: 'Titel', kind: 'text' },
	{ name: 'achterTitel', displayName: 'Title After Name', dutch: 'Achtertitel', kind: 'text' },
];

/** The members of an address (seen in third-party code). */
export const ADDRESS_FIELDS: readonly { name: string; displayName: string; dutch: string }[] = [
	{ name: 'adres1', displayName: 'Address Line 1', dutch: 'Adres 1' },
	{ name: 'adres2', displayName: 'Address Line 2', dutch: 'Adres 2' },
	{ name: 'adres3', displayName: 'Address Line 3', dutch: 'Adres 3' },
	{ name: 'adres4', displayName: 'Address Line 4', dutch: 'Adres 4' },
	{ name: 'landCode', displayName: 'Country Code', dutch: 'Landcode' },
	{ name: 'postcode', displayName: 'Postal Code', dutch: 'Postcode' },
	{ name: 'plaats', displayName: 'Town', dutch: 'Plaats' },
];

/**
 * Members that Coachview returns but keeps by itself (the audit trail with its etag was seen in a recorded answer).
 * The list is short on purpose: a member that is left out of a PUT without need would be erased.
 */
export const READ_ONLY_MEMBERS: readonly string[] = ['auditTrail'];

/** Members that nobody sets: Coachview gives them. */
export const PROTECTED_MEMBERS: readonly string[] = ['id', 'auditTrail'];

const BY_NAME: ReadonlyMap<string, PersonField> = new Map(
	PERSON_FIELDS.map((field) => [field.name.toLowerCase(), field]),
);
const SPELLINGS: ReadonlyMap<string, string> = new Map(
	[...PROTECTED_MEMBERS, ...PERSON_FIELDS.map(({ name }) => name)].map((name) => [name.toLowerCase(), name]),
);

/** @returns the field that the node offers under this JSON name, whatever its case: Coachview's own reading may heed none */
export function fieldNamed(name: string): PersonField | undefined {
	return BY_NAME.get(name.toLowerCase());
}

/** @returns a member's name in the spelling that the node knows; an unknown name as it is */
export function knownSpelling(name: string): string {
	return SPELLINGS.get(name.toLowerCase()) ?? name;
}

/** @returns the line of an address under this JSON name, whatever its case */
export function addressLine(name: string): (typeof ADDRESS_FIELDS)[number] | undefined {
	return ADDRESS_FIELDS.find((line) => line.name.toLowerCase() === name.toLowerCase());
}

/** @returns the name the user knows, e.g. `Date of Birth` for `geboortedatum`; other members keep their own name */
export function fieldLabel(name: string): string {
	return PERSON_FIELDS.find((field) => field.name === name)?.displayName ?? name;
}

/** The ten fields of a simplified person, flat (n8n's guideline for Simplify). */
export const SIMPLE_FIELDS: readonly string[] = [
	'id',
	'externId',
	'externSource',
	'voornaam',
	'tussenvoegsels',
	'achternaam',
	'email1',
	'geboortedatum',
	'geboorteplaats',
	'inactief',
];
