import { createHash, createHmac, randomBytes } from 'crypto';
import type { RawRecord } from '../domain/json/record';

/** A record beside its item form: Coachview's answer, character for character, the moment of the read, and a mark over both. */
export interface CarriedRecord {
	text: string;
	/** ISO 8601, UTC. */
	readAt: string;
	mark: string;
}

/** Older than this, in milliseconds, a record is read again before it is written back. */
const FRESH_MS = 2_000;

/** Made anew in each process: a record that another process has read is read again here. */
const secret = randomBytes(32);

/** One write of this process: what the record looked like before it. */
export interface Note {
	readonly before: string;
}

/** Moments of this process's own writes by entity and id, in milliseconds; and what the record looked like before them. */
const writes = new Map<string, { at: number; before: readonly Note[] }>();
const MAX_WRITES = 2_000;
/** Copies that lag behind by more writes than this are not recognised. */
const MAX_BEFORE = 5;
const KEPT_MS = 60_000;

/**
 * @param readBy environment, client, scope and the way of reading: what one client is shown says nothing about another
 * @param readAt milliseconds since the epoch
 */
export function carry(record: RawRecord, readBy: string, readAt: number): CarriedRecord {
	const moment = new Date(readAt).toISOString();
	return { text: record.text, readAt: moment, mark: markOf(record.text, readBy, moment) };
}

/**
 * @param key entity and id
 * @returns whether the carried record may stand for a read: whole, of the same client, at most two seconds old at this
 *          moment, and not written by this process since
 */
export function isAsGoodAsRead({ text, readAt, mark }: CarriedRecord, readBy: string, key: string): boolean {
	const at = Date.parse(readAt);
	const age = Date.now() - at;
	const written = writes.get(key)?.at;
	return (
		mark === markOf(text, readBy, readAt) && age >= 0 && age <= FRESH_MS && (written === undefined || written < at)
	);
}

/**
 * Notes that this process writes a record now.
 *
 * @param before the record that the write starts from
 * @returns what `forgetWrite` forgets it by
 */
export function noteWrite(key: string, before: RawRecord): Note {
	const earlier = writes.get(key)?.before ?? [];
	const note = { before: digest(before.text) };
	writes.delete(key);
	writes.set(key, { at: Date.now(), before: [...earlier, note].slice(-MAX_BEFORE) });
	const [oldest] = writes.keys();
	if (writes.size > MAX_WRITES && oldest !== undefined) writes.delete(oldest);
	return note;
}

/** Notes that the write has been answered: what was asked for before this moment may have been read ahead of it. */
export function endWrite(key: string): void {
	const last = writes.get(key);
	if (last) writes.set(key, { ...last, at: Date.now() });
}

/** @returns whether a read shows the record as it was before this process wrote it a moment ago: a copy that lags behind */
export function lagsBehind(key: string, record: RawRecord): boolean {
	const last = writes.get(key);
	return last !== undefined && Date.now() - last.at <= KEPT_MS && isAmong(last.before, digest(record.text));
}

/**
 * After a write that was not stored the old state is the true one. Earlier writes stay noted, and those of the same id in
 * another environment: a copy that lags behind them would undo them.
 */
export function forgetWrite(key: string, note: Note): void {
	const last = writes.get(key);
	if (last) writes.set(key, { ...last, before: last.before.filter((one) => one !== note) });
}

function isAmong(notes: readonly Note[], text: string): boolean {
	return notes.some(({ before }) => before === text);
}

function markOf(text: string, readBy: string, readAt: string): string {
	return createHmac('sha256', secret)
		.update(JSON.stringify([readBy, readAt]))
		.update(text)
		.digest('hex');
}

function digest(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}
