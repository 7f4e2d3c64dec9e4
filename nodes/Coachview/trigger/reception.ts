import type { IDataObject, INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { Fault } from '../domain/fault';
import { isAllowed } from '../domain/webhook/allowList';
import { MAX_BYTES, parseDelivery } from '../domain/webhook/delivery';
import type { WebhookEvent } from '../domain/webhook/event';
import { whyNot } from '../domain/webhook/filter';
import { sameSecret, signatureFits } from '../domain/webhook/secrets';
import { confirmEvents, MAX_QUESTIONS, questionsOf, type ConfirmedEvent } from './confirm';
import { DeliveryLog, type Reason } from './log';
import { mustProtect, readSecrets, readSettings, type Secrets, type TriggerSettings } from './settings';

/** The parts of n8n's request object that the trigger reads. */
interface Incoming {
	ip?: string;
	rawBody?: Uint8Array;
	readRawBody?: () => Promise<void>;
	contentType?: string;
}

/** A request that is not let in: status and a text for the sender, which gives nothing away, and a word for the log. */
interface Refused {
	status: number;
	text: string;
	reason: Reason;
}

/** What the sender hears when the trigger itself is not usable: not "done", so that it may send again. */
const NOT_USABLE = 503;

/**
 * Receives one request of Coachview, or of anybody else who found the URL.
 *
 * Coachview gets its answer before anything slow happens: without confirming, n8n answers 200 as soon as the execution
 * is created; with confirming, the 200 is written here and the execution starts when Coachview has been asked. n8n
 * allows that: `noWebhookResponse` together with `workflowData` means "answered already, now run".
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const isCheck = context.getWebhookName() === 'setup';
	const log = new DeliveryLog(context);
	const refuse = ({ status, text, reason }: Refused): IWebhookResponseData => {
		if (!isCheck) log.refuse(reason, status);
		return answer(context, status, text);
	};
	const guard = await readGuard(context);
	if (!guard) return answer(context, NOT_USABLE, '');
	const { settings, secrets } = guard;
	const refused = admit(context, settings, secrets);
	if (refused) return refuse(refused);
	if (isCheck) return echo(context);

	const bytes = await bodyOf(context).catch(() => undefined);
	if (!bytes) return refuse({ status: 400, text: 'The body could not be read.', reason: 'body' });
	const headers = context.getHeaderData() as { [name: string]: unknown };
	if (bytes.length <= MAX_BYTES && !isSigned(headers, settings, secrets, bytes)) {
		return refuse({ status: 401, text: 'The signature is missing or wrong.', reason: 'signature' });
	}
	const delivery = {
		bytes,
		headers,
		contentType: headers['content-type'] as string | undefined,
		parsed: context.getBodyData(),
	};
	const result = parseDelivery(delivery, settings);
	if ('status' in result) return refuse({ status: result.status, text: result.reason, reason: 'body' });

	const events = wanted(result.events, settings, log);
	const receivedAt = new Date().toISOString();
	const itemsOf = (list: ConfirmedEvent[]) =>
		list.map((event): INodeExecutionData => {
			const json: IDataObject = { ...event, receivedAt, ...(settings.includeRawBody ? { rawBody: result.text } : {}) };
			return { json };
		});
	if (!settings.confirm || events.length === 0) {
		log.close();
		return events.length === 0 ? answer(context, 200, '') : { workflowData: [itemsOf(events)] };
	}
	const questions = questionsOf(events, settings);
	// Not "done": the sender may send the rest again, in smaller portions.
	if (questions.tooMany)
		answer(
			context,
			413,
			`The body holds more than ${MAX_QUESTIONS} events that have to be confirmed; only the first ones are looked at.`,
		);
	else answer(context, 200, '');
	const confirmed = await confirmEvents(context, questions, settings, log);
	log.close();
	return { noWebhookResponse: true, ...(confirmed.length > 0 ? { workflowData: [itemsOf(confirmed)] } : {}) };
}

/** @returns settings and secrets; nothing when one cannot be read or they only look like protection */
async function readGuard(
	context: IWebhookFunctions,
): Promise<{ settings: TriggerSettings; secrets: Secrets } | undefined> {
	try {
		const settings = readSettings(context);
		const secrets = await readSecrets(context);
		mustProtect(settings, secrets);
		return { settings, secrets };
	} catch (error) {
		// The words may hold what an expression gave; publishing tells them.
		const fields = error instanceof Fault ? error.fields.join(', ') : 'an expression or credential';
		context.logger.error(`Coachview Trigger: nothing runs, because settings cannot be used: ${fields}`, {
			nodeName: context.getNode().name,
			workflowId: context.getWorkflow().id,
		});
		return undefined;
	}
}

function admit(context: IWebhookFunctions, settings: TriggerSettings, { key }: Secrets): Refused | undefined {
	const { ip } = context.getRequestObject() as Incoming;
	// Only n8n's own reading of the sender: the rest of a forwarded chain can be written by anybody.
	if (!isAllowed(ip ?? '', settings.allowedAddresses))
		return { status: 403, text: 'This address is not allowed.', reason: 'address' };
	if (key !== '' && !sameSecret((context.getQueryData() as IDataObject).key, key))
		return { status: 404, text: '', reason: 'key' };
	return undefined;
}

function isSigned(
	headers: { [name: string]: unknown },
	settings: TriggerSettings,
	{ signatureSecret }: Secrets,
	bytes: Uint8Array,
): boolean {
	if (settings.signatureAlgorithm === 'off') return true;
	return signatureFits(headers[settings.signatureHeader], bytes, settings.signatureAlgorithm, signatureSecret);
}

function wanted(events: WebhookEvent[], settings: TriggerSettings, log: DeliveryLog): WebhookEvent[] {
	return events.filter((event) => {
		const filtered = whyNot(event, settings);
		if (filtered !== undefined) log.drop(filtered);
		return filtered === undefined;
	});
}

async function bodyOf(context: IWebhookFunctions): Promise<Uint8Array> {
	const request = context.getRequestObject() as Incoming;
	// n8n leaves multipart bodies unread; they are no events, but have a length.
	if (!request.rawBody && request.readRawBody && !request.contentType?.startsWith('multipart/'))
		await request.readRawBody();
	return request.rawBody ?? new Uint8Array();
}

const SAFE_ECHO = /^[\w.~+/=:-]{1,256}$/;

/** A sender may test the URL with GET or HEAD, some with a text that must come back (no evidence that Coachview does). */
function echo(context: IWebhookFunctions): IWebhookResponseData {
	const { echo: text } = context.getQueryData() as IDataObject;
	return answer(context, 200, typeof text === 'string' && SAFE_ECHO.test(text) ? text : '');
}

function answer(context: IWebhookFunctions, status: number, text: string): IWebhookResponseData {
	const response = context.getResponseObject();
	response.writeHead(status, {
		'Content-Type': 'text/plain; charset=utf-8',
		'X-Content-Type-Options': 'nosniff',
		'Content-Security-Policy': "default-src 'none'; sandbox",
		'Cache-Control': 'no-store',
	});
	response.end(text);
	return { noWebhookResponse: true };
}
