import { fixed, open } from './types.mts';

// What nobody has seen of entities other than people.
export const entities = {
	otherRemoval: open('A85', 'U', 'There is no DELETE on any other record.', {
		notAllowed: '405, unless the entity table has evidence',
		allowed: 'DELETE removes',
	}),
	companies: open('A86', 'U', 'Companies are records of their own: GET, POST and PUT on Bedrijven.', {
		exists: 'they are',
		absent: 'every path below Bedrijven is 404',
	}),
	unseenWrites: open('A87', 'I', 'Only what documentation or code shows being written can be written.', {
		notAllowed: 'POST and PUT on other entities are 405',
		allowed: 'POST and PUT work on every entity',
	}),
	resultPaths: open(
		'A88',
		'U',
		'Results and result definitions are records of their own: GET on Resultaten and Resultaatdefinities.',
		{ exists: 'they are', absent: 'every path below either is 404' },
	),
	enrolmentPartPath: open(
		'A89',
		'U',
		'Parts of an enrolment are records of their own: GET on Opleidingsvraagonderdelen.',
		{ exists: 'they are', absent: 'every path below it is 404' },
	),
	invoicePaths: open(
		'A90',
		'U',
		'Invoices and their lines are records of their own: GET on Facturen and Factuurregels.',
		{ exists: 'they are', absent: 'every path below either is 404' },
	),
	barelySeenPaths: open(
		'A91',
		'C',
		'Locaties, Vrijvelddefinities and Opleidingssoorten_Verkoopregels exist; they were only seen in a comment or as a scope.',
		{ exists: 'they do', absent: 'every path below them is 404' },
	),
	executionRows: fixed(
		'A94',
		'U',
		'Every part that concerns a participant has a row in Opleidingsonderdeeluitvoeringen.',
		'a sandbox cannot tell which parts concern whom without such rows',
		{ rows: 'as stated', lazily: 'a row is made when somebody marks something' },
	),
	webRequestAnswer: open(
		'A95',
		'C',
		'The answer to a new web request is 201 with `nummer` and `betaalproviderRedirectUrl`.',
		{ number: 'as stated', withId: 'also its id', empty: '201 without a body' },
	),
	webRequestReference: open(
		'A96',
		'I',
		'A list of web requests shows `referentieNrKlant`, and can be filtered by it.',
		{
			shown: 'as stated',
			hidden: 'it is not shown',
		},
	),
	contactCounts: fixed(
		'A97',
		'U',
		'A new web request says that the contact takes part by an `aantalPersonen` above the number of `deelnemers`.',
		'the sandbox knows no other member that could say so',
		{ counted: 'as stated', member: 'by a member that nobody has seen' },
	),
	presenceForm: open(
		'A92',
		'I',
		'Presence and pass of a participant are true, false, or null while nobody has marked them.',
		{
			null: 'true, false or null',
			absent: 'true, false, or the member is left out',
			codes: 'the texts Ja, Nee and Onbekend',
		},
	),
};
