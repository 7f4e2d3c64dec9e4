import type { Answer } from '../api.mts';
import { confirmed, refuted, unknown, type Context, type Finding, type Row } from '../types.mts';
import { isRefusal, SOURCE } from './creating.mts';
import { isTestPerson } from './stored.mts';

// The test person: how the probes read and write it.

/** Sends a whole record to the test person, wherever PUT wants the id. */
export async function put({ api, seen }: Context, record: Row, headers: Record<string, string> = {}): Promise<Answer> {
	const { id, idInBody } = seen.test!;
	const answer = await api.call('PUT', idInBody ? 'Personen' : `Personen/${id}`, { body: record, headers });
	if (answer.status === 400) seen.refusals.push(answer);
	return answer;
}

const LOOKS = 3;

/**
 * The test person as it is now.
 * @param mark text that the remark must hold: without it the look may have come too early (assumption A69)
 * @throws Error when the record is not that of the test person: nothing more is written
 */
export async function read({ api, seen }: Context, mark = '', query: Record<string, string> = {}): Promise<Row> {
	let record: unknown;
	for (let look = 0; look < LOOKS; look += 1) {
		record = (await api.call('GET', `Personen/${seen.test!.id}`, { query })).json;
		if (!isTestPerson(record) || !String(record.opmerking ?? '').includes(mark)) continue;
		seen.lag = Math.max(seen.lag ?? 0, look);
		return record;
	}
	if (!isTestPerson(record)) throw new Error('the test person could not be read back');
	return record;
}

/** A record as it may be written: without what Coachview keeps itself. */
export function writable({ auditTrail: _auditTrail, ...record }: Row): Row {
	return record;
}

/** Whether an answer is a success, and no refusal under a status of success. */
export const ok = (answer: Answer) => answer.status >= 200 && answer.status <= 299 && !isRefusal(answer);

/** The first PUT tells the address (A19); a refusal may be about the invented member (A31), so it is repeated without. */
export async function firstPut(
	context: Context,
	full: Row,
): Promise<{ answer: Answer; place: Finding; strict?: Finding; sent: Row }> {
	const test = context.seen.test!;
	let answer = await put(context, { ...full, n8nContractCheck: 'x' });
	let place = confirmed('A19', `PUT Personen/{id}: HTTP ${answer.status}`);
	if (answer.status === 404 || answer.status === 405) {
		const first = answer.status;
		test.idInBody = true;
		answer = await put(context, { ...full, n8nContractCheck: 'x' });
		place = refuted(
			'A19',
			answer.status === 404 || answer.status === 405 ? undefined : 'idInBody',
			`PUT Personen/{id}: HTTP ${first}, PUT Personen: HTTP ${answer.status}`,
		);
	}
	let strict: Finding | undefined;
	if (answer.status === 400 || isRefusal(answer)) {
		answer = await put(context, full);
		if (ok(answer)) strict = refuted('A31', 'rejected', 'an invented member: HTTP 400; without it accepted');
	}
	if (!ok(answer) && place.verdict === 'confirmed') place = unknown('A19', `PUT Personen/{id}: HTTP ${answer.status}`);
	test.record = { ...full, externSource: SOURCE };
	return { answer, place, strict, sent: strict ? full : { ...full, n8nContractCheck: 'x' } };
}
