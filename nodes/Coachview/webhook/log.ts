import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { WebhookEvent } from '../domain/webhook/event';

/**
 * Why an event did not run, in one word for each kind; never a value of the event. Words of the API's side are the
 * reasons of faults (`notFound`, `quotaExhausted` …).
 */
export type Reason = string;

const FILTERS = ['event', 'category', 'externSource'];

/** Counts what happens to the events that came together, and writes it as one line: a flood must not fill the log. */
export class EventLog<Context extends IExecuteFunctions | IWebhookFunctions = IExecuteFunctions | IWebhookFunctions> {
	/** Events that do not run, with the reason, in the order in which that was found out. */
	readonly left: Array<{ reason: Reason; event: WebhookEvent }> = [];
	protected readonly context: Context;
	private readonly who: string;

	/** @param who the node, as the log names it */
	constructor(context: Context, who: string) {
		this.context = context;
		this.who = who;
	}

	/** One event that does not run. */
	drop(reason: Reason, event: WebhookEvent): void {
		this.left.push({ reason, event });
	}

	/** How many did not run, by reason. */
	get dropped(): Map<Reason, number> {
		const counts = new Map<Reason, number>();
		for (const { reason } of this.left) counts.set(reason, (counts.get(reason) ?? 0) + 1);
		return counts;
	}

	/**
	 * Writes the line, if there is anything to say. Filters do their work quietly; everything else is a warning.
	 *
	 * @param others what else is to be told, each a part of the sentence
	 */
	protected tell(others: readonly string[]): void {
		const { dropped } = this;
		const parts = [...(dropped.size > 0 ? [`${total(dropped)} did not run (${words(dropped)})`] : []), ...others];
		if (parts.length === 0) return;
		const onlyFiltered = others.length === 0 && [...dropped.keys()].every((reason) => FILTERS.includes(reason));
		this.write(onlyFiltered ? 'info' : 'warn', `of the events of a delivery ${parts.join(', ')}`);
	}

	/** Writes the line, if there is anything to say. */
	close(): void {
		this.tell([]);
	}

	protected write(level: 'info' | 'warn', what: string): void {
		this.context.logger[level](`${this.who}: ${what}`, {
			nodeName: this.context.getNode().name,
			workflowId: this.context.getWorkflow().id,
		});
	}
}

export function total(counts: Map<Reason, number>): number {
	return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

/** @returns e.g. `category 2, event 1` */
export function words(counts: Map<Reason, number>): string {
	return [...counts].map(([reason, count]) => `${reason} ${count}`).join(', ');
}
