import { asFault, type Fault } from '../domain/fault';
import type { RawRecord } from '../domain/json/record';
import type { Entity } from '../entities/entity';
import type { CoachviewClient } from './client';
import { goneOrNot, notDeletable, notGone } from './recordFaults';
import { mayArriveLate } from './recordWrites';
import type { WriteOutcome } from './request';
import { readWriteAnswer } from './writeAnswer';

type Read = () => Promise<RawRecord>;

/**
 * Deletes one record. Whether Coachview lets a client do that is not documented; by the rules of HTTP a second DELETE does
 * no more than the first. Without a clear answer a look tells: a record that is gone was deleted.
 *
 * @param read reads the record; Fault `notFound` when it is not there
 * @throws Fault `notFound` when there is no such record, `rejected` and `conflict` when it was not deleted, `unavailable`
 *         when it is still there, `unknownOutcome` when nobody could look
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
		if (outcome.kind === 'answered' && readWriteAnswer(outcome.answer).kind === 'accepted') return 'removed';
		const { status } = outcome.kind === 'answered' ? outcome.answer : outcome.failure;
		if (await isGone(entity, id, read)) return 'removed';
		// What is still under way may be done a moment later.
		const isLate = outcome.kind === 'answered' || mayArriveLate(outcome.failure);
		if (isLate && (await client.pause(1)) && (await isGone(entity, id, read))) return 'removed';
		throw notGone(entity, id, status === undefined ? {} : { httpStatus: status });
	}
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
