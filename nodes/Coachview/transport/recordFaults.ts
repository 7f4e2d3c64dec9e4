import { asFault, Fault } from '../domain/fault';
import { idName } from '../domain/identity';
import type { RawRecord } from '../domain/json/record';
import type { Entity } from '../entities/entity';

/** A write was sent and the record could not be looked at afterwards. */
export function unsettled(entity: Entity, id: string, error: unknown): Fault {
	const cause = asFault(error);
	return new Fault(
		'unknownOutcome',
		`The change was sent, but the ${entity.words.one} could not be read back, so it is not known whether it was stored`,
		`Run this item again: Update changes nothing when the values are there already. Cause: ${cause.message}`,
		{ details: { ...cause.details, [idName(entity)]: id } },
	);
}

/** @param names members that a free field shares its name with */
export function sharedName(entity: Entity, names: readonly string[]): Fault {
	return new Fault(
		'unexpectedAnswer',
		`A free field has the same name as a field of the ${entity.words.one}: ${names.join(', ')}`,
		'Nothing was written, because one would overwrite the other. Set the option Free Fields to Leave Out, or rename the free field in Coachview.',
		{ fields: names },
	);
}

/** @throws Fault `ambiguous` when there is more than one */
export function onlyOne(entity: Entity, rows: RawRecord[], by: string): RawRecord | undefined {
	const { one } = entity.words;
	if (rows.length > 1) {
		throw new Fault(
			'ambiguous',
			`More than one ${one} in Coachview has this ${by}`,
			`Merge the duplicates in Coachview or use the ${one} ID. Nothing was written.`,
		);
	}
	return rows[0];
}

/** This Coachview has no way to delete such records. */
export function notDeletable(entity: Entity, { details }: Fault): Fault {
	const { many, one } = entity.words;
	return new Fault(
		'rejected',
		`This Coachview does not let programs delete ${many}`,
		`Nothing was deleted. Delete the ${one} in Coachview itself.`,
		{ details },
	);
}

/** A deletion got no clear answer, and the record is still there. */
export function notGone(entity: Entity, id: string, details: Fault['details']): Fault {
	return new Fault(
		'unavailable',
		`Coachview did not say whether it deletes the ${entity.words.one}, which was still there afterwards`,
		'It may still be deleted a little later. Run this item again.',
		{ details: { ...details, [idName(entity)]: id } },
	);
}

/** Coachview called a deletion done, and the record is still there. */
export function stillThere(entity: Entity, id: string, details: Fault['details']): Fault {
	return new Fault(
		'notStored',
		`Coachview accepted the deletion, but the ${entity.words.one} was still there afterwards`,
		`It may be archived, in use, or deleted a little later. Look the ${entity.words.one} up in Coachview.`,
		{ details: { ...details, [idName(entity)]: id } },
	);
}

/** A deletion was sent, and nobody could look whether the record is gone. */
export function goneOrNot(entity: Entity, id: string, error: unknown): Fault {
	const cause = asFault(error);
	return new Fault(
		'unknownOutcome',
		`The deletion was sent, but it could not be seen whether the ${entity.words.one} is gone`,
		`Look the ${entity.words.one} up in Coachview. Cause: ${cause.message}`,
		{ details: { ...cause.details, [idName(entity)]: id } },
	);
}
