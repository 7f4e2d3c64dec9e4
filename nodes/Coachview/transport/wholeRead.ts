import { asFault } from '../domain/fault';
import { editRecord } from '../domain/json/edit';
import type { RawNode } from '../domain/json/parse';
import { nodeAt, rawAt, rawRecord, type RawRecord } from '../domain/json/record';
import { fieldNamed } from '../domain/person/fields';
import type { Defined } from './definitions';

/** What an update does with free fields (vrije velden). */
export type FreeFieldsChoice = 'sendBack' | 'leaveOut';

/** Free fields are flattened into a record on request (seen in third-party code, on another entity). */
const FREE = { InclusiefVrijevelden: 'true' };
/** The other flags that show members which a plain read leaves out; a PUT may clear them (assumption A56). */
const EXTRA = { InclusiefExtraVelden: 'true', InclusiefDirecteRelaties: 'true' };

interface Learned {
	/** Free fields: members that only come with their flag. */
	free: ReadonlySet<string>;
	/** Members that only come with the other flags. */
	extra: ReadonlySet<string>;
	/** Members that come without any flag. */
	ordinary: ReadonlySet<string>;
	/** Members that come without the flag too, but with another value: a free field has the name of a member. */
	shared: ReadonlySet<string>;
	/** Of members that are objects, the names that only come with the other flags. */
	nested: ReadonlyMap<string, readonly string[]>;
	until: number;
}

const NOTHING: Omit<Learned, 'until'> = {
	free: new Set(),
	extra: new Set(),
	ordinary: new Set(),
	shared: new Set(),
	nested: new Map(),
};

/** What is known per environment, client, entity and choice. New fields are rare, so an hour is fresh enough. */
const learned = new Map<string, Learned>();
/** Until when a Coachview that refused a set of flags is asked without them. */
const refused = new Map<string, number>();
const AN_HOUR = 3_600_000;
const FIVE_MINUTES = 300_000;

type Query = { [name: string]: string };
type Read = (query: Query) => Promise<RawRecord>;
/** Free fields of the entity, from their definitions (assumption A02). */
type Definitions = () => Promise<Defined>;

/**
 * Reads a person with everything that has to go back when it is written. Free fields and further members are not part of
 * a plain read, and nobody has documented whether a PUT without them empties them (assumptions A34 and A56).
 */
export class WholeRead {
	private readonly choice: FreeFieldsChoice;
	private readonly key: string;
	private readonly freeKey: string;

	/** @param account environment, client and entity */
	constructor(choice: FreeFieldsChoice, account: string) {
		this.choice = choice;
		this.key = `${account}|${choice}`;
		this.freeKey = `${account}|sendBack`;
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

	/**
	 * Reads the person. What only comes with flags is learned, once an hour and process, by reading with all of them, the
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
			this.learn(compared(candidates, { free, isDefined: defined !== undefined }, { first, plain, last }), isSure),
		);
	}

	private learn(found: Omit<Learned, 'until'>, isSure: boolean): Learned {
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

interface Reads {
	first: RawRecord;
	plain: RawRecord;
	last: RawRecord;
}

/** @param known names of free fields; of all members of a read that shows them, where they are not defined anywhere */
function compared(
	candidates: readonly string[],
	{ free, isDefined }: { free: readonly string[]; isDefined: boolean },
	{ first, plain, last }: Reads,
): Omit<Learned, 'until'> {
	const raw = (record: RawRecord, name: string) => rawAt(record, [name]);
	const steady = candidates.filter((name) => raw(first, name) === raw(last, name));
	const only = steady.filter((name) => raw(plain, name) === undefined);
	// The vendor's import pages advise a code that begins so; the definitions may not list every field.
	const isFree = (name: string) => free.includes(name) || (isDefined && /^vrijveld/i.test(name));
	const nested = steady.flatMap((name): Array<[string, string[]]> => {
		const inner = namesIn(last, name).filter((key) => !namesIn(plain, name).includes(key));
		return inner.length > 0 && nodeAt(plain, [name])?.kind === 'object' ? [[name, inner]] : [];
	});
	// Of a field that the node offers by name the definition is enough; two values could be equal at the moment.
	const named = isDefined ? free.filter((name) => fieldNamed(name)?.name === name) : [];
	const twoValued = steady.filter(
		(name) => raw(plain, name) !== undefined && free.includes(name) && nodeAt(last, [name])?.kind !== 'object',
	);
	return {
		free: new Set([
			...(isDefined ? free.filter((name) => raw(plain, name) === undefined) : []),
			...only.filter(isFree),
		]),
		extra: new Set(only.filter((name) => !isFree(name))),
		ordinary: new Set(innerNames(plain)),
		shared: new Set([...named, ...twoValued]),
		nested: new Map(nested),
	};
}

/**
 * The record without what merely spells out another member: `bedrijf` beside `bedrijfId`, `land` beside `landCode`. Sent
 * back, it could contradict the member itself.
 */
function without(record: RawRecord, { extra, nested }: Pick<Learned, 'extra' | 'nested'>): RawRecord {
	const spelledOut = spelling(record.root, record.text, extra);
	const changes = record.root.members
		.filter(({ value }) => value.kind === 'object')
		.map(({ key, value }) => ({ key, value, inner: [...spelling(value, record.text), ...(nested.get(key) ?? [])] }))
		.filter(({ inner }) => inner.length > 0)
		.map(({ key, value, inner }) => ({
			path: [key],
			json: editRecord(rawRecord(record.text.slice(value.start, value.end)), [], inner),
		}));
	return spelledOut.length === 0 && changes.length === 0 ? record : rawRecord(editRecord(record, changes, spelledOut));
}

/**
 * @param extra members that only come on request
 * @returns those of them, and objects or nothing in the place of one, that stand beside their own id or code
 */
function spelling({ members }: RawNode, text: string, extra: ReadonlySet<string> = NOTHING.extra): string[] {
	const names = new Set(members.map(({ key }) => key));
	const isObject = ({ kind, start, end }: RawNode) => kind === 'object' || text.slice(start, end) === 'null';
	return members
		.filter(
			({ key, value }) => (extra.has(key) || isObject(value)) && (names.has(`${key}Id`) || names.has(`${key}Code`)),
		)
		.map(({ key }) => key);
}

function innerNames({ root }: RawRecord): string[] {
	return root.members.map(({ key }) => key);
}

function namesIn(record: RawRecord, name: string): string[] {
	return nodeAt(record, [name])?.members.map(({ key }) => key) ?? [];
}

/** @returns top-level members of the first record that the second one lacks or shows with another value */
function differing(full: RawRecord, plain: RawRecord): string[] {
	return full.root.members
		.map(({ key }) => key)
		.filter((key) => key !== 'auditTrail' && rawAt(full, [key]) !== rawAt(plain, [key]));
}

function isBadRequest(error: unknown): boolean {
	return asFault(error).details.httpStatus === 400;
}
