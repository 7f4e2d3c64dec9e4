import type { Entity } from '../entities/entity';
import { Fault } from './fault';
import { textAt, type RawRecord } from './json/record';

/** Which record the caller means. Empty or missing parts are not checked. */
export interface ExpectedIdentity {
	id?: string;
	externId?: string;
	externSource?: string;
}

/** The key of a record in a source system; both parts are filled. */
export interface ExternalKey {
	externId: string;
	externSource: string;
}

/** The ids that may leave the node: they name a record without saying anything about it. '' where there is none. */
export interface RecordKeys {
	id: string;
	externId: string;
	externSource: string;
}

/** @returns the ids of a record; '' where Coachview has none */
export function recordKeys(record: RawRecord): RecordKeys {
	return {
		id: textAt(record, ['id']),
		externId: textAt(record, ['externId']),
		externSource: textAt(record, ['externSource']),
	};
}

/** @returns the key under which the id of such a record leaves the node, e.g. `personId` */
export function idName({ name }: Entity): string {
	return `${name}Id`;
}

/** @returns the ids under the names that outputs and errors use; external keys only where the entity has them */
export function keyItem(entity: Entity, { id, externId, externSource }: RecordKeys): { [name: string]: string } {
	return { [idName(entity)]: id, ...(entity.externalKey && { externId, externSource }) };
}

/**
 * Makes sure that the record is the one that was meant: ids are re-used, merged and changed by users, and a training
 * webhook may reach a live credential. ExternId is compared without regard to case (vendor's import documentation).
 *
 * @throws Fault `identityMismatch` naming the field that differs
 */
export function checkIdentity(entity: Entity, record: RawRecord, expected: ExpectedIdentity): void {
	const found = recordKeys(record);
	const { one } = entity.words;
	for (const name of ['id', 'externSource', 'externId'] as const) {
		const wanted = expected[name]?.trim() ?? '';
		if (wanted === '' || sameKey(wanted, found[name])) continue;
		throw new Fault(
			'identityMismatch',
			`The ${one} in Coachview has another ${LABELS[name]} than the one expected`,
			`The ${one} may have been merged, or the event may come from another environment. Nothing was written.`,
			{ fields: [name === 'id' ? idName(entity) : name], details: { [idName(entity)]: found.id } },
		);
	}
}

const LABELS = { id: 'ID', externId: 'External ID', externSource: 'External Source' };

/** @returns the external key of a record, when it has both parts */
export function externalKey(record: RawRecord): ExternalKey | undefined {
	const { externId, externSource } = recordKeys(record);
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
