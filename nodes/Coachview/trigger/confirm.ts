import type { IWebhookFunctions } from 'n8n-workflow';
import { Fault } from '../domain/fault';
import { rawRecords, textAt, type RawRecord } from '../domain/json/record';
import { checkIdentity, sameKey } from '../domain/person/identity';
import type { WebhookEvent } from '../domain/webhook/event';
import { createClient, type CoachviewClient } from '../transport/client';
import { People } from '../transport/people';
import type { TriggerSettings } from './settings';

export interface ConfirmedEvent extends WebhookEvent {
	/** Whether Coachview was asked and agreed; absent when confirming is off. */
	confirmed?: boolean;
}

type ConfirmSettings = Pick<TriggerSettings, 'requireCategory' | 'whenUnconfirmed'>;

/** Answers that say "this event is not true", as against "Coachview cannot be asked now". */
const UNTRUE = ['notFound', 'identityMismatch'];

/** Seconds that one event may wait for Coachview; the sender has its answer already, but n8n should not pile them up. */
const MAX_WAIT = 30;

/**
 * Asks Coachview whether the events are true: the person exists, and has the ExternId and ExternSource that the event
 * names (compared without regard to case, as the vendor's import documentation does). Nothing but the ids of an event
 * is believed. Never throws: n8n could not tell anybody any more, because the sender has been answered.
 *
 * @returns the events to run the workflow with
 */
export async function confirmEvents(context: IWebhookFunctions, events: WebhookEvent[], settings: ConfirmSettings): Promise<ConfirmedEvent[]> {
	let client: CoachviewClient | undefined;
	const passed: ConfirmedEvent[] = [];
	for (const event of events) {
		try {
			client ??= await createClient(context, { maxWait: MAX_WAIT });
			client.startItem();
			await confirm(client, event, settings.requireCategory);
			passed.push({ ...event, confirmed: true });
		} catch (error) {
			const reason = error instanceof Fault ? error.reason : 'unexpected';
			const run = !UNTRUE.includes(reason) && settings.whenUnconfirmed === 'run';
			context.logger.warn(`Coachview Trigger: an event was not confirmed (${reason}) and ${run ? 'runs anyway' : 'was dropped'}`, {
				nodeName: context.getNode().name,
				dedupeKey: event.dedupeKey,
			});
			if (run) passed.push({ ...event, confirmed: false });
		}
	}
	return passed;
}

async function confirm(client: CoachviewClient, event: WebhookEvent, requireCategory: boolean): Promise<void> {
	// Other events may be about no person; there is nothing to ask then.
	if (event.personId === '') throw new Fault('invalidInput', 'The event names no person', '');
	checkIdentity(await new People(client).read(event.personId), event);
	if (requireCategory && !(await hasCategory(client, event))) {
		throw new Fault('notFound', 'The person does not have the category any more', 'Nothing was done.');
	}
}

/** `GET Persoonscategorieen?PersoonId=…` lists a person's categories by `naam` (seen in third-party code; rows: A33). */
async function hasCategory(client: CoachviewClient, event: WebhookEvent): Promise<boolean> {
	const request = { method: 'GET' as const, entity: 'Persoonscategorieen', query: { PersoonId: event.personId, skip: '0', take: '100' } };
	const rows = await client.read(request, ({ text }) => rawRecords(text));
	const same = (row: RawRecord, name: string, wanted: string) => wanted !== '' && sameKey(textAt(row, [name]), wanted);
	const owned = rows.filter((row) => textAt(row, ['persoonId']) === '' || same(row, 'persoonId', event.personId));
	return owned.some((row) => same(row, 'id', event.personCategoryId) || same(row, 'naam', event.category));
}
