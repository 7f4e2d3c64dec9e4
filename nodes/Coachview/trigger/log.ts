import type { IWebhookFunctions } from 'n8n-workflow';

/**
 * Why an event did not run, in one word for each kind; never a value of the event. Words of the API's side are the
 * reasons of faults (`notFound`, `quotaExhausted` …).
 */
export type Reason = string;

/** Counts what happens to the events of one delivery, and writes it as one line: a flood must not fill the log. */
export class DeliveryLog {
	private readonly context: IWebhookFunctions;
	private readonly dropped = new Map<Reason, number>();
	private readonly unconfirmed = new Map<Reason, number>();

	constructor(context: IWebhookFunctions) {
		this.context = context;
	}

	/** One event that does not run. */
	drop(reason: Reason): void {
		this.dropped.set(reason, (this.dropped.get(reason) ?? 0) + 1);
	}

	/** One event that runs although Coachview could not be asked. */
	runAnyway(reason: Reason): void {
		this.unconfirmed.set(reason, (this.unconfirmed.get(reason) ?? 0) + 1);
	}

	/** A delivery none of which was taken. */
	refuse(reason: Reason, status: number): void {
		this.write('warn', `a delivery was refused with ${status} (${reason})`);
	}

	/** Writes the line, if there is anything to say. Filters do their work quietly; everything else is a warning. */
	close(): void {
		const parts = [
			...(this.dropped.size > 0 ? [`${total(this.dropped)} did not run (${words(this.dropped)})`] : []),
			...(this.unconfirmed.size > 0 ? [`${total(this.unconfirmed)} ran unconfirmed (${words(this.unconfirmed)})`] : []),
		];
		if (parts.length === 0) return;
		const onlyFiltered =
			this.unconfirmed.size === 0 && [...this.dropped.keys()].every((reason) => FILTERS.includes(reason));
		this.write(onlyFiltered ? 'info' : 'warn', `of the events of a delivery ${parts.join(', ')}`);
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
