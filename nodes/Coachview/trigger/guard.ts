import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { Fault } from '../domain/fault';
import { isAllowed } from '../domain/webhook/allowList';
import { hasKey } from '../domain/webhook/settings';
import type { Reason } from './log';
import { mustProtect, readSecrets, readSettings, type Secrets, type TriggerSettings } from './settings';

/** A request that is not let in: status and a text for the sender, which gives nothing away, and a word for the log. */
export interface Refused {
	status: number;
	text: string;
	reason: Reason;
	/** For the person who tests, where the reason alone does not say it. */
	told?: string;
}

/** What the sender hears when the trigger itself is not usable: not "done", so that it may send again. */
const NOT_USABLE = 503;

/** @returns settings and secrets; a refusal when one cannot be read or they only look like protection */
export async function readGuard(
	context: IWebhookFunctions,
): Promise<{ settings: TriggerSettings; secrets: Secrets } | Refused> {
	try {
		const settings = readSettings(context);
		const secrets = await readSecrets(context);
		mustProtect(settings, secrets);
		return { settings, secrets };
	} catch (error) {
		// The log gets no words of n8n's: they may hold what an expression gave.
		const fault = error instanceof Fault ? error : undefined;
		const fields = fault ? fault.fields.join(', ') : 'an expression or credential';
		context.logger.error(`Coachview Trigger: nothing runs, because settings cannot be used: ${fields}`, {
			nodeName: context.getNode().name,
			workflowId: context.getWorkflow().id,
		});
		const told = fault ? `${fault.message}. ${fault.advice}` : `Settings of the trigger cannot be used: ${fields}.`;
		return { status: NOT_USABLE, text: '', reason: 'settings', told };
	}
}

/** @returns why the sender is not let in, judged by its address and the key in the URL; undefined when it is */
export function admit(context: IWebhookFunctions, settings: TriggerSettings, secrets: Secrets): Refused | undefined {
	const { ip } = context.getRequestObject() as { ip?: string };
	// Only n8n's own reading of the sender: the rest of a forwarded chain can be written by anybody.
	if (!isAllowed(ip ?? '', settings.allowedAddresses))
		return { status: 403, text: 'This address is not allowed.', reason: 'address' };
	if (!hasKey(context.getQueryData() as IDataObject, secrets)) return { status: 404, text: '', reason: 'key' };
	return undefined;
}
