import type { Fault } from '../../sandbox/control/types.mts';
import type { Host } from './host.mts';

// Values that occur nowhere else, so that every hit is a leak. The dates also in the forms that systems write them.
export const person = {
	achternaam: 'Quirijnszoon',
	voornaam: 'Wubbechien',
	opmerking: 'Kent de directeur van Ootmarsum',
	email1: 'wubbechien@voorbeeld.example',
	tel1: '+31 000 774411',
};
export const hr = {
	firstName: 'Wubbechientje',
	lastName: 'Quirijnsdochter',
	dateOfBirth: '1971-02-09',
	placeOfBirth: 'Ouwsterhaule-Zuid',
};
export const secrets = [
	...Object.values(person),
	...Object.values(hr),
	'09-02-1971',
	'09.02.1971',
	'9-2-1971',
	'02/09/1971',
	'19710209',
	'1971-02',
];

/** What goes wrong, and the outcome that must come of it. */
export interface Path {
	name: string;
	/** Last digits of the number. */
	no: string;
	/** Prepares the trouble. */
	before?(id: string, number: string, host: Host): Promise<void>;
	/** The event names a person that Coachview does not know. */
	unknown?: true;
	/** Outcome on the follow-up list of the compact sample; none: the list stays empty. */
	outcome?: string;
}

const echo = JSON.stringify({
	title: `${hr.dateOfBirth} past niet bij ${person.voornaam} ${person.achternaam}`,
	errors: { geboorteplaats: [`${hr.placeOfBirth} is onbekend`] },
});

const fault = async (host: Host, fault: object, match: object) =>
	void (await host.control.faults.add({ ...fault, match } as Fault));
const onPerson = async (host: Host, id: string, method: string, one: object) =>
	await fault(host, one, { server: 'coachview', method, path: `Personen/${id}` });

export const paths: Path[] = [
	{ name: 'success', no: '001' },
	{ name: 'person not found', no: '002', unknown: true, outcome: 'notFound' },
	{
		name: 'two employees in HR',
		no: '003',
		outcome: 'ambiguous',
		before: async (_, number, host) => void (await host.control.hr.put({ ...hr, number, key: 'twin' })),
	},
	{
		name: 'placeholder date',
		no: '004',
		outcome: 'incomplete',
		before: async (_, number, host) => void (await host.control.hr.patch(number, { dateOfBirth: '1900-01-01' })),
	},
	{
		name: 'day used up',
		no: '005',
		before: async (id, _, host) =>
			await onPerson(host, id, 'GET', { kind: 'status', status: 429, headers: { 'Retry-After': '7200' } }),
		outcome: 'quotaExhausted',
	},
	{
		name: 'Coachview answers 500 to the PUT',
		no: '006',
		before: async (id, _, host) =>
			await onPerson(host, id, 'PUT', { kind: 'status', status: 500, body: echo, count: 3 }),
		outcome: 'unavailable',
	},
	{
		name: 'PUT refused with the values in the complaint',
		no: '007',
		before: async (id, _, host) =>
			await onPerson(host, id, 'PUT', {
				kind: 'status',
				status: 400,
				body: echo,
				headers: { 'content-type': 'application/problem+json' },
			}),
		outcome: 'rejected',
	},
	{
		name: 'not stored as sent',
		no: '008',
		before: async (id, _, host) =>
			await onPerson(host, id, 'PUT', { kind: 'truncateStored', member: 'geboorteplaats', length: 6 }),
		outcome: 'notStored',
	},
	{
		name: 'half an answer to the PUT, then nothing',
		no: '009',
		outcome: 'unknownOutcome',
		before: async (id, _, host) => {
			await onPerson(host, id, 'PUT', { kind: 'truncatedJson' });
			await onPerson(host, id, 'GET', { kind: 'status', status: 404, skip: 1 });
		},
	},
	{
		name: 'somebody else in the register',
		no: '012',
		before: async (id, _, host) => void (await host.control.people.patch(id, { externId: '999' })),
		outcome: 'identityMismatch',
	},
	{
		name: 'another value in Coachview',
		no: '013',
		outcome: 'conflict',
		before: async (id, _, host) => void (await host.control.people.patch(id, { geboortedatum: '1971-02-10' })),
	},
];

// These hit whoever asks HR, so they come alone.
export const hrPaths: Path[] = [
	{
		name: 'half an answer of HR',
		no: '010',
		outcome: 'retryLater',
		before: async (_, __, host) => await fault(host, { kind: 'truncatedJson', count: 3 }, { server: 'hr' }),
	},
	{
		name: 'HR is down',
		no: '011',
		outcome: 'retryLater',
		before: async (_, __, host) => await fault(host, { kind: 'html', count: 3 }, { server: 'hr' }),
	},
];
