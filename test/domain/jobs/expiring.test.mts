import { expiring } from '../../../scripts/workflows/code/expiring.mts';

const settings = { months: 24, weeksBefore: 4, atMostMonthsAgo: 6 };
const today = '2026-05-31';
const items = (...all: Array<Record<string, unknown>>) => all.map((json) => ({ json }));
const enrolment = (id: string, more: Record<string, unknown> = {}) => ({
	id,
	persoonId: 'P',
	opleidingssoortId: 'D',
	opleidingsvraagStatusId: 'Afgerond',
	...more,
});
const result = (datum: unknown, opleidingsvraagId = 'E1', id = 'R1') => ({ id, datum, opleidingsvraagId });
const days = (...args: Parameters<typeof expiring>) => expiring(...args).map(({ expires }) => expires);

test.each([
	['in four weeks', '2024-06-28', ['2026-06-28']],
	['later than that', '2024-06-29', []],
	['already', '2024-01-15T10:30:00', ['2026-01-15']],
	['too long ago', '2023-11-29', []],
	['on the last of a shorter month', '2024-02-29', ['2026-02-28']],
	['nobody knows when', null, []],
	['on a day that does not exist', '2024-13-45', []],
])('expires %s', (_when, datum, expected) =>
	expect(days(items(result(datum)), items(enrolment('E1')), settings, today)).toEqual(expected),
);

test('the newest result of a person for a definition counts, in any case of the ids', () => {
	const enrolments = items(enrolment('E1'), enrolment('E2', { persoonId: 'p' }));
	const results = items(result('2024-06-01'), result('2025-06-01', 'e2', 'R2'));
	expect(expiring(results, enrolments, settings, today)).toEqual([]);
	expect(expiring(results, enrolments, { ...settings, months: 12 }, today)).toEqual([
		{ resultId: 'r2', personId: 'p', definitionId: 'd', expires: '2026-06-01' },
	]);
});

test.each([
	['Ingepland', []],
	['Wachtlijst', []],
	['Vervallen', ['2026-06-01']],
])('enrolled again: %s', (opleidingsvraagStatusId, expected) =>
	expect(
		days(
			items(result('2024-06-01')),
			items(enrolment('E1'), enrolment('E2', { opleidingsvraagStatusId })),
			settings,
			today,
		),
	).toEqual(expected),
);

test('a result of an enrolment that is not there is nobody’s', () =>
	expect(days(items(result('2024-06-01', 'E9')), items(enrolment('E1')), settings, today)).toEqual([]));
