import type { IWebhookFunctions } from 'n8n-workflow';
import { EventLog, total, words, type Reason } from '../webhook/log';
import { countIgnored } from './ignored';

export type { Reason } from '../webhook/log';

/** The log of one delivery of the trigger, which in production also counts what did not run. */
export class DeliveryLog extends EventLog<IWebhookFunctions> {
	private readonly receivedAt = Date.now();
	private readonly unconfirmed = new Map<Reason, number>();

	constructor(context: IWebhookFunctions) {
		super(context, 'Coachview Trigger');
	}

	/** Reasons for which events run although Coachview could not be asked. */
	get ranAnyway(): Reason[] {
		return [...this.unconfirmed.keys()];
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

	override close(): void {
		const { unconfirmed } = this;
		this.tell(unconfirmed.size > 0 ? [`${total(unconfirmed)} ran unconfirmed (${words(unconfirmed)})`] : []);
		this.count(this.dropped);
	}

	/** A test tells its reasons at once; they say nothing about what Coachview sends. */
	private count(reasons: Map<Reason, number>): void {
		if (this.context.getMode() !== 'manual') countIgnored(this.context, reasons, this.receivedAt);
	}
}
