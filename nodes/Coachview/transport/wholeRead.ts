import { asFault } from '../domain/fault';
import type { RawRecord } from '../domain/json/record';
import type { Entity } from '../entities/entity';
import type { Defined } from './definitions';
import { compared, differing, innerNames, NOTHING, without, type Learned } from './learned';

/** What an update does with free fields (vrije velden). */
export type FreeFieldsChoice = 'sendBack' | 'leaveOut';

/** Free fields are flattened into a record on request (seen in third-party code, on another entity). */
const FREE = { InclusiefVrijevelden: 'true' };
/** The other flags that show members which a plain read leaves out; a PUT may clear them (assumption A56). */
const EXTRA = { InclusiefExtraVelden: 'true', InclusiefDirecteRelaties: 'true' };

/** What is known per environment, client, entity and choice. New fields are rare, so an hour is fresh enough. */
const learned = new Map<string, Learned & { until: number }>();
/** Until when a Coachview that refused a set of flags is asked without them. */
const refused = new Map<string, number>();
const AN_HOUR = 3_600_000;
const FIVE_MINUTES = 300_000;

type Query = { [name: string]: string };
type Read = (query: Query) => Promise<RawRecord>;
/** Free fields of the entity, from their definitions (assumption A02). */
type Definitions = () => Promise<Defined>;

/**
 * Reads a record with everything that has to go back when it is written. Free fields and further members are not part of
 * a plain read, and nobody has documented whether a PUT without them empties them (assumptions A34 and A56).
 */
export class WholeRead {
	private readonly entity: Entity;
	private readonly choice: FreeFieldsChoice;
	private readonly key: string;
	private readonly freeKey: string;

	/** @param state environment, client and entity */
	constructor(entity: Entity, choice: FreeFieldsChoice, state: string) {
		this.entity = entity;
		this.choice = entity.freeFields === 'none' ? 'leaveOut' : choice;
		this.key = `${state}|${this.choice}`;
		this.freeKey = `${state}|sendBack`;
	}

	/** Further requests for finding out what there is; 0 when that is known. */
	get cost(): number {
		return this.known() === undefined ? 3 : 0;
	}

	/** How a record is read at present: two records that were read in different ways show different members. */
	get way(): string {
		return `${this.choice} ${this.sets().findIndex((flags) => !this.isRefused(flags))}`;
	}

	/** @returns free fields, as far as this process knows them */
	get free(): ReadonlySet<string> {
		return learned.get(this.freeKey)?.free ?? NOTHING.free;
	}

	/** @returns members that only the other flags show; Coachview calculates some of them */
	get extra(): ReadonlySet<string> {
		return learned.get(this.key)?.extra ?? NOTHING.extra;
	}

	/** @returns members that come without any flag, so that null means that they are empty */
	get ordinary(): ReadonlySet<string> {
		return learned.get(this.key)?.ordinary ?? NOTHING.ordinary;
	}

	/** @returns members that a free field shares its name with; nothing may be written while they are sent back */
	get shared(): ReadonlySet<string> {
		return this.known()?.shared ?? NOTHING.shared;
	}

	/** @returns the flags that a read has at present; undefined while it is not known what they show */
	get flags(): Query | undefined {
		return this.known() && (this.sets().find((flags) => !this.isRefused(flags)) ?? {});
	}

	/** @returns a record that was read with `flags`, in the form in which `read` gives one */
	asRead(record: RawRecord): RawRecord {
		const known = this.known();
		if (!known) throw new Error('It is not known what the flags show');
		return without(record, known);
	}

	/**
	 * Reads the record. What only comes with flags is learned, once an hour and process, by reading with all of them, the
	 * definitions of free fields, with none (with their flag alone, where nothing is defined), and with all again: what
	 * differs once was edited, what differs twice is meant. The last read is the one that is returned.
	 */
	async read(read: Read, definitions: Definitions): Promise<RawRecord> {
		const known = this.known();
		if (known) return without(await this.readFlagged(read), known);
		const first = await this.readFlagged(read);
		const { names: defined, isSure } = this.choice === 'sendBack' ? await definitions() : { names: [], isSure: true };
		const plain = await read({});
		const candidates = differing(first, plain);
		if (candidates.length === 0 && (defined ?? []).length === 0) {
			this.learn(NOTHING, isSure);
			return plain;
		}
		const free = defined ?? innerNames(await read(this.isRefused(FREE) ? {} : FREE));
		const last = await this.readFlagged(read);
		return without(
			last,
			this.learn(
				compared(this.entity, candidates, { free, isDefined: defined !== undefined }, { first, plain, last }),
				isSure,
			),
		);
	}

	private learn(found: Learned, isSure: boolean): Learned {
		const now = { ...found, until: Date.now() + (isSure ? AN_HOUR : FIVE_MINUTES) };
		learned.set(this.key, now);
		return now;
	}

	/** Sets of flags, from the most to the least telling. */
	private sets(): Query[] {
		return this.choice === 'sendBack' ? [{ ...FREE, ...EXTRA }, FREE, {}] : [EXTRA, {}];
	}

	/**
	 * A Coachview that does not take flags (assumption A13) has nothing to send back. Only a 400 says so, and only when the
	 * same read works without them and fails again with them.
	 */
	private async readFlagged(read: Read): Promise<RawRecord> {
		for (const flags of this.sets()) {
			if (this.isRefused(flags)) continue;
			try {
				return await read(flags);
			} catch (error) {
				if (!isBadRequest(error) || Object.keys(flags).length === 0) throw asFault(error);
			}
			await read({});
			try {
				return await read(flags);
			} catch (error) {
				if (!isBadRequest(error)) throw asFault(error);
				refused.set(`${this.key}|${JSON.stringify(flags)}`, Date.now() + FIVE_MINUTES);
			}
		}
		return await read({});
	}

	private isRefused(flags: Query): boolean {
		return (refused.get(`${this.key}|${JSON.stringify(flags)}`) ?? 0) > Date.now();
	}

	private known(): Learned | undefined {
		const known = learned.get(this.key);
		return known && known.until > Date.now() ? known : undefined;
	}
}

function isBadRequest(error: unknown): boolean {
	return asFault(error).details.httpStatus === 400;
}
