import type { IExecuteFunctions } from 'n8n-workflow';
import { Fault } from '../../domain/fault';
import { aroundEvents, judgeDelivery } from '../../domain/webhook/judgement';
import {
	hasKey,
	mustGuard,
	NO_SECRETS,
	readEventSettings,
	secretsOf,
	type Secrets,
} from '../../domain/webhook/settings';
import { whySentence } from '../../domain/webhook/why';
import { EventLog, total, words } from '../../webhook/log';
import { EVENT_FILTERS, INCLUDE_RAW_BODY, SIGNATURE, SIGNATURE_HEADER } from '../../webhook/properties';
import { inTurn } from '../items';
import type { ItemResult, LocalRun, Operation, Resource } from '../operation';
import { optionsCollection } from '../parameters/options';
import { optionsOf, parameter } from '../parameters/parameter';
import { RUN_OPTIONS } from '../parameters/runOptions';
import { refuseTool } from '../tool';
import { received } from './webhookItem';

/** Most sentences about events that were left out; a test has one or a few. */
const MAX_SENTENCES = 10;

const NOTHING_SET = { event: '', categories: [], externSources: [] };

/** What the Webhook node of n8n has received. Coachview is not asked, so no credential of its API is needed. */
export const webhookEvents: Resource = {
	value: 'webhookEvent',
	name: 'Webhook Event',
	description: 'What Coachview sends to the Webhook node of n8n',
	operations: [readEvents()],
};

/** Gives of each delivery the items that the Coachview Trigger would give: the same functions judge it. */
function readEvents(): Operation {
	return {
		value: 'read',
		name: 'Read',
		action: 'Read a webhook event',
		description:
			'Read what the Webhook node of n8n received, as strictly as the Coachview Trigger does; gives one item for each event that passes',
		properties: [
			...EVENT_FILTERS,
			optionsCollection(
				[INCLUDE_RAW_BODY, SIGNATURE, SIGNATURE_HEADER],
				RUN_OPTIONS.filter(({ name }) => name === 'inputInErrors'),
			),
		],
		execute: read,
		local: read,
	};
}

async function read(run: LocalRun): Promise<ItemResult[]> {
	const { context } = run;
	refuseTool(
		context,
		'Webhook Event',
		'What a model says is no delivery of Coachview. Put the node behind a Webhook node.',
	);
	const secrets = await secretsIn(context);
	const log = new EventLog(context, 'Coachview');
	const sentences = new Set<string>();
	const now = new Date().toISOString();
	const results = await inTurn(run, async (item) => {
		const settings = readEventSettings(
			(name, fallback) => parameter(context, name, item, fallback),
			optionsOf(context, item),
		);
		mustGuard(settings, secrets);
		const { query, ...delivery } = await received(context, item, settings.signatureAlgorithm !== 'off');
		if (!hasKey(query, secrets)) throw refused(whySentence('key', NOTHING_SET));
		const judged = judgeDelivery(delivery, settings, secrets);
		if ('status' in judged)
			throw refused(judged.reason === 'body' ? judged.text : whySentence(judged.reason, NOTHING_SET));
		for (const { reason, event } of judged.left) {
			log.drop(reason, event);
			sentences.add(whySentence(reason, settings, event).replace('this trigger', 'this node'));
		}
		const around = aroundEvents(settings, judged, now);
		return judged.events.map((event) => ({ ...event, ...around }));
	});
	log.close();
	tell(context, log, sentences);
	return results;
}

/** @returns the secrets of the webhook credential; empty ones when none is chosen */
async function secretsIn(context: IExecuteFunctions): Promise<Secrets> {
	if (!context.getNode().credentials?.coachviewWebhookApi) return NO_SECRETS;
	try {
		return { ...secretsOf(await context.getCredentials('coachviewWebhookApi')), chosen: true };
	} catch {
		throw noCredential();
	}
}

/** Beside the output: in a test why events were left out, else how many; texts of events are shown to who tests only. */
function tell(context: IExecuteFunctions, log: EventLog, sentences: ReadonlySet<string>): void {
	if (log.left.length === 0) return;
	const isTest = context.getMode() === 'manual';
	const told = isTest
		? [...sentences].slice(0, MAX_SENTENCES).map((why) => `An event was left out. ${why}`)
		: [`${total(log.dropped)} left out (${words(log.dropped)}).`];
	const more = isTest ? sentences.size - MAX_SENTENCES : 0;
	if (more > 0) told.push(`And ${more} more.`);
	for (const message of told)
		context.addExecutionHints?.({ message, type: isTest ? 'warning' : 'info', location: 'outputPane' });
}

/** The sender has its 200 from n8n already: only a failed item can tell that something arrived which is no event. */
function refused(why: string): Fault {
	return new Fault(
		'invalidInput',
		`The webhook delivery was refused. ${why.replace(/\.$/, '')}`,
		'No event was read from this item. The Coachview Trigger would have refused it as well.',
		{ fields: ['body'] },
	);
}

function noCredential(): Fault {
	return new Fault(
		'credential',
		'n8n could not give the Coachview Webhook API credential of this node',
		'It was deleted, or it is not shared with this workflow. Choose another one in the node. No event was read.',
	);
}
