import { asFault } from '../fault';
import { editRecord, type Change } from '../json/edit';
import { rawRecord, textAt, type RawRecord } from '../json/record';
import { externalKey, personKeys, type ExternalKey } from '../person/identity';
import { clash, createdWithout, duplicate, otherValues, twoWithKey, unknownOutcome } from './creationFaults';
import { nameOf } from './decide';
import { judge } from './judge';
import { isOurs, keysNotStored } from './newcomer';
import type { PeoplePort, WriteAnswer } from './port';
import { emptyResult, type WriteResult } from './result';

export interface CreateRequest {
	changes: readonly Change[];
	dryRun: boolean;
	verify: boolean;
}

export type { ExternalKey } from '../person/identity';

/** Looks at a person that is not there yet; some systems answer reads from a copy that is a little behind. */
export const LOOKS = 3;

/**
 * Makes a person with just the members given (data minimisation: nothing empty is sent). With an external key it is looked
 * up before, so that an existing person is never taken for a new one; without a key an unclear answer stays unclear.
 *
 * @param absent whether the caller has just looked the key up and found nobody
 * @returns a result `created`, whose ID was read back
 * @throws Fault `conflict` when the external key exists, `unknownOutcome` when it is not known whether the person exists,
 *         `notStored`, and what the port throws: nothing was stored then
 */
export async function createPerson(
	port: PeoplePort,
	request: CreateRequest,
	{ absent = false } = {},
): Promise<WriteResult> {
	const sent = rawRecord(editRecord(rawRecord('{}'), [...request.changes]));
	if (request.dryRun)
		return { ...emptyResult('dryRun', personKeys(sent), sent), changedFields: request.changes.map(nameOf) };
	const creation = new Creation(port, request, sent, externalKey(sent), absent);
	return await creation.run();
}

class Creation {
	private readonly port: PeoplePort;
	private readonly request: CreateRequest;
	private readonly sent: RawRecord;
	private readonly key: ExternalKey | undefined;
	/** Whether it is known that nobody had the key before. */
	private absent: boolean;

	constructor(
		port: PeoplePort,
		request: CreateRequest,
		sent: RawRecord,
		key: ExternalKey | undefined,
		absent: boolean,
	) {
		this.port = port;
		this.request = request;
		this.sent = sent;
		this.key = key;
		this.absent = absent;
	}

	async run(): Promise<WriteResult> {
		if (!this.absent) await this.lookBefore();
		const answer = await this.post();
		if (answer.kind === 'accepted') return await this.created(answer);
		return await this.afterUncertain(answer.late === true);
	}

	/**
	 * A Coachview that cannot look people up by key is no reason not to create: the user asked for a new person. One that
	 * cannot be asked just now is.
	 */
	private async lookBefore(): Promise<void> {
		if (!this.key) return;
		try {
			if (await this.port.find(this.key.externId, this.key.externSource)) throw duplicate(this.key);
			this.absent = true;
		} catch (error) {
			const fault = asFault(error);
			if (fault.reason !== 'rejected' && fault.reason !== 'unexpectedAnswer') throw fault;
		}
	}

	/** Sends the person; again only after an answer that says that it was not taken in. */
	private async post(): Promise<Extract<WriteAnswer, { kind: 'accepted' | 'uncertain' }>> {
		for (let attempt = 1; ; attempt++) {
			const answer = await this.sendOnce();
			if (answer.kind === 'accepted' || answer.kind === 'uncertain') return answer;
			if (answer.kind === 'stale') throw (await this.exists()) ? duplicate(this.key) : clash(this.key, answer.fault);
			if (answer.kind === 'undelivered' && !(await this.port.pause(attempt, answer.trouble))) throw answer.fault;
			if (await this.exists()) throw duplicate(this.key);
		}
	}

	/** A key that exists may be refused like any other mistake (assumption A24: 400), so it is looked up then. */
	private async sendOnce(): Promise<WriteAnswer> {
		try {
			return await this.port.create(this.sent.text);
		} catch (error) {
			const fault = asFault(error);
			throw fault.reason === 'rejected' && (await this.exists()) ? duplicate(this.key) : fault;
		}
	}

	/** @param late whether the request may still be under way: a second one could make a second person then */
	private async afterUncertain(late: boolean): Promise<WriteResult> {
		const found = await this.findPatiently();
		if (found) return await this.ownOrTwin(found);
		const unclear = 'Coachview gave no clear answer to the creation, so it is not known whether the person exists';
		if (late || !this.absent || !this.key || !(await this.areLookUpsProven())) throw unknownOutcome(this.key, unclear);
		const again = await this.secondPost();
		const made = await this.findPatiently();
		if (again?.kind === 'accepted') return await this.created(again);
		if (made) return await this.ownOrTwin(made);
		throw unknownOutcome(this.key, unclear);
	}

	/** "Nobody" has to be certain before the person is sent a second time. */
	private async areLookUpsProven(): Promise<boolean> {
		try {
			return (await this.port.proveLookUps()) === 'proven';
		} catch {
			return false;
		}
	}

	/** A refusal of the second creation says nothing of the first one, which may have landed meanwhile. */
	private async secondPost(): Promise<WriteAnswer | undefined> {
		try {
			return await this.port.create(this.sent.text);
		} catch {
			return undefined;
		}
	}

	/** The person that a look-up finds may be ours, or one that somebody else made at the same moment. */
	private async ownOrTwin(found: RawRecord): Promise<WriteResult> {
		const record = await this.readNew(textAt(found, ['id']));
		if (!this.absent)
			throw unknownOutcome(
				this.key,
				'Coachview gave no clear answer to the creation; a person with this Extern ID and Extern Source exists now, but may have existed before',
			);
		const other = judge(this.sent, this.request.changes, record, []).notStored.map((path) => path.join('.'));
		if (other.length === 0) return this.result(record);
		throw otherValues(this.key, other);
	}

	/** `created` is only told of a person that was read back under its ID. */
	private async created(answer: Extract<WriteAnswer, { kind: 'accepted' }>): Promise<WriteResult> {
		const told = (answer.record && textAt(answer.record, ['id'])) || answer.personId;
		const record = told ? await this.readTold(told) : undefined;
		if (record && isOurs(record, this.sent)) return await this.checked(record);
		// An ID that leads to somebody else is no ID of this person; and who has the key now may be somebody else.
		const misfiled = record && keysNotStored(record, this.sent, this.request.changes);
		const found = await this.findPatiently();
		if (found) return await this.ownOrTwin(found);
		if (record && misfiled) throw createdWithout(misfiled, personKeys(record));
		throw unknownOutcome(
			this.key,
			`Coachview accepted the creation but gave no ID${told ? ' of this person' : ''}, so it is not known whether the person exists`,
		);
	}

	private async checked(first: RawRecord): Promise<WriteResult> {
		const notStoredIn = (record: RawRecord) =>
			judge(this.sent, this.request.changes, record, []).notStored.map((path) => path.join('.'));
		if (!this.request.verify || notStoredIn(first).length === 0) return this.result(first);
		await this.port.pause(1);
		const record = await this.readNew(textAt(first, ['id']));
		const notStored = notStoredIn(record);
		if (notStored.length === 0) return this.result(record);
		throw createdWithout(notStored, personKeys(record));
	}

	private result(record: RawRecord): WriteResult {
		const { otherForm } = judge(this.sent, this.request.changes, record, []);
		return {
			...emptyResult('created', personKeys(record), record),
			changedFields: this.request.changes.map(nameOf),
			storedDifferentlyFields: this.request.verify ? otherForm.map((path) => path.join('.')) : [],
			verified: this.request.verify && 'read',
		};
	}

	/** An ID that leads nowhere may be an ID of something else; with a key the person can be found all the same. */
	private async readTold(personId: string): Promise<RawRecord | undefined> {
		try {
			return await this.readNew(personId);
		} catch (error) {
			if (!this.key) throw asFault(error);
			return undefined;
		}
	}

	private async readNew(personId: string): Promise<RawRecord> {
		for (let look = 1; ; look++) {
			try {
				return await this.port.person(personId).read();
			} catch (error) {
				const fault = asFault(error);
				if (fault.reason === 'notFound' && look < LOOKS) {
					await this.port.pause(look);
					continue;
				}
				throw unknownOutcome(
					this.key,
					'The person was sent, but could not be read back, so it is not known whether it was stored',
					{ ...fault.details, personId },
				);
			}
		}
	}

	/**
	 * A creation that is still under way, or not yet shown in lists, is looked for more than once.
	 * @throws Fault `ambiguous` when there are two now, `unknownOutcome` when the look-up does not work
	 */
	private async findPatiently(): Promise<RawRecord | undefined> {
		if (!this.key) return undefined;
		for (let look = 1; ; look++) {
			const found = await this.tryFind().catch((error: unknown) => {
				throw asFault(error).reason === 'ambiguous' ? twoWithKey(this.key) : asFault(error);
			});
			if (found === 'unknown')
				throw unknownOutcome(
					this.key,
					'Coachview gave no clear answer to the creation, and the look-up that should settle it did not work either',
				);
			if (found || look === LOOKS) return found;
			await this.port.pause(look);
		}
	}

	private async exists(): Promise<boolean> {
		const found = await this.tryFind();
		return found !== undefined && found !== 'unknown';
	}

	/** @throws Fault `ambiguous`: two persons have the key already, which somebody has to know */
	private async tryFind(): Promise<RawRecord | undefined | 'unknown'> {
		if (!this.key) return 'unknown';
		try {
			return await this.port.find(this.key.externId, this.key.externSource);
		} catch (error) {
			const fault = asFault(error);
			if (fault.reason === 'ambiguous' || fault.reason === 'quotaExhausted') throw fault;
			return 'unknown';
		}
	}
}
