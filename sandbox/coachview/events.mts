import { createHmac } from 'node:crypto';
import type { Choices } from '../assumptions/register.mts';
import type { CategoryLink } from '../control/types.mts';
import { textOf, type RawObject } from './raw.mts';

/** The event's name as the Dutch vendor page writes it; the German page has the English one (a translation). */
export const categoryAddedEvent = 'persoon.categorie.toegevoegd';
const englishEvent = 'person.category.added';

type Data = Record<string, string | null>;

export interface Message {
	body: string;
	contentType: string;
	headers: Record<string, string>;
}

const names = {
	pascal: ['PersoonId', 'PersooncategorieId', 'ExternId', 'ExternSource', 'Categorie'],
	camel: ['persoonId', 'persooncategorieId', 'externId', 'externSource', 'categorie'],
	externsource: ['PersoonId', 'PersooncategorieId', 'ExternId', 'Externsource', 'Categorie'],
	english: ['PersonId', 'PersoncategoryId', 'ExternId', 'Externsource', 'Category'],
} as const;

/**
 * The request that a webhook consists of. The vendor names the content (ids, external key, category); the envelope, the
 * casing (A42), the event's place (A43), the content type (A44), the signature (A45) and empty keys (A49) are guesses.
 * @param link the category, undefined for the invented events of assumption A41
 */
export function message(
	event: string,
	person: RawObject,
	link: CategoryLink | undefined,
	choices: Choices,
	secret?: string,
): Message {
	const wireEvent = choices.webhookShape === 'english' && event === categoryAddedEvent ? englishEvent : event;
	const style =
		choices.webhookShape === 'flatCamel'
			? names.camel
			: choices.webhookShape === 'externsource'
				? names.externsource
				: choices.webhookShape === 'english'
					? names.english
					: names.pascal;
	const data = payload(style, person, link, choices);
	const body = encode(envelope(wireEvent, data, choices), choices);
	const headers: Record<string, string> = {};
	if (choices.eventPlace === 'header') headers['X-Event'] = wireEvent;
	if (choices.signature === 'hmacSha512' && secret)
		headers['X-WebHook-Signature'] = createHmac('sha512', secret).update(body.body).digest('hex');
	return { ...body, headers };
}

function payload(style: readonly string[], person: RawObject, link: CategoryLink | undefined, choices: Choices): Data {
	const data: Data = {};
	const put = (index: number, value: string | null | undefined) => {
		if (value) data[style[index]!] = value;
		else if (choices.emptyKeys !== 'absent') data[style[index]!] = choices.emptyKeys === 'null' ? null : '';
	};
	put(0, textOf(person, 'id'));
	if (link) put(1, link.id);
	put(2, textOf(person, 'externId'));
	put(3, textOf(person, 'externSource'));
	if (link) put(4, link.naam);
	return data;
}

function envelope(event: string, data: Data, choices: Choices): Record<string, unknown> {
	if (choices.webhookShape === 'eventData') return { event, data };
	if (choices.webhookShape === 'notifications')
		return { Id: '1', Attempt: 1, Notifications: [{ Action: event, ...data }] };
	return choices.eventPlace === 'bodyEvent' ? { event, ...data } : data;
}

function encode(body: Record<string, unknown>, choices: Choices): { body: string; contentType: string } {
	if (choices.webhookFormat === 'form') {
		const fields = Object.entries(body).map(([key, value]) => [
			key,
			typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? ''),
		]);
		return { body: new URLSearchParams(fields).toString(), contentType: 'application/x-www-form-urlencoded' };
	}
	if (choices.webhookFormat === 'xml')
		return {
			body: `<?xml version="1.0" encoding="utf-8"?><Webhook>${xml(body)}</Webhook>`,
			contentType: 'application/xml; charset=utf-8',
		};
	return { body: JSON.stringify(body), contentType: 'application/json; charset=utf-8' };
}

function xml(value: unknown): string {
	if (Array.isArray(value)) return value.map((one) => `<Item>${xml(one)}</Item>`).join('');
	if (typeof value === 'object' && value !== null)
		return Object.entries(value)
			.map(([key, one]) => `<${key}>${xml(one)}</${key}>`)
			.join('');
	return String(value ?? '')
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;');
}
