import { Fault } from '../fault';
import { fieldLabel } from '../person/fields';
import type { ExternalKey, PersonKeys } from '../person/identity';

type Key = ExternalKey | undefined;

const KEY_FIELDS = ['externId', 'externSource'];

/** The person may or may not exist now. */
export function unknownOutcome(key: Key, message: string, details: Fault['details'] = {}): Fault {
	const advice = key
		? 'Run this item again with Create or Update: it looks the person up first.'
		: 'Look the person up in Coachview before trying again. With Extern ID and Extern Source the node can check this itself.';
	return new Fault('unknownOutcome', message, advice, { details: { ...key, ...details } });
}

/** Nothing was sent. */
export function duplicate(key: Key): Fault {
	return new Fault(
		'conflict',
		'Coachview already has a person with this Extern ID and Extern Source',
		'Use Create or Update instead. Nothing was written.',
		{
			fields: KEY_FIELDS,
			details: { ...key },
		},
	);
}

/** A conflict on a new person can hardly be about anything but its key. */
export function clash(key: Key, fault: Fault): Fault {
	if (!key) return fault;
	return new Fault(
		'conflict',
		'Coachview refused the person because of a conflict: somebody has this Extern ID and Extern Source, though a look-up does not find it',
		'Nothing was written. Look the person up in Coachview and use Update with its ID.',
		{ fields: KEY_FIELDS, details: { ...fault.details, ...key } },
	);
}

/** After a creation the key is there twice. */
export function twoWithKey(key: Key): Fault {
	return new Fault(
		'ambiguous',
		'After the creation more than one person in Coachview has this Extern ID and Extern Source',
		'Either somebody else made it at the same moment, or Coachview carried out a creation late. Merge the two in Coachview.',
		{ fields: KEY_FIELDS, details: { ...key } },
	);
}

/** @param fields whose value is another one in the person that has the key now */
export function otherValues(key: Key, fields: readonly string[]): Fault {
	return new Fault(
		'conflict',
		`Coachview has a person with this Extern ID and Extern Source, but with other values in: ${fields.map(fieldLabel).join(', ')}`,
		'Either somebody else made it at the same moment, or Coachview did not store the fields as sent. Run this item again with Create or Update.',
		{ fields, details: { ...key } },
	);
}

/** @param fields that the new person does not have as sent */
export function createdWithout(fields: readonly string[], keys: PersonKeys): Fault {
	return new Fault(
		'notStored',
		`Coachview created the person but did not store these fields as sent: ${fields.map(fieldLabel).join(', ')}`,
		'The value may be too long or not allowed. Do not create the person again; correct it with Update.',
		{ fields, details: { ...keys } },
	);
}

/** The person that is there may be the one of a creation without an answer, and the update of it did not work. */
export function updateFailed(key: Key, { message, fields, details }: Fault): Fault {
	return new Fault(
		'unknownOutcome',
		'Coachview gave no clear answer to the creation; a person with this Extern ID and Extern Source exists now, but could not be updated',
		`Run this item again with Create or Update. Cause: ${message}`,
		{ fields, details: { ...details, ...key } },
	);
}
