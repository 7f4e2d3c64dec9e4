import { PERSON_CATEGORY_ADDED } from './eventName';
import type { WebhookEvent } from './event';
import { readNameList } from './names';

/** What the trigger is set to and whom it asks, as far as a sentence needs it. */
export interface Circumstances {
	/** Event that passes; '' for any. */
	event: string;
	categories: readonly string[] | string;
	externSources: readonly string[] | string;
	/** The environment that was asked: `live`, `training`, or the host of a Custom URL. */
	environment?: string;
}

const MAX_SHOWN = 60;
const MAX_NAMES = 5;

/**
 * Why an event did not start the workflow, as a sentence for the person who tests the trigger. For the log and the
 * counter the reason alone is used: there no text may come from an event. Here the event's name, category and source
 * are repeated, cut and without markup, because a mistyped category is found by seeing both spellings.
 *
 * @param reason as in the log: a filter, a refusal, or the reason of a fault
 */
export function whySentence(reason: string, about: Circumstances, event?: WebhookEvent): string {
	const coachview = `Coachview${about.environment === undefined ? '' : ` (${about.environment})`}`;
	switch (reason) {
		case 'event':
			return `The event is ${shown(event?.event)}; this trigger waits for "${about.event || PERSON_CATEGORY_ADDED}".`;
		case 'category':
			return `The category of the event is ${shown(event?.category)}; Categories lets through ${list(about.categories)}.`;
		case 'externSource':
			return `The External Source of the event is ${shown(event?.externSource)}; External Sources lets through ${list(about.externSources)}.`;
		case 'notFound':
			return `${coachview} has no person with this ID. The ID may be mistyped, or of the other environment.`;
		case 'identityMismatch':
			return `The person in ${coachview} has another External ID or External Source than the event.`;
		case 'categoryGone':
			return `The person in ${coachview} does not have the category of the event (any more).`;
		case 'unavailable':
			return `${coachview} could not be asked: it is out of reach or answers with an error.`;
		case 'notAllowed':
			return `${coachview} does not let this client read what confirming needs: Personen.Lezen, and Persoonscategorieen.Lezen for Category Must Still Be There.`;
		case 'credential':
			return `${coachview} does not accept the credential of the trigger, or n8n could not give it. Its test says more.`;
		default:
			return OTHERS[reason] ?? `${coachview} could not be asked whether the event is true (${reason}).`;
	}
}

/** Sentences that need nothing but the reason. */
const OTHERS: { [reason: string]: string } = {
	address:
		"The sender's address is not in Allowed Addresses. Behind a reverse proxy n8n needs N8N_PROXY_HOPS to see the real one.",
	key: 'The URL Key is missing or wrong: the URL must end with ?key= and the URL Key of the Coachview Webhook API credential.',
	signature: 'The signature is missing or wrong. A browser cannot sign; set Signature to Off while you try things out.',
	noPerson:
		'The event names no person, so Coachview cannot be asked about it. Switch Confirm With Coachview off for such events.',
	overBound: 'The delivery holds more events than Coachview can be asked about at once.',
	quotaExhausted: 'Too few Coachview requests are left of the day (see Keep in Reserve).',
	wrongEnvironment:
		'The credential for confirming belongs to another environment than the one that Environment to Ask names.',
};

/** A text of an event, cut and without characters that mean something in HTML. */
function shown(text = ''): string {
	const plain = text.replace(/[<>&"'`]/g, ' ').trim();
	if (plain === '') return 'not given';
	return `"${plain.length > MAX_SHOWN ? `${plain.slice(0, MAX_SHOWN)}…` : plain}"`;
}

function list(names: readonly string[] | string): string {
	const all = typeof names === 'string' ? (readNameList(names) ?? []) : names;
	return `${all.slice(0, MAX_NAMES).map(shown).join(', ')}${all.length > MAX_NAMES ? ', …' : ''}`;
}
