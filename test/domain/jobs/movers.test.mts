import { decide, movers } from '../../../scripts/workflows/code/movers.mts';

const id = '11111111-aaaa-4aaa-8aaa-111111111111';
const other = '22222222-aaaa-4aaa-8aaa-222222222222';
const settings = { externSource: 'HR', columns: {}, departments: { Lab: id, Typo: 'x' }, mostLeavers: 1 };
const said = (more: object = {}) =>
	JSON.stringify({ company: null, department: null, function: null, left: false, ...more });
const run = (rows: object[], remembered: object[] = []) =>
	movers(
		rows.map((json) => ({ json: json as Record<string, unknown> })),
		remembered.map((json) => ({ json: json as Record<string, unknown> })),
		settings,
		'2026-05-31',
	);

test.each([
	['an end date that has come', '2026-05-31', true, ''],
	['one as a moment of midnight', '2026-05-31T00:00:00Z', true, ''],
	['one in the future', '2026-06-01', false, ''],
	['none', null, false, ''],
	['an empty one', '', false, ''],
	['a placeholder', '1900-01-01', false, 'incomplete'],
	['a day that does not exist', '2026-02-30', false, 'incomplete'],
	['a word', 'yes', false, 'incomplete'],
	['something that is no text', {}, false, 'incomplete'],
])('%s', (_case, endDate, left, problem) => {
	expect(run([{ number: 7, endDate, department: 'Lab' }])).toMatchObject([
		{ externId: '7', said: said({ department: id, left }), problem },
	]);
});

test.each(['Unknown', 'Typo', 'constructor'])('a word without an ID is a problem: %s', (department) =>
	expect(run([{ number: '7', department }])[0]).toMatchObject({ problem: 'incomplete', said: said() }),
);

test('what HR said before is nothing new; a row without a number is nobody', () =>
	expect(run([{ number: '7' }, { number: '' }, {}], [{ externId: '7', said: said() }])).toEqual([]));

test('somebody who left before does not count among those who leave now', () =>
	expect(
		run(
			[
				{ number: '7', endDate: '2020-01-01', department: 'Lab' },
				{ number: '8', endDate: '2020-01-01' },
			],
			[{ externId: '7', said: said({ left: true }) }],
		).map(({ problem }) => problem),
	).toEqual(['', '']));

const nothing = { bedrijfId: '', afdelingId: '', functieId: '', inactief: '', conflict: '' };
test.each([
	['is empty', null, '', { ...nothing, afdelingId: id }],
	['is what HR said before', other.toUpperCase(), said({ department: other }), { ...nothing, afdelingId: id }],
	['is that already', id.toUpperCase(), '', nothing],
	['was entered by somebody', other, '', { ...nothing, conflict: 'afdelingId' }],
	['was changed since', other, said({ department: id }), { ...nothing, conflict: 'afdelingId' }],
])('the department %s', (_case, afdelingId, before, decision) =>
	expect(decide({ said: said({ department: id }), before }, { afdelingId, inactief: false })).toEqual(decision),
);

test('inactive is written once, and never taken back', () => {
	expect(decide({ said: said({ left: true }), before: '' }, { inactief: false }).inactief).toBe(true);
	expect(decide({ said: said({ left: true }), before: '' }, { inactief: true }).inactief).toBe('');
	expect(decide({ said: said(), before: said({ left: true }) }, { inactief: true }).inactief).toBe('');
});
