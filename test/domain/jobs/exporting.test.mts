import { packed, plan } from '../../../scripts/workflows/code/exporting.mts';

const settings = { entities: ['A', 'B'], whole: ['W'], firstYear: 2024, leaveOut: ['secret'], share: 100 };
const today = '2025-03-04';
const cursors = (upto: Record<string, string | null>) =>
	Object.entries(upto).map(([entity, day]) => ({ json: { entity, upto: day } }));

test('the first run: whole lists, then each entity without a gap from the beginning until today', () => {
	const [whole, ...windows] = plan(settings, [], 4000, today);
	expect(whole).toEqual({ entity: 'W', from: '', to: '', after: '', upto: today, reserve: 3900 });
	expect(windows.slice(0, 3)).toEqual([
		{ entity: 'A', from: '2000-01-01', to: '2023-12-31', after: '', upto: '2023-12-31', reserve: 3900 },
		{
			entity: 'A',
			from: '2023-12-31',
			to: '2024-12-31',
			after: '2023-12-31',
			upto: '2024-12-31',
			reserve: 3900,
		},
		{ entity: 'A', from: '2024-12-31', to: today, after: '2024-12-31', upto: today, reserve: 3900 },
	]);
	expect(windows).toHaveLength(6);
});

test('later: from the last day again, the entity that is furthest behind first', () => {
	const windows = plan({ ...settings, whole: [] }, cursors({ A: today, B: '2025-01-05' }), null, today);
	expect(windows).toEqual([
		{ entity: 'B', from: '2025-01-05', to: today, after: '2025-01-05', upto: today, reserve: 4900 },
		{ entity: 'A', from: today, to: today, after: today, upto: today, reserve: 4900 },
	]);
});

describe('what came back', () => {
	const asked = plan({ ...settings, whole: [] }, cursors({ A: today, B: today }), 50, today).map((json) => ({ json }));
	const record = (item: number, json: Record<string, unknown>) => ({ json, pairedItem: { item } });
	const seen = (records: Parameters<typeof packed>[0]) =>
		packed(records, asked, settings.leaveOut).map(({ upto, rows, stop }) => [upto, rows, stop]);

	test('goes to the window that it was asked for, without what is left out', () =>
		expect(seen([record(1, { id: 'x', secret: 1, error: 'a member of Coachview' }), record(1, { id: 'y' })])).toEqual([
			[today, '[]', false],
			[today, '[{"id":"x","error":"a member of Coachview"},{"id":"y"}]', false],
		]));

	test('nothing at all is two empty windows', () =>
		expect(seen([{ json: {} }])).toEqual([
			[today, '[]', false],
			[today, '[]', false],
		]));

	test('a failed window is not an empty one', () =>
		expect(seen([record(0, { id: 'x' }), record(1, { error: { reason: 'quotaExhausted' } })])).toEqual([
			[today, '[{"id":"x"}]', false],
			['', '[]', true],
		]));

	test('a failure that does not tell where it belongs may be that of any window', () =>
		expect(seen([{ json: { error: { reason: 'unavailable' } } }]).map(([upto]) => upto)).toEqual(['', '']));
});
