import { asFault, Fault } from '../domain/fault';
import { rawAt, rawRecord, textAt, type RawRecord } from '../domain/json/record';
import { foldName } from '../domain/settings/names';
import { buildWhere } from '../domain/query/where';
import { webRequest } from '../entities/webRequest';
import type { CoachviewClient } from './client';
import { listRecords } from './paging';
import { Records } from './records';
import { withRecordLock } from './recordLock';
import { mayArriveLate } from './recordWrites';
import type { ApiAnswer } from './request';
import { digest, isUnderWay, noteLanded, noteUnderWay, UNDER_WAY_MINUTES } from './underWay';
import { readWriteAnswer } from './writeAnswer';

/** A web request that exists. */
export interface SentWebRequest {
	outcome: 'created' | 'exists';
	id: string;
	number: string;
	/** Coachview's page for paying; '' when there is none. */
	paymentUrl: string;
}

interface Sending {
	text: string;
	reference: string;
	/** Whether to look first whether there is one with this reference. */
	looksFirst: boolean;
}

const REFERENCE = { name: 'referentieNrKlant', label: 'Reference', kind: 'text' as const };
const MOST_REMEMBERED = 1000;
const LOOKS = 3;
/** Rows of a page, and pages, when one with a reference is looked for. */
const PROOF_ROWS = 100;
const PROOF_PAGES = 20;

/** What this process has sent within the hour, so that a list that lags behind makes no second order; by account and reference. */
const sent = new Map<string, { made: SentWebRequest; at: number }>();
const REMEMBERED_MS = 3_600_000;
/** Accounts of which it is known that a reference is found. */
const proven = new Set<string>();

/**
 * Sends a web request once. The reference is looked up before, so that a retry makes no second order; after an answer that
 * says nothing it is looked up again before anything is called failed.
 *
 * @throws Fault `unexpectedAnswer` when references cannot be looked up, `unknownOutcome` when it is not known whether the
 *         request arrived, also that of an earlier try, and what the client throws: nothing was stored then
 */
export async function sendWebRequest(client: CoachviewClient, sending: Sending): Promise<SentWebRequest> {
	// A digest: a reference may be somebody's address.
	const key = digest(`${client.account}|${webRequest.path}|${foldName(sending.reference).toLowerCase()}`);
	return await withRecordLock(key, async () => {
		const known = sending.looksFirst ? ((await lookedUp(client, sending.reference)) ?? remembered(key)) : undefined;
		if (known) noteLanded(key);
		if (known) return { ...known, outcome: 'exists' };
		if (sending.looksFirst && isUnderWay(key)) throw stillUnderWay();
		const before = sending.looksFirst ? NONE : await namesWith(client, sending.reference);
		const made = await send(client, sending, before, key);
		if (sent.size >= MOST_REMEMBERED) sent.clear();
		sent.set(key, { made, at: Date.now() });
		return made;
	});
}

function remembered(key: string): SentWebRequest | undefined {
	const known = sent.get(key);
	if (!known || Date.now() - known.at > REMEMBERED_MS) return undefined;
	return known.made;
}

/** Names of the web requests that had the reference before; undefined when that could not be seen. */
type Before = ReadonlySet<string> | undefined;
const NONE: Before = new Set();

/** Without the check another one may have the reference already, and must not be taken for the one that is sent. */
async function namesWith(client: CoachviewClient, reference: string): Promise<Before> {
	return await withReference(client, reference, Infinity).then(
		(all) => new Set(all.map(nameOf)),
		() => undefined,
	);
}

const nameOf = ({ id, number }: SentWebRequest) => `${id}|${number}`;

async function send(client: CoachviewClient, sending: Sending, before: Before, key: string): Promise<SentWebRequest> {
	const request = { method: 'POST' as const, entity: webRequest.path, of: webRequest, body: sending.text };
	for (let attempt = 1; ; attempt++) {
		// While this one waited, another n8n may have sent it.
		const other = attempt > 1 && sending.looksFirst ? await lookedUp(client, sending.reference) : undefined;
		if (other) return other;
		client.needs(2);
		const outcome = await client.write(request);
		if (outcome.kind === 'undelivered') {
			if (await client.pause(attempt, outcome.failure)) continue;
			throw outcome.fault;
		}
		const isAnswered = outcome.kind === 'answered';
		const told = isAnswered ? read(outcome.answer) : undefined;
		const made = told ?? (await settled(client, sending.reference, before));
		if (made) return made;
		// 202 says that it will be stored later.
		const mayLand = isAnswered ? outcome.answer.status === 202 : mayArriveLate(outcome.failure);
		if (mayLand) noteUnderWay(key);
		throw unclear(isAnswered ? 'answered without a number' : 'gave no clear answer to the web request', mayLand);
	}
}

/** @returns what the answer tells (its names: seen in third-party code); undefined when it is no clear success */
function read(answer: ApiAnswer): SentWebRequest | undefined {
	const said = readWriteAnswer(answer);
	if (said.kind !== 'accepted') return undefined;
	try {
		const made = found(rawRecord(answer.text), 'created');
		return made.number !== '' || made.id !== '' ? { ...made, id: made.id || (said.id ?? '') } : undefined;
	} catch {
		return undefined;
	}
}

/** Looks whether it arrived, with growing pauses. */
async function settled(
	client: CoachviewClient,
	reference: string,
	before: Before,
): Promise<SentWebRequest | undefined> {
	if (!before) return undefined;
	for (let look = 1; look <= LOOKS; look++) {
		const all = await withReference(client, reference, before.size + 1).catch(() => []);
		const one = all.find((other) => !before.has(nameOf(other)));
		if (one) return { ...one, outcome: 'created' };
		if (!(await client.pause(look))) break;
	}
	return undefined;
}

function unclear(what: string, mayLand: boolean): Fault {
	const late = ` It may still arrive: with this reference nothing is sent for ${UNDER_WAY_MINUTES} minutes unless Duplicate Check is Off.`;
	return new Fault(
		'unknownOutcome',
		`Coachview ${what}, so it is not known whether it arrived`,
		`Look in Coachview under web requests for this reference before you send it again. A repeat with the same reference looks first.${mayLand ? late : ''}`,
	);
}

function stillUnderWay(): Fault {
	return new Fault(
		'unknownOutcome',
		'An earlier try with this reference had no answer in time and may still arrive',
		`Nothing was sent, so that there is no second order. Look in Coachview under web requests for this reference, or send it again ${UNDER_WAY_MINUTES} minutes after the first try.`,
		{ fields: [REFERENCE.label] },
	);
}

/** @returns the web request with this reference; undefined when there is none and look-ups are known to work */
async function lookedUp(client: CoachviewClient, reference: string): Promise<SentWebRequest | undefined> {
	let why: string | undefined;
	try {
		const [one] = await withReference(client, reference, 1);
		if (one) {
			proven.add(client.account);
			return one;
		}
		why = await whyNotProven(client);
	} catch (error) {
		const fault = asFault(error);
		if (fault.reason !== 'rejected' && fault.reason !== 'unexpectedAnswer') throw asFault(fault);
		why = fault.message;
	}
	if (why !== undefined) throw cannotLookUp(why);
	return undefined;
}

function cannotLookUp(why: string): Fault {
	return new Fault(
		'unexpectedAnswer',
		'It cannot be seen whether Coachview has a web request with this reference already',
		`Coachview does not let web requests be looked up by reference. Set the option Duplicate Check to Off to send it all the same; a repeat may make a second order then. Cause: ${why}`,
		{ fields: [REFERENCE.label] },
	);
}

async function withReference(client: CoachviewClient, reference: string, limit: number): Promise<SentWebRequest[]> {
	const where = buildWhere([{ field: REFERENCE.name, label: REFERENCE.label, operator: '=', value: reference }]);
	const wish = { where, equalities: [{ field: REFERENCE, value: reference }], from: '', to: '', limit };
	return await listRecords(new Records(client, webRequest), client, wish, (row) => found(row, 'exists'));
}

/**
 * "None has this reference" is only believed when one that exists is found by its own, once a process (assumption A96), or
 * when all were seen and none has a reference.
 *
 * @returns why it cannot be believed
 */
async function whyNotProven(client: CoachviewClient): Promise<string | undefined> {
	if (proven.has(client.account)) return undefined;
	let received = 0;
	for (let page = 1; page <= PROOF_PAGES; page++) {
		client.needs(2);
		const rows = await new Records(client, webRequest).list({
			orderby: 'id desc',
			skip: String(received),
			take: String(PROOF_ROWS),
		});
		if (rows.length === 0) return undefined;
		if (!rows.some((row) => rawAt(row, [REFERENCE.name]) !== undefined)) return 'the list does not show references.';
		const references = rows.map((row) => textAt(row, [REFERENCE.name]));
		const example = references.find((text) => text !== '' && !/[;,]|^[<>=]/.test(text));
		received += rows.length;
		if (example === undefined) continue;
		if ((await withReference(client, example, 1)).length === 0) return 'a reference that exists is not found.';
		proven.add(client.account);
		return undefined;
	}
	return 'no web request that the list shows has one.';
}

function found(row: RawRecord, outcome: SentWebRequest['outcome']): SentWebRequest {
	return {
		outcome,
		id: textAt(row, ['id']),
		number: textAt(row, ['nummer']),
		paymentUrl: textAt(row, ['betaalproviderRedirectUrl']),
	};
}
