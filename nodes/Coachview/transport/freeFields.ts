import { asFault } from '../domain/fault';
import { rawAt, type RawRecord } from '../domain/json/record';

/** What an update does with free fields (vrije velden). */
export type FreeFieldsChoice = 'sendBack' | 'leaveOut';

/** Free fields are flattened into a record on request (seen in third-party code, on another entity). */
const FLAG = { InclusiefVrijevelden: 'true' };

interface Learned {
	/** Members that only come with the flag. */
	names: ReadonlySet<string>;
	/** Members that come without the flag too, but with another value: a free field has the name of a member. */
	shared: ReadonlySet<string>;
	until: number;
}

/** What is known of free fields per environment, client and entity. New ones are rare, so an hour is fresh enough. */
const learned = new Map<string, Learned>();
/** Until when a Coachview that refused the flag is asked without it. */
const refused = new Map<string, number>();
const AN_HOUR = 3_600_000;
const FIVE_MINUTES = 300_000;

type Query = { [name: string]: string };
type Read = (query: Query) => Promise<RawRecord>;

/**
 * Keeps free fields safe. They are not part of a plain read, and nobody has documented whether a PUT without them empties
 * them (assumption A34). So a person is read with them and they go back as they came; those shown as null stay out, as
 * every null does, because a confidential one is shown without its value (assumption A35).
 */
export class FreeFields {
	private readonly choice: FreeFieldsChoice;
	/** Environment, client and entity. */
	private readonly key: string;

	constructor(choice: FreeFieldsChoice, key: string) {
		this.choice = choice;
		this.key = key;
	}

	/** Further requests for finding out which free fields there are; 0 when that is known. */
	get cost(): number {
		return this.choice === 'sendBack' && this.known() === undefined ? 2 : 0;
	}

	/** How a record is read at present: two records that were read in different ways show different members. */
	get way(): string {
		return this.choice === 'sendBack' && !this.isRefused() ? 'free' : 'plain';
	}

	/** @returns members that only come with the flag, as far as this process knows them */
	get names(): string[] {
		return [...(learned.get(this.key)?.names ?? [])];
	}

	/** @returns members that a free field shares its name with; nothing may be written while they are sent back */
	get shared(): string[] {
		return this.choice === 'sendBack' ? [...(this.known()?.shared ?? [])] : [];
	}

	/**
	 * Reads a person with the free fields that have to go back. Which members are free fields is learned, once an hour and
	 * process, by reading with, without and with them again: what differs once was edited, what differs twice is a free
	 * field. The last read is the one that is returned.
	 */
	async read(read: Read): Promise<RawRecord> {
		if (this.choice === 'leaveOut') return await read({});
		if (this.known()) return await this.readFlagged(read);
		const first = await this.readFlagged(read);
		if (this.isRefused()) return first;
		const plain = await read({});
		const candidates = differing(first, plain);
		if (candidates.length === 0) {
			this.learn([], []);
			return plain;
		}
		const full = await this.readFlagged(read);
		const steady = candidates.filter((name) => rawAt(full, [name]) === rawAt(first, [name]));
		this.learn(steady.filter((name) => rawAt(plain, [name]) === undefined), steady.filter((name) => rawAt(plain, [name]) !== undefined));
		return full;
	}

	private learn(names: readonly string[], shared: readonly string[]): void {
		learned.set(this.key, { names: new Set(names), shared: new Set(shared), until: Date.now() + AN_HOUR });
	}

	/**
	 * A Coachview that does not take the flag (assumption A13) has no flattened free fields to send back. Only a 400 says
	 * so, and only when the same read works without the flag and fails again with it.
	 */
	private async readFlagged(read: Read): Promise<RawRecord> {
		if (this.isRefused()) return await read({});
		try {
			return await read(FLAG);
		} catch (error) {
			if (!isBadRequest(error)) throw asFault(error);
		}
		const plain = await read({});
		try {
			return await read(FLAG);
		} catch (error) {
			if (!isBadRequest(error)) throw asFault(error);
			refused.set(this.key, Date.now() + FIVE_MINUTES);
			return plain;
		}
	}

	private isRefused(): boolean {
		return (refused.get(this.key) ?? 0) > Date.now();
	}

	private known(): Learned | undefined {
		const known = learned.get(this.key);
		return known && known.until > Date.now() ? known : undefined;
	}
}

/** @returns top-level members of the first record that the second one lacks or shows with another value */
function differing(full: RawRecord, plain: RawRecord): string[] {
	return full.root.members.map(({ key }) => key).filter((key) => key !== 'auditTrail' && rawAt(full, [key]) !== rawAt(plain, [key]));
}

function isBadRequest(error: unknown): boolean {
	return asFault(error).details.httpStatus === 400;
}
