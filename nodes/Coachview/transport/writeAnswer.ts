import { isEmptyJson } from '../domain/json/compare';
import { nodeAt, rawAt, rawRecord, textAt, type RawRecord } from '../domain/json/record';
import type { WriteAnswer } from '../domain/write/port';
import type { ApiAnswer } from './request';

const GUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i;
const GUIDS = new RegExp(GUID, 'gi');
/** .NET's "no id". */
const NO_ID = /^[0-]*$/;

/**
 * Reads what Coachview says after a write: the record, only an id, a Location header, or nothing (A21, A22). A body that
 * speaks of a failure under a success status says nothing about what was stored, nor does a page or half an answer.
 */
export function readWriteAnswer({ status, text, headers }: ApiAnswer): WriteAnswer {
	// The last one: an address may name the customer by an id as well.
	const location = idIn(
		String(headers.location ?? '')
			.slice(0, 2000)
			.match(GUIDS)
			?.at(-1),
	);
	const body = text.trim();
	if (body === '') return accepted(location);
	let record: RawRecord;
	try {
		record = rawRecord(body);
	} catch {
		const bare = /^"?[0-9a-f-]{36}"?$/i.test(body) ? idIn(GUID.exec(body)?.[0]) : undefined;
		return (bare ?? location) === undefined ? { kind: 'uncertain' } : accepted(bare ?? location);
	}
	if (speaksOfFailure(record)) return { kind: 'uncertain' };
	const id = idIn(idOf(record)) ?? location;
	// A bare { id } is no record to compare with, an object without id is no record, and 202 stores only later.
	const isRecord =
		nodeAt(record, ['id']) !== undefined &&
		idIn(idOf(record)) !== undefined &&
		record.root.members.length > 2 &&
		status !== 202;
	return { ...accepted(id), ...(isRecord ? { record } : {}) };
}

function accepted(id: string | undefined): Extract<WriteAnswer, { kind: 'accepted' }> {
	return { kind: 'accepted', ...(id === undefined ? {} : { id }) };
}

function idOf(record: RawRecord): string | undefined {
	const kind = nodeAt(record, ['id'])?.kind;
	if (kind === 'string' || kind === 'number') return textAt(record, ['id']).trim();
	// An API that shows `id` may answer a write with `Id`; a failure may have an `Id` too, but hardly one like this.
	const id = textAt(record, [record.root.members.find(({ key }) => key.toLowerCase() === 'id')?.key ?? '']).trim();
	return id.length === 36 && GUID.test(id) ? id : undefined;
}

function idIn(id: string | undefined): string | undefined {
	return id === undefined || NO_ID.test(id) ? undefined : id;
}

/** `{"success":false}`, `{"errors":[…]}`, a problem object: forms in which servers refuse under a 200. */
function speaksOfFailure(record: RawRecord): boolean {
	const member = (name: string) => record.root.members.findLast(({ key }) => key.toLowerCase() === name)?.key;
	const raw = (name: string) => rawAt(record, [member(name) ?? '']);
	if (['success', 'succeeded', 'issuccess', 'ok', 'isvalid'].some((name) => raw(name) === 'false')) return true;
	// A record may have members of these names; a record has an id.
	if (nodeAt(record, ['id']) !== undefined && idIn(idOf(record)) !== undefined) return false;
	if (
		['error', 'errors', 'modelstate', 'exception', 'exceptionmessage', 'traceid'].some(
			(name) => !isEmptyJson(raw(name)),
		)
	)
		return true;
	return Number(raw('status') ?? raw('statuscode') ?? 0) >= 400;
}
