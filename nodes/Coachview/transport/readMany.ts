import { asFault } from '../domain/fault';
import { textAt, type RawRecord } from '../domain/json/record';
import type { ManyRead } from '../domain/write/batch';
import { isOlder } from '../domain/write/trust';
import { RowProof } from '../domain/write/rowProof';
import type { Entity } from '../entities/entity';
import { lagsBehind } from './carried';
import { idLock } from './recordLock';
import type { RecordReads } from './recordReads';

/** Rows that Coachview gives at most (assumption A05). */
const MOST_ROWS = 100;
/** A query for fewer than these that is refused is not refused for its length. */
const FEW_ROWS = 26;
/** Statuses with which servers refuse a query that is too long (assumption A53). */
const TOO_LONG: readonly unknown[] = [400, 404, 414, 431];
/** Refusals that say nothing about this query. */
const PASSING: readonly unknown[] = [401, 408, 429];
/** An id that a filter can express. */
const PLAIN_ID = /^[\w-]{1,64}$/;
/** Records that are missing in an answer and are asked for once more together; fewer are read alone. */
const WORTH_ASKING = 4;
/** Single reads that one read of many may take to make sure of its rows. */
const MAX_WITNESSES = 4;
/** Latest reads by ID that are kept to compare lists with. */
const MAX_SINGLES = 4;
/** Single reads that tell, once, whether lists leave out free fields. */
const FREE_WITNESSES = 10;
const AN_HOUR = 3_600_000;

/** Why records are not read together. */
export type Unusable = 'different' | 'lagging' | 'unfiltered' | 'refused';

/** What is known of the lists of one environment, client, entity and way of reading; for an hour. */
interface Learned {
	rows: number;
	proof: RowProof;
	/** What the latest reads by ID have shown, by id. */
	singles: Map<string, RawRecord>;
	/** Ids of those that lists have to be compared with; undefined when that is to be worked out anew. */
	probes: string[] | undefined;
	unusable?: Unusable;
	/** Whether some were read by ID because no list had shown a free field. */
	isFreeLookedAt?: boolean;
	until: number;
}

const learned = new Map<string, Learned>();

/** Reads many records of one entity with one request, as whole as each read of one record. */
export class ManyReads {
	private readonly entity: Entity;
	private readonly reads: RecordReads;

	constructor(entity: Entity, reads: RecordReads) {
		this.entity = entity;
		this.reads = reads;
	}

	/** Records that one request may read at present; 0 when they are to be read one by one. */
	get rows(): number {
		const { rows, unusable } = this.known;
		return unusable ? 0 : Math.max(1, rows - this.probes.length);
	}

	/** Notes what a read by ID shows; lists have to show the same. */
	noteSingle(record: RawRecord): void {
		const { known } = this;
		const { singles } = known;
		known.probes = undefined;
		const id = textAt(record, ['id']).toLowerCase();
		singles.delete(id);
		singles.set(id, record);
		const [oldest] = singles.keys();
		if (singles.size > MAX_SINGLES && oldest !== undefined) singles.delete(oldest);
	}

	/** @returns why records are read one by one, when that is so */
	get unusable(): Unusable | undefined {
		return this.known.unusable;
	}

	/** @returns whether both read the same records in the same way */
	isLike({ reads }: ManyReads): boolean {
		return this.reads.readBy === reads.readBy;
	}

	/** Notes that records are not to be read together for an hour. */
	distrust(why: Unusable): void {
		const { known } = this;
		known.unusable = why;
		known.until = Date.now() + AN_HOUR;
	}

	/**
	 * @param given ids, at most `rows`
	 * @returns the records whose rows may stand for single reads. Never throws: whoever reads a missing one alone finds out why
	 */
	async read(given: readonly string[], purpose: 'base' | 'judging'): Promise<ManyRead> {
		// Before the first try: an answer that had to be waited for counts as old, which is the safe side.
		const askedAt = Date.now();
		const records = new Map<string, RawRecord>();
		const ids = given.filter((id) => PLAIN_ID.test(id));
		if (ids.length === 0) return { records, askedAt };
		try {
			// What a row cuts looks like a loss, which is looked into alone; nothing of it is written back.
			const isSure = purpose === 'judging' && this.known.proof.isGiven;
			const probes = isSure ? [] : this.probes.filter((id) => !ids.some((one) => one.toLowerCase() === id));
			const rows = await this.rowsById([...ids, ...probes]);
			for (const [id, row] of rows) if (!probes.includes(id)) records.set(id, row);
			if (!isSure) await this.makeSure(records, rows);
		} catch (error) {
			records.clear();
			const { httpStatus } = asFault(error).details;
			if (typeof httpStatus === 'number' && httpStatus < 500 && !PASSING.includes(httpStatus)) this.distrust('refused');
		}
		return { records: this.known.unusable ? new Map() : records, askedAt };
	}

	private get known(): Learned {
		const key = this.reads.readBy;
		const now = Date.now();
		let known = learned.get(key);
		if (!known || known.until <= now)
			known = {
				rows: MOST_ROWS,
				proof: new RowProof(this.entity),
				singles: new Map(),
				probes: undefined,
				until: now + AN_HOUR,
			};
		learned.set(key, known);
		return known;
	}

	private async rowsById(ids: readonly string[]): Promise<Map<string, RawRecord>> {
		const found = byId(await this.rowsOf(ids), ids);
		if (!found) {
			this.distrust('unfiltered');
			return new Map();
		}
		const missing = ids.filter((id) => !found.has(id.toLowerCase()));
		if (found.size === 0 || missing.length < WORTH_ASKING) return found;
		const more = byId(await this.rowsOf(missing), missing) ?? new Map<string, RawRecord>();
		// The server gives fewer rows than it was asked for; if nothing more came, those records are not there.
		if (more.size > 0) this.known.rows = Math.min(this.known.rows, Math.max(found.size, more.size));
		return new Map([...found, ...more]);
	}

	/** A query that is refused as too long is halved, and that is remembered. */
	private async rowsOf(ids: readonly string[]): Promise<RawRecord[]> {
		const { known } = this;
		if (ids.length <= known.rows) {
			try {
				return await this.reads.rows({ where: `id=${ids.join(',')}`, take: String(ids.length) });
			} catch (error) {
				const fault = asFault(error);
				if (!TOO_LONG.includes(fault.details.httpStatus)) throw fault;
				if (ids.length < FEW_ROWS) {
					this.distrust('refused');
					throw fault;
				}
				known.rows = Math.min(known.rows, Math.floor(ids.length / 2));
			}
		}
		const half = Math.ceil(ids.length / 2);
		return [...(await this.rowsOf(ids.slice(0, half))), ...(await this.rowsOf(ids.slice(half)))];
	}

	/** Records that were read by ID and have something in a member of which no row has shown that lists fill it. */
	private get probes(): string[] {
		const { known } = this;
		const { proof, singles } = known;
		known.probes ??= [...singles].flatMap(([id, single]) => (PLAIN_ID.test(id) && proof.misses(single) ? [id] : []));
		return known.probes;
	}

	/**
	 * Takes out what has to be read alone, after reading some alone here.
	 *
	 * @param rows all that came, with those that are only there to be compared
	 */
	private async makeSure(records: Map<string, RawRecord>, rows: ReadonlyMap<string, RawRecord>): Promise<void> {
		const { proof } = this.known;
		for (const [id, row] of records) if (lagsBehind(idLock(this.entity, id), row)) records.delete(id);
		proof.note([...rows.values()]);
		this.known.probes = undefined;
		await this.compareSingles(rows);
		if (this.known.unusable) return;
		await this.lookForFree(records);
		if (this.known.unusable) return;
		for (let count = 0; count < MAX_WITNESSES; count++) {
			const row = proof.witness([...records.values()]);
			if (!row) break;
			if (!(await this.isAsAlone(row, records))) return;
		}
		for (const [id, row] of records) if (!proof.believes(row)) records.delete(id);
	}

	/** @returns false when the read of the record shows something else; when it shows the same it takes the place of the row */
	private async isAsAlone(row: RawRecord, records: Map<string, RawRecord>): Promise<boolean> {
		const id = textAt(row, ['id']).toLowerCase();
		records.delete(id);
		const single = await this.reads.wholeOne(id).catch(() => undefined);
		const likeness = single && this.known.proof.compare(row, single, this.reads.whole.free);
		if (likeness === 'different') this.distrust('different');
		if (single && likeness === 'equal') records.set(id, single);
		return likeness !== 'different';
	}

	/** Where empty free fields are left out, rows without any may be rows of people who have none, or of a list that has none. */
	private async lookForFree(records: Map<string, RawRecord>): Promise<void> {
		const { known } = this;
		if (known.isFreeLookedAt || !known.proof.lacksAll(this.reads.whole.free)) return;
		known.isFreeLookedAt = true;
		const rows = [...records.values()];
		const step = Math.ceil(rows.length / FREE_WITNESSES);
		for (let at = 0; at < rows.length; at += step) if (!(await this.isAsAlone(rows[at] as RawRecord, records))) return;
	}

	/** Compares rows with what was read by ID before, and once more with what is read now where they differ. */
	private async compareSingles(rows: ReadonlyMap<string, RawRecord>): Promise<void> {
		const { proof, singles } = this.known;
		for (const [id, single] of [...singles]) {
			const row = rows.get(id);
			if (!row) continue;
			if (isOlder(row, single)) return this.distrust('lagging');
			if (!proof.misses(single)) continue;
			singles.delete(id);
			const now = await this.reads.wholeOne(id).catch(() => undefined);
			if (now && proof.compare(row, now, this.reads.whole.free) === 'different') return this.distrust('different');
			if (now && proof.misses(now)) singles.set(id, now);
		}
	}
}

/** @returns rows by id; undefined when there are records that nobody asked for. Two rows of one id are none */
function byId(rows: readonly RawRecord[], ids: readonly string[]): Map<string, RawRecord> | undefined {
	const asked = new Set(ids.map((id) => id.toLowerCase()));
	const found = new Map<string, RawRecord>();
	const twice = new Set<string>();
	for (const row of rows) {
		const id = textAt(row, ['id']).toLowerCase();
		if (!asked.has(id)) return undefined;
		if (found.has(id)) twice.add(id);
		found.set(id, row);
	}
	for (const id of twice) found.delete(id);
	return found;
}
