import { faker as german } from '@faker-js/faker/locale/de';
import { faker as dutch } from '@faker-js/faker/locale/nl';

/** An invented person, with what HR knows in `birth`. */
export interface Invented {
	/** Raw JSON text of the Coachview record. */
	text: string;
	employee: {
		number: string;
		firstName: string;
		prefix: string | null;
		lastName: string;
		email: string;
		dateOfBirth: string;
		placeOfBirth: string;
		countryOfBirth: string;
	};
}

/**
 * Dutch and German people, the same ones for the same seed. About half still lack their birth data in Coachview; all
 * are known to HR under their ExternId. E-mail addresses use reserved domains only.
 * @param count number of people
 */
export function inventPeople(seed: number, count: number): Invented[] {
	dutch.seed(seed);
	german.seed(seed + 1);
	return Array.from({ length: count }, (_, index) => invent(index));
}

function invent(index: number): Invented {
	const isGerman = index % 4 === 3;
	const faker = isGerman ? german : dutch;
	const woman = faker.datatype.boolean();
	const firstName = faker.person.firstName(woman ? 'female' : 'male');
	const [, prefix = null, lastName] = /^((?:van de|van der|van den|van|de|von|ter|ten)\s)?(.+)$/i.exec(
		faker.person.lastName(),
	) as unknown as [string, string | undefined, string];
	const tussenvoegsels = prefix === null ? null : prefix.trim();
	const place = faker.location.city();
	const dateOfBirth = faker.date.birthdate({ mode: 'year', min: 1958, max: 2004 }).toISOString().slice(0, 10);
	const hasBirth = faker.datatype.boolean();
	const number = String(10_100 + index);
	const email = `${ascii(firstName)}.${ascii(lastName)}${index}@example.${isGerman ? 'net' : 'org'}`;
	const at = `2025-${String(1 + (index % 9)).padStart(2, '0')}-${String(1 + (index % 27)).padStart(2, '0')}T09:${String(10 + (index % 50))}:07.${1 + (index % 9)}`;
	const record = {
		id: faker.string.uuid().toLowerCase(),
		voorletters: `${firstName.charAt(0)}.`,
		voornaam: firstName,
		tussenvoegsels,
		achternaam: lastName,
		geslacht: woman ? 'Vrouw' : 'Man',
		geboortedatum: hasBirth ? dateOfBirth : null,
		geboorteplaats: hasBirth ? place : null,
		adres: {
			adres1: faker.location.streetAddress(),
			adres2: null,
			adres3: null,
			adres4: null,
			postcode: faker.location.zipCode(),
			plaats: faker.location.city(),
			landCode: isGerman ? 'DE' : 'NL',
		},
		email1: email,
		tel1: `+${isGerman ? '49' : '31'} 000 ${String(100_000 + index)}`,
		optInOut: 'Onbekend',
		opmerking: index % 5 === 0 ? `Kwam binnen via ${faker.company.name()}` : null,
		externId: number,
		externSource: index % 6 === 5 ? 'AFAS' : 'HR',
		auditTrail: {
			aangemaaktDatumTijd: at,
			aangemaaktDoor: 'demo.beheerder',
			gewijzigdDatumTijd: at,
			gewijzigdDoor: 'demo.beheerder',
			etag: 1001 + index,
		},
	};
	return {
		text: JSON.stringify(record),
		employee: {
			number,
			firstName,
			prefix: tussenvoegsels,
			lastName,
			email,
			dateOfBirth,
			placeOfBirth: place,
			countryOfBirth: isGerman ? 'DE' : 'NL',
		},
	};
}

const ascii = (name: string) =>
	name
		.normalize('NFD')
		.replace(/[^A-Za-z]/g, '')
		.toLowerCase();
