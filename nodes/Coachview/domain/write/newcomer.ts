import type { Entity } from '../../entities/entity';
import type { Change } from '../json/edit';
import { rawAt, type RawRecord } from '../json/record';
import { externalKey } from '../identity';
import { differsInCapitals, likeness } from './equalForms';
import { judge } from './judge';

/**
 * Whether the record under the ID that a creation was answered with is the one that was sent. With another key, or with
 * another last name where there is no key, it is somebody else's.
 */
export function isOurs(entity: Entity, record: RawRecord, sent: RawRecord): boolean {
	const names = externalKey(sent)
		? ['externId', 'externSource']
		: entity.fields.filter(({ required }) => required).map(({ name }) => name);
	return names.every((name) => {
		const [stored, wanted] = [rawAt(record, [name]), rawAt(sent, [name]) ?? 'null'];
		return likeness(stored, wanted, [name]) !== 'different' || differsInCapitals(stored, wanted);
	});
}

/**
 * Whether that record is the record in all but the key: this Coachview keeps keys in a form of its own (cut, without zeros
 * in front) or not at all. A look-up would never find the record, and each further creation would make one more.
 *
 * @returns the parts of the key that are not stored as sent; undefined when other fields differ as well
 */
export function keysNotStored(
	entity: Entity,
	record: RawRecord,
	sent: RawRecord,
	changes: readonly Change[],
): string[] | undefined {
	const names = judge(entity, sent, changes, record, []).notStored.map((path) => path.join('.'));
	return names.every((name) => name === 'externId' || name === 'externSource') ? names : undefined;
}
