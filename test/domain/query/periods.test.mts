import type { Fault } from '../../../nodes/Coachview/domain/fault.ts';
import { rawRecord } from '../../../nodes/Coachview/domain/json/record.ts';
import { checkPeriod, isUtcMoment, readDay } from '../../../nodes/Coachview/domain/query/period.ts';
import { buildWhere, externalKeyWhere, isChangedWithin } from '../../../nodes/Coachview/domain/query/where.ts';
import { halves, readInPieces, type Days } from '../../../nodes/Coachview/domain/query/windows.ts';

const thrown = (run: () => unknown): Partial<Fault> => {
	try {
		run();
		return {};
	} catch (fault) {
		return fault as Fault;
	}
};

describe('a row is changed within a period', () => {
	const changed = (moment: unknown, from: string, to: string) =>
		isChangedWithin(rawRecord(JSON.stringify({ auditTrail: { gewijzigdDatumTijd: moment } })), from, to);

	it.each([
		['2026-02-28T23:59:59', false],
		['2026-03-01T00:00:00', true],
		['2026-03-05', true],
		['2026-03-09T23:59:59.9', true],
		['2026-03-10T00:00:00', false],
	])('%s: %j', (moment, is) => expect(changed(moment, '2026-03-01', '2026-03-09')).toBe(is));

	it('that is open on a side', () => {
		expect(['2026-02-28', '2026-03-01', '2026-03-02'].map((day) => changed(day, '2026-03-01', ''))).toEqual([
			false,
			true,
			true,
		]);
		expect(['2026-02-28', '2026-03-01', '2026-03-02'].map((day) => changed(day, '', '2026-03-01'))).toEqual([
			true,
			true,
			false,
		]);
		expect(changed('2026-03-01', '', '')).toBe(true);
	});

	it('when nothing shows the contrary', () => {
		expect(changed(null, '2026-03-01', '2026-03-01')).toBe(true);
		expect(isChangedWithin(rawRecord('{}'), '2026-03-01', '2026-03-01')).toBe(true);
	});
});

describe('a period', () => {
	it('that ends before it begins names both filters', () => {
		expect(thrown(() => checkPeriod('2024-05-02', '2024-05-01'))).toMatchObject({
			reason: 'invalidInput',
			fields: ['Changed From', 'Changed To'],
		});
		expect(() => checkPeriod('', '')).not.toThrow();
	});

	it('may go to the last day of 2199', () => {
		expect(readDay('2199-12-31', 'Changed To')).toBe('2199-12-31');
		expect(readDay('1900-01-01', 'Changed To')).toBe('1900-01-01');
	});

	it.each([
		['2024-05-01T22:00:00Z', true],
		[' 2024-05-01 22:00 z ', true],
		['2024-05-01T00:00:00.5Z', true],
		['2024-05-01T00:00:00,000 Z', false],
		['2024-05-01T00:00Z', false],
		['2024-05-01T22:00:00+02:00', false],
		['2024-05-01', false],
		[new Date(0), false],
		[undefined, false],
	])('%j at a time of day in UTC: %j', (value, is) => expect(isUtcMoment(value)).toBe(is));
});

describe('what a filter cannot express', () => {
	it('is refused by the name that the user knows', () => {
		const key = (externId: string, externSource: string) =>
			thrown(() => externalKeyWhere({ externId, externSource })).fields;
		expect([key('1,2', 'HR'), key('1', 'H;R')]).toEqual([['External ID'], ['External Source']]);
		expect(thrown(() => buildWhere([{ field: 'naam', operator: '=', value: ' >a' }]))).toMatchObject({
			reason: 'invalidInput',
			fields: ['naam'],
		});
	});

	it('is no operator inside, and no blank around', () => {
		expect(buildWhere([{ field: 'naam', operator: '>=', value: ' a=b>c<d ' }])).toBe('naam>=a=b>c<d');
		expect(buildWhere([{ field: 'id', operator: '=', value: ['a', ' b'] }])).toBe('id=a,b');
	});
});

describe('pieces of a period', () => {
	const [first, last] = ['2024-05-01', '2024-05-03'];
	const cut = (known: string[], from = first, to = last) => halves({ from, to }, known)?.map((days) => days.to);

	it('have a day each at least, wherever the changes lie', () => {
		expect(cut([first])).toEqual([first, last]);
		expect(cut(['2024-05-02'])).toEqual([first, last]);
		expect(cut([last])).toEqual(['2024-05-02', last]);
		expect(cut([])).toEqual(['2024-05-02', last]);
		expect(cut([], '2024-05-01', '2024-05-04')).toEqual(['2024-05-02', '2024-05-04']);
		expect(cut(['2020-01-01', '2030-01-01', last])).toEqual(['2024-05-02', last]);
	});

	it('are read whole when there is one day only', async () => {
		const read: Days[] = [];
		const day = { from: first, to: first };
		const take = async (days: Days) => read.push(days) > 0;
		expect(await readInPieces(take, [], 1, day)).toBe(true);
		expect(read).toEqual([day]);
	});

	it('are as many as are allowed, and not one more', async () => {
		const tried: Days[] = [];
		const take = async (days: Days) => tried.push(days) > 0;
		expect(await readInPieces(take, [], 2, { from: first, to: last })).toBe(true);
		expect(await readInPieces(take, [], 1, { from: first, to: last })).toBe(false);
		expect(tried).toHaveLength(3);
	});
});
