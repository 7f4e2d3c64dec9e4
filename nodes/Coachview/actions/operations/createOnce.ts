import { asFault } from '../../domain/fault';
import { recordKeys } from '../../domain/identity';
import { textAt, type RawRecord } from '../../domain/json/record';
import { emptyResult, type WriteResult } from '../../domain/write/result';
import type { Entity } from '../../entities/entity';
import type { CoachviewClient } from '../../transport/client';
import { withRecordLock } from '../../transport/recordLock';
import type { Records } from '../../transport/records';
import { twinOf } from '../../transport/twin';

interface Creation {
	wanted: RawRecord;
	/** Names of the fields that a receipt of a creation tells. */
	given: readonly string[];
	verify: boolean;
	/** Sends it; throws as `createRecord`. */
	work: () => Promise<WriteResult>;
}

/**
 * Creates a record of which there can be one only, such as a person's category. One that exists is not told as created, and
 * none is sent beside it; after an unclear answer a look tells whether it is there now.
 *
 * @throws what `work` throws
 */
export async function createOnce(
	records: Records,
	client: CoachviewClient,
	{ wanted, given, verify, work }: Creation,
): Promise<WriteResult> {
	const { once = [] } = records.entity;
	// A list has shown that it is the same record, and nothing of its other fields.
	const unverifiedFields = given.filter((name) => !once.includes(name));
	return await withRecordLock(onceLock(records.entity, wanted), async () => {
		const before = await twinOf(records, client, wanted);
		if (typeof before === 'object')
			return { ...emptyResult('unchanged', recordKeys(before), before), unverifiedFields, verified: 'read' };
		try {
			return await work();
		} catch (error) {
			const fault = asFault(error);
			if (fault.reason !== 'unknownOutcome' || before === 'unknown') throw fault;
			const after = await twinOf(records, client, wanted).catch(() => 'unknown' as const);
			if (typeof after !== 'object') throw fault;
			return {
				...emptyResult('created', recordKeys(after), after),
				changedFields: [...given],
				unverifiedFields,
				verified: verify && 'read',
			};
		}
	});
}

function onceLock({ path, once = [] }: Entity, wanted: RawRecord): string {
	return `${path}|${JSON.stringify(once.map((name) => textAt(wanted, [name])))}`;
}
