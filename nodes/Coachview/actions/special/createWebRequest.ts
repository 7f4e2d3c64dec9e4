import type { IDataObject } from 'n8n-workflow';
import { readChoice, readYesNo } from '../../domain/settings/readers';
import { webRequestBody } from '../../domain/webRequest/body';
import { sendWebRequest } from '../../transport/webRequests';
import type { EntitySource } from '../entitySource';
import { oneByOne } from '../items';
import type { Operation, Task } from '../operation';
import { readBirthRules } from '../parameters/birthRules';
import { optionsCollection } from '../parameters/options';
import { optionsOf } from '../parameters/parameter';
import * as parts from '../parameters/webRequestParts';
import { toolNotice } from '../tool';
import { readWebRequest } from './webRequestInput';

const DRY_RUN = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean' as const,
	default: false,
	description: 'Whether to only check what was entered, and send nothing',
};

const { DUPLICATE_CHECK } = parts;
const CHECKS = [
	{ name: 'By Reference', value: 'reference' as const },
	{ name: 'Off', value: 'off' as const },
];

/** Sends a registration from outside (path and body: vendor documentation and third-party code). */
export function createWebRequest({ entity }: EntitySource): Operation {
	return {
		value: 'create',
		name: 'Create',
		action: `Create a ${entity.words.one}`,
		description:
			'Send a registration (Webaanvraag) for one or more people; gives its number and the address of the payment page',
		properties: [
			toolNotice('writes'),
			parts.REFERENCE,
			parts.COURSES,
			parts.CONTACT_LAST_NAME,
			parts.CONTACT,
			parts.TAKES_PART,
			parts.PARTICIPANTS,
			parts.PARTICIPANTS_JSON,
			parts.COMPANY,
			parts.DEBTOR,
			parts.IS_ORDER,
			parts.FREE_FIELDS,
			parts.ADDITIONAL,
			optionsCollection([DUPLICATE_CHECK, DRY_RUN]),
		],
		execute: oneByOne(create),
	};
}

async function create(task: Task): Promise<IDataObject> {
	const { client, context, item } = task;
	const options = optionsOf(context, item);
	const input = readWebRequest(task, readBirthRules(context, options));
	const { text, people } = webRequestBody(input);
	const check = readChoice(options[DUPLICATE_CHECK.name], DUPLICATE_CHECK.displayName, {
		options: CHECKS,
		fallback: 'reference',
	});
	const told = { reference: input.reference, people, environment: client.environment };
	if (readYesNo(options[DRY_RUN.name], DRY_RUN.displayName, { fallback: false }))
		return { outcome: 'dryRun', summary: 'Nothing was sent.', ...told, requests: 0 };
	const made = await sendWebRequest(client, { text, reference: input.reference, looksFirst: check === 'reference' });
	return {
		outcome: made.outcome,
		summary: SUMMARIES[made.outcome],
		webRequestId: made.id || null,
		number: made.number || null,
		paymentUrl: made.paymentUrl || null,
		...told,
		requests: client.meter.requests,
		rateLimitRemaining: client.rate.remaining ?? null,
	};
}

const SUMMARIES = {
	created: 'Created the web request.',
	exists: 'A web request with this reference exists already; nothing was sent.',
} as const;
