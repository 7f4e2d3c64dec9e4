import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { PERSON_CATEGORY_ADDED } from '../domain/webhook/eventName';
import type { SignatureAlgorithm } from '../domain/webhook/secrets';

export interface TriggerSettings {
	/** Event that passes, '' for any. */
	event: string;
	needsPerson: boolean;
	categories: string;
	externSources: string;
	confirm: boolean;
	requireCategory: boolean;
	whenUnconfirmed: 'run' | 'drop';
	allowedAddresses: string;
	includeRawBody: boolean;
	signatureAlgorithm: SignatureAlgorithm | 'off';
	signatureHeader: string;
}

export interface Secrets {
	key: string;
	signatureSecret: string;
}

type Context = IWebhookFunctions | IHookFunctions;

/** @returns the trigger's parameters, with defaults in the place of options that were not added */
export function readSettings(context: Context): TriggerSettings {
	const text = (name: string) => String(context.getNodeParameter(name, '') ?? '');
	const options = context.getNodeParameter('options', {}) as Partial<TriggerSettings>;
	const triggerOn = text('triggerOn');
	return {
		event: triggerOn === 'any' ? '' : triggerOn === 'other' ? text('eventName').trim() : PERSON_CATEGORY_ADDED,
		needsPerson: triggerOn === 'personCategoryAdded',
		categories: text('categories'),
		externSources: text('externSources'),
		confirm: context.getNodeParameter('confirm', true) === true && hasCredential(context, 'coachviewOAuth2Api'),
		requireCategory: options.requireCategory ?? false,
		whenUnconfirmed: options.whenUnconfirmed ?? 'run',
		allowedAddresses: options.allowedAddresses ?? '',
		includeRawBody: options.includeRawBody ?? false,
		signatureAlgorithm: options.signatureAlgorithm ?? 'off',
		signatureHeader: options.signatureHeader ?? 'X-WebHook-Signature',
	};
}

/** @returns the secrets of the webhook credential; empty ones when none is chosen */
export async function readSecrets(context: Context): Promise<Secrets> {
	if (!hasCredential(context, 'coachviewWebhookApi')) return { key: '', signatureSecret: '' };
	const { urlSecret, signatureSecret } = await context.getCredentials('coachviewWebhookApi');
	return { key: String(urlSecret ?? ''), signatureSecret: String(signatureSecret ?? '') };
}

function hasCredential(context: Context, name: string): boolean {
	return Boolean(context.getNode().credentials?.[name]);
}
