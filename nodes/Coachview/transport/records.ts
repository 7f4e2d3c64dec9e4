import { asFault } from '../domain/fault';
import type { ExternalKey } from '../domain/identity';
import { textAt, type RawRecord } from '../domain/json/record';
import type { CollectionPort, RecordPort, Trouble, WriteAnswer } from '../domain/write/port';
import type { Known } from '../domain/write/trust';
import type { Entity, LookUp } from '../entities/entity';
import { EXTERNAL_KEY } from '../entities/shared';
import { endWrite, forgetWrite, noteWrite, type CarriedRecord, type Note } from './carried';
import type { CoachviewClient } from './client';
import type { Creations } from './creations';
import { deleteRecord } from './deletion';
import type { Failure } from './failure';
import { LookUps, type LookUpKey } from './lookUp';
import { onlyOne, sharedName } from './recordFaults';
import { idLock } from './recordLock';
import { ManyReads } from './readMany';
import { RecordReads } from './recordReads';
import { RecordWrites, type ConcurrencyCheck } from './recordWrites';
import { runOf, stateKey } from './runMemory';
import type { FreeFieldsChoice } from './wholeRead';

/** A write is not begun without what the look at the stored record takes. */
const WRITE_AND_LOOK = 2;

/** How records are written. */
export interface WritingStyle {
	concurrency: ConcurrencyCheck;
	freeFields: FreeFieldsChoice;
}

/** What one item is going to do; each part may take requests. */
export interface Plan {
	/** A record that does not exist yet: nothing is read before it is written. */
	isNew?: boolean;
	lookUp?: boolean;
	reread?: boolean;
	lookAgain?: boolean;
}

/** The records of one entity in one Coachview environment, for one item. */
export class Records implements CollectionPort {
	readonly entity: Entity;
	/** Reads of many records with one request. */
	readonly many: ManyReads;
	private readonly client: CoachviewClient;
	private readonly leavesOut: boolean;
	private readonly reads: RecordReads;
	private readonly writes: RecordWrites;
	private readonly lookUps: LookUps;
	private readonly creations: Creations;
	/** Writes of this object. */
	private readonly notes: Note[] = [];

	constructor(client: CoachviewClient, entity: Entity, style: Partial<WritingStyle> = {}) {
		const { freeFields = 'sendBack', concurrency = 'none' } = style;
		const state = stateKey(client, entity);
		const { proof, creations } = runOf(client, entity);
		this.entity = entity;
		this.client = client;
		this.leavesOut = freeFields === 'leaveOut';
		this.reads = new RecordReads(client, entity, state, freeFields);
		this.many = new ManyReads(entity, this.reads);
		this.writes = new RecordWrites(client, entity, state, concurrency, this.reads.whole);
		this.lookUps = new LookUps(
			entity,
			async (query) => await this.list(query),
			(requests) => client.needs(requests),
			proof,
		);
		this.creations = creations;
	}

	/** What this process knows of this environment, client and entity, for an update; it fills as records are read. */
	get known(): Known {
		const { reads, writes } = this;
		return {
			trust: reads.trust,
			get nullsNeeded() {
				return writes.nullsNeeded;
			},
			get calculated() {
				return reads.whole.extra;
			},
			get free() {
				return reads.whole.free;
			},
		};
	}

	/** Whether it has to be found out first what a read shows, which the first record does. */
	get isCold(): boolean {
		return this.reads.whole.flags === undefined;
	}

	/** @returns the requests that writing one record may take; fewer must not be left when it is started */
	requestsFor({ isNew = false, lookUp = false, reread = false, lookAgain = false }: Plan): number {
		const needed = WRITE_AND_LOOK + Number(lookUp);
		return isNew ? needed : needed + 1 + Number(reread) + Number(lookAgain) + this.reads.whole.cost;
	}

	/** @throws Fault `notFound`, `identityMismatch` when the answer is another record, and what the client throws */
	async read(id: string, query: { [name: string]: string } = {}): Promise<RawRecord> {
		return await this.reads.one(id, query);
	}

	/** @returns the record with everything that has to go back when it is written; throws as `read` */
	async readWhole(id: string): Promise<RawRecord> {
		return this.noted(await this.reads.wholeOne(id));
	}

	/** @throws Fault `sampleData` when the rows are examples */
	async list(query: { [name: string]: string }): Promise<RawRecord[]> {
		return await this.reads.list(query);
	}

	/** @returns members of a record that the user supplies which do not go to Coachview, beside the read-only ones */
	leftOut(): string[] {
		return this.leavesOut ? [...this.reads.whole.free] : [];
	}

	/** @returns what a record is carried by to a later step, which may take it as its base for a moment */
	carried(record: RawRecord): CarriedRecord {
		return this.reads.carried(record);
	}

	/** @returns the carried record when it may stand for a read at this moment, inside the lock of the record */
	fresh(record: RawRecord, carried: CarriedRecord): RawRecord | undefined {
		return this.reads.fresh(record, carried);
	}

	/** @returns the key of the lock that a record is worked on under */
	lockKey(id: string): string {
		return idLock(this.entity, id);
	}

	/** @returns what a record of this environment and client is known by in this process */
	recordKey(id: string): string {
		return `${this.client.account}|${this.lockKey(id)}`;
	}

	/** @returns the record with this key, also one that this run has made and no list shows yet; throws as `findBy` */
	async find(key: ExternalKey): Promise<RawRecord | undefined> {
		const { externId, externSource } = key;
		const row = onlyOne(this.entity, await this.matches({ externId, externSource }), EXTERNAL_KEY.by);
		return row ?? (await this.creations.find(key, async (id) => await this.read(id)));
	}

	/**
	 * @param values of the look-up's fields, in their order
	 * @throws Fault `ambiguous` for two or more, and as `matches`
	 */
	async findBy({ fields, by }: LookUp, values: readonly string[]): Promise<RawRecord | undefined> {
		const key: LookUpKey = Object.fromEntries(fields.map((field, index) => [field, values[index] ?? '']));
		const { externId, externSource } = key;
		if (externId !== undefined && externSource !== undefined) return await this.find({ externId, externSource });
		return onlyOne(this.entity, await this.matches(key), by);
	}

	/** @returns rows of a list that have the key; throws as `LookUps.matches` */
	async matches(key: LookUpKey): Promise<RawRecord[]> {
		return await this.lookUps.matches(key);
	}

	/** @returns whether any other record has the key, as far as look-ups work */
	async othersWith({ externId, externSource }: ExternalKey, id: string): Promise<boolean> {
		try {
			const rows = await this.matches({ externId, externSource });
			return rows.some((row) => textAt(row, ['id']).toLowerCase() !== id.toLowerCase());
		} catch (error) {
			const fault = asFault(error);
			if (fault.reason !== 'rejected' && fault.reason !== 'unexpectedAnswer') throw fault;
			return false;
		}
	}

	async proveLookUps(): Promise<'proven' | 'scanned'> {
		return await this.lookUps.proveAbsence();
	}

	noteLookUp(found: boolean): void {
		this.lookUps.note(found);
	}

	record(id: string): RecordPort {
		const writer = this.writes.of(id);
		return {
			read: async () => await this.readWhole(id),
			readBack: async () => this.noted(await this.reads.back(id)),
			write: async (text, base) => await this.put(writer, id, text, base),
			pause: async (attempt, trouble) => await this.pause(attempt, trouble),
			mayHide: async (names) => await this.reads.mayHide(id, names),
		};
	}

	async create(text: string): Promise<WriteAnswer> {
		this.client.needs(WRITE_AND_LOOK);
		const mark = this.creations.begin(text, this);
		const answer = await this.writes.create(text);
		if (answer.kind === 'accepted') this.creations.sent(mark, this);
		if (answer.kind === 'uncertain') this.creations.sent(mark, this, answer.late);
		return answer;
	}

	/** Notes that the record which this object has sent was made. */
	noteCreated(id: string): void {
		this.creations.settled(this, id);
	}

	/** Deletes a record; throws as `deleteRecord`. */
	async remove(id: string): Promise<'removed'> {
		this.client.needs(WRITE_AND_LOOK);
		return await deleteRecord(this.client, this.entity, id, async () => await this.read(id));
	}

	async pause(attempt: number, trouble?: Trouble): Promise<boolean> {
		return await this.client.pause(attempt, trouble as Failure | undefined);
	}

	/** After writes of this object that were not stored, a read that shows the old state does not lag behind. */
	forget(id: string): void {
		for (const note of this.notes.splice(0)) forgetWrite(this.lockKey(id), note);
	}

	private noted(record: RawRecord): RawRecord {
		this.many.noteSingle(record);
		return record;
	}

	private async put(
		writer: ReturnType<RecordWrites['of']>,
		id: string,
		text: string,
		base: RawRecord,
	): Promise<WriteAnswer> {
		this.client.needs(WRITE_AND_LOOK);
		// Also where the record shows none: the free field may have taken the member's place, and be empty itself.
		const shared = [...this.reads.whole.shared];
		if (shared.length > 0) throw sharedName(this.entity, shared);
		const note = noteWrite(this.lockKey(id), base);
		this.notes.push(note);
		const answer = await writer(text, base);
		endWrite(this.lockKey(id));
		if (answer.kind !== 'accepted' && answer.kind !== 'uncertain') forgetWrite(this.lockKey(id), note);
		return answer;
	}
}
