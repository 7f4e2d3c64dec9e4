import { rawRecord, textAt } from '../domain/json/record';
import type { WriteAnswer } from '../domain/update/port';
import type { ApiAnswer } from './client';

const GUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i;

/** Reads what Coachview says after a write: the record, only an id, a Location header, or nothing (A21, A22). */
export function readWriteAnswer({ text, headers }: ApiAnswer): WriteAnswer {
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
