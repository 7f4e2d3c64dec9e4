import { fixed, open } from './types.mts';

// Webhooks, outages and the few conventions that fit nowhere else.
export const events = {
	webhookEvents: open('A41', 'V', 'The only event is persoon.categorie.toegevoegd.', {
		categoryOnly: 'only that one',
		invented: 'also persoon.toegevoegd, persoon.gewijzigd and persoon.categorie.verwijderd, which are invented',
	}),
	webhookShape: open(
		'A42',
		'I',
		'The webhook is flat JSON with PersoonId, PersooncategorieId, ExternId, ExternSource, Categorie.',
		{
			flatPascal: 'flat, PascalCase',
			flatCamel: 'flat, camelCase',
			externsource: 'flat, PascalCase with Externsource',
			eventData: '{event, data}',
			notifications: '{Notifications: [{Action, …}]}',
			english: 'flat, English names and the English event name',
		},
	),
	eventPlace: open('A43', 'I', 'The event’s name is not in the webhook; the URL tells.', {
		urlOnly: 'nowhere',
		bodyEvent: 'key `event` in the body',
		header: 'header X-Event',
	}),
	webhookFormat: open('A44', 'I', 'Webhooks are POST with application/json; charset=utf-8.', {
		json: 'JSON',
		xml: 'XML',
		form: 'form fields',
	}),
	signature: open('A45', 'I', 'Webhooks are not signed.', {
		none: 'no signature',
		hmacSha512: 'X-WebHook-Signature: hexadecimal HMAC SHA-512 of the body, when a secret is set',
	}),
	redelivery: open('A46', 'U', 'Any 2xx within 10 seconds is success; a failed delivery is not repeated.', {
		once: 'one attempt',
		retry: 'three more attempts after 1, 5 and 15 minutes',
	}),
	webhookFilter: open('A47', 'U', 'A registration has no filter: every category fires.', {
		none: 'no filter',
		category: 'only the registered categories fire',
	}),
	sourceAddresses: fixed(
		'A48',
		'U',
		'Neither fixed source addresses nor a test call exist.',
		'a loopback sandbox has one address',
		{
			none: 'as stated',
			listed: 'fixed addresses',
		},
	),
	emptyKeys: open('A49', 'I', 'A person without ExternId gives empty texts in the webhook.', {
		empty: '""',
		null: 'null',
		absent: 'keys left out',
	}),
	outageStatus: open('A50', 'I', 'An outage is 503.', { status503: '503', status500: '500' }),
	acceptHeader: open('A51', 'I', 'JSON is answered whatever Accept says.', {
		always: '200 JSON',
		refused: '406 unless JSON is accepted',
	}),
	idCase: open('A52', 'I', 'Ids in `where` and in paths are compared without regard to case.', {
		insensitive: 'case ignored',
		sensitive: 'lower case only',
	}),
	disabledClient: open('S02', 'I', 'A token request of a disabled client fails like one of an unknown client.', {
		invalidClient: '400 invalid_client',
		unauthorizedClient: '400 unauthorized_client',
	}),
};
