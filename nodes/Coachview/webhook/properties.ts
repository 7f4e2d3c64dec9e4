import type { INodeProperties } from 'n8n-workflow';

const TRIGGER_ON: INodeProperties = {
	displayName: 'Trigger On',
	name: 'triggerOn',
	type: 'options',
	default: 'personCategoryAdded',
	options: [
		{
			name: 'Person Category Added',
			value: 'personCategoryAdded',
			description: 'A person was given a category (persoon.categorie.toegevoegd)',
		},
		{ name: 'Other Event', value: 'other', description: 'An event whose name you type' },
		{ name: 'Any Event', value: 'any', description: 'Every event that Coachview sends to this URL' },
	],
};

const EVENT_NAME: INodeProperties = {
	displayName: 'Event Name',
	name: 'eventName',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. persoon.categorie.verwijderd',
	description: 'Name of the event as agreed with Coachview. Capitals do not matter.',
	displayOptions: { show: { triggerOn: ['other'] } },
};

const CATEGORIES: INodeProperties = {
	displayName: 'Categories',
	name: 'categories',
	type: 'string',
	default: '',
	placeholder: 'e.g. Extragegevens',
	description:
		'Names of the person categories (persoonscategorieën) to react to, separated by commas, semicolons or line breaks; put a name that has one of these in double quotes. Capitals and extra spaces do not matter. Leave empty for all. Coachview reports every category that is added.',
};

const EXTERN_SOURCES: INodeProperties = {
	displayName: 'External Sources',
	name: 'externSources',
	type: 'string',
	default: '',
	placeholder: 'e.g. AFAS',
	description: 'Names of the source systems (ExternSource) to react to, written like Categories. Leave empty for all.',
};

/** Which events pass, in the trigger and in Webhook Event: Read; read by `readEventSettings`. */
export const EVENT_FILTERS: readonly INodeProperties[] = [TRIGGER_ON, EVENT_NAME, CATEGORIES, EXTERN_SOURCES];

export const INCLUDE_RAW_BODY: INodeProperties = {
	displayName: 'Include Raw Body',
	name: 'includeRawBody',
	type: 'boolean',
	default: false,
	description: 'Whether to add the body as it was received, as text in rawBody',
};

export const SIGNATURE: INodeProperties = {
	displayName: 'Signature',
	name: 'signatureAlgorithm',
	type: 'options',
	default: 'off',
	description:
		'How the body is signed with the Signature Secret of the Coachview Webhook API credential. Not documented by Coachview for outgoing webhooks: leave off unless Coachview told you so.',
	options: [
		{ name: 'HMAC SHA-1', value: 'sha1' },
		{ name: 'HMAC SHA-256', value: 'sha256' },
		{ name: 'HMAC SHA-512', value: 'sha512' },
		{ name: 'Off', value: 'off' },
	],
};

export const SIGNATURE_HEADER: INodeProperties = {
	displayName: 'Signature Header',
	name: 'signatureHeader',
	type: 'string',
	default: 'X-WebHook-Signature',
	description: 'Name of the header that carries the signature',
};
