import { randomUUID } from 'node:crypto';
import type { Choices } from '../../assumptions/register.mts';
import type { World } from '../../world.mts';
import { BadRequest } from '../errors.mts';
import { isGuid } from '../kinds.mts';
import type { Own } from '../own.mts';
import { joinObject, textOf, valueOf, type RawObject } from '../raw.mts';

type Body = Record<string, unknown>;

/** Members of the body that Coachview's Swagger showed in 2022 (seen in third-party code). */
const known = [
	'referentieNrKlant',
	'opmerking',
	'aantalPersonen',
	'uitvoeringstermijn',
	'aanvraagIsOrder',
	'vrijevelden',
	'opleidingen',
	'contactpersoon',
	'contactpersoonIsLeidinggevende',
	'autorisatieEigenaar',
	'deelnemers',
	'bedrijf',
	'debiteur',
];
const textIn = (body: unknown, name: string) => {
	const value = (body as Body | null)?.[name];
	return typeof value === 'string' && value.trim() !== '' ? value : null;
};
const rows = (value: unknown): Body[] => (Array.isArray(value) ? (value as Body[]) : []);

/** A web request as it is stored: what came in is kept whole, and what reading shows is worked out of it. */
export const webRequest: Own = {
	sends: known,
	reshape(view, { webRequestReference }) {
		for (const name of ['aanvraag', ...(webRequestReference === 'hidden' ? ['referentieNrKlant'] : [])])
			view.delete(name);
	},
	post(body, world, by) {
		const { choices } = world;
		const errors = mistakes(body, world);
		if (Object.keys(errors).length > 0) throw new BadRequest('One or more members are not valid.', errors);
		const store = world.records.get('Webaanvragen')!;
		const participants = rows(valueOf(body, 'deelnemers'));
		const people = Number(valueOf(body, 'aantalPersonen') ?? participants.length);
		const nummer = `W-2031-${String(1000 + store.all().length)}`;
		const paymentPage = isPaidOnline(body, world) ? `https://betalen.example/${nummer}` : null;
		const members: RawObject = new Map(
			Object.entries({
				nummer,
				referentieNrKlant: textOf(body, 'referentieNrKlant'),
				opmerking: textOf(body, 'opmerking'),
				aantalDeelnemers: people,
				// How a new one says so nobody has seen (assumption A97).
				contactpersoonIsDeelnemer: people > participants.length,
				betaalproviderRedirectUrl: paymentPage,
			}).map(([name, value]) => [name, JSON.stringify(value)]),
		);
		const record = store.insert(members.set('aanvraag', joinObject(body)), by);
		const id = textOf(record, 'id')!;
		addRows(
			world,
			'WebaanvraagOpleidingen',
			id,
			rows(valueOf(body, 'opleidingen')).map((course) => courseRow(course, world)),
		);
		addRows(world, 'WebaanvraagDeelnemers', id, participants.map(participantRow));
		return answer(choices, id, nummer, paymentPage);
	},
};

/** Assumptions A40 and A31. */
function mistakes(body: RawObject, { choices, records }: World): Record<string, string[]> {
	const errors: Record<string, string[]> = {};
	const contact = valueOf(body, 'contactpersoon');
	for (const name of ['achternaam', ...(choices.webRequests === 'email' ? ['emailadres'] : [])])
		if (textIn(contact, name) === null) errors[`contactpersoon.${name}`] = ['This member is required.'];
	const courses = rows(valueOf(body, 'opleidingen'));
	if (courses.length === 0) errors.opleidingen = ['At least one is required.'];
	for (const [name, path] of [
		['opleidingId', 'Opleidingen'],
		['opleidingssoortId', 'Opleidingssoorten'],
	] as const)
		for (const id of courses.map((course) => textIn(course, name)))
			if (id !== null && !(isGuid(id) && records.get(path)!.get(id, choices)))
				errors[name] = ['There is no such record.'];
	if (courses.some((course) => textIn(course, 'opleidingId') === null && textIn(course, 'opleidingssoortId') === null))
		errors.opleidingen = ['One of both ids is required.'];
	const people = valueOf(body, 'aantalPersonen');
	if (people !== null && !(Number.isInteger(people) && Number(people) >= rows(valueOf(body, 'deelnemers')).length))
		errors.aantalPersonen = ['There are more participants.'];
	if (choices.unknownMember === 'rejected')
		for (const name of body.keys()) if (!known.includes(name)) errors[name] = ['This member is not known.'];
	return errors;
}

function isPaidOnline(body: RawObject, { records, choices }: World): boolean {
	const id = textIn(valueOf(body, 'debiteur'), 'betaalwijzeId');
	const method = id === null ? undefined : records.get('Betaalwijzen')!.get(id, choices);
	return method !== undefined && textOf(method, 'code') === 'ONLINE';
}

function courseRow(course: Body, { records, choices }: World): Body {
	const [opleidingId, opleidingssoortId] = [textIn(course, 'opleidingId'), textIn(course, 'opleidingssoortId')];
	const record =
		(opleidingId !== null ? records.get('Opleidingen')!.get(opleidingId, choices) : undefined) ??
		(opleidingssoortId !== null ? records.get('Opleidingssoorten')!.get(opleidingssoortId, choices) : undefined);
	const member = (name: string) => (record ? textOf(record, name) : null);
	return { opleidingId, opleidingssoortId, code: member('code'), naam: member('naam') };
}

const participantRow = (person: Body): Body =>
	Object.fromEntries(
		['voornaam', 'tussenvoegsels', 'achternaam', 'emailadres'].map((name) => [name, textIn(person, name)]),
	);

function addRows(world: World, path: string, webaanvraagId: string, added: readonly Body[]): void {
	for (const row of added) world.records.get(path)!.putRaw(JSON.stringify({ id: randomUUID(), webaanvraagId, ...row }));
}

/** Assumption A95; number and payment page: seen in third-party code. */
function answer(choices: Choices, id: string, nummer: string, betaalproviderRedirectUrl: string | null): string {
	if (choices.webRequestAnswer === 'empty') return '';
	const told = { nummer, betaalproviderRedirectUrl };
	return JSON.stringify(choices.webRequestAnswer === 'withId' ? { id, ...told } : told);
}
