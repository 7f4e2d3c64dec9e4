import { createHash } from 'crypto';
import { asFault, Fault } from '../domain/fault';
import { rawRecord, type RawRecord } from '../domain/json/record';
import { externalKey, keyName, recordKeys, type ExternalKey } from '../domain/identity';
import type { Entity } from '../entities/entity';
import { EXTERNAL_KEY } from '../entities/shared';

/** What one run has sent as new records of an entity, so that a creation without a clear end is not followed by a second one. */
export class Creations {
	private readonly entity: Entity;
	/** Creations whose end is not known, and the item that sent each of them. */
	private readonly open = new Map<string, object>();
	/** IDs of the records that this run has made, by key: a list may not show them yet (assumption A69). */
	private readonly made = new Map<string, string>();

	constructor(entity: Entity) {
		this.entity = entity;
	}

	/**
	 * @param text the record as it will be sent
	 * @param item who sends it; an item may send again what it has sent itself
	 * @returns a mark for `sent`
	 * @throws Fault `unknownOutcome` when an earlier item has sent this record and it is not known what became of it
	 */
	begin(text: string, item: object): string {
		const { personName, words } = this.entity;
		const key = externalKey(rawRecord(text));
		const mark = this.markOf(key ?? text);
		const sender = this.open.get(mark);
		if (sender === undefined || sender === item) return mark;
		throw new Fault(
			'unknownOutcome',
			`An earlier item of this run has sent ${key ? `a ${words.one} with this ${EXTERNAL_KEY.by}` : `the same ${words.one}`}, and it is not known whether it was stored`,
			`Nothing was sent for this item, so that ${personName ? 'nobody' : 'nothing'} is made twice. Look the ${words.one} up in Coachview, then run the item again.`,
			{ details: { ...key } },
		);
	}

	/** Notes that Coachview may have taken the record in. */
	sent(mark: string, item: object): void {
		this.open.set(mark, item);
	}

	/** Notes that the item's record was made and read back. */
	settled(item: object, id: string): void {
		for (const [mark, sender] of this.open) {
			if (sender !== item) continue;
			this.open.delete(mark);
			this.made.set(mark, id);
		}
	}

	/** @returns the record that this run has made with the key, as a read still shows it */
	async find(key: ExternalKey, read: (id: string) => Promise<RawRecord>): Promise<RawRecord | undefined> {
		const id = this.made.get(this.markOf(key));
		if (id === undefined) return undefined;
		try {
			const record = await read(id);
			return keyName(recordKeys(record)) === keyName(key) ? record : undefined;
		} catch (error) {
			const fault = asFault(error);
			if (fault.reason !== 'notFound') throw fault;
			return undefined;
		}
	}

	/** A digest, so that no data of people is kept. */
	private markOf(record: ExternalKey | string): string {
		const name = typeof record === 'string' ? record : keyName(record);
		return createHash('sha256')
			.update(JSON.stringify([typeof record, name]))
			.digest('hex');
	}
}
