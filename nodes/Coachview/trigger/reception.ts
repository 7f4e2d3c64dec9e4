import type { IDataObject, INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { isAllowed } from '../domain/webhook/allowList';
import { MAX_BYTES, parseDelivery } from '../domain/webhook/delivery';
import { passes } from '../domain/webhook/filter';
import { sameSecret, signatureFits } from '../domain/webhook/secrets';
import { confirmEvents, type ConfirmedEvent } from './confirm';
import { readSecrets, readSettings, type TriggerSettings } from './settings';

/** The parts of n8n's request object that the trigger reads. */
interface Incoming {
	ip?: string;
	rawBody?: Uint8Array;
	readRawBody?: () => Promise<void>;
	contentType?: string;
}

/** A request that is not let in: status and a reason for the sender, which gives nothing away. */
interface Refused {
	status: number;
	reason: string;
}

/**
 * Receives one request of Coachview, or of anybody else who found the URL.
 *
 * Coachview gets its answer before anything slow happens: without confirming, n8n answers 200 as soon as the execution
 * is created; with confirming, the 200 is written here and the execution starts when Coachview has been asked. n8n
 * allows that: `noWebhookResponse` together with `workflowData` means "answered already, now run".
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const settings = readSettings(context);
	const refused = await admit(context, settings);
	if (refused) return answer(context, refused.status, refused.reason);
	if (context.getWebhookName() === 'setup') return echo(context);

	const bytes = await bodyOf(context);
	const headers = context.getHeaderData() as { [name: string]: unknown };
	if (bytes.length <= MAX_BYTES && !(await isSigned(context, settings, bytes))) return answer(context, 401, 'The signature is missing or wrong.');
	const delivery = { bytes, headers, contentType: headers['content-type'] as string | undefined, parsed: context.getBodyData() };
	const result = parseDelivery(delivery, settings);
	if ('status' in result) return answer(context, result.status, result.reason);

	const events = result.events.filter((event) => passes(event, settings));
	if (events.length === 0) return answer(context, 200, '');
	const receivedAt = new Date().toISOString();
	const itemsOf = (list: ConfirmedEvent[]) => list.map((event): INodeExecutionData => {
		const json: IDataObject = { ...event, receivedAt, ...(settings.includeRawBody ? { rawBody: result.text } : {}) };
		return { json };
	});
	if (!settings.confirm) return { workflowData: [itemsOf(events)] };

	answer(context, 200, '');
	const confirmed = await confirmEvents(context, events, settings);
	return { noWebhookResponse: true, ...(confirmed.length > 0 ? { workflowData: [itemsOf(confirmed)] } : {}) };
}

async function admit(context: IWebhookFunctions, settings: TriggerSettings): Promise<Refused | undefined> {
	const { ip } = context.getRequestObject() as Incoming;
	// Only n8n's own reading of the sender: the rest of a forwarded chain can be written by anybody.
	if (!isAllowed(ip ?? '', settings.allowedAddresses)) return { status: 403, reason: 'This address is not allowed.' };
	const { key } = await readSecrets(context);
	if (key !== '' && !sameSecret((context.getQueryData() as IDataObject).key, key)) return { status: 404, reason: '' };
	return undefined;
}

async function isSigned(context: IWebhookFunctions, settings: TriggerSettings, bytes: Uint8Array): Promise<boolean> {
	if (settings.signatureAlgorithm === 'off') return true;
	const { signatureSecret } = await readSecrets(context);
	const given = (context.getHeaderData() as IDataObject)[settings.signatureHeader.trim().toLowerCase()];
	return signatureFits(given, bytes, settings.signatureAlgorithm, signatureSecret);
}

async function bodyOf(context: IWebhookFunctions): Promise<Uint8Array> {
	const request = context.getRequestObject() as Incoming;
	// n8n leaves multipart bodies unread; they are no events, but have a length.
	if (!request.rawBody && request.readRawBody && !request.contentType?.startsWith('multipart/')) await request.readRawBody();
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
