import { createHash } from 'crypto';
import { asFault, Fault } from '../domain/fault';
import { rawRecord, type RawRecord } from '../domain/json/record';
import { externalKey, keyName, personKeys, type ExternalKey } from '../domain/person/identity';
import type { CoachviewClient } from './client';
import { LookUps, type List } from './lookUp';

/** What one run knows: whether look-ups work, and whom it has made. */
interface RunMemory {
	lookUps: LookUps;
	creations: Creations;
}

const runs = new WeakMap<CoachviewClient, RunMemory>();

/** @returns what the run of this client knows */
export function runOf(client: CoachviewClient, list: List): RunMemory {
	const run = runs.get(client) ?? {
		lookUps: new LookUps(list, (requests) => client.needs(requests)),
		creations: new Creations(),
	};
	runs.set(client, run);
	return run;
}

/** What one run has sent as new people, so that a creation without a clear end is not followed by a second one. */
export class Creations {
	/** Creations whose end is not known, and the item that sent each of them. */
	private readonly open = new Map<string, object>();
	/** IDs of the people that this run has made, by key: a list may not show them yet (assumption A69). */
	private readonly made = new Map<string, string>();

	/**
	 * @param text the person as it will be sent
	 * @param item who sends it; an item may send again what it has sent itself
	 * @returns a mark for `sent`
	 * @throws Fault `unknownOutcome` when an earlier item has sent this person and it is not known what became of it
	 */
	begin(text: string, item: object): string {
		const key = externalKey(rawRecord(text));
		const mark = this.markOf(key ?? text);
		const sender = this.open.get(mark);
		if (sender === undefined || sender === item) return mark;
		throw new Fault(
			'unknownOutcome',
			`An earlier item of this run has sent ${key ? 'a person with this Extern ID and Extern Source' : 'the same person'}, and it is not known whether it was stored`,
			'Nothing was sent for this item, so that nobody is made twice. Look the person up in Coachview, then run the item again.',
			{ details: { ...key } },
		);
	}

	/** Notes that Coachview may have taken the person in. */
	sent(mark: string, item: object): void {
		this.open.set(mark, item);
	}

	/** Notes that the item's person was made and read back. */
	settled(item: object, personId: string): void {
		for (const [mark, sender] of this.open) {
			if (sender !== item) continue;
			this.open.delete(mark);
			this.made.set(mark, personId);
		}
	}

	/** @returns the person that this run has made with the key, as a read still shows it */
	async find(key: ExternalKey, read: (personId: string) => Promise<RawRecord>): Promise<RawRecord | undefined> {
		const personId = this.made.get(this.markOf(key));
		if (personId === undefined) return undefined;
		try {
			const record = await read(personId);
			return keyName(personKeys(record)) === keyName(key) ? record : undefined;
		} catch (error) {
			const fault = asFault(error);
			if (fault.reason !== 'notFound') throw fault;
			return undefined;
		}
	}

	/** A digest, so that no data of people is kept. */
	private markOf(person: ExternalKey | string): string {
		const name = typeof person === 'string' ? person : keyName(person);
		return createHash('sha256')
			.update(JSON.stringify([typeof person, name]))
			.digest('hex');
	}
}
