import {
	changeOf,
	doubtKeyFor,
	idKey,
	keyFor,
	kindOf,
	momentFor,
} from '../../../nodes/Coachview/domain/polling/change.ts';
import {
	dayBefore,
	dayOf,
	later,
	latestPossible,
	minutesBefore,
	momentOf,
} from '../../../nodes/Coachview/domain/polling/moment.ts';
import { isAfterStop, lineOf, readState, words } from '../../../nodes/Coachview/domain/polling/state.ts';
import { course } from '../../../nodes/Coachview/entities/course.ts';
import { at, NOW, row, start } from './looks.mts';

describe('a moment', () => {
	test.each([
		['2026-03-01T10:00:00.57', '2026-03-01T10:00:00.570000000'],
		['2026-03-01T10:00:00,57', '2026-03-01T10:00:00.570000000'],
		['2026-03-01 10:00:00', '2026-03-01T10:00:00.000000000'],
		['2026-03-01T10:00:00Z', '2026-03-01T10:00:00.000000000'],
		['2026-03-01T10:00:00.1234567891+01:00', '2026-03-01T10:00:00.123456789'],
	])('%s is %s', (text, moment) => {
		expect(momentOf(text)).toBe(moment);
	});

	test.each([['2026-03-01'], ['2026-03-01T10:00'], ['x2026-03-01T10:00:00'], [''], [null], [undefined], [20260301]])(
		'%j is none',
		(value) => {
			expect(momentOf(value)).toBe('');
		},
	);

	test('of the same length for each, so that texts sort like the time', () => {
		expect(momentOf('2026-03-01T10:00:00.5') > momentOf('2026-03-01T10:00:00.49')).toBe(true);
		expect(later('a', 'b')).toBe('b');
		expect(later('b', 'a')).toBe('b');
		expect(later('', 'a')).toBe('a');
		expect(dayOf(at(0))).toBe('2026-03-02');
	});

	test('minutes earlier, over the end of a month, to the millisecond', () => {
		expect(minutesBefore('2026-03-01T00:10:00.123456789', 150)).toBe('2026-02-28T21:40:00.123000000');
	});

	test('the latest that may be is 130 minutes after the clock of the server; a day before it is the beginning', () => {
		expect(latestPossible(NOW)).toBe('2026-03-02T14:10:00.000000000');
		expect(dayBefore(NOW)).toBe('2026-03-01T12:00:00.000000000');
	});
});

describe('a row', () => {
	test('without a moment of change was changed when it was created', () => {
		const item = {
			id: 'A',
			auditTrail: { aangemaaktDatumTijd: '2026-03-01T10:00:00', gewijzigdDatumTijd: '2026-03-02T10:00:00' },
		};
		const created = momentOf('2026-03-01T10:00:00');
		expect(changeOf(item, course, true)).toMatchObject({ created, changed: momentOf('2026-03-02T10:00:00') });
		const { changed: _changed, status: _status, ...bare } = course;
		expect(changeOf({ ...item, opleidingStatusId: 'X' }, bare, false)).toEqual({
			id: 'a',
			etag: '',
			created,
			changed: created,
			status: '',
			passes: false,
		});
		expect(changeOf({}, course, true)).toMatchObject({ id: '', etag: '', status: '' });
	});

	const one = row('a', at(-1), { created: at(-5) });

	test('was created when its last change is its creation', () => {
		expect(kindOf(one)).toBe('changed');
		expect(kindOf({ ...one, changed: at(-5) })).toBe('created');
		expect(kindOf({ ...one, created: '', changed: '' })).toBe('changed');
	});

	test('counts by the moment that the event is about', () => {
		expect(momentFor(one, 'created')).toBe(at(-5));
		for (const event of ['changed', 'createdOrChanged', 'status'] as const) expect(momentFor(one, event)).toBe(at(-1));
	});

	test('is created once; anything else is once for each version', () => {
		const edited = { ...one, etag: '2', changed: at(0) };
		expect(keyFor(edited, 'created')).toBe(keyFor(one, 'created'));
		expect(keyFor({ ...one, id: 'b' }, 'created')).not.toBe(keyFor(one, 'created'));
		expect(keyFor({ ...one, created: at(-6) }, 'created')).not.toBe(keyFor(one, 'created'));
		for (const other of [
			{ ...one, etag: '2' },
			{ ...one, changed: at(0) },
			{ ...one, id: 'b' },
		])
			expect(keyFor(other, 'changed')).not.toBe(keyFor(one, 'changed'));
		expect(keyFor({ ...one, created: at(-6) }, 'changed')).toBe(keyFor(one, 'changed'));
	});

	test('in doubt is known by its ID where it is about a status, else by its version', () => {
		expect(doubtKeyFor(one, 'status')).toBe(idKey('a'));
		expect(doubtKeyFor(one, 'changed')).toBe(keyFor(one, 'changed'));
	});

	test('has a key of twelve characters that does not show the ID', () => {
		expect(idKey('12345')).toMatch(/^[\w-]{12}$/);
		expect(idKey('12345')).not.toContain('12345');
		expect(idKey('1')).not.toBe(idKey('2'));
		// A change of the recipe would make everything come again once.
		expect(idKey('a')).toBe('DrW41vgbxnfa');
	});
});

describe('the state', () => {
	test('holds all for old that is 150 minutes before the newest, or at its floor', () => {
		expect(lineOf({ cursor: at(0), floor: '' })).toBe(at(-150));
		expect(lineOf({ cursor: at(0), floor: at(-149) })).toBe(at(-149));
		expect(lineOf({ cursor: at(0), floor: at(-151) })).toBe(at(-150));
	});

	test('is after a stop only when another process starts and something went out', () => {
		const state = { ...start(), handedOver: [{ at: NOW, from: at(0), keys: 'k' }] };
		expect(isAfterStop(state, { isStart: true, process: 'b' })).toBe(true);
		expect(isAfterStop(state, { isStart: false, process: 'b' })).toBe(false);
		expect(isAfterStop(state, { isStart: true, process: 'a' })).toBe(false);
		expect(isAfterStop(start(), { isStart: true, process: 'b' })).toBe(false);
	});

	test('of an older version lacks what came later', () => {
		expect(readState({ scope: 's', cursor: at(0) }, 's')).toEqual({
			scope: 's',
			cursor: at(0),
			floor: '',
			seen: {},
			handedOver: [],
			inStatus: '',
			sorts: null,
			process: '',
		});
		const full = { ...start(), floor: at(-1), seen: { [at(0)]: 'k' }, inStatus: 'x y', sorts: true, process: 'p' };
		expect(readState(full, 's')).toEqual(full);
		expect(readState({ ...full, sorts: false }, 's')).toMatchObject({ sorts: false });
	});

	test('of another trigger, or with a cursor that is no moment, is none', () => {
		const full = { ...start(), cursor: at(0) };
		expect(readState(full, 's')).toEqual(full);
		expect(readState(full, 'other')).toBeUndefined();
		for (const cursor of ['', '2026-03-01', '2026-03-01T10:00:00.57']) {
			expect(readState({ ...full, cursor }, 's')).toBeUndefined();
		}
	});

	test.each([[undefined], [null], ['text'], [5], [{}], [[]]])('%j is none', (kept) => {
		expect(readState(kept, 's')).toBeUndefined();
	});

	test('words of a text', () => {
		expect(words('')).toEqual([]);
		expect(words('a')).toEqual(['a']);
		expect(words('a b')).toEqual(['a', 'b']);
	});
});
