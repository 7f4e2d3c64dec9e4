import type { IWebhookFunctions } from 'n8n-workflow';
import type { WebhookEvent } from '../domain/webhook/event';
import { countIgnored } from './ignored';

/**
 * Why an event did not run, in one word for each kind; never a value of the event. Words of the API's side are the
 * reasons of faults (`notFound`, `quotaExhausted` …).
 */
export type Reason = string;

/** Counts what happens to the events of one delivery, and writes it as one line: a flood must not fill the log. */
export class DeliveryLog {
	/** Events that do not run, with the reason, in the order in which that was found out. */
	readonly left: Array<{ reason: Reason; event: WebhookEvent }> = [];
	private readonly context: IWebhookFunctions;
	private readonly receivedAt = Date.now();
	private readonly unconfirmed = new Map<Reason, number>();

	constructor(context: IWebhookFunctions) {
		this.context = context;
	}

	/** Reasons for which events run although Coachview could not be asked. */
	get ranAnyway(): Reason[] {
		return [...this.unconfirmed.keys()];
	}

	/** One event that does not run. */
	drop(reason: Reason, event: WebhookEvent): void {
		this.left.push({ reason, event });
	}

	/** One event that runs although Coachview could not be asked. */
	runAnyway(reason: Reason): void {
		this.unconfirmed.set(reason, (this.unconfirmed.get(reason) ?? 0) + 1);
	}

	/** A delivery none of which was taken. */
	refuse(reason: Reason, status: number): void {
		this.write('warn', `a delivery was refused with ${status} (${reason})`);
		this.count(new Map([[reason, 1]]));
	}

	/** Writes the line, if there is anything to say. Filters do their work quietly; everything else is a warning. */
	close(): void {
		const dropped = new Map<Reason, number>();
		for (const { reason } of this.left) dropped.set(reason, (dropped.get(reason) ?? 0) + 1);
		const parts = [
			...(dropped.size > 0 ? [`${total(dropped)} did not run (${words(dropped)})`] : []),
			...(this.unconfirmed.size > 0 ? [`${total(this.unconfirmed)} ran unconfirmed (${words(this.unconfirmed)})`] : []),
		];
		if (parts.length === 0) return;
		const onlyFiltered = this.unconfirmed.size === 0 && [...dropped.keys()].every((reason) => FILTERS.includes(reason));
		this.write(onlyFiltered ? 'info' : 'warn', `of the events of a delivery ${parts.join(', ')}`);
		this.count(dropped);
	}

	/** A test tells its reasons at once; they say nothing about what Coachview sends. */
	private count(reasons: Map<Reason, number>): void {
		if (this.context.getMode() !== 'manual') countIgnored(this.context, reasons, this.receivedAt);
	}

	private write(level: 'info' | 'warn', what: string): void {
		this.context.logger[level](`Coachview Trigger: ${what}`, {
			nodeName: this.context.getNode().name,
			workflowId: this.context.getWorkflow().id,
		});
	}
}

const FILTERS = ['event', 'category', 'externSource'];

function total(counts: Map<Reason, number>): number {
	return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

function words(counts: Map<Reason, number>): string {
	return [...counts].map(([reason, count]) => `${reason} ${count}`).join(', ');
}
