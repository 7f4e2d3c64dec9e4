import { asFault, Fault } from '../fault';
import { textAt, type RawRecord } from '../json/record';
import { updateFailed } from './creationFaults';
import type { ExternalKey } from '../identity';
import { createRecord, type CreateRequest } from './create';
import { LOOKS } from './newcomerLooks';
import type { CollectionPort } from './port';
import type { WriteResult } from './result';
import { updateRecord, type UpdateRequest } from './update';

/** Runs work on one record while nothing else in this process works on it. */
export type Alone = (id: string, work: () => Promise<WriteResult>) => Promise<WriteResult>;

/**
 * Creates the record, or updates it when its external key exists. Harmless when repeated: nobody is created while it is
 * not certain that a look-up would have found the record.
 *
 * @param create the members of a new record, the external key among them
 * @param update how an existing record is changed
 */
export async function upsertRecord(
	port: CollectionPort,
	key: ExternalKey,
	create: CreateRequest,
	update: UpdateRequest,
	alone: Alone,
): Promise<WriteResult> {
	const found = await port.find(key);
	if (found) return await updateExisting(port, found, update, alone);
	const proof = await port.proveLookUps();
	try {
		const result = await createRecord(port, create, { absent: true });
		// The first record with a key is itself the proof for the next one.
		if (proof === 'scanned' && result.outcome === 'created') port.noteLookUp(await isFound(port, key));
		return result;
	} catch (error) {
		// Somebody else may have made the record in between: 409, or 400 in some systems (assumption A24).
		const refused = error instanceof Fault && (error.reason === 'conflict' || error.reason === 'rejected');
		const twin = refused ? await port.find(key).catch(() => undefined) : undefined;
		if (!twin) throw asFault(error);
		return await updateExisting(port, twin, update, alone).catch((late: unknown) => {
			throw mayBeOurs(asFault(error)) ? updateFailed(create.entity, key, asFault(late)) : asFault(late);
		});
	}
}

/** A conflict that is not about the key came after a creation without an answer: the record that is there may be its. */
function mayBeOurs({ reason, fields }: Fault): boolean {
	return reason === 'conflict' && !fields.includes('externId');
}

/** A list may be a little behind. */
async function isFound(port: CollectionPort, key: ExternalKey): Promise<boolean> {
	for (let look = 1; look <= LOOKS; look++) {
		if (await port.find(key).catch(() => undefined)) return true;
		if (look < LOOKS) await port.pause(look);
	}
	return false;
}

async function updateExisting(
	port: CollectionPort,
	found: RawRecord,
	update: UpdateRequest,
	alone: Alone,
): Promise<WriteResult> {
	const id = textAt(found, ['id']);
	const request = { ...update, expected: { ...update.expected, id } };
	return await alone(id, async () => await updateRecord(port.record(id), request));
}
