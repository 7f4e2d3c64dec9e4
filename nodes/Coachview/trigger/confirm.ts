import { sleep, type IWebhookFunctions } from 'n8n-workflow';
import type { WebhookEvent } from '../domain/webhook/event';
import { foldName } from '../domain/webhook/names';
import { createClient, type CoachviewClient } from '../transport/client';
import { budgetOf } from './budget';
import { isMeant } from './environment';
import type { DeliveryLog, Reason } from './log';
import { cannotBeAsked, look, NOT_THERE, reasonOf, type Spend } from './look';
import type { TriggerSettings } from './settings';
import { SharedAnswers } from './sharing';

export interface ConfirmedEvent extends WebhookEvent {
	/** Whether Coachview was asked and agreed; absent when confirming is off. */
	confirmed?: boolean;
	/** Which environment was asked, as in the receipts of the action node; absent when none could be. */
	environment?: string;
}

export interface Confirmation {
	/** The events to run the workflow with. */
	events: ConfirmedEvent[];
	environment?: string;
}

export type ConfirmSettings = Pick<TriggerSettings, 'confirmIn' | 'requireCategory' | 'whenUnconfirmed' | 'reserve'>;

/** Most different questions that one delivery may make the trigger ask; a delivery of Coachview has one event. */
export const MAX_QUESTIONS = 20;

/** Requests after which a delivery gets no further look, repeats counted in. */
export const MAX_REQUESTS = 40;

/** Most deliveries that wait for their second look at one time; n8n holds memory for each, and a flood of invented ones must not fill it. */
const MAX_WAITING = 500;
let waiting = 0;

/** Milliseconds until a request is given up. */
const TIMEOUT = 20_000;

/** Milliseconds, if not said otherwise; an object, so that tests can hurry. */
export const PACE = {
	/** Seconds that one delivery may wait for Coachview; the sender has its answer already, but n8n should not pile them up. */
	maxWait: 30,
	/** Before the second look at what was not there: a read may lag behind the event. */
	lookAgain: 3_000,
	/** For which a "yes" also counts for other events that ask the same. Short: Coachview is to be asked what is so now. */
	shared: 1_000,
};

const shared = new SharedAnswers();

/** What must be asked for some events of a delivery: the same question only once. */
interface Question {
	key: string;
	event: WebhookEvent;
	answer: 'yes' | Reason;
}

export interface Questions {
	/** For each event its question, or the reason why there is none. */
	of: Map<WebhookEvent, Question | Reason>;
	asked: Question[];
	/** Whether the delivery holds more than can be asked; these events do not run. */
	tooMany: boolean;
}

/** Sorts the events of a delivery by what must be asked about them. An event without a person cannot be confirmed. */
export function questionsOf(
	events: WebhookEvent[],
	{ requireCategory }: Pick<ConfirmSettings, 'requireCategory'>,
): Questions {
	const byKey = new Map<string, Question>();
	const of = new Map<WebhookEvent, Question | Reason>();
	for (const event of events) {
		const category = requireCategory ? [event.personCategoryId, event.category] : [];
		const key = JSON.stringify([event.personId, event.externId, event.externSource, ...category].map(foldName));
		const known = byKey.get(key);
		if (event.personId === '') of.set(event, 'noPerson');
		else if (!known && byKey.size >= MAX_QUESTIONS) of.set(event, 'overBound');
		else {
			const question = known ?? { key, event, answer: 'notAsked' };
			byKey.set(key, question);
			of.set(event, question);
		}
	}
	return { of, asked: [...byKey.values()], tooMany: [...of.values()].includes('overBound') };
}

/**
 * Asks Coachview whether events are true. Nothing but the ids of an event is believed, and only "yes" lets one run; with
 * *If Confirming Is Impossible* also that Coachview cannot be asked at this moment, which no refusal and no used-up day
 * is. Never throws: n8n could not tell anybody any more, because the sender has been answered.
 */
export async function confirmEvents(
	context: IWebhookFunctions,
	questions: Questions,
	settings: ConfirmSettings,
	log: DeliveryLog,
): Promise<Confirmation> {
	const environment = await answer(context, questions.asked, settings);
	const asked = environment === undefined ? {} : { environment };
	const events: ConfirmedEvent[] = [];
	for (const [event, question] of questions.of) {
		const reason = typeof question === 'string' ? question : question.answer;
		if (reason === 'yes') {
			events.push({ ...event, confirmed: true, ...asked });
		} else if (cannotBeAsked(reason) && settings.whenUnconfirmed === 'run') {
			log.runAnyway(reason);
			events.push({ ...event, confirmed: false, ...asked });
		} else {
			log.drop(reason, event);
		}
	}
	return { events, ...asked };
}

/** @returns the environment that the credential belongs to, when it can be told */
async function answer(
	context: IWebhookFunctions,
	questions: Question[],
	settings: ConfirmSettings,
): Promise<string | undefined> {
	if (questions.length === 0) return undefined;
	let client: CoachviewClient;
	try {
		client = await createClient(context, { maxWait: PACE.maxWait, timeout: TIMEOUT });
	} catch (error) {
		for (const question of questions) question.answer = reasonOf(error);
		return undefined;
	}
	if (!isMeant(client.environment, settings.confirmIn)) {
		for (const question of questions) question.answer = 'wrongEnvironment';
		return client.environment;
	}
	await ask(context, client, questions, settings);
	return client.environment;
}

async function ask(
	context: IWebhookFunctions,
	client: CoachviewClient,
	questions: Question[],
	settings: ConfirmSettings,
): Promise<void> {
	const account = `${context.getNode().credentials?.coachviewOAuth2Api?.id ?? ''}|${client.account}`;
	const budget = budgetOf(account);
	const spend: Spend = async (work) => await budget.spend(client, settings.reserve, work);
	const askOne = async (question: Question): Promise<void> => {
		if (client.meter.requests >= MAX_REQUESTS) {
			question.answer = 'overBound';
			return;
		}
		try {
			await shared.ask(
				`${account}|${question.key}`,
				PACE.shared,
				async () => await look(client, question.event, settings.requireCategory, spend),
			);
			question.answer = 'yes';
		} catch (error) {
			question.answer = reasonOf(error);
		}
	};
	for (const question of questions) await askOne(question);
	const notThere = questions.filter((question) => NOT_THERE.includes(question.answer));
	if (notThere.length === 0 || waiting >= MAX_WAITING) return;
	waiting++;
	await sleep(PACE.lookAgain);
	waiting--;
	for (const question of notThere) await askOne(question);
}
