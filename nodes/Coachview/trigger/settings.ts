import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { canonicalEvent, PERSON_CATEGORY_ADDED } from '../domain/webhook/eventName';
import type { SignatureAlgorithm } from '../domain/webhook/secrets';
import { AS_CREDENTIAL } from './environment';
import { readChoice, readNames, readText, readWholeNumber, readYesNo, refused } from './readers';

export interface TriggerSettings {
	/** Event that passes, '' for any. */
	event: string;
	needsPerson: boolean;
	/** Names; none for all. */
	categories: string[];
	externSources: string[];
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
	includeRawBody: boolean;
	signatureAlgorithm: SignatureAlgorithm | 'off';
	/** In lower case, as headers come. */
	signatureHeader: string;
}

export interface Secrets {
	key: string;
	signatureSecret: string;
	/** Whether a webhook credential is chosen, whatever it holds. */
	chosen: boolean;
}

type Context = IWebhookFunctions | IHookFunctions;

const DEFAULT_RESERVE = 250;
const MAX_RESERVE = 1_000_000;
const HEADER = /^[\w!#$%&'*+.^`|~-]{1,100}$/;

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
	const triggerOn = readChoice(parameter('triggerOn', PERSON), 'Trigger On', [PERSON, 'any', 'other'], PERSON);
	const eventName = triggerOn === 'other' ? readText(parameter('eventName', ''), 'Event Name', '') : '';
	if (triggerOn === 'other' && canonicalEvent(eventName) === '') {
		throw refused(
			'Event Name',
			'is empty',
			'Type the name of the event as agreed with Coachview, or choose Any Event in Trigger On.',
		);
	}
	const confirmIn = readText(parameter('confirmIn', AS_CREDENTIAL), 'Environment to Ask', AS_CREDENTIAL);
	if (confirmIn === '') throw refused('Environment to Ask', 'is empty');
	const signatureHeader = readText(option.signatureHeader, 'Signature Header', 'X-WebHook-Signature').toLowerCase();
	if (!HEADER.test(signatureHeader)) throw refused('Signature Header', 'is not the name of a header');
	const allowedAddresses = readText(option.allowedAddresses, 'Allowed Addresses', '');
	if (option.allowedAddresses !== undefined && allowedAddresses === '') {
		throw refused(
			'Allowed Addresses',
			'is empty',
			'Fill in who may call the URL, or remove the option: an empty list would let everybody in.',
		);
	}
	return {
		event: triggerOn === 'any' ? '' : triggerOn === 'other' ? eventName : PERSON_CATEGORY_ADDED,
		needsPerson: triggerOn === PERSON,
		categories: readNames(parameter('categories', ''), 'Categories'),
		externSources: readNames(parameter('externSources', ''), 'External Sources'),
		confirm:
			readYesNo(parameter('confirm', true), 'Confirm With Coachview', true) &&
			hasCredential(context, 'coachviewOAuth2Api'),
		confirmIn,
		requireCategory: readYesNo(option.requireCategory, 'Category Must Still Be There', false),
		whenUnconfirmed: readChoice(option.whenUnconfirmed, 'If Confirming Is Impossible', ['run', 'drop'], 'run'),
		reserve: readWholeNumber(option.reserve, 'Keep in Reserve', { min: 0, max: MAX_RESERVE }, DEFAULT_RESERVE),
		allowedAddresses,
		includeRawBody: readYesNo(option.includeRawBody, 'Include Raw Body', false),
		signatureAlgorithm: readChoice(option.signatureAlgorithm, 'Signature', ['off', 'sha1', 'sha256', 'sha512'], 'off'),
		signatureHeader,
	};
}

const PERSON = 'personCategoryAdded';

/** @returns the secrets of the webhook credential; empty ones when none is chosen */
export async function readSecrets(context: Context): Promise<Secrets> {
	if (!hasCredential(context, 'coachviewWebhookApi')) return { key: '', signatureSecret: '', chosen: false };
	return { ...secretsOf(await context.getCredentials('coachviewWebhookApi')), chosen: true };
}

/** @returns key and secret as stored; one of blanks only is none */
export function secretsOf({
	urlSecret,
	signatureSecret,
}: {
	[name: string]: unknown;
}): Pick<Secrets, 'key' | 'signatureSecret'> {
	const plain = (value: unknown) => (String(value ?? '').trim() === '' ? '' : String(value));
	return { key: plain(urlSecret), signatureSecret: plain(signatureSecret) };
}

/**
 * What would leave the URL open although it looks guarded. Nothing runs with such settings, at publishing or later, when
 * a credential has been emptied.
 *
 * @throws Fault `invalidInput` or `credential`
 */
export function mustProtect(settings: TriggerSettings, secrets: Secrets): void {
	if (secrets.chosen && secrets.key === '' && settings.signatureAlgorithm === 'off') {
		throw refused(
			'The Coachview Webhook API credential',
			'protects nothing: it has no URL Key, and Signature is off',
			'Fill in a URL Key of at least 16 characters, or remove the credential from the node.',
		);
	}
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
