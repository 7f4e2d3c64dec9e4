import { asFault } from '../domain/fault';
import { rawRecords, textAt, type RawRecord } from '../domain/json/record';
import { checkIdentity } from '../domain/person/identity';
import type { PeoplePort, PersonPort, Trouble, WriteAnswer } from '../domain/update/port';
import { Trust, type Known } from '../domain/update/trust';
import { carry, endWrite, forgetWrite, isAsGoodAsRead, lagsBehind, noteWrite, type CarriedRecord } from './carried';
import type { CoachviewClient } from './client';
import { runOf, type Creations } from './creations';
import { definedFields } from './definitions';
import type { Failure } from './failure';
import type { LookUps, LookUpKey } from './lookUp';
import { onlyOne, sharedName, unsettled } from './peopleFaults';
import { PersonWrites, type ConcurrencyCheck } from './personWrites';
import { personRecord } from './personAnswer';
import { areSamples, isSample, sampleData } from './sampleData';
import { WholeRead, type FreeFieldsChoice } from './wholeRead';

/** The entity; its name in addresses, scopes and keys. */
export const PEOPLE = 'Personen';

/** Requests that one person may need: read, write, verify. */
const REQUESTS_PER_PERSON = 3;

/** How people are written. */
export interface WritingStyle {
	concurrency: ConcurrencyCheck;
	freeFields: FreeFieldsChoice;
}

/** What has been learned of each environment, client and entity. */
const trusts = new Map<string, Trust>();

/** Moments, in milliseconds, at which records were asked for; a record that is not in here was not read. */
const readMoments = new WeakMap<RawRecord, number>();

/** The people of one Coachview environment, through the one client. */
export class People implements PeoplePort {
	private readonly trust: Trust;
	private readonly client: CoachviewClient;
	private readonly leavesOut: boolean;
	private readonly whole: WholeRead;
	private readonly lookUps: LookUps;
	private readonly creations: Creations;
	private readonly writes: PersonWrites;

	constructor(client: CoachviewClient, style: Partial<WritingStyle> = {}) {
		const key = `${client.account}|${PEOPLE}`;
		this.client = client;
		this.leavesOut = style.freeFields === 'leaveOut';
		this.trust = trusts.get(key) ?? new Trust();
		trusts.set(key, this.trust);
		this.whole = new WholeRead(style.freeFields ?? 'sendBack', key);
		const run = runOf(client, async (query) => await this.list(query));
		this.lookUps = run.lookUps;
		this.creations = run.creations;
		this.writes = new PersonWrites(client, key, style.concurrency ?? 'none', this.whole);
	}

	/** What this process knows of this environment and client, for an update; it fills as people are read. */
	get known(): Known {
		const { trust, whole, writes } = this;
		return {
			trust,
			get nullsNeeded() {
				return writes.nullsNeeded;
			},
			get calculated() {
				return whole.extra;
			},
			get free() {
				return whole.free;
			},
		};
	}

	/** @returns the requests that writing one person may take; fewer must not be left when it is started */
	requestsFor({
		lookUp,
		reread,
		lookAgain = false,
	}: {
		lookUp: boolean;
		reread: boolean;
		lookAgain?: boolean;
	}): number {
		return REQUESTS_PER_PERSON + Number(lookUp) + Number(reread) + Number(lookAgain) + this.whole.cost;
	}

	/** @throws Fault `notFound`, `identityMismatch` when the answer is another person, and what the client throws */
	async read(personId: string, query: { [name: string]: string } = {}): Promise<RawRecord> {
		// Before the first try: an answer that had to be waited for counts as old, which is the safe side.
		const askedAt = Date.now();
		const record = await this.client.read({ method: 'GET', entity: PEOPLE, id: personId, query }, ({ text }) =>
			personRecord(text),
		);
		readMoments.set(record, askedAt);
		if (isSample(record)) throw sampleData('the record is made of one ID');
		checkIdentity(record, { personId });
		return record;
	}

	/** @returns the person with everything that has to go back when it is written; throws as `read` */
	async readWhole(personId: string): Promise<RawRecord> {
		let record = await this.readFlagged(personId);
		// A copy that lags behind this process's own last write would undo it.
		for (let look = 1; this.trust.lags && look <= 3 && lagsBehind(this.lockKey(personId), record); look++) {
			await this.client.pause(look);
			record = await this.readFlagged(personId);
		}
		return record;
	}

	/** @returns members of a record that the user supplies which do not go to Coachview, beside the read-only ones */
	leftOut(): string[] {
		return this.leavesOut ? [...this.whole.free] : [];
	}

	/** @returns what a record is carried by to a later step, which may take it as its base for a moment; not so the answer to a write */
	carried(record: RawRecord): CarriedRecord {
		return carry(record, this.readBy, readMoments.get(record) ?? 0);
	}

	/** @returns the carried record when it may stand for a read at this moment, inside the lock of the person */
	fresh(record: RawRecord, carried: CarriedRecord): RawRecord | undefined {
		return isAsGoodAsRead(carried, this.readBy, this.lockKey(textAt(record, ['id']))) ? record : undefined;
	}

	/** @returns the key of the lock that a person is worked on under */
	lockKey(personId: string): string {
		return `${PEOPLE}|${personId.toLowerCase()}`;
	}

	/** @returns what a person of this environment and client is known by in this process */
	personKey(personId: string): string {
		return `${this.client.account}|${this.lockKey(personId)}`;
	}

	/** @throws Fault `ambiguous` for two or more, and as `matches` */
	async find(externId: string, externSource: string): Promise<RawRecord | undefined> {
		return (
			onlyOne(await this.matches({ externId, externSource }), 'Extern ID and Extern Source') ??
			(await this.creations.find({ externId, externSource }, async (personId) => await this.read(personId)))
		);
	}

	/** @throws Fault `ambiguous` for two or more, and as `matches` */
	async findByEmail(email: string): Promise<RawRecord | undefined> {
		return onlyOne(await this.matches({ email }), 'email address');
	}

	/** @returns rows of a list that have the key; throws as `LookUps.matches` */
	async matches(key: LookUpKey): Promise<RawRecord[]> {
		return await this.lookUps.matches(key);
	}

	/** @returns whether anybody else has the key, as far as look-ups work */
	async othersWith(key: { externId: string; externSource: string }, personId: string): Promise<boolean> {
		try {
			return (await this.matches(key)).some((row) => textAt(row, ['id']).toLowerCase() !== personId.toLowerCase());
		} catch (error) {
			const fault = asFault(error);
			if (fault.reason !== 'rejected' && fault.reason !== 'unexpectedAnswer') throw fault;
			return false;
		}
	}

	async proveLookUps(): Promise<'proven' | 'scanned'> {
		return await this.lookUps.proveAbsence();
	}

	noteLookUp(found: boolean): void {
		this.lookUps.note(found);
	}

	/** @throws Fault `sampleData` when the rows are examples (a scope is missing; vendor documentation, for Swagger) */
	async list(query: { [name: string]: string }): Promise<RawRecord[]> {
		const rows = await this.client.read({ method: 'GET', entity: PEOPLE, query }, ({ text }) => rawRecords(text));
		if (areSamples(rows)) throw sampleData('all rows have the same ID');
		return rows;
	}

	person(personId: string): PersonPort {
		const writer = this.writes.of(personId);
		return {
			read: async () => await this.readWhole(personId),
			readBack: async () => await this.readBack(personId),
			write: async (text, base) => await this.put(writer, personId, text, base),
			pause: async (attempt, trouble) => await this.pause(attempt, trouble),
			mayHide: async (names) => await this.mayHide(personId, names),
		};
	}

	async create(text: string): Promise<WriteAnswer> {
		// The creation and the look at what was stored.
		this.client.needs(REQUESTS_PER_PERSON - 1);
		const mark = this.creations.begin(text, this);
		const answer = await this.writes.create(text);
		if (answer.kind === 'accepted' || answer.kind === 'uncertain') this.creations.sent(mark, this);
		return answer;
	}

	/** Notes that the person which this object has sent was made. */
	noteCreated(personId: string): void {
		this.creations.settled(this, personId);
	}

	async pause(attempt: number, trouble?: Trouble): Promise<boolean> {
		return await this.client.pause(attempt, trouble as Failure | undefined);
	}

	/** After a write that was not stored, a read that shows the old state does not lag behind. */
	forget(personId: string): void {
		forgetWrite(this.lockKey(personId));
	}

	/** Environment, client, its scopes and the way of reading: another one may be shown another record. */
	private get readBy(): string {
		return JSON.stringify([this.client.account, this.whole.way]);
	}

	private async put(
		writer: ReturnType<PersonWrites['of']>,
		personId: string,
		text: string,
		base: RawRecord,
	): Promise<WriteAnswer> {
		this.client.needs(REQUESTS_PER_PERSON - 1);
		const shared = [...this.whole.shared].filter((name) => base.root.members.some(({ key }) => key === name));
		if (shared.length > 0) throw sharedName(shared);
		noteWrite(this.lockKey(personId), base);
		const answer = await writer(text, base);
		endWrite(this.lockKey(personId));
		if (answer.kind !== 'accepted' && answer.kind !== 'uncertain') forgetWrite(this.lockKey(personId));
		return answer;
	}

	private async readFlagged(personId: string): Promise<RawRecord> {
		let last: RawRecord | undefined;
		const record = await this.whole.read(
			async (query) => (last = await this.read(personId, query)),
			async () => await definedFields(this.client, PEOPLE, personId),
		);
		const readAt = last && readMoments.get(last);
		if (readAt !== undefined) readMoments.set(record, readAt);
		return record;
	}

	private async readBack(personId: string): Promise<RawRecord> {
		try {
			return await this.readFlagged(personId);
		} catch (error) {
			throw unsettled(personId, error);
		}
	}

	/** A member that a plain read shows is an ordinary one, whose null is empty; any other may be a confidential free field. */
	private async mayHide(personId: string, names: readonly string[]): Promise<ReadonlySet<string>> {
		const known = this.whole.free;
		const open = names.filter((name) => !known.has(name));
		const plain = open.length > 0 ? await this.read(personId) : undefined;
		return new Set(names.filter((name) => known.has(name) || !plain?.root.members.some(({ key }) => key === name)));
	}
}
