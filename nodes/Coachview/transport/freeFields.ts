import { asFault } from '../domain/fault';
import { isEmptyJson } from '../domain/json/compare';
import { editRecord } from '../domain/json/edit';
import { rawAt, rawRecord, type RawRecord } from '../domain/json/record';
import type { CoachviewClient } from './client';

/** What an update does with free fields (vrije velden). */
export type FreeFieldsChoice = 'sendBack' | 'leaveOut';

/** Free fields are flattened into a record on request (seen in third-party code, on another entity). */
export const WITH_FREE_FIELDS = { InclusiefVrijevelden: 'true' };

interface Learned {
	/** Members that only come with the flag. */
	names: ReadonlySet<string>;
	/** Whether Coachview accepts the flag (assumption A13). */
	takesFlag: boolean;
	until: number;
}

/** What is known of free fields per environment and client. New ones are rare, so an hour is fresh enough. */
const learned = new Map<string, Learned>();
const AN_HOUR = 3_600_000;

type Read = (query?: { [name: string]: string }) => Promise<RawRecord>;

/**
 * Keeps free fields safe. They are not part of a plain read, and nobody has documented whether a PUT without them empties
 * them (assumption A34). So a person is read with them and they go back as they came; those without a value stay out,
 * because a confidential one is shown without its value (assumption A35) and null would empty it.
 */
export class FreeFields {
	private readonly client: CoachviewClient;
	private readonly choice: FreeFieldsChoice;
	/** What the present person was read with: it must not change before that person is written. */
	private current: Learned | undefined;

	constructor(client: CoachviewClient, choice: FreeFieldsChoice) {
		this.client = client;
		this.choice = choice;
	}

	/** Requests for finding out which free fields there are; 0 when that is known. */
	get cost(): number {
		return this.choice === 'sendBack' && this.known() === undefined ? 1 : 0;
	}

	/**
	 * Reads a person with the free fields that have to go back. Which members are free fields is learned, once an hour and
	 * process, by reading with and without them. Finding none is no reason to ask without the flag: the next person may
	 * have some, if only filled ones are shown.
	 */
	async read(read: Read): Promise<RawRecord> {
		if (this.choice === 'leaveOut') return await read();
		this.current = this.known();
		if (this.current) return await read(this.current.takesFlag ? WITH_FREE_FIELDS : undefined);
		const plain = await read();
		const full = await readFull(read);
		const names = new Set((full ?? plain).root.members.map(({ key }) => key).filter((key) => rawAt(plain, [key]) === undefined));
		this.current = { names, takesFlag: full !== undefined, until: Date.now() + AN_HOUR };
		learned.set(this.client.account, this.current);
		return full ?? plain;
	}

	/** @returns whether a record holds every free field, as one does that was read by `read` */
	isWhole(record: RawRecord): boolean {
		if (this.choice === 'leaveOut') return true;
		this.current = this.known();
		return this.current !== undefined && [...this.current.names].every((name) => rawAt(record, [name]) !== undefined);
	}

	/** @returns free fields that a given record may hold and that must not be sent, as far as this process knows them */
	get leftOut(): string[] {
		return this.choice === 'leaveOut' ? [...(learned.get(this.client.account)?.names ?? [])] : [];
	}

	/** @returns the record to send: without free fields that had no value before and get none */
	outgoing(text: string, base: RawRecord): string {
		const record = rawRecord(text);
		const empty = this.names.filter((name) => rawAt(record, [name]) === 'null' && rawAt(base, [name]) === 'null');
		return editRecord(record, [], empty);
	}

	/**
	 * @returns the answer with the free fields that it does not show, as they were sent; undefined when it lacks other
	 *          members that were sent filled, so that only a new read can tell what became of them
	 */
	shown(answer: RawRecord, sent: string): RawRecord | undefined {
		const record = rawRecord(sent);
		const hidden = this.names.filter((name) => rawAt(answer, [name]) === undefined && rawAt(record, [name]) !== undefined);
		const full = rawRecord(editRecord(answer, hidden.map((name) => ({ path: [name], json: rawAt(record, [name]) as string }))));
		const lacking = record.root.members.some(({ key }) => rawAt(full, [key]) === undefined && !isEmptyJson(rawAt(record, [key])));
		return lacking ? undefined : full;
	}

	/** @returns whether a text that was sent holds free fields */
	isIn(sent: string): boolean {
		return this.names.some((name) => rawAt(rawRecord(sent), [name]) !== undefined);
	}

	private get names(): string[] {
		return [...(this.current?.names ?? [])];
	}

	private known(): Learned | undefined {
		const known = learned.get(this.client.account);
		return known && known.until > Date.now() ? known : undefined;
	}
}

/** A Coachview that does not take the flag (assumption A13) has no flattened free fields to send back. */
async function readFull(read: Read): Promise<RawRecord | undefined> {
	try {
		return await read(WITH_FREE_FIELDS);
	} catch (error) {
		const fault = asFault(error);
		if (fault.reason === 'rejected') return undefined;
		throw asFault(fault);
	}
}
