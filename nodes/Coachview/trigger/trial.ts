import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { whySentence } from '../domain/webhook/why';
import type { Refused } from './guard';
import type { DeliveryLog } from './log';
import { noteItems } from './notes';
import { refusalPage, resultPage } from './pages';
import { answer, show } from './reply';
import type { TriggerSettings } from './settings';

/** What became known while Coachview was asked. */
interface Asked {
	environment?: string;
	/** About nodes behind the trigger that use another credential. */
	remark?: string;
}

/**
 * A test in the editor: nothing vanishes there. Whatever is left out starts a run that shows why in the output of the
 * trigger and hands nothing on; a browser is told as well. A published workflow gets nothing of this.
 */
export class Trial {
	/** Whether a browser is to be answered with a page. */
	readonly isPage: boolean;
	private readonly context: IWebhookFunctions;
	private readonly isCheck: boolean;
	private readonly isTest: boolean;

	/** @param isCheck whether the request only looks at the URL and carries no event */
	constructor(context: IWebhookFunctions, isCheck: boolean) {
		this.context = context;
		this.isCheck = isCheck;
		this.isTest = context.getMode() === 'manual';
		this.isPage = this.isTest && comesFromBrowser(context);
	}

	/** @returns the answer to a request that is not let in; undefined when the ordinary one is to be given */
	refuse({ status, text, reason, told }: Refused): IWebhookResponseData | undefined {
		if (!this.isTest) return undefined;
		const why = told ?? (reason === 'body' ? text : whySentence(reason, NOTHING_SET));
		if (this.isPage) show(this.context, status, refusalPage(why));
		else answer(this.context, status, text);
		const notes = this.isCheck ? [] : noteItems(this.context, [`A delivery was refused with ${status}. ${why}`]);
		return { noWebhookResponse: true, ...(notes.length > 0 && { workflowData: [notes] }) };
	}

	/** @returns the end of a delivery of which the person who tests is to be told something; else undefined */
	conclude(
		items: INodeExecutionData[],
		log: DeliveryLog,
		settings: TriggerSettings,
		{ environment, remark }: Asked = {},
	): IWebhookResponseData | undefined {
		if (!this.isTest) return undefined;
		const about = { ...settings, environment };
		const notes = [
			...log.left.map(({ reason, event }) => `An event did not run. ${whySentence(reason, about, event)}`),
			...log.ranAnyway.map((reason) => `An event ran unconfirmed. ${whySentence(reason, about)}`),
			...(remark === undefined ? [] : [remark]),
		];
		if (this.isPage) show(this.context, 200, resultPage(items.length, [...new Set(notes)]));
		const all = [...items, ...noteItems(this.context, notes)];
		if (all.length === 0) return this.isPage ? { noWebhookResponse: true } : undefined;
		return { ...(this.isPage && { noWebhookResponse: true }), workflowData: [all] };
	}
}

const NOTHING_SET = { event: '', categories: [], externSources: [] };

/** A person at a browser asks for a page; Coachview and other programs do not. */
function comesFromBrowser(context: IWebhookFunctions): boolean {
	const { method } = context.getRequestObject() as { method?: string };
	const { accept } = context.getHeaderData() as { accept?: unknown };
	return method !== 'HEAD' && typeof accept === 'string' && accept.includes('text/html');
}
