import { asFault, type Fault } from '../domain/fault';
import type { RawRecord } from '../domain/json/record';
import type { Entity } from '../entities/entity';
import type { CoachviewClient } from './client';
import { goneOrNot, notDeletable, notGone, stillThere } from './recordFaults';
import { mayArriveLate } from './recordWrites';
import type { ApiAnswer, WriteOutcome } from './request';
import { stateKey } from './runMemory';
import { readWriteAnswer } from './writeAnswer';

type Read = () => Promise<RawRecord>;

/** Environments, clients, entities and answers after which a look has shown that the record is gone. */
const proven = new Set<string>();

/**
 * Deletes one record. Whether Coachview lets a client do that is not documented; by the rules of HTTP a second DELETE does
 * no more than the first. A look tells: a record that is gone was deleted. It is left out only after a bare answer such as
 * one look has confirmed; a server may archive, do it later (202), or refuse in a body of its own under a success.
 *
 * @param read reads the record; Fault `notFound` when it is not there
 * @throws Fault `notFound` when there is no such record, `rejected` and `conflict` when it was not deleted, `unavailable`
 *         and, after a success, `notStored` when it is still there, `unknownOutcome` when nobody could look
 */
export async function deleteRecord(
	client: CoachviewClient,
	entity: Entity,
	id: string,
	read: Read,
): Promise<'removed'> {
	for (let attempt = 1; ; attempt++) {
		const outcome = await send(client, entity, id, read);
		if (outcome.kind === 'undelivered') {
			if (await client.pause(attempt, outcome.failure)) continue;
			throw outcome.fault;
		}
		const isDone = outcome.kind === 'answered' && readWriteAnswer(outcome.answer).kind === 'accepted';
		const bare = isDone && isBare(outcome.answer) ? `${stateKey(client, entity)}|${outcome.answer.status}` : '';
		if (proven.has(bare)) return 'removed';
		const { status } = outcome.kind === 'answered' ? outcome.answer : outcome.failure;
		if (await isGone(entity, id, read)) {
			if (bare !== '') proven.add(bare);
			return 'removed';
		}
		// What is still under way may be done a moment later.
		const isLate = outcome.kind === 'answered' || mayArriveLate(outcome.failure);
		if (isLate && (await client.pause(1)) && (await isGone(entity, id, read))) return 'removed';
		throw (isDone ? stillThere : notGone)(entity, id, status === undefined ? {} : { httpStatus: status });
	}
}

/** Says that it is done, and nothing that could mean something else. */
function isBare({ status, text }: ApiAnswer): boolean {
	return status !== 202 && text.trim() === '';
}

async function send(client: CoachviewClient, entity: Entity, id: string, read: Read): Promise<WriteOutcome> {
	try {
		return await client.write({ method: 'DELETE', entity: entity.path, of: entity, id });
	} catch (error) {
		const fault = asFault(error);
		if (await isAboutAddress(fault, read)) throw notDeletable(entity, fault);
		throw asFault(fault);
	}
}

/** Where there is no such method, some servers say 404 of a record that can be read. */
async function isAboutAddress({ reason, details }: Fault, read: Read): Promise<boolean> {
	if (reason !== 'notFound') return details.httpStatus === 405;
	return await read().then(
		() => true,
		() => false,
	);
}

async function isGone(entity: Entity, id: string, read: Read): Promise<boolean> {
	try {
		await read();
		return false;
	} catch (error) {
		const fault = asFault(error);
		if (fault.reason === 'notFound' || fault.details.httpStatus === 410) return true;
		throw goneOrNot(entity, id, fault);
	}
}
