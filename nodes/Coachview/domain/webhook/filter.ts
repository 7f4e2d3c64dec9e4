import type { WebhookEvent } from './event';
import { canonicalEvent } from './eventName';
import { readNameList, sameName } from './names';

/** A list of names, as typed or taken apart already. */
type Names = string | readonly string[];

export interface EventFilter {
	/** Event that passes; '' for any. */
	event: string;
	/** Names of categories; empty for all. */
	categories: Names;
	/** Names of source systems; empty for all. */
	externSources: Names;
}

/** Which filter kept an event back. */
export type Filtered = 'event' | 'category' | 'externSource';

/** @returns the filter that keeps the event back, if any; names are compared as a reader does (see `foldName`) */
export function whyNot(event: WebhookEvent, filter: EventFilter): Filtered | undefined {
	if (filter.event !== '' && event.event !== canonicalEvent(filter.event)) return 'event';
	if (!isIn(event.category, filter.categories)) return 'category';
	return isIn(event.externSource, filter.externSources) ? undefined : 'externSource';
}

/** @returns whether the event passes */
export function passes(event: WebhookEvent, filter: EventFilter): boolean {
	return whyNot(event, filter) === undefined;
}

function isIn(value: string, names: Names): boolean {
	const wanted = typeof names === 'string' ? (readNameList(names) ?? ['']) : names;
	return wanted.length === 0 || wanted.some((name) => sameName(name, value));
}
