import { buildWhere, changedBetween, externalKeyWhere } from '../../../nodes/Coachview/domain/query/where';

describe('where', () => {
	it('joins conditions with a semicolon', () =>
		expect(externalKeyWhere({ externId: '10023', externSource: 'HR' })).toBe('externId=10023;externSource=HR'));

	it('writes a period as from,to in Dutch order, the day after the last one as its end', () => {
		expect(changedBetween('2021-06-09', '2021-06-09')).toBe('audittrail.gewijzigddatumtijd=08-06-2021,11-06-2021');
		expect(changedBetween('2026-03-28', '2026-03-29')).toBe('audittrail.gewijzigddatumtijd=27-03-2026,31-03-2026');
		expect(changedBetween('2024-02-28', '2024-02-28')).toBe('audittrail.gewijzigddatumtijd=27-02-2024,01-03-2024');
	});

	it.each(['1,2', 'a;b', '>5', '=x'])('refuses the value %s, which would mean something else', (value) => {
		expect(() => buildWhere([{ field: 'externId', operator: '=', value }])).toThrow("'externId' contains a character");
	});
});
