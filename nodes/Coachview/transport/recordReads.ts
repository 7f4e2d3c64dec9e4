import { checkIdentity } from '../domain/identity';
import { rawRecords, textAt, type RawRecord } from '../domain/json/record';
import { Trust } from '../domain/write/trust';
import type { Entity } from '../entities/entity';
import { carry, isAsGoodAsRead, lagsBehind, type CarriedRecord } from './carried';
import type { CoachviewClient } from './client';
import { definedFields } from './definitions';
import { oneRecord } from './recordAnswer';
import { unsettled } from './recordFaults';
import { idLock } from './recordLock';
import { areSamples, isSample, sampleData } from './sampleData';
import { WholeRead, type FreeFieldsChoice } from './wholeRead';

/** What has been learned of each environment, client and entity. */
const trusts = new Map<string, Trust>();

/** Moments, in milliseconds, at which records were asked for; a record that is not in here was not read. */
const readMoments = new WeakMap<RawRecord, number>();

/** Reads the records of one entity, alone and in lists. */
export class RecordReads {
	readonly trust: Trust;
	readonly whole: WholeRead;
	private readonly client: CoachviewClient;
	private readonly entity: Entity;

	/** @param state environment, client and entity */
	constructor(client: CoachviewClient, entity: Entity, state: string, freeFields: FreeFieldsChoice) {
		this.client = client;
		this.entity = entity;
		this.trust = trusts.get(state) ?? new Trust();
		trusts.set(state, this.trust);
		this.whole = new WholeRead(entity, freeFields, state);
	}

	/** Environment, client, its scopes, entity and the way of reading: another one may be shown another record. */
	get readBy(): string {
		return JSON.stringify([this.client.account, this.entity.path.toLowerCase(), this.whole.way]);
	}

	/** @throws Fault `notFound`, `identityMismatch` when the answer is another record, and what the client throws */
	async one(id: string, query: { [name: string]: string } = {}): Promise<RawRecord> {
		const { client, entity } = this;
		// Before the first try: an answer that had to be waited for counts as old, which is the safe side.
		const askedAt = Date.now();
		const record = await client.read({ method: 'GET', entity: entity.path, of: entity, id, query }, ({ text }) =>
			oneRecord(text),
		);
		readMoments.set(record, askedAt);
		if (isSample(record)) throw sampleData(entity, 'the record is made of one ID');
		checkIdentity(entity, record, { id });
		return record;
	}

	/** @throws Fault `sampleData` when the rows are examples (a scope is missing; vendor documentation, for Swagger) */
	async list(query: { [name: string]: string }): Promise<RawRecord[]> {
		const { client, entity } = this;
		const rows = await client.read({ method: 'GET', entity: entity.path, of: entity, query }, ({ text }) =>
			rawRecords(text),
		);
		if (areSamples(rows)) throw sampleData(entity, 'all rows have the same ID');
		return rows;
	}

	/**
	 * @param query that finds the records
	 * @returns rows with everything that has to go back when they are written, as far as rows show it; throws as `list`, and
	 *          when it is not known yet what that is
	 */
	async rows(query: { [name: string]: string }): Promise<RawRecord[]> {
		const { flags } = this.whole;
		if (!flags) throw new Error('It is not known what the flags show');
		const askedAt = Date.now();
		const rows = (await this.list({ ...query, ...flags })).map((row) => this.whole.asRead(row));
		for (const row of rows) readMoments.set(row, askedAt);
		return rows;
	}

	/** @returns the record with everything that has to go back when it is written; throws as `one` */
	async wholeOne(id: string): Promise<RawRecord> {
		let record = await this.flagged(id);
		// A copy that lags behind this process's own last write would undo it.
		for (let look = 1; this.trust.lags && look <= 3 && lagsBehind(idLock(this.entity, id), record); look++) {
			await this.client.pause(look);
			record = await this.flagged(id);
		}
		return record;
	}

	/** As `wholeOne`, after a write. @throws Fault `unknownOutcome` for every failure */
	async back(id: string): Promise<RawRecord> {
		try {
			return await this.flagged(id);
		} catch (error) {
			throw unsettled(this.entity, id, error);
		}
	}

	/** A member that a plain read shows is an ordinary one, whose null is empty; any other may be a confidential free field. */
	async mayHide(id: string, names: readonly string[]): Promise<ReadonlySet<string>> {
		const known = this.whole.free;
		const open = names.filter((name) => !known.has(name));
		const plain = open.length > 0 ? await this.one(id) : undefined;
		return new Set(names.filter((name) => known.has(name) || !plain?.root.members.some(({ key }) => key === name)));
	}

	/** @returns what a record is carried by to a later step; not so the answer to a write, which nobody has read */
	carried(record: RawRecord): CarriedRecord {
		return carry(record, this.readBy, readMoments.get(record) ?? 0);
	}

	/** @returns the carried record when it may stand for a read at this moment, inside the lock of the record */
	fresh(record: RawRecord, carried: CarriedRecord): RawRecord | undefined {
		return isAsGoodAsRead(carried, this.readBy, idLock(this.entity, textAt(record, ['id']))) ? record : undefined;
	}

	private async flagged(id: string): Promise<RawRecord> {
		let last: RawRecord | undefined;
		const record = await this.whole.read(
			async (query) => (last = await this.one(id, query)),
			async () => await definedFields(this.client, this.entity, id),
		);
		const readAt = last && readMoments.get(last);
		if (readAt !== undefined) readMoments.set(record, readAt);
		return record;
	}
}
