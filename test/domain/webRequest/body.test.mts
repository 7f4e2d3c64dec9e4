import type { Fault } from '../../../nodes/Coachview/domain/fault.ts';
import type { Change } from '../../../nodes/Coachview/domain/json/edit.ts';
import { webRequestBody, type WebRequestInput } from '../../../nodes/Coachview/domain/webRequest/body.ts';

/** Changes of a flat object; a name with dots is a path. */
const changes = (values: Record<string, unknown>): Change[] =>
	Object.entries(values).map(([name, value]) => ({ path: name.split('.'), json: JSON.stringify(value) }));

const input = (given: Partial<WebRequestInput> = {}): WebRequestInput => ({
	reference: 'site "1"',
	isOrder: false,
	courses: [{ courseId: 'c-1', definitionId: '' }],
	contact: changes({ achternaam: 'Voorbeeld' }),
	contactTakesPart: true,
	participants: [],
	company: [],
	debtor: [],
	others: [],
	...given,
});

function refusal(given: Partial<WebRequestInput>): Fault {
	try {
		webRequestBody(input(given));
	} catch (fault) {
		return fault as Fault;
	}
	throw new Error('It was not refused');
}

it('sends what is given, and no member that is not', () => {
	const { text, people } = webRequestBody(input());
	expect(people).toBe(1);
	expect(JSON.parse(text)).toEqual({
		referentieNrKlant: 'site "1"',
		aantalPersonen: 1,
		aanvraagIsOrder: false,
		opleidingen: [{ opleidingId: 'c-1' }],
		contactpersoon: { achternaam: 'Voorbeeld' },
		deelnemers: [],
	});
});

it('puts everything in its place', () => {
	const { text, people } = webRequestBody(
		input({
			isOrder: true,
			courses: [
				{ courseId: 'c-1', definitionId: 'd-1' },
				{ courseId: '', definitionId: 'd-2' },
			],
			participants: [changes({ achternaam: 'Een' }), changes({ achternaam: 'Twee', 'adres.plaats': 'Breda' })],
			company: changes({ naam: 'Proef' }),
			debtor: changes({ particulier: true }),
			others: changes({ opmerking: 'lunch', 'vrijevelden.bron': 'site' }),
			numberOfPeople: 3,
		}),
	);
	expect(people).toBe(3);
	expect(JSON.parse(text)).toEqual({
		referentieNrKlant: 'site "1"',
		aantalPersonen: 3,
		aanvraagIsOrder: true,
		opleidingen: [{ opleidingId: 'c-1', opleidingssoortId: 'd-1' }, { opleidingssoortId: 'd-2' }],
		contactpersoon: { achternaam: 'Voorbeeld' },
		deelnemers: [{ achternaam: 'Een' }, { achternaam: 'Twee', adres: { plaats: 'Breda' } }],
		bedrijf: { naam: 'Proef' },
		debiteur: { particulier: true },
		opmerking: 'lunch',
		vrijevelden: { bron: 'site' },
	});
});

it('counts the contact person only when they take part', () => {
	const participants = [changes({ achternaam: 'Een' })];
	expect(webRequestBody(input({ participants })).people).toBe(2);
	expect(webRequestBody(input({ participants, contactTakesPart: false })).people).toBe(1);
	expect(webRequestBody(input({ participants, contactTakesPart: false, numberOfPeople: 1 })).people).toBe(1);
});

it('refuses a request without a course', () => {
	expect(refusal({ courses: [] })).toMatchObject({
		reason: 'invalidInput',
		message: expect.stringContaining('Courses'),
	});
});

it('refuses a request that nobody takes part in', () => {
	const fault = refusal({ contactTakesPart: false });
	expect(fault.message).toBe('Nobody takes part: the contact person does not, and there are no participants');
	expect(fault.advice).toContain('Nothing was sent');
	expect(fault.fields).toEqual(['Contact Takes Part', 'Participants']);
});

it.each([
	[true, 1, "'Number of People' is 9, but 2 take part: 1 participants and the contact person as well"],
	[false, 2, "'Number of People' is 9, but 2 take part: 2 participants and the contact person not"],
])('refuses head counts that contradict each other', (contactTakesPart, count, message) => {
	const participants = Array.from({ length: count }, (_, at) => changes({ achternaam: `P${at}` }));
	const fault = refusal({ contactTakesPart, participants, numberOfPeople: 9 });
	expect(fault.message).toBe(message);
	expect(fault.fields).toEqual(['Number of People', 'Contact Takes Part', 'Participants']);
	expect(refusal({ contactTakesPart, participants, numberOfPeople: 0 }).reason).toBe('invalidInput');
});

describe('a contact person who is a participant as well', () => {
	const other = changes({ achternaam: 'Ander', persoonId: 'p-2' });

	it.each<[string, object, object]>([
		['by ID', { persoonId: 'P-1' }, { persoonId: ' p-1 ' }],
		['by external key', { externId: '7', externSource: 'HR' }, { externId: '7', externSource: 'hr' }],
		[
			'by name and e-mail address',
			{ voornaam: 'Bo', achternaam: 'Een', emailadres: 'bo@example.org' },
			{ voornaam: 'bo', achternaam: 'EEN', emailadres: 'BO@example.org' },
		],
	])('is refused %s', (_, contact, participant) => {
		const fault = refusal({
			contact: changes({ ...contact }),
			participants: [other, changes({ ...participant })],
		});
		expect(fault.message).toBe('The contact person is also participant 2, and would count twice');
		expect(fault.advice).toBe('Take participant 2 out. Nothing was sent to Coachview.');
		expect(fault.fields).toEqual(['Participants', 'Contact Takes Part']);
	});

	it('is told to let the contact take part when that is off', () => {
		const fault = refusal({
			contact: changes({ persoonId: 'p-1' }),
			contactTakesPart: false,
			participants: [changes({ persoonId: 'p-1' })],
		});
		expect(fault.advice).toContain("and switch on 'Contact Takes Part'");
	});

	it.each<[string, object, object]>([
		['the name only', { voornaam: 'Bo', achternaam: 'Een' }, { voornaam: 'Bo', achternaam: 'Een' }],
		[
			'a shared e-mail address',
			{ emailadres: 'info@example.org', achternaam: 'Een' },
			{ emailadres: 'info@example.org', achternaam: 'Twee' },
		],
		['half a key', { externId: '7' }, { externId: '7' }],
		['another source', { externId: '7', externSource: 'HR' }, { externId: '7', externSource: 'AFAS' }],
		['empty values', { persoonId: '' }, { persoonId: '' }],
	])('is not seen in %s', (_, contact, participant) => {
		const { people } = webRequestBody(
			input({ contact: changes({ ...contact }), participants: [changes({ ...participant })] }),
		);
		expect(people).toBe(2);
	});
});
