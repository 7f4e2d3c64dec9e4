import type { IDataObject } from 'n8n-workflow';
import type { Fault } from '../../../sandbox/control/types.mts';

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** How a person is protected against edits by others; the same in every run, so that a late fault does no harm. */
export type Protection = 'none' | 'reread' | 'ifMatch';

/** What one item asks for. `fields` are the top-level members it sets. */
export interface Task {
	kind: 'update' | 'upsert';
	personId: string;
	externId: string;
	externSource: string;
	lastName: string;
	protection: Protection;
	fields: IDataObject;
	/** Troubles that are waiting for this item. */
	faults: Fault[];
	/** A member that somebody else sets meanwhile. */
	edit?: { member: string; value: string };
}

const late = 1250;
const get = (fault: object): Fault => ({ ...fault, match: { method: 'GET' } }) as Fault;
const put = (fault: object): Fault => ({ ...fault, match: { method: 'PUT' } }) as Fault;
const post = (fault: object): Fault => ({ ...fault, match: { method: 'POST' } }) as Fault;

const reading: Fault[][] = [
	...[500, 502, 503, 504].map((status) => [get({ kind: 'status', status })]),
	[get({ kind: 'drop', handle: false })],
	[get({ kind: 'drop', handle: true })],
	[get({ kind: 'truncatedJson' })],
	[get({ kind: 'html' })],
	[get({ kind: 'html', status: 200 })],
	[get({ kind: 'delay', ms: late, side: 'before' })],
	[get({ kind: 'status', status: 429, headers: { 'Retry-After': '1' } })],
	[get({ kind: 'revokeTokens' })],
	// Longer than the node waits: the item fails.
	[get({ kind: 'status', status: 503, count: 4 })],
	// The day is used up: the rest of the run is not started.
	[get({ kind: 'status', status: 429, headers: { 'Retry-After': '7200' } })],
];

const writing = (on: (fault: object) => Fault): Fault[][] => [
	[on({ kind: 'status', status: 500 })],
	[on({ kind: 'status', status: 500, handle: true })],
	[on({ kind: 'status', status: 503, count: 2 })],
	[on({ kind: 'drop', handle: false })],
	[on({ kind: 'drop', handle: true })],
	[on({ kind: 'truncatedJson' })],
	[on({ kind: 'html' })],
	[on({ kind: 'html', status: 504, handle: true })],
	[on({ kind: 'html', status: 200 })],
	[on({ kind: 'html', status: 200, handle: true })],
	// Stored, but the answer comes after the time-out; and stored only after it.
	[on({ kind: 'delay', ms: late, side: 'after' })],
	[on({ kind: 'delay', ms: late, side: 'before' })],
	[on({ kind: 'status', status: 429, headers: { 'Retry-After': '1' } })],
	[on({ kind: 'revokeTokens' })],
	[on({ kind: 'status', status: 500, count: 3 })],
	// Stored, and then nothing can be read: nobody knows.
	[on({ kind: 'drop', handle: true }), get({ kind: 'status', status: 503, skip: 1, count: 4 })],
];

/**
 * Chooses the trouble of an item. Whose concurrent edits Coachview cannot notice gets them where the outcome is defined:
 * before the first read; with Read Again also after the first read, with If-Match also around the write. (After a write
 * would be defined for everybody, were it not that the PUT that meets the edit may be one that is refused and repeated.)
 *
 * @param isNew a creation: there is no person yet whose requests could be hit
 */
export function trouble(random: () => number, task: Pick<Task, 'kind' | 'protection'>, isNew: boolean): Fault[] {
	const one = <T,>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
	const dice = random();
	if (isNew) return dice < 0.4 ? [] : structuredClone(one(writing(post)));
	if (dice < 0.35) return [];
	if (dice < 0.55) return structuredClone(one(reading));
	if (dice < 0.85) return structuredClone(one(writing(put)));
	const edit = { kind: 'editPerson', personId: '', members: '' };
	const safe = [get({ ...edit, side: 'before' })];
	if (task.protection === 'reread') safe.push(get({ ...edit, side: 'after' }));
	if (task.protection === 'ifMatch')
		safe.push(get({ ...edit, side: 'after' }), put({ ...edit, side: 'before' }), put({ ...edit, side: 'after' }));
	return [structuredClone(one(safe))];
}
