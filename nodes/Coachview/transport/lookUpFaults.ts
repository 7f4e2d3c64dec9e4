import { Fault } from '../domain/fault';
import type { Entity } from '../entities/entity';
import { EXTERNAL_KEY } from '../entities/shared';

/** "Nobody has this key" cannot be believed. */
export function nobodyHasKeys({ words: { one, many } }: Entity): Fault {
	return new Fault(
		'unexpectedAnswer',
		`It could not be made sure that Coachview finds ${many} by ${EXTERNAL_KEY.by}: none of the ${many} in the list has both`,
		`Nothing was written, because the ${one} might exist already. Give one ${one} in Coachview an ExternId and ExternSource, or make the first one with Create.`,
	);
}

export function brokenLookUps({ words: { one, many } }: Entity): Fault {
	return new Fault(
		'unexpectedAnswer',
		`Coachview does not find ${many} by ${EXTERNAL_KEY.by}: it did not find a ${one} that has both`,
		`Nothing was written. Use the ${one} ID, for instance the one that the webhook gives.`,
	);
}

export function filterIgnored({ words: { one, many } }: Entity): Fault {
	return new Fault(
		'unexpectedAnswer',
		`Coachview returned ${many} that do not have the key that was asked for`,
		`Coachview seems to ignore this filter. Use the ${one} ID. Nothing was written.`,
	);
}

export function noIdShown({ words: { one } }: Entity): Fault {
	return new Fault(
		'unexpectedAnswer',
		`Coachview found a ${one} but did not give its ID`,
		`Use the ${one} ID. Nothing was written.`,
	);
}

/** @returns what a refused look-up means; every other fault as it is */
export function refusedLookUp({ words: { one, many } }: Entity, fault: Fault): Fault {
	if (fault.reason !== 'rejected') return fault;
	return new Fault(
		'rejected',
		`Coachview does not look ${many} up by this key`,
		`Use the ${one} ID. Nothing was written. ${fault.message}.`,
		{ details: fault.details },
	);
}

/** @throws Fault `invalidInput` for what is no address, or one that the filter cannot express */
export function plainEmail({ words: { one } }: Entity, label: string, email: string): string {
	if (email.length > 320 || !/^[^\s@;,<>=]+@[^\s@;,<>=]+$/.test(email.trim())) {
		throw new Fault(
			'invalidInput',
			`'${label}' is not an address that Coachview's filter can express`,
			`Correct it, or use the ${one} ID. Nothing was sent to Coachview.`,
			{ fields: [label] },
		);
	}
	return email.trim();
}
