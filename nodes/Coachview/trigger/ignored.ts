import type { IDataObject, IExecuteFunctions, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { addIgnored, ignoredSentence, readIgnored, type Ignored } from '../domain/webhook/ignored';
import { keepsAlone, keptBy } from './inside';

/*
 * Counts the events that did not start the workflow, so that silence can be explained later: where runs are not saved,
 * nobody sees them anywhere but in n8n's log, which n8n Cloud does not show.
 *
 * The numbers are kept in this process and written to the node's static data now and then. n8n writes the static data of
 * the whole workflow at once, as it was when the delivery came: a slow delivery could undo what another node has kept
 * meanwhile, and a flood would be a flood of writes. So a write must be rare, and quick or harmless.
 */

type Context = IWebhookFunctions | IExecuteFunctions | IHookFunctions;

/** Milliseconds; an object, so that tests can hurry. */
export const WRITES = {
	/** Between two writes of one trigger. */
	every: 60_000,
	/** Since the delivery came, after which another node may have kept something that a write would undo. */
	quick: 1_000,
};

/** Most triggers that are remembered. */
const MAX_TRIGGERS = 1_000;

interface Pending {
	ignored?: Ignored;
	writtenAt: number;
}

const pending = new Map<string, Pending>();

/**
 * @param reasons how often, by reason
 * @param receivedAt when the delivery came
 */
export function countIgnored(context: IWebhookFunctions, reasons: Map<string, number>, receivedAt: number): void {
	if (reasons.size === 0) return;
	const now = Date.now();
	const mine = pendingOf(context);
	mine.ignored = addIgnored(mine.ignored, {
		since: new Date(now).toISOString(),
		counts: Object.fromEntries(reasons),
	});
	const { name } = context.getNode();
	const isSafe = now - receivedAt < WRITES.quick || keepsAlone(context, name);
	if (!isSafe || now - mine.writtenAt < WRITES.every) return;
	const kept = context.getWorkflowStaticData('node');
	kept.ignored = addIgnored(readIgnored(kept.ignored), mine.ignored) as unknown as IDataObject;
	pending.set(keyOf(context), { writtenAt: now });
}

/** @returns the sentence about ignored events, if there were any since the workflow was published */
export function ignoredHint(context: IExecuteFunctions): string | undefined {
	const kept = readIgnored(keptBy(context, context.getNode().name)?.ignored);
	const all = addIgnored(kept, pending.get(keyOf(context))?.ignored);
	return all && ignoredSentence(all);
}

/** Begins anew, when the workflow is published with settings that may be others. */
export function forgetIgnored(context: IHookFunctions): void {
	pending.delete(keyOf(context));
	if (keptBy(context, context.getNode().name)?.ignored === undefined) return;
	delete context.getWorkflowStaticData('node').ignored;
}

function pendingOf(context: Context): Pending {
	const key = keyOf(context);
	const mine = pending.get(key) ?? { writtenAt: 0 };
	pending.delete(key);
	pending.set(key, mine);
	const [oldest] = pending.keys();
	if (pending.size > MAX_TRIGGERS && oldest !== undefined) pending.delete(oldest);
	return mine;
}

function keyOf(context: Context): string {
	return `${context.getWorkflow().id ?? ''}|${context.getNode().id}`;
}
