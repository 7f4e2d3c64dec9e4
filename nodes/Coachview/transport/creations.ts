import { createHash } from 'crypto';
import { Fault } from '../domain/fault';
import { rawRecord } from '../domain/json/record';
import { keyName, type ExternalKey } from '../domain/person/identity';
import { externalKey } from '../domain/update/createPerson';

/** People that this process has made, by environment, client and key: a list may not show them yet (assumption A69). */
const made = new Map<string, { personId: string; at: number }>();
const MAX_MADE = 2_000;
const KEPT_MS = 300_000;

/** What one run has sent as new people, so that a creation without a clear end is not followed by a second one. */
export class Creations {
	private readonly account: string;
	/** Creations whose end is not known, and the item that sent each of them. */
	private readonly open = new Map<string, object>();

	/** @param account environment and client */
	constructor(account: string) {
		this.account = account;
	}

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
			made.delete(mark);
			made.set(mark, { personId, at: Date.now() });
		}
		const [oldest] = made.keys();
		if (made.size > MAX_MADE && oldest !== undefined) made.delete(oldest);
	}

	/** @returns the id of the person that this process has made with the key in the last minutes */
	madeWith(key: ExternalKey): string | undefined {
		const found = made.get(this.markOf(key));
		return found && Date.now() - found.at <= KEPT_MS ? found.personId : undefined;
	}

	private markOf(person: ExternalKey | string): string {
		const name = typeof person === 'string' ? person : keyName(person);
		return createHash('sha256').update(JSON.stringify([this.account, typeof person, name])).digest('hex');
	}
}
