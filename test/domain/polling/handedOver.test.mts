import { idKey, keyFor } from '../../../nodes/Coachview/domain/polling/change.ts';
import { decide, firstState } from '../../../nodes/Coachview/domain/polling/decide.ts';
import { downTo, MOST_AT_ONCE, MOST_SEEN } from '../../../nodes/Coachview/domain/polling/state.ts';
import { at, ids, look, MINUTE, NOW, row, start } from './looks.mts';

const restart = (more = {}) => look({ process: 'b', isStart: true, ...more });

describe('what went out a short while ago', () => {
	test('is noted with its earliest moment and its keys, after what went out before', () => {
		const rows = [row('b', at(-1)), row('a', at(-2))];
		const first = decide(start(), rows, look());
		const keys = [keyFor(row('a', at(-2)), 'changed'), keyFor(row('b', at(-1)), 'changed')].join(' ');
		expect(first.state.handedOver).toEqual([{ at: NOW, from: at(-2), keys }]);
		const quiet = decide(first.state, rows, look({ now: NOW + MINUTE }));
		expect(quiet.state.handedOver).toEqual(first.state.handedOver);
		const second = decide(first.state, [row('c', at(0))], look({ now: NOW + MINUTE }));
		expect(second.state.handedOver.map((batch) => [batch.at, batch.from])).toEqual([
			[NOW, at(-2)],
			[NOW + MINUTE, at(0)],
		]);
	});

	test('is forgotten after the minutes of the setting', () => {
		const { state } = decide(start(), [row('a', at(-1))], look());
		const kept = (milliseconds: number) => decide(state, [], look({ now: NOW + milliseconds })).state.handedOver.length;
		expect([kept(10 * MINUTE - 1), kept(10 * MINUTE)]).toEqual([1, 0]);
		expect(decide(state, [], look({ repeatMinutes: 0, now: NOW - 1 })).state.handedOver).toEqual([]);
	});

	test('comes again after a stop, and says so; what was not in doubt does not', () => {
		const first = decide(start(), [row('a', at(-2))], look());
		const second = decide(first.state, [row('b', at(-1))], look({ now: NOW + 11 * MINUTE }));
		const rows = [row('a', at(-2)), row('b', at(-1)), row('c', at(0))];
		const again = decide(second.state, rows, restart());
		expect(again.happened.map((one) => [one.row.id, one.repeated])).toEqual([
			['b', true],
			['c', false],
		]);
		// All of it goes out anew, in one batch, and its version is known once.
		expect(again.state.handedOver).toHaveLength(1);
		expect(Object.values(again.state.seen).flatMap((keys) => keys.split(' '))).toHaveLength(3);
		expect(decide(again.state, rows, restart()).happened).toEqual([]);
	});

	test('that is not found again after a stop is in doubt no more', () => {
		const { state } = decide(start(), [row('a', at(-2))], look());
		expect(decide(state, [], restart()).state.handedOver).toEqual([]);
	});

	test('does not come again from the same process, or without a start', () => {
		const { state } = decide(start(), [row('a', at(-2))], look());
		expect(decide(state, [row('a', at(-2))], restart({ process: 'a' })).happened).toEqual([]);
		expect(decide(state, [row('a', at(-2))], restart({ isStart: false })).happened).toEqual([]);
	});

	test('comes again although it lies before the line by now', () => {
		const rows = [row('early', at(-700)), row('late', at(-1))];
		const { state } = decide(start(), rows, look());
		expect(downTo(state, restart())).toBe(at(-700));
		expect(ids(decide(state, rows, restart()).happened)).toEqual(['early', 'late']);
	});

	test('a status in doubt comes again by the ID of its record', () => {
		const asked = { event: 'status' as const, status: 'Definitief' };
		const reached = row('a', at(-2), { status: 'Definitief' });
		const { state } = decide(start(asked), [reached], look(asked));
		expect(state.handedOver).toEqual([{ at: NOW, from: at(-2), keys: idKey('a') }]);
		const left = { ...reached, changed: at(-1), status: 'Geannuleerd' };
		expect(decide(state, [left], restart(asked)).happened).toEqual([]);
	});

	test('thousands at once have no keys: all from their earliest moment on comes again, that moment included', () => {
		const rows = Array.from({ length: MOST_SEEN }, (_, index) => row(`r${index}`, at(-5)));
		expect(decide(start(), rows, look()).state.handedOver[0]?.keys).not.toBe('');
		const { state } = decide(start(), [...rows, row('more', at(-4))], look());
		expect(state.handedOver).toEqual([{ at: NOW, from: at(-5), keys: '' }]);
		const again = decide(state, [row('r0', at(-5)), row('more', at(-4)), row('before', at(-5.1))], restart());
		expect(again.happened.map((one) => [one.row.id, one.repeated])).toEqual([
			['r0', true],
			['more', true],
		]);
	});
});

describe('the bound', () => {
	const count = (state: { seen: { [moment: string]: string } }) =>
		Object.values(state.seen).flatMap((keys) => keys.split(' ')).length;
	const many = (size: number, moment: (index: number) => string) =>
		firstState(
			Array.from({ length: size }, (_, index) => row(`r${index}`, moment(index))),
			true,
			look(),
			[],
		);

	test('keeps as many as it says, and one more makes the oldest one old by its moment', () => {
		const exact = many(MOST_SEEN, (index) => at(-60 + index / 100));
		expect([count(exact), exact.floor]).toEqual([MOST_SEEN, '']);
		const over = decide(exact, [row('late', at(-61))], look()).state;
		expect([count(over), over.floor, over.seen[at(-61)]]).toEqual([MOST_SEEN, at(-61), undefined]);
	});

	test('keeps the newest second whole, up to twenty thousand, and nothing before it', () => {
		const second = many(MOST_AT_ONCE, (index) => (index === 0 ? at(-1) : index === 1 ? at(-2) : at(0)));
		expect([count(second), second.floor]).toEqual([MOST_AT_ONCE - 2, at(-1)]);
		const alone = many(MOST_SEEN + 1, () => at(0));
		expect([count(alone), alone.floor]).toEqual([MOST_SEEN + 1, '']);
		const over = many(MOST_AT_ONCE + 1, () => at(0));
		expect([count(over), over.floor]).toEqual([0, at(0)]);
	});

	test('does not move the floor back', () => {
		const state = { ...start(), cursor: at(-1), floor: at(-2) };
		const rows = Array.from({ length: MOST_SEEN + 1 }, (_, index) => row(`r${index}`, at(0)));
		expect(decide(state, rows, look()).state.floor).toBe(at(-2));
	});
});
