import type { Entity } from '../../entities/entity';
import { Fault } from '../fault';
import { fieldLabels } from '../fields/label';
import { keyItem, type ExternalKey, type RecordKeys } from '../identity';

type Key = ExternalKey | undefined;

const KEY_FIELDS = ['externId', 'externSource'];

/** The record may or may not exist now. */
export function unknownOutcome(entity: Entity, key: Key, message: string, details: Fault['details'] = {}): Fault {
	const advice = key
		? `Run this item again with Create or Update: it looks the ${entity.words.one} up first.`
		: `Look the ${entity.words.one} up in Coachview before trying again.${entity.externalKey ? ' With External ID and External Source the node can check this itself.' : ''}`;
	return new Fault('unknownOutcome', message, advice, { details: { ...key, ...details } });
}

/** Nothing was sent. */
export function duplicate(entity: Entity, key: Key): Fault {
	return new Fault(
		'conflict',
		`Coachview already has a ${entity.words.one} with this External ID and External Source`,
		'Use Create or Update instead. Nothing was written.',
		{
			fields: KEY_FIELDS,
			details: { ...key },
		},
	);
}

/** A conflict on a new record can hardly be about anything but its key. */
export function clash(entity: Entity, key: Key, fault: Fault): Fault {
	if (!key) return fault;
	return new Fault(
		'conflict',
		`Coachview refused the ${entity.words.one} because of a conflict: somebody has this External ID and External Source, though a look-up does not find it`,
		`Nothing was written. Look the ${entity.words.one} up in Coachview and use Update with its ID.`,
		{ fields: KEY_FIELDS, details: { ...fault.details, ...key } },
	);
}

/** After a creation the key is there twice. */
export function twoWithKey(entity: Entity, key: Key): Fault {
	return new Fault(
		'ambiguous',
		`After the creation more than one ${entity.words.one} in Coachview has this External ID and External Source`,
		'Either somebody else made it at the same moment, or Coachview carried out a creation late. Merge the two in Coachview.',
		{ fields: KEY_FIELDS, details: { ...key } },
	);
}

/** @param fields whose value is another one in the record that has the key now */
export function otherValues(entity: Entity, key: Key, fields: readonly string[]): Fault {
	return new Fault(
		'conflict',
		`Coachview has a ${entity.words.one} with this External ID and External Source, but with other values in: ${fieldLabels(entity, fields)}`,
		'Either somebody else made it at the same moment, or Coachview did not store the fields as sent. Run this item again with Create or Update.',
		{ fields, details: { ...key } },
	);
}

/** @param fields that the new record does not have as sent */
export function createdWithout(entity: Entity, fields: readonly string[], keys: RecordKeys): Fault {
	return new Fault(
		'notStored',
		`Coachview created the ${entity.words.one} but did not store these fields as sent: ${fieldLabels(entity, fields)}`,
		`The value may be too long or not allowed. Do not create the ${entity.words.one} again; correct it with Update.`,
		{ fields, details: keyItem(entity, keys) },
	);
}

/** The record that is there may be the one of a creation without an answer, and the update of it did not work. */
export function updateFailed(entity: Entity, key: Key, { message, fields, details }: Fault): Fault {
	return new Fault(
		'unknownOutcome',
		`Coachview gave no clear answer to the creation; a ${entity.words.one} with this External ID and External Source exists now, but could not be updated`,
		`Run this item again with Create or Update. Cause: ${message}`,
		{ fields, details: { ...details, ...key } },
	);
}
