import type { Field, FieldKind } from './entity.ts';
import { ADDRESS_LINES } from './shared.ts';

// What a new web request is made of: names of the body that Coachview's Swagger showed in 2022 (seen in third-party code). They
// differ from those of a person: `emailadres`, `geboorteDatum` with a capital.

const seen = (name: string, label: string, dutch: string, kind: FieldKind = 'text'): Field => ({
	name,
	label,
	dutch,
	kind,
	grade: 'seen',
	...(kind === 'group' && { members: ADDRESS_LINES }),
});
const KEY = [seen('externId', 'External ID', 'ExternId'), seen('externSource', 'External Source', 'ExternSource')];
const REMARKS: Field = { ...seen('opmerking', 'Remarks', 'Opmerking'), lines: true };

/** A contact person or a participant, beside the last name. */
export const PERSON_FIELDS: readonly Field[] = [
	seen('geboorteDatum', 'Date of Birth', 'Geboortedatum', 'birthDate'),
	seen('afdelingId', 'Department ID', 'Afdeling', 'id'),
	seen('emailadres', 'Email', 'E-mailadres', 'email'),
	...KEY,
	seen('voornaam', 'First Name', 'Voornaam'),
	seen('functieId', 'Function ID', 'Functie', 'id'),
	seen('geslacht', 'Gender', 'Geslacht'),
	seen('voorletters', 'Initials', 'Voorletters'),
	seen('tussenvoegsels', 'Name Prefix', 'Tussenvoegsels'),
	seen('persoonId', 'Person ID', 'Persoon', 'id'),
	seen('telefoonnummer', 'Phone', 'Telefoonnummer'),
	seen('geboortePlaats', 'Place of Birth', 'Geboorteplaats', 'place'),
	REMARKS,
	seen('titel', 'Title', 'Titel'),
];

export const LAST_NAME: Field = seen('achternaam', 'Last Name', 'Achternaam');

export const CONTACT_FIELDS: readonly Field[] = [seen('adres', 'Address', 'Adres', 'group'), ...PERSON_FIELDS];

export const COMPANY_FIELDS: readonly Field[] = [
	seen('emailadres', 'Email', 'E-mailadres', 'email'),
	...KEY,
	seen('factuurAdres', 'Invoice Address', 'Factuuradres', 'group'),
	seen('naam', 'Name', 'Naam'),
	seen('telefoonnummer', 'Phone', 'Telefoonnummer'),
	REMARKS,
	seen('bezoekAdres', 'Visiting Address', 'Bezoekadres', 'group'),
];

export const DEBTOR_FIELDS: readonly Field[] = [
	seen('naamRekeninghouder', 'Account Holder', 'Naam rekeninghouder'),
	seen('bicCode', 'BIC', 'BIC-code'),
	{ ...seen('emailType', 'Email Type', 'E-mailtype', 'choice'), values: ['Bedrijf', 'ContactpersoonAanvraag'] },
	seen('iban', 'IBAN', 'IBAN'),
	seen('emailadresAnders', 'Other Email', 'Ander e-mailadres', 'email'),
	seen('betaalwijzeId', 'Payment Method ID', 'Betaalwijze', 'id'),
	{
		...seen('particulier', 'Private', 'Particulier', 'boolean'),
		whether: 'Whether the debtor is a private person',
	},
	REMARKS,
	seen('btwNummer', 'VAT Number', 'Btw-nummer'),
];

/** What is said of the request itself. */
export const REQUEST_FIELDS: readonly Field[] = [
	REMARKS,
	seen('uitvoeringstermijn', 'Execution Term', 'Uitvoeringstermijn'),
];
