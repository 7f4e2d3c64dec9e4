import { asFault, Fault } from '../domain/fault';
import { rawAt, rawRecord, textAt, type RawRecord } from '../domain/json/record';
import { foldName } from '../domain/settings/names';
import { buildWhere } from '../domain/query/where';
import { webRequest } from '../entities/webRequest';
import type { CoachviewClient } from './client';
import { listRecords } from './paging';
import { Records } from './records';
import { withRecordLock } from './recordLock';
import type { ApiAnswer } from './request';
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

/** What this process has sent within the hour, so that a list that lags behind makes no second order; by account and reference. */
const sent = new Map<string, SentWebRequest & { at: number }>();
const REMEMBERED_MS = 3_600_000;
/** Accounts of which it is known that a reference is found. */
const proven = new Set<string>();

/**
 * Sends a web request once. The reference is looked up before, so that a retry makes no second order; after an answer that
 * says nothing it is looked up again before anything is called failed.
 *
 * @throws Fault `unexpectedAnswer` when references cannot be looked up, `unknownOutcome` when it is not known whether the
 *         request arrived, and what the client throws: nothing was stored then
 */
export async function sendWebRequest(client: CoachviewClient, sending: Sending): Promise<SentWebRequest> {
	const key = `${client.account}|${webRequest.path}|${foldName(sending.reference).toLowerCase()}`;
	return await withRecordLock(key, async () => {
		if (sending.looksFirst) {
			const known = (await lookedUp(client, sending.reference)) ?? remembered(key);
			if (known) return { ...known, outcome: 'exists' };
		}
		const made = await send(client, sending);
		if (sent.size >= MOST_REMEMBERED) sent.clear();
		sent.set(key, { ...made, at: Date.now() });
		return made;
	});
}

function remembered(key: string): SentWebRequest | undefined {
	const known = sent.get(key);
	if (!known || Date.now() - known.at > REMEMBERED_MS) return undefined;
	return known;
}

async function send(client: CoachviewClient, sending: Sending): Promise<SentWebRequest> {
	const request = { method: 'POST' as const, entity: webRequest.path, of: webRequest, body: sending.text };
	for (let attempt = 1; ; attempt++) {
		client.needs(2);
		const outcome = await client.write(request);
		if (outcome.kind === 'answered')
			return read(outcome.answer) ?? (await settled(client, sending.reference, 'Coachview answered without a number'));
		if (outcome.kind === 'uncertain')
			return await settled(client, sending.reference, 'Coachview gave no clear answer to the web request');
		if (!(await client.pause(attempt, outcome.failure))) throw outcome.fault;
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
async function settled(client: CoachviewClient, reference: string, why: string): Promise<SentWebRequest> {
	for (let look = 1; look <= LOOKS; look++) {
		const one = await lookedUp(client, reference).catch(() => undefined);
		if (one) return { ...one, outcome: 'created' };
		if (!(await client.pause(look))) break;
	}
	throw new Fault(
		'unknownOutcome',
		`${why}, so it is not known whether it arrived`,
		'Look in Coachview under web requests for this reference before you send it again. A repeat with the same reference looks first.',
	);
}

/** @returns the web request with this reference; undefined when there is none and look-ups are known to work */
async function lookedUp(client: CoachviewClient, reference: string): Promise<SentWebRequest | undefined> {
	let why: string | undefined;
	try {
		const [one] = await withReference(client, reference);
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

async function withReference(client: CoachviewClient, reference: string): Promise<SentWebRequest[]> {
	const where = buildWhere([{ field: REFERENCE.name, label: REFERENCE.label, operator: '=', value: reference }]);
	const wish = { where, equalities: [{ field: REFERENCE, value: reference }], from: '', to: '', limit: 1 };
	return await listRecords(new Records(client, webRequest), client, wish, (row) => found(row, 'exists'));
}

/**
 * "None has this reference" is only believed when one that exists is found by its own, once a process (assumption A96).
 *
 * @returns why it cannot be believed
 */
async function whyNotProven(client: CoachviewClient): Promise<string | undefined> {
	if (proven.has(client.account)) return undefined;
	client.needs(2);
	const rows = await new Records(client, webRequest).list({ orderby: 'id desc', skip: '0', take: '100' });
	const isShown = rows.length === 0 || rows.some((row) => rawAt(row, [REFERENCE.name]) !== undefined);
	if (!isShown) return 'the list does not show references.';
	const references = rows.map((row) => textAt(row, [REFERENCE.name]));
	const example = references.find((text) => text !== '' && !/[;,]|^[<>=]/.test(text));
	if (example === undefined) return undefined;
	if ((await withReference(client, example)).length === 0) return 'a reference that exists is not found.';
	proven.add(client.account);
	return undefined;
}

function found(row: RawRecord, outcome: SentWebRequest['outcome']): SentWebRequest {
	return {
		outcome,
		id: textAt(row, ['id']),
		number: textAt(row, ['nummer']),
		paymentUrl: textAt(row, ['betaalproviderRedirectUrl']),
	};
}
