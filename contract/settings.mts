import { register } from '../sandbox/assumptions/register.mts';

/** Where an alternative asks for something of the user: the setting of the node or the credential, by its name in n8n. */
const settings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	A03: { underPath: 'Credential: set Environment to Custom URL and give the address with its path, as you did here.' },
	A06: {
		error50:
			'Person: Get Many: Return All needs no setting; with Limit and Sort, set Changed From and Changed To so that fewer than 50 people remain.',
	},
	A11: { ignore: 'Person: Get Many: check the spelling in Where and Sort; Coachview ignores what it does not know.' },
	A14: { withTokens: 'Client in Coachview: choose a longer token lifetime, so that fewer requests go to tokens.' },
	A15: { absent: 'Options: Keep in Reserve has no effect, because Coachview does not tell what is left.' },
	A17: {
		sample:
			'Client in Coachview, and Scope in the credential: make sure that Personen.Lezen is there, because its absence is not reported as an error.',
	},
	A18: {
		reduced: 'Credential: check the spelling in Scope, because Coachview leaves unknown scopes out without a word.',
	},
	A23: {
		achternaamEmail1:
			'Person: Create and Create or Update: fill Additional Fields → Email as well. Update refuses people without one: give Update Fields → Email too.',
	},
	A24: { allowed: 'Use Person: Create or Update instead of Create, because Coachview does not refuse a double.' },
	A25: {
		empty: 'Person: choose By ID instead of By External Key, and do not use Create or Update: it will refuse to work.',
		error: 'Person: choose By ID instead of By External Key, and do not use Create or Update: it will refuse to work.',
	},
	A27: {
		ifMatch: 'Person: Update: set Options → Concurrency Check to Send the Version Number.',
		bodyEtag: 'Person: Update: set Options → Concurrency Check to Read Again Before Writing.',
	},
	A28: { closed: 'Update Fields → Gender: give only the values that your Coachview knows.' },
	A29: { closed: 'Other Fields: give only the values that your Coachview knows.' },
	A31: {
		rejected: 'Other Fields: give only names that your Coachview knows.',
		stored: 'Other Fields: check the spelling, because Coachview stores any name.',
	},
	A34: {
		erased:
			'Keep Options → Free Fields at Send Back. Confidential free fields that Coachview does not show are emptied all the same: do not use Person: Update, Replace and Create or Update for people who have them.',
		ignored: 'Options → Free Fields: Leave Out. They cannot be written this way, and stay as they are.',
		rejected: 'Options → Free Fields: Leave Out. Otherwise Coachview refuses every change of a person who has some.',
	},
	A43: {
		bodyEvent: 'Trigger: one URL may serve several events; set Trigger On to Any Event for that.',
		header: 'Trigger: one URL may serve several events; set Trigger On to Any Event for that.',
	},
	A45: {
		hmacSha512:
			'Trigger: set Options → Signature to HMAC SHA-512 and Signature Header to the header named here; put the shared secret into the Coachview Webhook API credential.',
	},
	A56: {
		extraCleared:
			'Please report it with this line: the member that is named here is at risk in Person: Update and Replace as long as the nodes do not ask for it.',
		relationsCleared:
			'Please report it with this line: the member that is named here is at risk in Person: Update and Replace as long as the nodes do not ask for it.',
	},
	A64: {
		swapped:
			'Options → Free Fields: Leave Out. Otherwise each update of a person who has such a date may swap its day and month.',
	},
	A66: {
		onWrite:
			'When an update is reported as lost because of them: Options → Read-Only Fields with the names given here.',
		onRead: 'When an update is reported as lost because of them: Options → Read-Only Fields with the names given here.',
	},
	A68: { absent: 'Options → Concurrency Check: Send the Version Number has no effect. Use Look Again After Writing.' },
	A73: {
		ignored: 'Person: choose By ID. Coachview does not heed filters, so look-ups stop before anything is written.',
	},
	A74: {
		moved301: 'Credential: the address has moved. Ask Coachview for the present one and give it as Custom URL.',
		moved302: 'Credential: the address has moved. Ask Coachview for the present one and give it as Custom URL.',
		moved307: 'Credential: the address has moved. Ask Coachview for the present one and give it as Custom URL.',
		moved308: 'Credential: the address has moved. Ask Coachview for the present one and give it as Custom URL.',
	},
	A78: {
		exact: 'Write External ID and External Source in the same letters in every system.',
		exactUnique:
			'Write External ID and External Source in the same letters in every system: Coachview takes other letters for another person.',
	},
	A80: { shared: 'Coachview: give the free field another code, or set Options → Free Fields to Leave Out.' },
	S01: {
		rejected: 'Nothing for auditTrail. When a further field is refused as read-only: Options → Read-Only Fields.',
	},
};

/**
 * What to change when an assumption turned out differently.
 * @param alternative of the register; undefined for a way that nobody thought of
 */
export function settingFor(id: string, alternative: string | undefined): string {
	const named = alternative === undefined ? undefined : settings[id]?.[alternative];
	if (named !== undefined) return named;
	const tolerance = register.find((entry) => entry.id === id)?.tolerance ?? '';
	if (alternative === undefined)
		return `No setting is known for this way. Please report it with this line. The nodes are built like this: ${tolerance}`;
	return `No setting to change. ${tolerance}`;
}

/** Alternatives that cannot be seen from outside, and why. A whole id stands for all its alternatives. */
export const notVisible: Readonly<Record<string, string>> = {
	'A14=rolling': 'a window that rolls looks like a fixed one until a day has passed',
	A16: 'a 429 only comes when the whole day is used up',
	'A35=omitted': 'a field that is not shown cannot be told from one that does not exist',
	A41: 'only the events that the environment is set up to send can be seen',
	A46: 'a failed delivery would have to be provoked and waited for',
	A47: 'a filter shows only over many events',
	A57: 'a confidential field does not show whether null emptied it',
	A67: 'the test person has no member that is a list',
	A77: 'it would make a person with an id of its own',
	A50: 'an outage cannot be provoked',
	A88: 'only asked without --write, which has requests to spare for it',
	A89: 'only asked without --write, which has requests to spare for it',
	A90: 'only asked without --write, which has requests to spare for it',
	A91: 'only asked without --write, which has requests to spare for it',
	A92: 'only asked without --write, which has requests to spare for it',
	A40: 'no web request is ever sent',
	A95: 'no web request is ever sent',
	A96: 'no web request is ever sent',
	A93: 'nobody’s category is ever taken away',
	A85: 'nothing but the test person is ever removed',
	A87: 'nothing but the test person is ever written',
	S02: 'a client cannot disable itself',
};
