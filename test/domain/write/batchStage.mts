import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../../../nodes/Coachview/domain/fault.ts';
import { rawAt, rawRecord, type RawRecord } from '../../../nodes/Coachview/domain/json/record.ts';
import type { ManyPort, Wish } from '../../../nodes/Coachview/domain/write/batch.ts';
import type { RecordPort } from '../../../nodes/Coachview/domain/write/port.ts';

/** A small Coachview in memory, with locks as transport has them, and a log of what was asked for. */
export class Stage implements ManyPort {
	readonly stored = new Map<string, { value: string; etag: number }>();
	readonly log: string[] = [];
	/** Age of the base, by write, in milliseconds. */
	readonly ages: number[] = [];
	isCold = false;
	rows = 100;
	isSilent = false;
	left = Infinity;
	writeTakes = 1;
	readTakes = 1;
	busy = 0;
	mostBusy = 0;
	isDistrusted = false;
	/** Ids that reads of many leave out. */
	readonly unseen = new Set<string>();
	/** By id: the state that a read of many shows in place of the present one. */
	readonly stale = new Map<string, RawRecord>();
	private readonly readAt = new WeakMap<RawRecord, number>();
	private readonly locks = new Map<string, Promise<unknown>>();

	constructor(count: number) {
		for (let at = 0; at < count; at++) this.stored.set(`id-${at}`, { value: 'old', etag: 1 });
	}

	now = () => Date.now();
	breath = async () => await sleep(1);
	distrust = () => void (this.isDistrusted = true);

	needs(requests: number): void {
		if (this.left < requests) throw new Fault('quotaExhausted', 'used up', '');
	}

	async readMany(ids: readonly string[], payer: number, purpose: string) {
		const askedAt = Date.now();
		this.left--;
		this.log.push(`many ${ids.length} for ${payer}: ${purpose}`);
		await sleep(this.readTakes);
		const seen = ids.filter((id) => !this.unseen.has(id) && this.stored.has(id));
		const records = new Map(seen.map((id) => [id, this.stale.get(id) ?? this.record(id)]));
		for (const record of records.values()) this.readAt.set(record, askedAt);
		return { records, askedAt };
	}

	one(id: string): RecordPort {
		const read = async () => {
			const askedAt = Date.now();
			this.left--;
			this.log.push(`read ${id}`);
			await sleep(this.readTakes);
			if (!this.stored.has(id)) throw new Fault('notFound', 'gone', '');
			const record = this.record(id);
			this.readAt.set(record, askedAt);
			return record;
		};
		return {
			read,
			readBack: read,
			pause: async () => true,
			mayHide: async () => new Set<string>(),
			write: async (text, base) => {
				this.needs(2);
				this.left--;
				this.ages.push(Date.now() - (this.readAt.get(base) ?? 0));
				this.log.push(`write ${id}`);
				this.busy++;
				this.mostBusy = Math.max(this.mostBusy, this.busy);
				await sleep(this.writeTakes);
				this.busy--;
				const before = this.stored.get(id) as { etag: number };
				this.stored.set(id, { value: text, etag: before.etag + 1 });
				return { kind: 'accepted', ...(this.isSilent ? {} : { record: this.record(id) }) };
			},
		};
	}

	async locked<R>(id: string, work: () => Promise<R>): Promise<R> {
		const before = this.locks.get(id) ?? Promise.resolve();
		const done = before.then(work);
		this.locks.set(
			id,
			done.catch(() => undefined),
		);
		return await done;
	}

	/** What the engine for one record does, in short. */
	wish(id: string, value: string): Wish<string> {
		return async (desk) => {
			const work = async () => {
				const port = desk.port(id, this.one(id));
				const base = await port.read();
				const answer = await port.write(value, base);
				const after = answer.kind === 'accepted' && answer.record ? answer.record : await port.readBack();
				return `${JSON.parse(rawAt(base, ['value']) as string)} to ${JSON.parse(rawAt(after, ['value']) as string)}`;
			};
			return await desk.turn(async () => await this.locked(id, work));
		};
	}

	count(what: string): number {
		return this.log.filter((line) => line.startsWith(what)).length;
	}

	private record(id: string): RawRecord {
		const { value, etag } = this.stored.get(id) as { value: string; etag: number };
		return rawRecord(JSON.stringify({ id, value, auditTrail: { etag } }));
	}
}
