import { asFault, Fault } from '../fault';
import { textAt, type RawRecord } from '../json/record';
import { updateFailed } from './creationFaults';
import { createPerson, LOOKS, type CreateRequest, type ExternalKey } from './createPerson';
import type { PeoplePort } from './port';
import type { WriteResult } from './result';
import { safeUpdate, type UpdateRequest } from './safeUpdate';

/** Runs work on one person while nothing else in this process works on it. */
export type Alone = (personId: string, work: () => Promise<WriteResult>) => Promise<WriteResult>;

/**
 * Creates the person, or updates it when its external key exists. Harmless when repeated: nobody is created while it is
 * not certain that a look-up would have found the person.
 *
 * @param create the members of a new person, the external key among them
 * @param update how an existing person is changed
 */
export async function upsertPerson(
	port: PeoplePort,
	key: ExternalKey,
	create: CreateRequest,
	update: UpdateRequest,
	alone: Alone,
): Promise<WriteResult> {
	const found = await port.find(key.externId, key.externSource);
	if (found) return await updateExisting(port, found, update, alone);
	const proof = await port.proveLookUps();
	try {
		const result = await createPerson(port, create, { absent: true });
		// The first person with a key is itself the proof for the next one.
		if (proof === 'scanned' && result.outcome === 'created') port.noteLookUp(await isFound(port, key));
		return result;
	} catch (error) {
		// Somebody else may have made the person in between: 409, or 400 in some systems (assumption A24).
		const refused = error instanceof Fault && (error.reason === 'conflict' || error.reason === 'rejected');
		const twin = refused ? await port.find(key.externId, key.externSource).catch(() => undefined) : undefined;
		if (!twin) throw asFault(error);
		return await updateExisting(port, twin, update, alone).catch((late: unknown) => {
			throw mayBeOurs(asFault(error)) ? updateFailed(key, asFault(late)) : asFault(late);
		});
	}
}

/** A conflict that is not about the key came after a creation without an answer: the person that is there may be its. */
function mayBeOurs({ reason, fields }: Fault): boolean {
	return reason === 'conflict' && !fields.includes('externId');
}

/** A list may be a little behind. */
async function isFound(port: PeoplePort, key: ExternalKey): Promise<boolean> {
	for (let look = 1; look <= LOOKS; look++) {
		if (await port.find(key.externId, key.externSource).catch(() => undefined)) return true;
		if (look < LOOKS) await port.pause(look);
	}
	return false;
}

async function updateExisting(
	port: PeoplePort,
	found: RawRecord,
	update: UpdateRequest,
	alone: Alone,
): Promise<WriteResult> {
	const personId = textAt(found, ['id']);
	const request = { ...update, expected: { ...update.expected, personId } };
	return await alone(personId, async () => await safeUpdate(port.person(personId), request));
}
