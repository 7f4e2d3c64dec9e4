/** How often events did not start the workflow, by reason. Numbers and reasons only: it is kept in n8n's database. */
export interface Ignored {
	/** ISO moment of the first one. */
	since: string;
	counts: { [reason: string]: number };
}

/** After which the counting starts anew; what was in another season says nothing about the settings of today. */
const MAX_AGE = 30 * 24 * 3_600_000;

/** What people read in the place of a reason. */
const WORDS: { [reason: string]: string } = {
	event: 'another event',
	category: 'another category',
	externSource: 'another External Source',
	address: 'refused: address not allowed',
	key: 'refused: wrong URL key',
	signature: 'refused: wrong signature',
	body: 'refused: not an event',
	noPerson: 'no person named',
	notFound: 'person not in Coachview',
	identityMismatch: 'person with another key',
	categoryGone: 'category not there any more',
	wrongEnvironment: 'credential of another environment',
};

/** @returns what was kept, when it can be read; it comes from a place that everybody who edits the workflow can write */
export function readIgnored(kept: unknown): Ignored | undefined {
	if (kept === null || typeof kept !== 'object') return undefined;
	const { since, counts } = kept as Partial<Ignored>;
	if (typeof since !== 'string' || Number.isNaN(Date.parse(since))) return undefined;
	if (counts === null || typeof counts !== 'object') return undefined;
	const entries = Object.entries(counts).filter(
		([reason, count]) => /^\w{1,40}$/.test(reason) && Number.isSafeInteger(count) && count > 0,
	);
	return entries.length === 0 ? undefined : { since, counts: Object.fromEntries(entries) };
}

/** @returns both together; the older one is left out when it is too old */
export function addIgnored(kept: Ignored | undefined, more: Ignored | undefined): Ignored | undefined {
	if (!kept || !more) return kept ?? more;
	if (Date.parse(more.since) - Date.parse(kept.since) > MAX_AGE) return more;
	const counts = new Map(Object.entries(kept.counts));
	for (const [reason, count] of Object.entries(more.counts)) counts.set(reason, (counts.get(reason) ?? 0) + count);
	return { since: kept.since < more.since ? kept.since : more.since, counts: Object.fromEntries(counts) };
}

/** @returns the sentence for the editor */
export function ignoredSentence({ since, counts }: Ignored): string {
	const sorted = Object.entries(counts).sort(([, a], [, b]) => b - a);
	const total = sorted.reduce((sum, [, count]) => sum + count, 0);
	const words = sorted.map(([reason, count]) => `${WORDS[reason] ?? reason} ${count}`).join(', ');
	const moment = `${since.slice(0, 16).replace('T', ' ')} UTC`;
	return `Since it was published, ${total} ${total === 1 ? 'event' : 'events'} did not start this workflow (counted from ${moment}): ${words}.`;
}
