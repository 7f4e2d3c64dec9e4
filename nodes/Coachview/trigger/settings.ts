import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { readChoice, readText, readWholeNumber, readYesNo, refused } from '../domain/webhook/readers';
import {
	mustGuard,
	NO_SECRETS,
	readEventSettings,
	secretsOf,
	type EventSettings,
	type Secrets,
} from '../domain/webhook/settings';
import { AS_CREDENTIAL } from './environment';

export type { Secrets } from '../domain/webhook/settings';

export interface TriggerSettings extends EventSettings {
	/** Whether Coachview is asked; without the credential it cannot be. */
	confirm: boolean;
	/** Environment that may be asked: `live`, `training`, the host of a Custom URL, or the one of the credential. */
	confirmIn: string;
	requireCategory: boolean;
	whenUnconfirmed: 'run' | 'drop';
	/** Requests of the day that confirming leaves to others. */
	reserve: number;
	/** '' for everybody. */
	allowedAddresses: string;
}

type Context = IWebhookFunctions | IHookFunctions;

const DEFAULT_RESERVE = 250;
const MAX_RESERVE = 1_000_000;

/**
 * @returns the trigger's parameters, with defaults in the place of options that were not added
 * @throws Fault `invalidInput` for a setting that cannot be read, or whose expression gives nothing
 */
export function readSettings(context: Context): TriggerSettings {
	// n8n gives the fallback for what is not stored only; nothing at all is what an expression gave, and no default.
	const parameter = (name: string, fallback: unknown) =>
		(context.getNodeParameter(name, fallback as never) as unknown) ?? null;
	const options = parameter('options', {});
	if (options === null || typeof options !== 'object' || Array.isArray(options))
		throw refused('Options', 'cannot be read');
	const option = Object.fromEntries(Object.entries(options).map(([name, value]) => [name, (value as unknown) ?? null]));
	const events = readEventSettings(parameter, option);
	const confirmIn = readText(parameter('confirmIn', AS_CREDENTIAL), 'Environment to Ask', AS_CREDENTIAL);
	if (confirmIn === '') throw refused('Environment to Ask', 'is empty');
	const allowedAddresses = readText(option.allowedAddresses, 'Allowed Addresses', '');
	if (option.allowedAddresses !== undefined && allowedAddresses === '') {
		throw refused(
			'Allowed Addresses',
			'is empty',
			'Fill in who may call the URL, or remove the option: an empty list would let everybody in.',
		);
	}
	return {
		...events,
		confirm:
			readYesNo(parameter('confirm', true), 'Confirm With Coachview', true) &&
			hasCredential(context, 'coachviewOAuth2Api'),
		confirmIn,
		requireCategory: readYesNo(option.requireCategory, 'Category Must Still Be There', false),
		whenUnconfirmed: readChoice(option.whenUnconfirmed, 'If Confirming Is Impossible', ['run', 'drop'], 'run'),
		reserve: readWholeNumber(option.reserve, 'Keep in Reserve', { min: 0, max: MAX_RESERVE }, DEFAULT_RESERVE),
		allowedAddresses,
	};
}

/** @returns the secrets of the webhook credential; empty ones when none is chosen */
export async function readSecrets(context: Context): Promise<Secrets> {
	if (!hasCredential(context, 'coachviewWebhookApi')) return NO_SECRETS;
	return { ...secretsOf(await context.getCredentials('coachviewWebhookApi')), chosen: true };
}

/**
 * What would leave the URL open although it looks guarded. Nothing runs with such settings, at publishing or later, when
 * a credential has been emptied.
 *
 * @throws Fault `invalidInput` or `credential`
 */
export function mustProtect(settings: TriggerSettings, secrets: Secrets): void {
	mustGuard(settings, secrets);
	if (settings.requireCategory && !settings.confirm) {
		throw refused(
			'Category Must Still Be There',
			'needs Confirm With Coachview and its credential',
			'Switch Confirm With Coachview on and choose a Coachview OAuth2 API credential in the trigger, or remove the option.',
		);
	}
}

function hasCredential(context: Context, name: string): boolean {
	return Boolean(context.getNode().credentials?.[name]);
}
