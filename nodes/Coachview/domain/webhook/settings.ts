import { canonicalEvent, PERSON_CATEGORY_ADDED } from './eventName';
import { readChoice, readNames, readText, readYesNo, refused } from './readers';
import { sameSecret, signatureFits, type SignatureAlgorithm } from './secrets';

/** What a delivery and its events are judged by, in the trigger and in Webhook Event: Read. */
export interface EventSettings {
	/** Event that passes, '' for any. */
	event: string;
	needsPerson: boolean;
	/** Names; none for all. */
	categories: string[];
	externSources: string[];
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

/** The secrets where no webhook credential is chosen. */
export const NO_SECRETS: Secrets = { key: '', signatureSecret: '', chosen: false };

const HEADER = /^[\w!#$%&'*+.^`|~-]{1,100}$/;
const PERSON = 'personCategoryAdded';

/**
 * @param parameter gives a parameter by its name; the fallback for what is not stored, null for an expression that gave nothing
 * @param option values of the Options collection; undefined for one that was not added, null as above
 * @returns the settings, with defaults in the place of options that were not added
 * @throws Fault `invalidInput` for a setting that cannot be read, or whose expression gives nothing
 */
export function readEventSettings(
	parameter: (name: string, fallback: unknown) => unknown,
	option: { [name: string]: unknown },
): EventSettings {
	const triggerOn = readChoice(parameter('triggerOn', PERSON), 'Trigger On', [PERSON, 'any', 'other'], PERSON);
	const eventName = triggerOn === 'other' ? readText(parameter('eventName', ''), 'Event Name', '') : '';
	if (triggerOn === 'other' && canonicalEvent(eventName) === '') {
		throw refused(
			'Event Name',
			'is empty',
			'Type the name of the event as agreed with Coachview, or choose Any Event in Trigger On.',
		);
	}
	const signatureHeader = readText(option.signatureHeader, 'Signature Header', 'X-WebHook-Signature').toLowerCase();
	if (!HEADER.test(signatureHeader)) throw refused('Signature Header', 'is not the name of a header');
	return {
		event: triggerOn === 'any' ? '' : triggerOn === 'other' ? eventName : PERSON_CATEGORY_ADDED,
		needsPerson: triggerOn === PERSON,
		categories: readNames(parameter('categories', ''), 'Categories'),
		externSources: readNames(parameter('externSources', ''), 'External Sources'),
		includeRawBody: readYesNo(option.includeRawBody, 'Include Raw Body', false),
		signatureAlgorithm: readChoice(option.signatureAlgorithm, 'Signature', ['off', 'sha1', 'sha256', 'sha512'], 'off'),
		signatureHeader,
	};
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

/** @throws Fault `invalidInput` for a webhook credential that only looks like protection */
export function mustGuard({ signatureAlgorithm }: EventSettings, secrets: Secrets): void {
	if (!secrets.chosen || secrets.key !== '' || signatureAlgorithm !== 'off') return;
	throw refused(
		'The Coachview Webhook API credential',
		'protects nothing: it has no URL Key, and Signature is off',
		'Fill in a URL Key of at least 16 characters, or remove the credential from the node.',
	);
}

/** @returns whether the URL that was called carries the key, where one is asked for */
export function hasKey({ key: given }: { key?: unknown }, { key }: Secrets): boolean {
	return key === '' || sameSecret(given, key);
}

/** @returns whether the body carries the signature that the settings ask for */
export function isSigned(
	headers: { [name: string]: unknown },
	settings: EventSettings,
	{ signatureSecret }: Secrets,
	bytes: Uint8Array,
): boolean {
	if (settings.signatureAlgorithm === 'off') return true;
	return signatureFits(headers[settings.signatureHeader], bytes, settings.signatureAlgorithm, signatureSecret);
}
