import type { Entity } from '../../entities/entity';
import { Fault } from '../fault';
import type { RawRecord } from '../json/record';
import { fieldLabels } from '../fields/label';
import { keyItem, recordKeys, type RecordKeys } from '../identity';
import type { Course } from './course';
import { nameOf, type Selection } from './decide';

/** @returns the fault of a conflict that is not about the version; the key is named when it is what was to change */
export function clash(entity: Entity, fault: Fault, { changes }: Selection): Fault {
	const keys = changes.map(nameOf).filter((name) => name === 'externId' || name === 'externSource');
	if (keys.length === 0) return fault;
	const { details } = fault;
	return new Fault(
		'conflict',
		`Coachview refused the change because of a conflict: another ${entity.words.one} may have this External ID and External Source`,
		`Nothing was written. Correct the key, or merge the two ${entity.words.many} in Coachview.`,
		{ fields: keys, details },
	);
}

/**
 * @param barred why nothing was taken, when nobody else has changed the record each time
 * @returns the fault of a step that has no writes left
 */
export function givenUp(entity: Entity, { late, sent, done }: Course, record: RawRecord, barred?: Fault): Fault {
	if (!sent && barred) return barred;
	const details = keyItem(entity, recordKeys(record));
	if (!sent) {
		return new Fault(
			'concurrentChange',
			`The ${entity.words.one} was changed by somebody else each time it was about to be written`,
			'Nothing was written by this step. Run it again later.',
			{ details },
		);
	}
	if (late || done.length > 0) {
		return new Fault(
			'unknownOutcome',
			'Coachview gave no clear answer to the change, and it may still be stored',
			'At the last look it was not there. Run this item again later: Update changes nothing when the values are there already.',
			{ details },
		);
	}
	return new Fault(
		'unavailable',
		'Coachview gave no clear answer to the change, and did not store it',
		`The ${entity.words.one} was read back each time: the change is not there. Run this item again later.`,
		{ details },
	);
}

/** @returns the fault of a step whose change was undone each time */
export function undoneEachTime(entity: Entity, fields: string[], keys: RecordKeys): Fault {
	return new Fault(
		'concurrentChange',
		'The change was written several times, and each time somebody else put the old values back',
		`Another program seems to write this ${entity.words.one} all the time. Run this item again later.`,
		{ fields, details: keyItem(entity, keys) },
	);
}

/** What a write without a clear answer was to change has another value now: it was stored and overwritten, or never stored. */
export function overtaken(entity: Entity, record: RawRecord, { kept }: Selection): Fault {
	return new Fault('conflict', `Coachview has another value now for ${fieldLabels(entity, kept)}`, '', {
		fields: kept,
		details: keyItem(entity, recordKeys(record)),
	});
}

/** Faults that say what became of a write; all others would say that nothing was written. */
const SETTLED: readonly Fault['reason'][] = ['unknownOutcome', 'notStored', 'lost', 'concurrentChange'];

/** @returns what to throw instead of a fault that would say that nothing was written */
export function unsettled(cause: Fault, { end }: Course): Fault {
	if (cause === end || SETTLED.includes(cause.reason)) return cause;
	return new Fault(
		'unknownOutcome',
		'A first attempt to write the change got no clear answer, and it could not be sent again',
		`Run this item again: Update changes nothing when the values are there already. Cause: ${cause.message}`,
		{ fields: cause.fields, details: cause.details },
	);
}

/** Sent back the value would be turned round, left out it would be emptied. */
export function stuckFault(entity: Entity, record: RawRecord, names: readonly string[]): Fault {
	return new Fault(
		'unexpectedAnswer',
		`This Coachview can neither be sent these free fields as it shows them, nor be written without them: ${names.join(', ')}`,
		'Nothing was written. Give these fields under Other Fields too, in the form that Coachview reads.',
		{ fields: names, details: keyItem(entity, recordKeys(record)) },
	);
}
