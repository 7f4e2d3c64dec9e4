import { Fault } from '../fault';
import { editRecord, type Change } from '../json/edit';
import { rawRecord, textAt, type RawRecord } from '../json/record';
import { foldName } from '../settings/names';
import { invalidInput } from '../settings/invalid';

/** A course that is asked for, or only what it is a run of: then for the waiting list (seen in third-party code). */
export interface AskedCourse {
	courseId: string;
	definitionId: string;
}

/** A web request as the user entered it, each value read by the reader of its kind. */
export interface WebRequestInput {
	reference: string;
	isOrder: boolean;
	courses: readonly AskedCourse[];
	contact: readonly Change[];
	contactTakesPart: boolean;
	participants: ReadonlyArray<readonly Change[]>;
	company: readonly Change[];
	debtor: readonly Change[];
	/** Members of the request itself; free fields as well, under their whole path. */
	others: readonly Change[];
	/** Undefined: worked out. */
	numberOfPeople?: number;
}

/** The text to send, and how many people it is about. */
export interface WebRequestBody {
	text: string;
	people: number;
}

/**
 * The body of a new web request (names: seen in third-party code). A contact person who takes part is not repeated among the
 * participants, and counts in `aantalPersonen` (vendor documentation for reading; for writing: assumption A97).
 *
 * @throws Fault `invalidInput` for counts and people that contradict each other, before anything is sent
 */
export function webRequestBody(input: WebRequestInput): WebRequestBody {
	const { reference, isOrder, courses, contact, company, debtor, others } = input;
	const people = headCount(input);
	const participants = input.participants.map(made);
	refuseSameCourse(courses);
	refuseSamePerson(input, rawRecord(made(contact)), participants.map(rawRecord));
	refuseSamePlace(others);
	const under = (name: string, changes: readonly Change[]) =>
		changes.map(({ path, json }) => ({ path: [name, ...path], json }));
	const text = made([
		{ path: ['referentieNrKlant'], json: JSON.stringify(reference) },
		{ path: ['aantalPersonen'], json: String(people) },
		{ path: ['aanvraagIsOrder'], json: String(isOrder) },
		{ path: ['opleidingen'], json: `[${courses.map(courseJson).join(',')}]` },
		...under('contactpersoon', contact),
		{ path: ['deelnemers'], json: `[${participants.join(',')}]` },
		...under('bedrijf', company),
		...under('debiteur', debtor),
		...others,
	]);
	return { text, people };
}

function headCount({ participants, contactTakesPart, numberOfPeople, courses }: WebRequestInput): number {
	if (courses.length === 0)
		throw invalidInput('Courses', 'is empty', 'Give at least one course or one course definition.');
	const people = participants.length + Number(contactTakesPart);
	if (people === 0)
		throw new Fault(
			'invalidInput',
			'Nobody takes part: the contact person does not, and there are no participants',
			"Switch on 'Contact Takes Part' or add participants. Nothing was sent to Coachview.",
			{ fields: ['Contact Takes Part', 'Participants'] },
		);
	if (numberOfPeople !== undefined && numberOfPeople !== people)
		throw new Fault(
			'invalidInput',
			`'Number of People' is ${numberOfPeople}, but ${people} take part: ${participants.length} participants and the contact person ${contactTakesPart ? 'as well' : 'not'}`,
			"Correct one of them, or leave 'Number of People' out. Nothing was sent to Coachview.",
			{ fields: ['Number of People', 'Contact Takes Part', 'Participants'] },
		);
	return people;
}

/** A course that stands there twice would be ordered twice. */
function refuseSameCourse(courses: readonly AskedCourse[]): void {
	const keys = courses.map(({ courseId, definitionId }) => courseId || `definition ${definitionId}`);
	const at = keys.findIndex((key, index) => keys.indexOf(key) < index);
	if (at < 0) return;
	throw invalidInput('Courses', `has the same course in rows ${keys.indexOf(keys[at] ?? '') + 1} and ${at + 1}`);
}

/** Whoever is contact person and participant, or participant twice, would be counted, and enrolled, twice. */
function refuseSamePerson(
	{ contactTakesPart }: WebRequestInput,
	contact: RawRecord,
	participants: readonly RawRecord[],
): void {
	const at = participants.findIndex((one) => isSamePerson(contact, one));
	if (at >= 0)
		throw new Fault(
			'invalidInput',
			`The contact person is also participant ${at + 1}, and would count twice`,
			`Take participant ${at + 1} out${contactTakesPart ? '' : " and switch on 'Contact Takes Part'"}. Nothing was sent to Coachview.`,
			{ fields: ['Participants', 'Contact Takes Part'] },
		);
	participants.forEach((one, index) => {
		const first = participants.slice(0, index).findIndex((other) => isSamePerson(other, one));
		if (first < 0) return;
		throw new Fault(
			'invalidInput',
			`Participants ${first + 1} and ${index + 1} are the same person, who would count twice`,
			`Take one of them out. Those of 'Participants as JSON' are counted after the rows. Nothing was sent to Coachview.`,
			{ fields: ['Participants', 'Participants as JSON'] },
		);
	});
}

/** The same key, or name and address; two of a family may share one of these. */
function isSamePerson(one: RawRecord, other: RawRecord): boolean {
	return [['persoonId'], ['externId', 'externSource'], ['emailadres', 'voornaam', 'achternaam']].some((names) =>
		names.every((name) => {
			const value = foldName(textAt(one, [name])).toLowerCase();
			return value !== '' && value === foldName(textAt(other, [name])).toLowerCase();
		}),
	);
}

/** Of two values for one free field only one would be stored. */
function refuseSamePlace(others: readonly Change[]): void {
	const places = others.map(({ path }) => path.join('.').toLowerCase());
	if (new Set(places).size < places.length)
		throw invalidInput('Free Fields', 'has a code twice', 'Give every free field once.');
}

const made = (changes: readonly Change[]) => editRecord(rawRecord('{}'), [...changes]);

function courseJson({ courseId, definitionId }: AskedCourse): string {
	return JSON.stringify({
		...(courseId !== '' && { opleidingId: courseId }),
		...(definitionId !== '' && { opleidingssoortId: definitionId }),
	});
}
