import { Fault } from '../../domain/fault';
import { idName, type ExpectedIdentity } from '../../domain/identity';
import { textAt } from '../../domain/json/record';
import type { Entity } from '../../entities/entity';
import type { LookUpKey } from '../../transport/lookUp';
import type { Records } from '../../transport/records';
import type { Reference } from '../parameters/picker';

/** @returns the look-up's values by field */
export function keyOf({ by, values }: Exclude<Reference, { by: 'id' }>): LookUpKey {
	return Object.fromEntries(by.fields.map((field, index) => [field, values[index] ?? '']));
}

/**
 * @returns the ID of exactly one record, and the identity that the picker already implies
 * @throws Fault `notFound`, `ambiguous`
 */
export async function identify(records: Records, reference: Reference): Promise<ExpectedIdentity & { id: string }> {
	if (reference.by === 'id') return { id: reference.id };
	const found = await records.findBy(reference.by, reference.values);
	if (!found) throw noSuchRecord(records.entity, reference);
	const { externId, externSource } = keyOf(reference);
	return { id: textAt(found, ['id']), externId, externSource };
}

/** Only external keys and ids are told: whatever else somebody is looked up by may be personal. */
function noSuchRecord(entity: Entity, reference: Reference): Fault {
	const isId = reference.by === 'id';
	const { externId, externSource } = isId ? ({} as LookUpKey) : keyOf(reference);
	return new Fault(
		'notFound',
		`No ${entity.words.one} in Coachview has this ${isId ? 'ID' : reference.by.by}`,
		'Check the key and the environment (Live or Training) of the credential. Nothing was written.',
		{
			details: isId
				? { [idName(entity)]: reference.id }
				: { ...(externId !== undefined && { externId }), ...(externSource !== undefined && { externSource }) },
		},
	);
}
