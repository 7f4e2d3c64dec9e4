import type { Choices } from '../assumptions/register.mts';
import type { Clock } from '../clock.mts';
import type { CategoryLink, WebhookDelivery, WebhookRegistration } from '../control/types.mts';
import { categoryAddedEvent, message, type Message } from './events.mts';
import type { RawObject } from './raw.mts';

export interface Webhooks {
	/** The real Coachview takes https on port 443 only; the sandbox also calls plain http, for receivers on this machine. */
	register(registration: WebhookRegistration): void;
	list(): WebhookRegistration[];
	clear(): void;
	deliveries(): WebhookDelivery[];
	categoryAdded(person: RawObject, link: CategoryLink): void;
	/** Sends one of the invented events, under assumption A41 = `invented` only. */
	invented(event: string, person: RawObject, link?: CategoryLink): void;
	/** Sends the repeats that have become due; called when the clock jumps. */
	runDue(): void;
	/** Waits for the deliveries under way (not for repeats that lie in the future). */
	settled(): Promise<void>;
	/** Drops what is under way or waiting. */
	stop(): void;
}

interface Waiting {
	due: number;
	registration: WebhookRegistration;
	event: string;
	message: Message;
	attempt: number;
}

const TIMEOUT = 10_000;
/** Minutes before the second, third and fourth attempt (assumption A46 = `retry`). */
const pauses = [1, 5, 15];

/** Sender of webhooks. Nothing waits for it: a slow receiver never holds up the request that caused the event. */
export function createWebhooks(clock: Clock, choices: () => Choices): Webhooks {
	let registrations: WebhookRegistration[] = [];
	let log: WebhookDelivery[] = [];
	let waiting: Waiting[] = [];
	const underWay = new Set<Promise<void>>();
	const abort = new AbortController();

	const deliver = async ({ registration, event, message: sent, attempt }: Omit<Waiting, 'due'>): Promise<void> => {
		const started = Date.now();
		const delivery: WebhookDelivery = {
			url: registration.url,
			event,
			attempt,
			contentType: sent.contentType,
			headers: sent.headers,
			body: sent.body,
			status: null,
			at: new Date(clock.now()).toISOString(),
			ms: 0,
		};
		try {
			const response = await fetch(registration.url, {
				method: 'POST',
				body: sent.body,
				redirect: 'manual',
				headers: { 'content-type': sent.contentType, ...sent.headers },
				signal: AbortSignal.any([abort.signal, AbortSignal.timeout(TIMEOUT)]),
			});
			delivery.status = response.status;
			await response.arrayBuffer();
		} catch (error) {
			delivery.error = (error as Error).name;
		}
		delivery.ms = Date.now() - started;
		if (abort.signal.aborted) return;
		log.push(delivery);
		const ok = delivery.status !== null && delivery.status >= 200 && delivery.status < 300;
		const pause = pauses[attempt - 1];
		if (ok || pause === undefined || choices().redelivery !== 'retry') return;
		waiting.push({ due: clock.now() + pause * 60_000, registration, event, message: sent, attempt: attempt + 1 });
		setTimeout(runDue, pause * 60_000).unref();
	};
	const start = (delivery: Omit<Waiting, 'due'>) => {
		const promise: Promise<void> = deliver(delivery).finally(() => underWay.delete(promise));
		underWay.add(promise);
	};
	const runDue = () => {
		const due = waiting.filter((one) => one.due <= clock.now());
		waiting = waiting.filter((one) => one.due > clock.now());
		due.forEach(start);
	};
	const send = (event: string, person: RawObject, link?: CategoryLink) => {
		for (const registration of registrations) {
			if ((registration.event ?? categoryAddedEvent) !== event) continue;
			if (
				choices().webhookFilter === 'category' &&
				registration.categories &&
				!(link && registration.categories.includes(link.naam))
			)
				continue;
			start({ registration, event, message: message(event, person, link, choices(), registration.secret), attempt: 1 });
		}
	};
	return {
		register: (registration) => void registrations.push(registration),
		list: () => registrations,
		clear() {
			registrations = [];
			log = [];
			waiting = [];
		},
		deliveries: () => log,
		runDue,
		categoryAdded: (person, link) => send(categoryAddedEvent, person, link),
		invented(event, person, link) {
			if (choices().webhookEvents === 'invented') send(event, person, link);
		},
		async settled() {
			while (underWay.size > 0) await Promise.all(underWay);
		},
		stop() {
			waiting = [];
			abort.abort();
		},
	};
}
