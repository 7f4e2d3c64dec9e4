import type { WebhookEvent } from './event';
import { canonicalEvent } from './eventName';

export interface EventFilter {
	/** Event that passes; '' for any. */
	event: string;
	/** Names of categories, separated by commas; empty for all. */
	categories: string;
	/** Names of source systems, separated by commas; empty for all. */
	externSources: string;
}

/** @returns whether the event passes; names are compared without regard to case (Coachview's own spelling is not fixed) */
export function passes(event: WebhookEvent, filter: EventFilter): boolean {
	if (filter.event !== '' && event.event !== canonicalEvent(filter.event)) return false;
	return isIn(event.category, filter.categories) && isIn(event.externSource, filter.externSources);
}

function isIn(value: string, list: string): boolean {
	const wanted = list.split(',').map((one) => one.trim().toLowerCase()).filter((one) => one !== '');
	return wanted.length === 0 || wanted.includes(value.toLowerCase());
}
