import { asFault, Fault } from '../domain/fault';
import type { RawRecord } from '../domain/json/record';

/** A write was sent and the person could not be looked at afterwards. */
export function unsettled(personId: string, error: unknown): Fault {
	const cause = asFault(error);
	return new Fault(
		'unknownOutcome',
		'The change was sent, but the person could not be read back, so it is not known whether it was stored',
		`Run this item again: Update changes nothing when the values are there already. Cause: ${cause.message}`,
		{ details: { ...cause.details, personId } },
	);
}

/** @param names members that a free field shares its name with */
export function sharedName(names: readonly string[]): Fault {
	return new Fault(
		'unexpectedAnswer',
		`A free field has the same name as a field of the person: ${names.join(', ')}`,
		'Nothing was written, because one would overwrite the other. Set the option Free Fields to Leave Out, or rename the free field in Coachview.',
		{ fields: names },
	);
}

/** @throws Fault `ambiguous` when there is more than one */
export function onlyOne(rows: RawRecord[], by: string): RawRecord | undefined {
	if (rows.length > 1) {
		throw new Fault(
			'ambiguous',
			`More than one person in Coachview has this ${by}`,
			'Merge the duplicates in Coachview or use the person ID. Nothing was written.',
		);
	}
	return rows[0];
}
