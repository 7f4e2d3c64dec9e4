import { asFault, Fault } from '../domain/fault';
import { rawRecord, rawRecords, textAt, type RawRecord } from '../domain/json/record';
import { sameKey } from '../domain/person/identity';
import { externalKeyWhere } from '../domain/query/where';
import type { PeoplePort, PersonPort, WriteAnswer } from '../domain/update/port';
import { isAnswer, type ApiAnswer, type CoachviewClient } from './client';

/** How the version number of a record is used when it is written (assumption A27). */
export type ConcurrencyCheck = 'none' | 'ifMatch';

const ENTITY = 'Personen';
const GUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i;

/** Requests that one person may need: read, write, verify. */
const REQUESTS_PER_PERSON = 3;

/** @returns the requests that writing one person may take; fewer must not be left when it is started */
export function requestsFor({ lookUp, reread }: { lookUp: boolean; reread: boolean }): number {
	return REQUESTS_PER_PERSON + Number(lookUp) + Number(reread);
}

/** The people of one Coachview environment, through the one client. */
export class People implements PeoplePort {
	private readonly client: CoachviewClient;
	private readonly concurrency: ConcurrencyCheck;

	constructor(client: CoachviewClient, concurrency: ConcurrencyCheck = 'none') {
		this.client = client;
		this.concurrency = concurrency;
	}

	/** @throws Fault `notFound` and what the client throws */
	async read(personId: string): Promise<RawRecord> {
		const record = await this.client.read({ method: 'GET', entity: ENTITY, id: personId }, ({ text }) => rawRecord(text));
		if (isSample(record)) throw sampleData('the record is made of one ID');
		return record;
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
			read: async () => await this.read(personId),
			readBack: async () => await this.readBack(personId),
			write: async (text, base) => await this.put(personId, text, base),
			pause: async (attempt) => await this.client.pause(attempt),
		};
	}

	async create(text: string): Promise<WriteAnswer> {
		// The creation and the look at what was stored.
		this.client.needs(REQUESTS_PER_PERSON - 1);
		return await this.send({ method: 'POST', entity: ENTITY, body: text });
	}

	private async readBack(personId: string): Promise<RawRecord> {
		try {
			return await this.read(personId);
		} catch (error) {
			throw unsettled(personId, asFault(error));
		}
	}

	private async put(personId: string, text: string, base: RawRecord): Promise<WriteAnswer> {
		this.client.needs(REQUESTS_PER_PERSON - 1);
		const etag = textAt(base, ['auditTrail', 'etag']);
		const headers: { [name: string]: string } = this.concurrency === 'ifMatch' && etag !== '' ? { 'If-Match': `"${etag}"` } : {};
		try {
			return await this.send({ method: 'PUT', entity: ENTITY, id: personId, body: text, headers });
		} catch (error) {
			// The person was just read, so 404 or 405 is about the address: the id may belong in the body (assumption A19).
			const status = error instanceof Fault ? error.details.httpStatus : undefined;
			if (status !== 404 && status !== 405) throw asFault(error);
			this.client.needs(REQUESTS_PER_PERSON - 1);
			return await this.send({ method: 'PUT', entity: ENTITY, body: text, headers });
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
		return isAnswer(answer) ? readWriteAnswer(answer) : { kind: 'uncertain' };
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

function lookUpFault(fault: Fault): Fault {
	if (fault.reason !== 'rejected') return fault;
	return new Fault('rejected', 'Coachview does not look people up by this key', `Use the person ID. Nothing was written. ${fault.message}.`, { details: fault.details });
}

function sampleData(sign: string): Fault {
	return new Fault('sampleData', `Coachview answered with sample data: ${sign}`, 'The client lacks the scope Personen.Lezen. Add it in Coachview and in the credential.');
}

/** Reads what Coachview says after a write: the record, only an id, a Location header, or nothing (A21, A22). */
function readWriteAnswer({ text, headers }: ApiAnswer): WriteAnswer {
	const location = GUID.exec(String(headers.location ?? ''))?.[0];
	const body = text.trim();
	if (body === '') return { kind: 'accepted', ...(location ? { personId: location } : {}) };
	try {
		const record = rawRecord(body);
		const personId = textAt(record, ['id']) || location;
		// A bare { id } is no record to compare with.
		return { kind: 'accepted', ...(record.root.members.length > 2 ? { record } : {}), ...(personId ? { personId } : {}) };
	} catch {
		const personId = /^"?[0-9a-f-]{36}"?$/i.test(body) ? GUID.exec(body)?.[0] : location;
		// Anything else under a success status (a proxy's page, half an answer) says nothing about what was stored.
		return personId ? { kind: 'accepted', personId } : { kind: 'uncertain' };
	}
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
