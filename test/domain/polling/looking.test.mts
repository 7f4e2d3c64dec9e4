import { idKey, keyFor, type PollEvent } from '../../../nodes/Coachview/domain/polling/change.ts';
import { decide, firstState } from '../../../nodes/Coachview/domain/polling/decide.ts';
import { dayBefore, latestPossible } from '../../../nodes/Coachview/domain/polling/moment.ts';
import { lineOf } from '../../../nodes/Coachview/domain/polling/state.ts';
import { at, ids, look, MINUTE, NOW, row, start } from './looks.mts';

const key = (id: string, changed: string, event: PollEvent = 'changed') => keyFor(row(id, changed), event);

describe('the first look', () => {
	test('takes the newest moment for the cursor, and knows what lies behind the line', () => {
		const rows = [row('b', at(-3)), row('a', at(-3)), row('c', at(-1)), row('gone', at(-151)), row('bare', '')];
		expect(firstState(rows, true, look({ process: 'p' }), ['x', 'y'])).toEqual({
			scope: 's',
			cursor: at(-1),
			floor: '',
			seen: { [at(-3)]: `${key('b', at(-3))} ${key('a', at(-3))}`, [at(-1)]: key('c', at(-1)) },
			handedOver: [],
			inStatus: `${idKey('x')} ${idKey('y')}`,
			sorts: null,
			process: 'p',
		});
	});

	test('of an empty list begins a day ago', () => {
		expect(firstState([], true, look(), [])).toMatchObject({ cursor: dayBefore(NOW), floor: '', seen: {} });
	});

	test('does not follow a moment that cannot be', () => {
		const { latest } = look();
		expect(firstState([row('a', at(-1)), row('b', latest)], true, look(), []).cursor).toBe(latest);
		const beyond = latestPossible(NOW + 1);
		expect(firstState([row('a', at(-1)), row('b', beyond)], true, look(), []).cursor).toBe(at(-1));
	});

	test('that did not read down to the line holds all for known up to the earliest row it read', () => {
		const floor = (earliest: string, isWhole = false) =>
			firstState([row('a', at(0)), row('b', earliest), row('c', at(-1))], isWhole, look(), []).floor;
		expect(floor(at(-20))).toBe(at(-20));
		expect(floor(at(-149.5))).toBe(at(-149.5));
		expect(floor(at(-150))).toBe('');
		expect(floor(at(-20), true)).toBe('');
		expect(firstState([], false, look(), []).floor).toBe(dayBefore(NOW));
	});

	test('for created records counts their creation', () => {
		const made = row('a', at(-1), { created: at(-2) });
		expect(firstState([made], true, look({ event: 'created' }), []).seen).toEqual({
			[at(-2)]: keyFor(made, 'created'),
		});
	});
});

describe('a later look', () => {
	test('gives what is new, the earliest first, those of one moment by ID, and keeps its version', () => {
		const rows = [row('b', at(-1)), row('a', at(-1)), row('z', at(-2))];
		const { happened, state } = decide(start(), rows, look({ process: 'q' }));
		expect(happened).toEqual(
			['z', 'a', 'b'].map((id) => {
				const changed = id === 'z' ? at(-2) : at(-1);
				return { row: row(id, changed), event: 'changed', key: key(id, changed), repeated: false };
			}),
		);
		expect(state).toMatchObject({ cursor: at(-1), process: 'q', floor: '' });
		expect(state.seen).toEqual({
			[at(-2)]: key('z', at(-2)),
			[at(-1)]: `${key('a', at(-1))} ${key('b', at(-1))}`,
		});
		expect(decide(state, rows, look()).happened).toEqual([]);
	});

	test('does not change the state that it got', () => {
		const state = start();
		const copy = structuredClone(state);
		decide(state, [row('a', at(-1))], look());
		expect(state).toEqual(copy);
	});

	test('what is at the line or shows no moment is old', () => {
		const state = start();
		const line = lineOf(state);
		expect(ids(decide(state, [row('a', line), row('b', '')], look()).happened)).toEqual([]);
		expect(ids(decide(state, [row('a', at(-749.9))], look()).happened)).toEqual(['a']);
	});

	test('the cursor does not go back, and does not follow a moment that cannot be', () => {
		const state = start();
		expect(decide(state, [row('a', at(-700))], look()).state.cursor).toBe(at(-600));
		const beyond = decide(state, [row('a', latestPossible(NOW + MINUTE))], look());
		expect([ids(beyond.happened), beyond.state.cursor]).toEqual([['a'], at(-600)]);
	});

	test('of a record that was read twice the later version counts, of equal ones the one read last', () => {
		const [early, late] = [row('a', at(-2)), row('a', at(-1), { etag: '2' })];
		for (const rows of [
			[early, late],
			[late, early],
		])
			expect(decide(start(), rows, look()).happened.map((one) => one.row)).toEqual([late]);
		const same = row('a', at(-1), { etag: '3' });
		expect(decide(start(), [late, same], look()).happened.map((one) => one.row)).toEqual([same]);
	});

	test('a creation is not news where only changes are asked for, and does not come later either', () => {
		const made = row('a', at(-1), { created: at(-1) });
		const first = decide(start(), [made], look({ event: 'changed' }));
		expect(first.happened).toEqual([]);
		expect(Object.keys(first.state.seen)).toEqual([at(-1)]);
		const both = decide(start(), [made, row('b', at(0))], look());
		expect(both.happened.map(({ event }) => event)).toEqual(['created', 'changed']);
	});

	test('a creation comes once, whatever is changed afterwards', () => {
		const asked = look({ event: 'created' });
		const made = row('a', at(-2), { created: at(-2) });
		const first = decide(start(), [made], asked);
		expect(first.happened.map(({ event }) => event)).toEqual(['created']);
		expect(decide(first.state, [{ ...made, changed: at(-1), etag: '2' }], asked).happened).toEqual([]);
	});
});

describe('a status', () => {
	const asked = look({ event: 'status', status: 'Definitief' });
	const at1 = (status: string, minutes: number, id = 'a') => row(id, at(minutes), { status });

	test('is reached once, until the record has left it', () => {
		const reached = decide(start(asked), [at1('definitief', -9)], asked);
		expect(reached.happened.map(({ event }) => event)).toEqual(['status']);
		expect(reached.state.inStatus).toBe(idKey('a'));
		const edited = decide(reached.state, [at1('Definitief', -8)], asked);
		expect([edited.happened, edited.state.inStatus]).toEqual([[], idKey('a')]);
		const left = decide(edited.state, [at1('Geannuleerd', -7)], asked);
		expect([left.happened, left.state.inStatus]).toEqual([[], '']);
		expect(ids(decide(left.state, [at1('Definitief', -6)], asked).happened)).toEqual(['a']);
	});

	test('that a record had at the first look is not reached by an edit', () => {
		const state = firstState([row('old', at(-600))], true, asked, ['a', 'b']);
		const { happened, state: next } = decide(state, [at1('Definitief', -1), at1('Definitief', -1, 'c')], asked);
		expect(ids(happened)).toEqual(['c']);
		// The longest known first.
		expect(next.inStatus).toBe([idKey('b'), idKey('a'), idKey('c')].join(' '));
	});

	test('is remembered of 5,000 records, the last ones', () => {
		const many = Array.from({ length: 5_001 }, (_, index) => `r${index}`);
		const state = firstState([], true, asked, many);
		const kept = state.inStatus.split(' ');
		expect([kept.length, kept[0], kept.at(-1)]).toEqual([5_000, idKey('r1'), idKey('r5000')]);
		const later = decide(state, [at1('Definitief', -1, 'new')], asked).state.inStatus.split(' ');
		expect([later.length, later[0], later.at(-1)]).toEqual([5_000, idKey('r2'), idKey('new')]);
	});

	test('does not come of a record that the filters turn away, also not later', () => {
		const first = decide(start(asked), [{ ...at1('Definitief', -2), passes: false }], asked);
		expect(first.happened).toEqual([]);
		expect(decide(first.state, [at1('Definitief', -1)], asked).happened).toEqual([]);
	});
});
