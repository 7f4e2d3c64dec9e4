import { fates, mayTake, taking, turns, type Turn } from '../../../scripts/workflows/code/inbox.mts';

const settings = { run: 'mine', keepInReserve: 1000, leaseMinutes: 15, waits: '1, 5, 30' };
const now = Date.parse('2026-03-02T10:00:00.000Z');
const items = (...all: Array<Record<string, unknown>>) => all.map((json) => ({ json }));
const row = (id: number, personId: string, more: Record<string, unknown> = {}) => ({
	id,
	personId,
	externId: '1',
	externSource: 'HR',
	eventId: `E${id}`,
	attempt: '0',
	taken: '0',
	...more,
});
const leased = (id: number, personId: string, lease = 'mine', taken = 1) =>
	row(id, personId, { lease, taken: String(taken) });
const turn = (attempt: number): Turn => ({
	personId: 'P',
	externId: '1',
	externSource: 'HR',
	rows: [{ id: 1, eventId: 'E1', attempt, taken: 1 }],
});

test('rows are taken for a quarter of an hour, and each taking is counted apart from the tries', () => {
	expect(taking(items(row(1, 'P'), row(2, 'Q', { attempt: '2', taken: '4' })), 5000, settings, now)).toEqual([
		{
			id: 1,
			personId: 'p',
			attempt: '0',
			before: '0',
			taken: 1,
			lease: 'mine',
			leasedUntil: '2026-03-02T10:15:00.000Z',
		},
		{
			id: 2,
			personId: 'q',
			attempt: '2',
			before: '4',
			taken: 5,
			lease: 'mine',
			leasedUntil: '2026-03-02T10:15:00.000Z',
		},
	]);
});

test.each([
	[1000, []],
	[999, []],
	[0, []],
	[1003, []],
	[1004, [1, 3]],
	[1008, [1, 2, 3]],
	[null, [1, 2, 3, 4]],
])('with %s requests left as many people as are above the reserve, with all of their rows', (remaining, expected) => {
	const due = items(row(1, 'P'), row(2, 'Q'), row(3, 'p'), row(4, 'R'));
	expect(taking(due, remaining, settings, now).map(({ id }) => id)).toEqual(expected);
});

test('Coachview tells what is left, or is out of reach for a while: go on, or wait', () => {
	expect(mayTake({ limit: 5000, remaining: null })).toBe(true);
	for (const reason of ['unavailable', 'retryLater', 'quotaExhausted'])
		expect(mayTake({ error: { reason, message: 'x' } })).toBe(false);
});

test.each([
	['credential', { reason: 'credential' }],
	['noPermission', { reason: 'noPermission' }],
	['unexpected', 'Node does not have any credentials set'],
	['unexpected', null],
])('%s instead of what is left of the day: the run fails, so that somebody hears of it', (reason, error) => {
	expect(() => mayTake({ error })).toThrow(`: ${reason}. No row was taken`);
});

test('a person once, with all rows, and the keys of the newest event', () => {
	const { work, back } = turns(
		items(leased(3, 'p', 'mine', 2), { ...leased(5, 'P'), externId: '2' }, leased(4, 'Q')),
		settings,
		now,
	);
	expect(back).toEqual([]);
	expect(work).toMatchObject([
		{
			externId: '2',
			rows: [
				{ id: 3, eventId: 'E3', attempt: 0, taken: 2 },
				{ id: 5, eventId: 'E5', attempt: 0, taken: 1 },
			],
		},
		{ personId: 'Q', rows: [{ id: 4, eventId: 'E4', attempt: 0, taken: 1 }] },
	]);
});

test('a person of whom another run holds a row is left to it, and that is no try', () => {
	const { work, back } = turns(items(leased(1, 'P', 'other'), leased(2, 'p'), leased(3, 'Q')), settings, now);
	expect(work.map(({ personId }) => personId)).toEqual(['Q']);
	expect(back).toMatchObject([{ id: 2, becomes: 'later', attempt: 0, nextTry: '2026-03-02T10:01:00.000Z' }]);
});

test('a row with which the runs die every time goes to a person in the end', () => {
	const { work, back } = turns(items(leased(1, 'P', 'mine', 26), leased(2, 'Q', 'mine', 25)), settings, now);
	expect(work.map(({ personId }) => personId)).toEqual(['Q']);
	expect(back).toMatchObject([
		{ id: 1, becomes: 'givenUp', reason: 'Taken 26 times; no run came to its end', personId: 'P' },
	]);
});

test.each([
	'updated',
	'unchanged',
	'storedDifferently',
	'conflict',
	'nothingKnown',
	'incomplete',
	'notFound',
	'overlap',
])('%s: done, because the main workflow has told a person what there is to tell', (outcome) => {
	expect(fates([turn(1)], items({ personId: 'p', outcome }), settings, now)).toMatchObject([
		{ id: 1, eventId: 'E1', becomes: 'done' },
	]);
});

test.each([
	[1, 'later', '2026-03-02T10:01:00.000Z'],
	[2, 'later', '2026-03-02T10:05:00.000Z'],
	[3, 'later', '2026-03-02T10:30:00.000Z'],
	[4, 'givenUp', '2026-03-02T10:00:00.000Z'],
])('after try %i: %s', (tries, becomes, nextTry) => {
	for (const outcomes of [
		items({ personId: 'P', outcome: 'retryLater' }),
		items({ personId: 'other' }),
		items({ error: 'x' }),
	])
		expect(fates([turn(tries - 1)], outcomes, settings, now)).toMatchObject([{ becomes, nextTry, attempt: tries }]);
});

test('a day of Coachview that is used up is no try, however often', () => {
	const outcomes = items({ personId: 'P', outcome: 'quotaExhausted' });
	expect(fates([turn(3)], outcomes, settings, now)).toMatchObject([
		{ becomes: 'later', attempt: 3, nextTry: '2026-03-02T10:15:00.000Z' },
	]);
});

test.each(['unexpectedAnswer', 'expression', 'credential', 'adapterFailed'])(
	'%s is no fault of the person: the row comes again',
	(outcome) =>
		expect(fates([turn(0)], items({ personId: 'P', outcome }), settings, now)).toMatchObject([{ becomes: 'later' }]),
);
