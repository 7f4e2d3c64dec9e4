import { Fault } from '../fault';
import { textAt, type RawRecord } from '../json/record';

/** Who the caller means. Empty or missing parts are not checked. */
export interface ExpectedIdentity {
	personId?: string;
	externId?: string;
	externSource?: string;
}

/** The key of a person in a source system; both parts are filled. */
export interface ExternalKey {
	externId: string;
	externSource: string;
}

/** The ids that may leave the node: they name a person without saying anything about them. */
export interface PersonKeys {
	personId: string;
	externId: string;
	externSource: string;
}

/** @returns the ids of a record; '' where Coachview has none */
export function personKeys(record: RawRecord): PersonKeys {
	return {
		personId: textAt(record, ['id']),
		externId: textAt(record, ['externId']),
		externSource: textAt(record, ['externSource']),
	};
}

/**
 * Makes sure that the record is the person that was meant: ids are re-used, merged and changed by users, and a training
 * webhook may reach a live credential. ExternId is compared without regard to case (vendor's import documentation).
 *
 * @throws Fault `identityMismatch` naming the field that differs
 */
export function checkIdentity(record: RawRecord, expected: ExpectedIdentity): void {
	const found = personKeys(record);
	for (const name of ['personId', 'externSource', 'externId'] as const) {
		const wanted = expected[name]?.trim() ?? '';
		if (wanted === '' || sameKey(wanted, found[name])) continue;
		throw new Fault(
			'identityMismatch',
			`The person in Coachview has another ${LABELS[name]} than the one expected`,
			'The person may have been merged, or the event may come from another environment. Nothing was written.',
			{ fields: [name], details: { personId: found.personId } },
		);
	}
}

const LABELS = { personId: 'ID', externId: 'Extern ID', externSource: 'Extern Source' };

/** @returns the external key of a record, when it has both parts */
export function externalKey(record: RawRecord): ExternalKey | undefined {
	const { externId, externSource } = personKeys(record);
	return externId !== '' && externSource !== '' ? { externId, externSource } : undefined;
}

/** @returns one text for all spellings of a key */
export function keyName({ externId, externSource }: ExternalKey): string {
	return JSON.stringify([externSource, externId].map(folded));
}

/** @returns whether two keys are the same, as strings, without regard to case and Unicode form; leading zeros count */
export function sameKey(a: string, b: string): boolean {
	return folded(a) === folded(b);
}

function folded(key: string): string {
	return key.trim().normalize('NFC').toLowerCase();
}
