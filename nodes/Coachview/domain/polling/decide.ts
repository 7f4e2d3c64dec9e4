import { doubtKeyFor, idKey, keyFor, kindOf, momentFor, type Change, type PollEvent } from './change';
import { dayBefore, later } from './moment';
import {
	isAfterStop,
	lineOf,
	MOST_AT_ONCE,
	MOST_IN_STATUS,
	MOST_SEEN,
	words,
	type HandedOver,
	type Look,
	type PollState,
} from './state';

/** Something that happened and is to be handed over. */
export interface Happening<Row> {
	row: Row;
	event: 'created' | 'changed' | 'status';
	/** The same for a repeat of the same happening. */
	key: string;
	/** Whether it may have been handed over before n8n was stopped. */
	repeated: boolean;
}

const MINUTE = 60_000;
/** Characters of a moment down to the second. */
const SECOND = 'YYYY-MM-DDTHH:MM:SS'.length;

/**
 * The first look: whatever there is, is old.
 *
 * @param rows the newest ones, or all
 * @param isWhole whether everything behind the line that follows from them is among them
 * @param inStatus IDs of records that have the status already
 */
export function firstState(
	rows: readonly Change[],
	isWhole: boolean,
	look: Look,
	inStatus: readonly string[],
): PollState {
	const cursor = newest(rows, look.latest) || dayBefore(look.now);
	const last = rows.map(({ changed }) => changed).reduce((a, b) => (b < a ? b : a), cursor);
	const state: PollState = {
		scope: look.scope,
		cursor,
		floor: isWhole || last <= lineOf({ cursor, floor: '' }) ? '' : last,
		seen: {},
		handedOver: [],
		inStatus: inStatus.slice(-MOST_IN_STATUS).map(idKey).join(' '),
		sorts: null,
		process: look.process,
	};
	const seen = rows.map((row): [string, string] => [momentFor(row, look.event), keyFor(row, look.event)]);
	return bounded(state, seen);
}

/**
 * Any later look. Nothing is changed but the state that is given back, so that a look whose rows could not be read, or whose
 * answer n8n did not keep, is made again as if it had not been.
 *
 * @param state as the last look left it
 * @param rows everything that was changed at `downTo` or later, perhaps more, in any order
 * @returns what happened, the earliest first, and the state to keep together with it
 */
export function decide<Row extends Change>(
	state: PollState,
	rows: readonly Row[],
	look: Look,
): { happened: Array<Happening<Row>>; state: PollState } {
	const { event } = look;
	const line = lineOf(state);
	const known = new Set(Object.values(state.seen).flatMap(words));
	const inDoubt = doubtIn(isAfterStop(state, look) ? state.handedOver : []);
	const inStatus = new Set(words(state.inStatus));
	const seen: Array<[string, string]> = Object.entries(state.seen).flatMap(([moment, keys]) =>
		words(keys).map((key): [string, string] => [moment, key]),
	);
	const happened: Array<Happening<Row>> = [];
	for (const row of inOrder(rows, event)) {
		const [moment, key] = [momentFor(row, event), keyFor(row, event)];
		const repeated = inDoubt(moment, doubtKeyFor(row, event));
		const isFresh = moment > line && !known.has(key);
		if (moment === '' || !(isFresh || repeated)) continue;
		known.add(key);
		if (isFresh) seen.push([moment, key]);
		const did = whatHappened(row, look, inStatus, repeated);
		if (did !== undefined && row.passes) happened.push({ row, event: did, key, repeated });
	}
	const next = { ...state, cursor: later(state.cursor, newest(rows, look.latest)), process: look.process };
	const kept = {
		...next,
		inStatus: [...inStatus].slice(-MOST_IN_STATUS).join(' '),
		handedOver: handedOver(state, happened, look),
	};
	return { happened, state: bounded(kept, seen) };
}

/** Notes in `inStatus` whether the row has the status. */
function whatHappened(
	row: Change,
	{ event, status }: Look,
	inStatus: Set<string>,
	repeated: boolean,
): Happening<Change>['event'] | undefined {
	if (event !== 'status') {
		const kind = kindOf(row);
		if (event === 'created') return 'created';
		return event === 'changed' && kind === 'created' ? undefined : kind;
	}
	const id = idKey(row.id);
	const had = inStatus.has(id);
	inStatus.delete(id);
	if (row.status.toLowerCase() !== status.toLowerCase()) return undefined;
	inStatus.add(id);
	return had && !repeated ? undefined : 'status';
}

/** The earliest first; of a record that was read twice, the later version. */
function inOrder<Row extends Change>(rows: readonly Row[], event: PollEvent): Row[] {
	const byId = new Map<string, Row>();
	for (const row of rows) {
		const other = byId.get(row.id);
		if (!other || other.changed <= row.changed) byId.set(row.id, row);
	}
	const place = (row: Row) => `${momentFor(row, event)} ${row.id}`;
	return [...byId.values()].sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

function newest(rows: readonly Change[], latest: string): string {
	return rows.map(({ changed }) => changed).reduce((a, b) => (b <= latest ? later(a, b) : a), '');
}

function doubtIn(batches: readonly HandedOver[]): (moment: string, key: string) => boolean {
	const keys = new Set(batches.flatMap((batch) => words(batch.keys)));
	const wholeFrom = batches.filter((batch) => batch.keys === '').map(({ from }) => from);
	return (moment, key) => keys.has(key) || wholeFrom.some((from) => moment >= from);
}

/** What may be lost when n8n is killed now: what goes out with this look, and what went out shortly before. */
function handedOver(state: PollState, happened: ReadonlyArray<Happening<Change>>, look: Look): HandedOver[] {
	const after = look.now - look.repeatMinutes * MINUTE;
	// After a stop everything in doubt goes out anew.
	const before = isAfterStop(state, look) ? [] : state.handedOver.filter(({ at }) => at > after);
	if (look.repeatMinutes === 0) return [];
	const [first] = happened;
	if (!first) return before;
	const keys = happened.length > MOST_SEEN ? '' : happened.map(({ row }) => doubtKeyFor(row, look.event)).join(' ');
	return [...before, { at: look.now, from: momentFor(first.row, look.event), keys }];
}

/**
 * Forgets what the line makes old anyway, and beyond the bound the oldest ones, which the floor makes old. The newest second
 * is kept whole, as far as that can be: a server may tell moments by the second, and it may not be over.
 */
function bounded(state: PollState, seen: ReadonlyArray<[string, string]>): PollState {
	const line = lineOf(state);
	let kept = seen.filter(([moment]) => moment > line);
	let { floor } = state;
	if (kept.length > MOST_SEEN) {
		kept = [...kept].sort(([a], [b]) => (a < b ? -1 : 1));
		const wanted = kept[kept.length - MOST_SEEN - 1]?.[0] ?? '';
		const second = state.cursor.slice(0, SECOND);
		const before = kept.findLast(([moment]) => moment < second)?.[0] ?? '';
		floor = later(floor, wanted < second || kept.length > MOST_AT_ONCE ? wanted : before);
		kept = kept.filter(([moment]) => moment > floor);
	}
	const byMoment: { [moment: string]: string } = {};
	for (const [moment, key] of kept) byMoment[moment] = moment in byMoment ? `${byMoment[moment]} ${key}` : key;
	return { ...state, floor, seen: byMoment };
}
