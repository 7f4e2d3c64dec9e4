import type { INodeProperties } from 'n8n-workflow';
import {
	COMPANY_FIELDS,
	CONTACT_FIELDS,
	DEBTOR_FIELDS,
	LAST_NAME,
	PERSON_FIELDS,
	REQUEST_FIELDS,
} from '../../entities/webRequestBody';
import type { Field } from '../../entities/entity';
import { fieldTitle } from '../words';
import { fieldProperty } from './kinds';

// What Create of a web request asks for. The readers are in special/webRequestInput.ts.

const shown = (fields: readonly Field[]) =>
	fields.map((field) => fieldProperty(field)).sort((a, b) => a.displayName.localeCompare(b.displayName));

const part = (displayName: string, name: string, fields: readonly Field[]): INodeProperties => ({
	displayName,
	name,
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: shown(fields),
});

const rows = (
	displayName: string,
	name: string,
	values: INodeProperties[],
	{ one, description }: { one: string; description: string },
): INodeProperties => ({
	displayName,
	name,
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: `Add ${one}`,
	default: {},
	description,
	options: [{ displayName: one, name: 'row', values }],
});

const text = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	description,
});

export const REFERENCE: INodeProperties = {
	...text(
		'Reference (Referentienummer)',
		'reference',
		'Your own number of this registration. It is looked up first, so that a retry makes no second order.',
	),
	required: true,
};

export const COURSES: INodeProperties = rows(
	'Courses (Opleidingen)',
	'courses',
	[
		text('Course ID', 'courseId', 'A course (Opleiding) with a date'),
		text('Course Definition ID', 'definitionId', 'A definition (Opleidingssoort) alone asks for the waiting list'),
	],
	{ one: 'Course', description: 'What people register for; each with one of both IDs, or both' },
);

export const CONTACT_LAST_NAME: INodeProperties = {
	...text('Contact Last Name (Achternaam)', 'contactLastName', 'The contact person (Contactpersoon)'),
	required: true,
};

export const CONTACT: INodeProperties = part('Contact Person (Contactpersoon)', 'contact', CONTACT_FIELDS);

export const TAKES_PART: INodeProperties = {
	displayName: 'Contact Takes Part',
	name: 'contactTakesPart',
	type: 'boolean',
	default: true,
	description: 'Whether the contact person is a participant as well; do not add them to the participants then',
};

export const PARTICIPANTS: INodeProperties = rows(
	'Participants (Deelnemers)',
	'participants',
	[
		{ displayName: fieldTitle(LAST_NAME), name: LAST_NAME.name, type: 'string', default: '' },
		...shown(PERSON_FIELDS.filter(({ kind }) => kind !== 'group')),
	],
	{ one: 'Participant', description: 'People other than the contact person' },
);

export const PARTICIPANTS_JSON: INodeProperties = {
	displayName: 'Participants as JSON',
	name: 'participantsJson',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.people }}',
	description:
		'A list of people by the JSON names of the web request (achternaam, emailadres …), besides the rows above',
};

export const COMPANY: INodeProperties = part('Company (Bedrijf)', 'company', COMPANY_FIELDS);
export const DEBTOR: INodeProperties = part('Debtor (Debiteur)', 'debtor', DEBTOR_FIELDS);

export const IS_ORDER: INodeProperties = {
	displayName: 'Is an Order',
	name: 'isOrder',
	type: 'boolean',
	default: false,
	description: 'Whether Coachview makes an order of it, which is invoiced; otherwise a draft (Concept)',
};

/** Where free fields of a web request stand (seen in third-party code). */
export const FREE_FIELD_PLACES = [
	{ name: 'Company', value: 'company', path: ['bedrijf', 'vrijevelden'] },
	{ name: 'Contact Person', value: 'contact', path: ['contactpersoon', 'vrijeveldenPersoon'] },
	{ name: 'Enrolment of the Contact', value: 'enrolment', path: ['contactpersoon', 'vrijeveldenOpleidingsvraag'] },
	{ name: 'Request', value: 'request', path: ['vrijevelden'] },
] as const;

export const FREE_FIELDS: INodeProperties = rows(
	'Free Fields (Vrije Velden)',
	'freeFieldValues',
	[
		{
			displayName: 'Of',
			name: 'of',
			type: 'options',
			default: 'request',
			options: FREE_FIELD_PLACES.map(({ name, value }) => ({ name, value })),
		},
		text('Code', 'code', 'The code of the free field as Coachview has it'),
		text('Value', 'value', ''),
	],
	{ one: 'Free Field', description: 'Values of free fields by their code' },
);

const NUMBER_OF_PEOPLE: INodeProperties = {
	displayName: 'Number of People (Aantal Personen)',
	name: 'numberOfPeople',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 1,
	description: 'Only to be compared: when it differs from those who take part, nothing is sent',
};

export const ADDITIONAL: INodeProperties = {
	...part('Additional Fields', 'additionalFields', REQUEST_FIELDS),
	options: [NUMBER_OF_PEOPLE, ...shown(REQUEST_FIELDS)].sort((a, b) => a.displayName.localeCompare(b.displayName)),
};

export const DUPLICATE_CHECK: INodeProperties = {
	displayName: 'Duplicate Check',
	name: 'duplicateCheck',
	type: 'options',
	default: 'reference',
	options: [
		{ name: 'By Reference', value: 'reference' },
		{ name: 'Off', value: 'off', description: 'A repeat may make a second order' },
	],
	description: 'Whether a web request with this reference is looked for before one is sent',
};
