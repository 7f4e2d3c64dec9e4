import { changeOf, type Change } from '../../../nodes/Coachview/domain/polling/change.ts';
import { decide } from '../../../nodes/Coachview/domain/polling/decide.ts';
import { minutesBefore } from '../../../nodes/Coachview/domain/polling/moment.ts';
import { readNewest, type ByChange } from '../../../nodes/Coachview/domain/polling/newest.ts';
import { downTo, MOST_AT_ONCE, MOST_SEEN, readState } from '../../../nodes/Coachview/domain/polling/state.ts';
import { course } from '../../../nodes/Coachview/entities/course.ts';
import { at, ids, look, NOW, row, start } from './looks.mts';

describe('what is kept', () => {
	test('beyond the bound the oldest versions are old by their moment, and none comes twice', () => {
		const rows = Array.from({ length: MOST_SEEN + 50 }, (_, index) => row(`r${index}`, at(-60 + index / 100)));
		const first = decide(start(), rows, look());
		expect(first.happened).toHaveLength(MOST_SEEN + 50);
		expect(Object.values(first.state.seen).flatMap((keys) => keys.split(' '))).toHaveLength(MOST_SEEN);
		expect(first.state.floor).toBe(at(-60 + 49 / 100));
		expect(decide(first.state, rows, look()).happened).toEqual([]);
		// One keyless batch instead of thousands of keys: all of it comes again after a kill.
		expect(first.state.handedOver).toEqual([{ at: NOW, from: at(-60), keys: '' }]);
		expect(decide(first.state, rows, look({ process: 'b', isStart: true })).happened).toHaveLength(MOST_SEEN + 50);
	});

	test('ten thousand of one second: one more change in that very second is still news', () => {
		const second = at(-1);
		const rows = Array.from({ length: 10_000 }, (_, index) => row(`r${index}`, second));
		const first = decide(start(), [row('before', at(-2)), ...rows], look());
		expect(first.happened).toHaveLength(10_001);
		const again = decide(first.state, [...rows.slice(1), row('r0', second, { etag: '2' })], look());
		expect(ids(again.happened)).toEqual(['r0']);
		expect(decide(again.state, rows, look()).happened).toEqual([]);
		const later = decide(again.state, [...rows, row('r1', at(0), { etag: '2' })], look());
		expect(ids(later.happened)).toEqual(['r1']);
		expect(Object.values(later.state.seen).flatMap((keys) => keys.split(' '))).toEqual([expect.any(String)]);
	});

	test('more than twenty thousand of one second are old by their moment', () => {
		const rows = Array.from({ length: MOST_AT_ONCE + 1 }, (_, index) => row(`r${index}`, at(-1)));
		const { happened, state } = decide(start(), rows, look());
		expect([happened.length, Object.keys(state.seen), state.floor]).toEqual([MOST_AT_ONCE + 1, [], at(-1)]);
	});

	test.each([{ cursor: 'x' }, { cursor: '2026-03-01' }, { cursor: 5 }, { scope: 'other' }])(
		'what is no state of this trigger is none: %j',
		(more) => {
			expect(readState({ ...start(), ...more }, 's')).toBeUndefined();
			expect(readState({ ...start(), handedOver: 'x' }, 's')?.handedOver).toEqual([]);
		},
	);

	test('the record of a status that was handed over before a kill comes again, also when it was edited since', () => {
		const asked = { event: 'status' as const, status: 'Definitief' };
		const moved = row('c', at(-5), { status: 'Definitief' });
		const first = decide(start(asked), [moved], look(asked));
		expect(ids(first.happened)).toEqual(['c']);
		const edited = row('c', at(-4), { status: 'Definitief', etag: '2' });
		expect(ids(decide(first.state, [edited], look(asked)).happened)).toEqual([]);
		const again = decide(first.state, [edited], look({ ...asked, process: 'b', isStart: true }));
		expect(again.happened.map(({ repeated }) => repeated)).toEqual([true]);
	});

	test('after a kill the look reaches down to the earliest moment that was handed over, and no further', () => {
		const rows = [row('early', at(-400)), row('late', at(-1))];
		const { state } = decide(start(), rows, look());
		expect(downTo(state, look())).toBe(minutesBefore(at(-1), 150));
		expect(downTo(state, look({ process: 'b', isStart: true }))).toBe(at(-400));
		expect(downTo(state, look({ process: 'b' }))).toBe(minutesBefore(at(-1), 150));
	});

	test('what was handed over longer ago than the setting says is done', () => {
		const first = decide(start(), [row('a', at(-1))], look());
		const later = look({ now: NOW + 11 * 60_000 });
		const second = decide(first.state, [row('b', at(10))], later);
		const killed = decide(second.state, [row('a', at(-1)), row('b', at(10))], look({ process: 'b', isStart: true }));
		expect(ids(killed.happened)).toEqual(['b']);
		const off = decide(first.state, [row('b', at(10))], look({ repeatMinutes: 0 }));
		expect(off.state.handedOver).toEqual([]);
	});

	test('a state of another question is none', () => {
		const state = start();
		expect(readState(state, 's')).toEqual(state);
		expect(readState(state, 'other')).toBeUndefined();
		expect(readState({ scope: 's' }, 's')).toBeUndefined();
		expect(readState(undefined, 's')).toBeUndefined();
	});
});

describe('what happened', () => {
	test.each([
		['created', ['made']],
		['changed', ['edited']],
		['createdOrChanged', ['made', 'edited']],
	] as const)('%s', (event, expected) => {
		const rows = [row('made', at(-2), { created: at(-2) }), row('edited', at(-1)), row('old', at(-800))];
		expect(ids(decide(start(), rows, look({ event })).happened)).toEqual(expected);
	});

	test('what does not pass the filters is known, and does not come when it passes later without a change', () => {
		const first = decide(start(), [row('a', at(-1), { passes: false })], look());
		expect(first.happened).toEqual([]);
		expect(decide(first.state, [row('a', at(-1))], look()).happened).toEqual([]);
	});

	test('a row says what it shows', () => {
		const item = {
			id: 'ABC',
			opleidingStatusId: 'Definitief',
			auditTrail: { aangemaaktDatumTijd: '2026-03-01T10:00:00.57', gewijzigdDatumTijd: null, etag: 7 },
		};
		const moment = '2026-03-01T10:00:00.570000000';
		expect(changeOf(item, course, true)).toEqual({
			id: 'abc',
			etag: '7',
			changed: moment,
			created: moment,
			status: 'Definitief',
			passes: true,
		});
		expect(changeOf({ id: 'x' }, course, false)).toMatchObject({ changed: '', created: '', status: '', etag: '' });
	});
});

describe('reading the newest', () => {
	const list = (rows: Change[]): ByChange<Change> => {
		const page: ByChange<Change> = async (skip, take, direction) =>
			(direction === 'asc' ? [...rows].reverse() : rows).slice(skip, skip + Math.min(take, 25));
		return page;
	};
	const rows = (count: number) => Array.from({ length: count }, (_, index) => row(`r${index}`, at(-index)));

	test('stops where it has read enough, over several pages', async () => {
		const found = await readNewest(list(rows(200)), at(-60));
		expect(found).toMatchObject({ isWhole: true, sorts: true });
		expect((found as { rows: Change[] }).rows).toHaveLength(73);
	});

	test('pages that do not fit together, because a record went meanwhile', async () => {
		const all = rows(200);
		const page = list(all);
		const found = await readNewest<Change>(async (skip, take, direction) => {
			const got = await page(skip, take, direction);
			if (skip === 0) all.splice(3, 1);
			return got;
		}, at(-60));
		expect(found).toBe('moved');
	});

	test('rows of one moment on both sides of the edge may have changed places', async () => {
		const all = rows(200).map((one, index) => (index === 24 || index === 25 ? { ...one, changed: at(-24) } : one));
		expect(await readNewest(list(all), at(-60))).toBe('moved');
		const same = rows(200).map((one) => ({ ...one, changed: at(-1) }));
		expect(await readNewest(list(same), at(-1))).toBe('moved');
	});

	test('a list in another order, or one that only looks sorted', async () => {
		const mixed = rows(200);
		[mixed[3], mixed[4]] = [mixed[4]!, mixed[3]!];
		expect(await readNewest(list(mixed), at(-60))).toBe('unsorted');
		const page = list(rows(200));
		expect(await readNewest<Change>(async (skip, take) => await page(skip, take, 'desc'), at(-60))).toBe('unsorted');
	});

	test('few rows are the whole list in any order, and say nothing about it', async () => {
		const few = [...rows(12)].reverse();
		expect(await readNewest(list(few), at(-5))).toEqual({ rows: few, isWhole: true, sorts: undefined });
	});

	test('two steps and a heap of one moment are no proof of an order', async () => {
		const heap = rows(200).map((one, index) => (index > 2 ? { ...one, changed: at(-100) } : one));
		expect(await readNewest(list(heap.slice(0, 24)), at(-60))).toBe('moved');
	});
});
