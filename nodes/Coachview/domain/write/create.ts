import type { Entity } from '../../entities/entity';
import { asFault } from '../fault';
import { editRecord, type Change } from '../json/edit';
import { rawRecord, textAt, type RawRecord } from '../json/record';
import { externalKey, recordKeys, type ExternalKey } from '../identity';
import { clash, createdWithout, duplicate, otherValues, unknownOutcome } from './creationFaults';
import { nameOf } from './decide';
import { judge } from './judge';
import { isOurs, keysNotStored } from './newcomer';
import { NewcomerLooks } from './newcomerLooks';
import type { CollectionPort, WriteAnswer } from './port';
import { emptyResult, type WriteResult } from './result';

export interface CreateRequest {
	entity: Entity;
	changes: readonly Change[];
	dryRun: boolean;
	verify: boolean;
}

/**
 * Makes a record with just the members given (data minimisation: nothing empty is sent). With an external key it is looked
 * up before, so that an existing record is never taken for a new one; without a key an unclear answer stays unclear.
 *
 * @param absent whether the caller has just looked the key up and found nobody
 * @returns a result `created`, whose ID was read back
 * @throws Fault `conflict` when the external key exists, `unknownOutcome` when it is not known whether the record exists,
 *         `notStored`, and what the port throws: nothing was stored then
 */
export async function createRecord(
	port: CollectionPort,
	request: CreateRequest,
	{ absent = false } = {},
): Promise<WriteResult> {
	const sent = rawRecord(editRecord(rawRecord('{}'), [...request.changes]));
	if (request.dryRun)
		return { ...emptyResult('dryRun', recordKeys(sent), sent), changedFields: request.changes.map(nameOf) };
	const creation = new Creation(port, request, sent, externalKey(sent), absent);
	return await creation.run();
}

class Creation {
	private readonly port: CollectionPort;
	private readonly request: CreateRequest;
	private readonly entity: Entity;
	private readonly looks: NewcomerLooks;
	private readonly sent: RawRecord;
	private readonly key: ExternalKey | undefined;
	/** Whether it is known that nobody had the key before. */
	private absent: boolean;

	constructor(
		port: CollectionPort,
		request: CreateRequest,
		sent: RawRecord,
		key: ExternalKey | undefined,
		absent: boolean,
	) {
		this.port = port;
		this.request = request;
		this.entity = request.entity;
		this.sent = sent;
		this.key = key;
		this.looks = new NewcomerLooks(port, request.entity, key);
		this.absent = absent;
	}

	async run(): Promise<WriteResult> {
		if (!this.absent) await this.lookBefore();
		const answer = await this.post();
		if (answer.kind === 'accepted') return await this.created(answer);
		return await this.afterUncertain(answer.late === true);
	}

	/**
	 * A Coachview that cannot look records up by key is no reason not to create: the user asked for a new record. One that
	 * cannot be asked just now is.
	 */
	private async lookBefore(): Promise<void> {
		if (!this.key) return;
		try {
			if (await this.port.find(this.key)) throw duplicate(this.entity, this.key);
			this.absent = true;
		} catch (error) {
			const fault = asFault(error);
			if (fault.reason !== 'rejected' && fault.reason !== 'unexpectedAnswer') throw fault;
		}
	}

	/** Sends the record; again only after an answer that says that it was not taken in. */
	private async post(): Promise<Extract<WriteAnswer, { kind: 'accepted' | 'uncertain' }>> {
		for (let attempt = 1; ; attempt++) {
			const answer = await this.sendOnce();
			if (answer.kind === 'accepted' || answer.kind === 'uncertain') return answer;
			if (answer.kind === 'stale')
				throw (await this.looks.exists())
					? duplicate(this.entity, this.key)
					: clash(this.entity, this.key, answer.fault);
			if (answer.kind === 'undelivered' && !(await this.port.pause(attempt, answer.trouble))) throw answer.fault;
			if (await this.looks.exists()) throw duplicate(this.entity, this.key);
		}
	}

	/** A key that exists may be refused like any other mistake (assumption A24: 400), so it is looked up then. */
	private async sendOnce(): Promise<WriteAnswer> {
		try {
			return await this.port.create(this.sent.text);
		} catch (error) {
			const fault = asFault(error);
			throw fault.reason === 'rejected' && (await this.looks.exists()) ? duplicate(this.entity, this.key) : fault;
		}
	}

	/** @param late whether the request may still be under way: a second one could make a second record then */
	private async afterUncertain(late: boolean): Promise<WriteResult> {
		const found = await this.looks.findPatiently();
		if (found) return await this.ownOrTwin(found);
		const unclear = `Coachview gave no clear answer to the creation, so it is not known whether the ${this.entity.words.one} exists`;
		if (late || !this.absent || !this.key || !(await this.areLookUpsProven()))
			throw unknownOutcome(this.entity, this.key, unclear);
		const again = await this.secondPost();
		const made = await this.looks.findPatiently();
		if (again?.kind === 'accepted') return await this.created(again);
		if (made) return await this.ownOrTwin(made);
		throw unknownOutcome(this.entity, this.key, unclear);
	}

	/** "Nobody" has to be certain before the record is sent a second time. */
	private async areLookUpsProven(): Promise<boolean> {
		try {
			return (await this.port.proveLookUps()) === 'proven';
		} catch {
			return false;
		}
	}

	/** A refusal of the second creation says nothing of the first one, which may have landed meanwhile. */
	private async secondPost(): Promise<WriteAnswer | undefined> {
		try {
			return await this.port.create(this.sent.text);
		} catch {
			return undefined;
		}
	}

	/** The record that a look-up finds may be ours, or one that somebody else made at the same moment. */
	private async ownOrTwin(found: RawRecord): Promise<WriteResult> {
		const record = await this.looks.readNew(textAt(found, ['id']));
		if (!this.absent)
			throw unknownOutcome(
				this.entity,
				this.key,
				`Coachview gave no clear answer to the creation; a ${this.entity.words.one} with this External ID and External Source exists now, but may have existed before`,
			);
		const other = judge(this.entity, this.sent, this.request.changes, record, []).notStored.map((path) =>
			path.join('.'),
		);
		if (other.length === 0) return this.result(record);
		throw otherValues(this.entity, this.key, other);
	}

	/** `created` is only told of a record that was read back under its ID. */
	private async created(answer: Extract<WriteAnswer, { kind: 'accepted' }>): Promise<WriteResult> {
		const told = (answer.record && textAt(answer.record, ['id'])) || answer.id;
		const record = told ? await this.looks.readTold(told) : undefined;
		if (record && isOurs(this.entity, record, this.sent)) return await this.checked(record);
		// An ID that leads to somebody else is no ID of this record; and who has the key now may be somebody else.
		const misfiled = record && keysNotStored(this.entity, record, this.sent, this.request.changes);
		const found = await this.looks.findPatiently();
		if (found) return await this.ownOrTwin(found);
		if (record && misfiled) throw createdWithout(this.entity, misfiled, recordKeys(record));
		throw unknownOutcome(
			this.entity,
			this.key,
			`Coachview accepted the creation but gave no ID${told ? ` of this ${this.entity.words.one}` : ''}, so it is not known whether the ${this.entity.words.one} exists`,
		);
	}

	private async checked(first: RawRecord): Promise<WriteResult> {
		const notStoredIn = (record: RawRecord) =>
			judge(this.entity, this.sent, this.request.changes, record, []).notStored.map((path) => path.join('.'));
		if (!this.request.verify || notStoredIn(first).length === 0) return this.result(first);
		await this.port.pause(1);
		const record = await this.looks.readNew(textAt(first, ['id']));
		const notStored = notStoredIn(record);
		if (notStored.length === 0) return this.result(record);
		throw createdWithout(this.entity, notStored, recordKeys(record));
	}

	private result(record: RawRecord): WriteResult {
		const { otherForm } = judge(this.entity, this.sent, this.request.changes, record, []);
		return {
			...emptyResult('created', recordKeys(record), record),
			changedFields: this.request.changes.map(nameOf),
			storedDifferentlyFields: this.request.verify ? otherForm.map((path) => path.join('.')) : [],
			verified: this.request.verify && 'read',
		};
	}
}
