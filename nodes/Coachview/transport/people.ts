import { asFault, Fault } from '../domain/fault';
import { rawRecord, rawRecords, textAt, type RawRecord } from '../domain/json/record';
import { sameKey } from '../domain/person/identity';
import { externalKeyWhere } from '../domain/query/where';
import type { PeoplePort, PersonPort, WriteAnswer } from '../domain/update/port';
import type { CoachviewClient } from './client';
import { FreeFields, type FreeFieldsChoice } from './freeFields';
import { readWriteAnswer } from './writeAnswer';

/** How the version number of a record is used when it is written (assumption A27). */
export type ConcurrencyCheck = 'none' | 'ifMatch';

const ENTITY = 'Personen';

/** Requests that one person may need: read, write, verify. */
const REQUESTS_PER_PERSON = 3;

/** How people are written. */
export interface WritingStyle {
	concurrency: ConcurrencyCheck;
	freeFields: FreeFieldsChoice;
}

/** The people of one Coachview environment, through the one client. */
export class People implements PeoplePort {
	private readonly client: CoachviewClient;
	private readonly concurrency: ConcurrencyCheck;
	private readonly freeFields: FreeFields;

	constructor(client: CoachviewClient, style: Partial<WritingStyle> = {}) {
		this.client = client;
		this.concurrency = style.concurrency ?? 'none';
		this.freeFields = new FreeFields(client, style.freeFields ?? 'sendBack');
	}

	/** @returns the requests that writing one person may take; fewer must not be left when it is started */
	requestsFor({ lookUp, reread }: { lookUp: boolean; reread: boolean }): number {
		return REQUESTS_PER_PERSON + Number(lookUp) + Number(reread) + this.freeFields.cost;
	}

	/** @throws Fault `notFound` and what the client throws */
	async read(personId: string, query: { [name: string]: string } = {}): Promise<RawRecord> {
		const record = await this.client.read({ method: 'GET', entity: ENTITY, id: personId, query }, ({ text }) => rawRecord(text));
		if (isSample(record)) throw sampleData('the record is made of one ID');
		return record;
	}

	/** @returns the person with everything that has to go back when it is written; throws as `read` */
	async readWhole(personId: string): Promise<RawRecord> {
		return await this.freeFields.read(async (query) => await this.read(personId, query));
	}

	/** @returns members of a record that the user supplies which do not go to Coachview, beside the read-only ones */
	leftOut(): string[] {
		return this.freeFields.leftOut;
	}

	/** @returns whether a record that was read earlier can be the base of a write */
	isWhole(record: RawRecord): boolean {
		return this.freeFields.isWhole(record);
	}

	/** @throws Fault `ambiguous` for two or more, and as `matches` */
	async find(externId: string, externSource: string): Promise<RawRecord | undefined> {
		return onlyOne(await this.matches({ externId, externSource }), 'Extern ID and Extern Source');
	}

	/** @throws Fault `ambiguous` for two or more, and as `matches` */
	async findByEmail(email: string): Promise<RawRecord | undefined> {
		return onlyOne(await this.matches({ email }), 'email address');
	}

	/**
	 * Looks people up by a key. The rows are checked again here, because a server may ignore a filter that it does not
	 * know (assumption A11), and "nobody" is only believed when look-ups by external key work at all (assumption A25).
	 *
	 * @returns at most two rows of a list; enough to see that a key is not unique
	 * @throws Fault `unexpectedAnswer` when the filter was ignored or finds nobody at all, `rejected` when it is not accepted
	 */
	async matches(key: { externId: string; externSource: string } | { email: string }): Promise<RawRecord[]> {
		const where = 'email' in key ? `email1=${plainEmail(key.email)}` : externalKeyWhere(key.externId, key.externSource);
		const wanted: [string, string][] = 'email' in key ? [['email1', key.email]] : [['externId', key.externId], ['externSource', key.externSource]];
		const rows = await this.lookUp(where);
		const hits = rows.filter((row) => wanted.every(([name, value]) => sameKey(textAt(row, [name]), value)));
		if (hits.length === 0 && rows.length > 0) {
			throw new Fault('unexpectedAnswer', 'Coachview returned people that do not have the key that was asked for', 'Coachview seems to ignore this filter. Use the person ID. Nothing was written.');
		}
		if (!('email' in key)) {
			if (hits.length === 0) await this.proveLookUps();
			provenClients.add(this.client);
		}
		return hits;
	}

	/**
	 * Makes sure, once a run, that people are found by external key: with the key of a person that a list shows. Otherwise
	 * "nobody has this key" would lead to a second record of the same person. When no listed person has a key, nothing can
	 * be proven and the answer is taken as it is.
	 *
	 * @throws Fault `unexpectedAnswer` when that person is not found
	 */
	async proveLookUps(): Promise<void> {
		if (provenClients.has(this.client)) return;
		this.client.needs(2);
		for (const row of await this.list({ skip: '0', take: PROOF_ROWS })) {
			const [externId, externSource] = [textAt(row, ['externId']), textAt(row, ['externSource'])];
			if (![externId, externSource].every((part) => /^[^;,<>=]+$/.test(part))) continue;
			const found = await this.lookUp(externalKeyWhere(externId, externSource));
			if (found.some((one) => sameKey(textAt(one, ['id']), textAt(row, ['id'])))) break;
			throw new Fault('unexpectedAnswer', 'Coachview does not find people by Extern ID and Extern Source: it did not find a person that has both', 'Nothing was written. Use the person ID, for instance the one that the webhook gives.');
		}
		provenClients.add(this.client);
	}

	private async lookUp(where: string): Promise<RawRecord[]> {
		try {
			return await this.list({ where, skip: '0', take: '2' });
		} catch (error) {
			throw lookUpFault(asFault(error));
		}
	}

	/** @throws Fault `sampleData` when the rows are examples (a scope is missing; vendor documentation, for Swagger) */
	async list(query: { [name: string]: string }): Promise<RawRecord[]> {
		const rows = await this.client.read({ method: 'GET', entity: ENTITY, query }, ({ text }) => rawRecords(text));
		const isRepeated = rows.length > 1 && rows.every((row) => textAt(row, ['id']) === textAt(rows[0] as RawRecord, ['id']));
		if (isRepeated || rows.some(isSample)) throw sampleData('all rows have the same ID');
		return rows;
	}

	person(personId: string): PersonPort {
		return {
			read: async () => await this.readWhole(personId),
			readBack: async () => await this.readBack(personId),
			write: async (text, base) => await this.put(personId, text, base),
			pause: async (attempt) => void (await this.client.pause(attempt)),
		};
	}

	async create(text: string): Promise<WriteAnswer> {
		// The creation and the look at what was stored.
		this.client.needs(REQUESTS_PER_PERSON - 1);
		return await this.send({ method: 'POST', entity: ENTITY, body: text });
	}

	private async readBack(personId: string): Promise<RawRecord> {
		try {
			return await this.readWhole(personId);
		} catch (error) {
			throw unsettled(personId, asFault(error));
		}
	}

	private async put(personId: string, text: string, base: RawRecord): Promise<WriteAnswer> {
		this.client.needs(REQUESTS_PER_PERSON - 1);
		const etag = textAt(base, ['auditTrail', 'etag']);
		const headers: { [name: string]: string } = this.concurrency === 'ifMatch' && etag !== '' ? { 'If-Match': `"${etag}"` } : {};
		const body = this.freeFields.outgoing(text, base);
		const answer = await this.putAt(personId, body, headers);
		if (answer.kind !== 'accepted' || !answer.record) return answer;
		return { ...answer, record: this.freeFields.shown(answer.record, body) };
	}

	private async putAt(personId: string, body: string, headers: { [name: string]: string }): Promise<WriteAnswer> {
		try {
			return await this.send({ method: 'PUT', entity: ENTITY, id: personId, body, headers });
		} catch (error) {
			// The person was just read, so 404 or 405 is about the address: the id may belong in the body (assumption A19).
			const fault = asFault(error);
			const { httpStatus } = fault.details;
			if (httpStatus !== 404 && httpStatus !== 405) throw asFault(this.freeFields.isIn(body) ? freeFieldsAdvice(fault) : fault);
			this.client.needs(REQUESTS_PER_PERSON - 1);
			return await this.send({ method: 'PUT', entity: ENTITY, body, headers });
		}
	}

	private async send(request: Parameters<CoachviewClient['write']>[0]): Promise<WriteAnswer> {
		let answer;
		try {
			answer = await this.client.write(request);
		} catch (error) {
			const fault = asFault(error);
			if (fault.reason === 'conflict') return { kind: 'stale' };
			throw asFault(fault);
		}
		if (answer.kind === 'undelivered') {
			// Not stored, and the record may change while this waits: a PUT begins again with a read, as after a 409.
			if (!(await this.client.pause(1, answer.failure)) || request.method === 'POST') throw answer.fault;
			return { kind: 'stale' };
		}
		return answer.kind === 'answered' ? readWriteAnswer(answer.answer) : { kind: 'uncertain' };
	}
}

/** Clients whose Coachview is known to find people by external key. */
const provenClients = new WeakSet<CoachviewClient>();

/** Rows to look for a person with an external key in. */
const PROOF_ROWS = '25';

/** Example values have one id in every place (vendor documentation of Swagger); no person is his own employer. */
function isSample({ root, text }: RawRecord): boolean {
	const ids = root.members.filter(({ key, value }) => /^id$|Id$/.test(key) && value.kind === 'string').map(({ value }) => text.slice(value.start, value.end));
	return ids.length > 2 && new Set(ids).size === 1;
}

/** A Coachview that does not take free fields on a person (assumption A34) refuses all of it. */
function freeFieldsAdvice(fault: Fault): Fault {
	if (fault.reason !== 'rejected') return fault;
	const { message, advice, fields, details } = fault;
	return new Fault('rejected', message, `${advice} If it is about free fields, set the option Free Fields to Leave Out.`, { fields, details });
}

function lookUpFault(fault: Fault): Fault {
	if (fault.reason !== 'rejected') return fault;
	return new Fault('rejected', 'Coachview does not look people up by this key', `Use the person ID. Nothing was written. ${fault.message}.`, { details: fault.details });
}

function sampleData(sign: string): Fault {
	return new Fault('sampleData', `Coachview answered with sample data: ${sign}`, 'The client lacks the scope Personen.Lezen. Add it in Coachview and in the credential.');
}

function unsettled(personId: string, cause: Fault): Fault {
	return new Fault(
		'unknownOutcome',
		'The change was sent, but the person could not be read back, so it is not known whether it was stored',
		`Run this item again: Update changes nothing when the values are there already. Cause: ${cause.message}`,
		{ details: { ...cause.details, personId } },
	);
}

function plainEmail(email: string): string {
	if (!/^[^\s@;,<>=]+@[^\s@;,<>=]+$/.test(email.trim())) {
		throw new Fault('invalidInput', "'Email' is not an address that Coachview's filter can express", 'Correct it, or use the person ID. Nothing was sent to Coachview.', { fields: ['Email'] });
	}
	return email.trim();
}

function onlyOne(rows: RawRecord[], by: string): RawRecord | undefined {
	if (rows.length > 1) {
		throw new Fault('ambiguous', `More than one person in Coachview has this ${by}`, 'Merge the duplicates in Coachview or use the person ID. Nothing was written.');
	}
	return rows[0];
}
