import { createHash } from 'crypto';
import { asFault, Fault } from '../domain/fault';
import { rawRecord, type RawRecord } from '../domain/json/record';
import { externalKey, keyName, recordKeys, type ExternalKey } from '../domain/identity';
import type { Entity } from '../entities/entity';
import { EXTERNAL_KEY } from '../entities/shared';
import { isUnderWay, noteLanded, noteUnderWay, UNDER_WAY_MINUTES } from './underWay';

/**
 * What one run has sent as new records of an entity, so that a creation without a clear end is not followed by a second one.
 * What may still land is known to all runs of the process: Retry On Fail and a person who runs a workflow again begin a new one.
 */
export class Creations {
	private readonly entity: Entity;
	/** Environment, client and entity. */
	private readonly scope: string;
	/** Creations whose end is not known, and the item that sent each of them. */
	private readonly open = new Map<string, object>();
	/** IDs of the records that this run has made, by key: a list may not show them yet (assumption A69). */
	private readonly made = new Map<string, string>();

	constructor(entity: Entity, scope: string) {
		this.entity = entity;
		this.scope = scope;
	}

	/**
	 * @param text the record as it will be sent
	 * @param item who sends it; an item may send again what it has sent itself
	 * @returns a mark for `sent`
	 * @throws Fault `unknownOutcome` when an earlier item or run has sent this record and it is not known what became of it
	 */
	begin(text: string, item: object): string {
		const key = externalKey(rawRecord(text));
		const mark = this.markOf(key ?? text);
		const sender = this.open.get(mark);
		if (sender === item) return mark;
		if (sender !== undefined) throw this.sentBefore('An earlier item of this run', key, 'then run the item again');
		if (isUnderWay(this.everywhere(mark)))
			throw this.sentBefore(
				'An earlier run',
				key,
				`or run the item again ${UNDER_WAY_MINUTES} minutes after the first try`,
			);
		return mark;
	}

	/**
	 * Notes that Coachview may have taken the record in.
	 *
	 * @param mayLand whether it may also do that later, as after a time-out
	 */
	sent(mark: string, item: object, mayLand = false): void {
		this.open.set(mark, item);
		if (mayLand) noteUnderWay(this.everywhere(mark));
	}

	/** Notes that the item's record was made and read back. */
	settled(item: object, id: string): void {
		for (const [mark, sender] of this.open) {
			if (sender !== item) continue;
			this.open.delete(mark);
			this.made.set(mark, id);
			noteLanded(this.everywhere(mark));
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

	private sentBefore(who: string, key: ExternalKey | undefined, then: string): Fault {
		const { personName, words } = this.entity;
		return new Fault(
			'unknownOutcome',
			`${who} has sent ${key ? `a ${words.one} with this ${EXTERNAL_KEY.by}` : `the same ${words.one}`}, and it is not known whether it was stored`,
			`Nothing was sent for this item, so that ${personName ? 'nobody' : 'nothing'} is made twice. Look the ${words.one} up in Coachview, ${then}.`,
			{ details: { ...key } },
		);
	}

	private everywhere(mark: string): string {
		return `${this.scope}|${mark}`;
	}

	/** A digest, so that no data of people is kept. */
	private markOf(record: ExternalKey | string): string {
		const name = typeof record === 'string' ? record : keyName(record);
		return createHash('sha256')
			.update(JSON.stringify([typeof record, name]))
			.digest('hex');
	}
}
