import { asFault, Fault } from '../fault';
import { editRecord, type Change } from '../json/edit';
import { rawRecord, textAt, type RawRecord } from '../json/record';
import { fieldLabel } from '../person/fields';
import { personKeys } from '../person/identity';
import type { PeoplePort, WriteAnswer } from './port';
import type { WriteResult } from './result';
import { safeUpdate, type UpdateRequest } from './safeUpdate';
import { compareAfterWrite } from './verify';

export interface CreateRequest {
	changes: readonly Change[];
	dryRun: boolean;
	verify: boolean;
}

interface ExternalKey {
	externId: string;
	externSource: string;
}

/**
 * Makes a person with just the members given (data minimisation: nothing empty is sent). A creation is never repeated
 * after an unclear answer without a look-up by external key first.
 *
 * @throws Fault `conflict` when the external key exists, `unknownOutcome` when an unclear answer cannot be checked
 */
export async function createPerson(port: PeoplePort, request: CreateRequest): Promise<WriteResult> {
	const sent = newRecord(request.changes);
	if (request.dryRun) return resultOf('dryRun', sent, request, false);
	const key = externalKey(sent);
	const answer = await firstCreation(port, sent, key);
	if (answer.kind === 'stale') throw duplicate(key);
	if (answer.kind === 'uncertain') return await afterUncertain(port, request, sent, key);
	return await created(port, request, sent, answer, key);
}

/** A key that exists may be refused like any other mistake (assumption A24: 400), so it is looked up then. */
async function firstCreation(port: PeoplePort, sent: RawRecord, key: ExternalKey | undefined): Promise<WriteAnswer> {
	try {
		return await port.create(sent.text);
	} catch (error) {
		const fault = asFault(error);
		throw fault.reason === 'rejected' && key && (await exists(port, key)) ? duplicate(key) : fault;
	}
}

async function exists(port: PeoplePort, key: ExternalKey): Promise<boolean> {
	try {
		return (await port.find(key.externId, key.externSource)) !== undefined;
	} catch {
		// The refusal itself says more than a look-up that does not work.
		return false;
	}
}

/** Runs work on one person while nothing else in this process works on it. */
type Alone = (personId: string, work: () => Promise<WriteResult>) => Promise<WriteResult>;

/**
 * Creates the person, or updates it when its external key exists. Harmless when repeated.
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
	try {
		return await createPerson(port, create);
	} catch (error) {
		// Somebody else may have made the person in between: 409, or 400 in some systems (assumption A24).
		const refused = error instanceof Fault && (error.reason === 'conflict' || error.reason === 'rejected');
		const twin = refused ? await port.find(key.externId, key.externSource) : undefined;
		if (!twin) throw asFault(error);
		return await updateExisting(port, twin, update, alone);
	}
}

async function updateExisting(port: PeoplePort, found: RawRecord, update: UpdateRequest, alone: Alone): Promise<WriteResult> {
	const personId = textAt(found, ['id']);
	const request = { ...update, expected: { ...update.expected, personId } };
	return await alone(personId, async () => await safeUpdate(port.person(personId), request));
}

async function afterUncertain(
	port: PeoplePort,
	request: CreateRequest,
	sent: RawRecord,
	key: ExternalKey | undefined,
): Promise<WriteResult> {
	const found = key && (await lookUpTwice(port, key));
	if (key && found) return await ownOrTwin(port, request, sent, found, key);
	if (key) {
		// One more POST is safe: the look-ups have just shown that the key does not exist.
		const again = await port.create(sent.text);
		const made = await lookUp(port, key);
		if (made) return await ownOrTwin(port, request, sent, made, key);
		if (again.kind !== 'uncertain') throw notFoundAfterwards(key);
	}
	throw new Fault(
		'unknownOutcome',
		'Coachview gave no clear answer to the creation, so it is not known whether the person exists',
		key ? 'Run this item again with Create or Update: it looks the person up first.' : 'Look the person up in Coachview before trying again. With Extern ID and Extern Source the node can check this itself.',
		{ details: key ? { ...key } : {} },
	);
}

/**
 * The person that a look-up found after an unclear answer may be ours, or one that somebody else made at the same moment.
 *
 * @throws Fault `conflict` when its data are not what was sent
 */
async function ownOrTwin(port: PeoplePort, request: CreateRequest, sent: RawRecord, found: RawRecord, key: ExternalKey): Promise<WriteResult> {
	const stored = await port.person(textAt(found, ['id'])).readBack();
	const { notStored } = compareAfterWrite(sent, request.changes, stored, []);
	if (notStored.length === 0) return resultOf('created', stored, request, request.verify);
	throw new Fault(
		'conflict',
		`Coachview has a person with this Extern ID and Extern Source, but with other values in: ${notStored.map(fieldLabel).join(', ')}`,
		'Either somebody else made it at the same moment, or Coachview did not store the fields as sent. Run this item again with Create or Update.',
		{ fields: notStored, details: { ...key } },
	);
}

async function lookUp(port: PeoplePort, key: ExternalKey): Promise<RawRecord | undefined> {
	try {
		return await port.find(key.externId, key.externSource);
	} catch (error) {
		throw error instanceof Fault && error.reason === 'ambiguous' ? asFault(error) : unsettled(key);
	}
}

function unsettled(key: ExternalKey): Fault {
	return new Fault(
		'unknownOutcome',
		'Coachview gave no clear answer to the creation, and the look-up that should settle it did not work either',
		'Run this item again later with Create or Update: it looks the person up first.',
		{ details: { ...key } },
	);
}

/** A creation that timed out may still be under way, so a key that is not there yet is looked up once more. */
async function lookUpTwice(port: PeoplePort, key: ExternalKey): Promise<RawRecord | undefined> {
	const found = await lookUp(port, key);
	if (found) return found;
	await port.person('').pause(1);
	return await lookUp(port, key);
}

function notFoundAfterwards(key: ExternalKey): Fault {
	return new Fault('notStored', 'Coachview accepted the creation but does not find the person', 'Look the person up in Coachview.', { details: { ...key } });
}

async function created(
	port: PeoplePort,
	request: CreateRequest,
	sent: RawRecord,
	answer: Extract<WriteAnswer, { kind: 'accepted' }>,
	key: ExternalKey | undefined,
): Promise<WriteResult> {
	if (answer.record && textAt(answer.record, ['id']) !== '') return checked(request, sent, answer.record);
	const personId = answer.personId ?? (key && textAt((await lookUp(port, key)) ?? sent, ['id']));
	if (!personId) return resultOf('created', sent, request, false);
	if (!request.verify) return { ...resultOf('created', sent, request, false), keys: { ...personKeys(sent), personId } };
	return await verified(port, request, sent, personId);
}

async function verified(port: PeoplePort, request: CreateRequest, sent: RawRecord, personId: string): Promise<WriteResult> {
	return checked(request, sent, await port.person(personId).readBack());
}

function checked(request: CreateRequest, sent: RawRecord, stored: RawRecord): WriteResult {
	if (!request.verify) return resultOf('created', stored, request, false);
	const { notStored } = compareAfterWrite(sent, request.changes, stored, []);
	if (notStored.length === 0) return resultOf('created', stored, request, true);
	throw new Fault(
		'notStored',
		`Coachview created the person but did not store these fields as sent: ${notStored.map(fieldLabel).join(', ')}`,
		'The value may be too long or not allowed.',
		{ fields: notStored, details: { ...personKeys(stored) } },
	);
}

function newRecord(changes: readonly Change[]): RawRecord {
	return rawRecord(editRecord(rawRecord('{}'), [...changes]));
}

function externalKey(record: RawRecord): ExternalKey | undefined {
	const { externId, externSource } = personKeys(record);
	return externId !== '' && externSource !== '' ? { externId, externSource } : undefined;
}

function duplicate(key: ExternalKey | undefined): Fault {
	return new Fault('conflict', 'Coachview already has a person with this Extern ID and Extern Source', 'Use Create or Update instead. Nothing was written.', {
		fields: ['externId', 'externSource'],
		details: key ? { ...key } : {},
	});
}

function resultOf(outcome: 'created' | 'dryRun', record: RawRecord, request: CreateRequest, isVerified: boolean): WriteResult {
	return {
		outcome,
		keys: personKeys(record),
		changedFields: request.changes.map(({ path }) => path.join('.')),
		keptFields: [],
		verified: isVerified,
		record,
	};
}
