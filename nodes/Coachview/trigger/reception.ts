import { randomUUID } from 'crypto';
import type { IDataObject, INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { aroundEvents, judgeDelivery } from '../domain/webhook/judgement';
import { confirmEvents, MAX_QUESTIONS, questionsOf, type ConfirmedEvent } from './confirm';
import { confirmEnvironment, otherCredential } from './environment';
import { admit, readGuard, type Refused } from './guard';
import { DeliveryLog } from './log';
import { samplePage } from './pages';
import { answer, show } from './reply';
import type { TriggerSettings } from './settings';
import { Trial } from './trial';

/** The parts of n8n's request object that are read for the body. */
interface Incoming {
	method?: string;
	rawBody?: Uint8Array;
	readRawBody?: () => Promise<void>;
	contentType?: string;
}

/**
 * Receives one request of Coachview, or of anybody else who found the URL.
 *
 * Coachview gets its answer before anything slow happens: without confirming, n8n answers 200 as soon as the execution
 * is created; with confirming, the 200 is written here and the execution starts when Coachview has been asked. n8n
 * allows that: `noWebhookResponse` together with `workflowData` means "answered already, now run".
 *
 * In a test (manual mode) the same is decided, but the run is told why events were left out, and a browser gets pages.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const isCheck = context.getWebhookName() === 'setup';
	const log = new DeliveryLog(context);
	const trial = new Trial(context, isCheck);
	const refuse = (refused: Refused): IWebhookResponseData => {
		if (!isCheck) log.refuse(refused.reason, refused.status);
		return trial.refuse(refused) ?? answer(context, refused.status, refused.text);
	};
	const guard = await readGuard(context);
	if ('status' in guard) return trial.refuse(guard) ?? answer(context, guard.status, guard.text);
	const { settings, secrets } = guard;
	const refused = admit(context, settings, secrets);
	if (refused) return refuse(refused);
	if (isCheck) return await check(context, settings, trial);

	const bytes = await bodyOf(context).catch(() => undefined);
	if (!bytes) return refuse({ status: 400, text: 'The body could not be read.', reason: 'body' });
	const headers = context.getHeaderData() as { [name: string]: unknown };
	const delivery = {
		bytes,
		headers,
		contentType: headers['content-type'] as string | undefined,
		parsed: context.getBodyData(),
	};
	const judged = judgeDelivery(delivery, settings, secrets);
	if ('status' in judged) return refuse(judged);

	const { events } = judged;
	for (const { reason, event } of judged.left) log.drop(reason, event);
	const around = aroundEvents(settings, judged, new Date().toISOString());
	const itemsOf = (list: ConfirmedEvent[], remark?: string) =>
		list.map((event): INodeExecutionData => {
			const json: IDataObject = {
				...event,
				...around,
				...(remark !== undefined && { credentialRemark: remark }),
			};
			return { json };
		});
	if (!settings.confirm || events.length === 0) {
		log.close();
		const told = trial.conclude(itemsOf(events), log, settings);
		if (told) return told;
		return events.length === 0 ? answer(context, 200, '') : { workflowData: [itemsOf(events)] };
	}
	const questions = questionsOf(events, settings);
	if (!trial.isPage) acknowledge(context, questions.tooMany);
	const { events: confirmed, environment } = await confirmEvents(context, questions, settings, log);
	log.close();
	const remark = environment === undefined ? undefined : otherCredential(context, environment);
	const items = itemsOf(confirmed, remark);
	const told = trial.conclude(items, log, settings, { environment, remark });
	if (told) return { ...told, noWebhookResponse: true };
	return { noWebhookResponse: true, ...(items.length > 0 ? { workflowData: [items] } : {}) };
}

function acknowledge(context: IWebhookFunctions, tooMany: boolean): void {
	// Not "done" when there are too many: the sender may send the rest again, in smaller portions.
	const words = `The body holds more than ${MAX_QUESTIONS} events that have to be confirmed; only the first ones are looked at.`;
	answer(context, tooMany ? 413 : 200, tooMany ? words : '');
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
async function check(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	trial: Trial,
): Promise<IWebhookResponseData> {
	const { echo } = context.getQueryData() as IDataObject;
	if (echo === undefined && trial.isPage) {
		const environment = settings.confirm ? await confirmEnvironment(context) : undefined;
		return show(context, 200, samplePage(settings, environment, randomUUID()));
	}
	return answer(context, 200, typeof echo === 'string' && SAFE_ECHO.test(echo) ? echo : '');
}
