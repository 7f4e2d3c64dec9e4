import { person } from '../../../nodes/Coachview/entities/person.ts';
import { rawRecord } from '../../../nodes/Coachview/domain/json/record.ts';
import { erasedAmong, judge, judgeChanges } from '../../../nodes/Coachview/domain/write/judge.ts';
import { isEdited, movesByItself } from '../../../nodes/Coachview/domain/write/selfMoving.ts';
import { isOlder } from '../../../nodes/Coachview/domain/write/trust.ts';

const record = (value: object) => rawRecord(JSON.stringify(value));
const at = (etag: unknown, more: object = {}) => record({ ...more, auditTrail: { etag } });
const changes = [
	{ path: ['tel1'], json: '"2"' },
	{ path: ['adres', 'plaats'], json: '"Oss"' },
];

/** Whether somebody seems to have edited the record between two reads. */
it.each<[string, before: object, after: object, edited: boolean]>([
	['nothing', { a: 'x', tel1: '1' }, { a: 'x', tel1: '1' }, false],
	['another order of members', { a: 'x', b: 'y' }, { b: 'y', a: 'x' }, false],
	['what the step wants to write', { tel1: '1' }, { tel1: '3' }, true],
	['a line that the step wants to write', { adres: { plaats: 'Ede' } }, { adres: { plaats: 'Gent' } }, true],
	['what the step wants to write, in another form', { tel1: '030-1' }, { tel1: '0301' }, false],
	['what the step wants to write is there now', {}, { tel1: '2' }, true],
	['another member', { a: 'x' }, { a: 'y' }, true],
	['a member that came', {}, { a: 'y' }, true],
	['a member that went', { a: 'x' }, {}, true],
	['an empty member that came', {}, { a: null }, false],
	['a counter', { a: 5 }, { a: 6 }, false],
	['what is ignored', { gezien: 'x' }, { gezien: 'y' }, false],
])('between two reads has changed: %s', (_, before, after, edited) => {
	expect(isEdited(person, record(before), record(after), changes, ['gezien'])).toBe(edited);
});

it('one version number shows that nobody wrote, but for what the step wants to write', () => {
	expect(isEdited(person, at(1, { a: 'x' }), at(1, { a: 'y' }), changes, ['auditTrail'])).toBe(false);
	expect(isEdited(person, at(1, { a: 'x' }), at(2, { a: 'y' }), changes, ['auditTrail'])).toBe(true);
	expect(isEdited(person, at(1, { tel1: '1' }), at(1, { tel1: '3' }), changes, ['auditTrail'])).toBe(true);
	expect(isEdited(person, at(1, { a: 'x' }), at(2, { a: 'x' }), changes, ['auditTrail'])).toBe(false);
});

it('a full name is made of a first name that has changed, and that is no edit by itself', () => {
	const [before, after] = [record({ a: 'Bo Een', voornaam: 'Bo' }), record({ a: 'Jo Een', voornaam: 'Jo' })];
	expect(movesByItself(person, before, after, ['a'], [{ path: ['voornaam'], json: '"Jo"' }])).toBe(true);
	expect(isEdited(person, before, after, [], [])).toBe(true);
});

it.each<[was: unknown, now: unknown, moves: boolean]>([
	[5, 0, false],
	[5, -5, false],
	[5, 6, true],
	[0, 1, true],
	[5, true, false],
	[true, 5, false],
	[['a'], ['b'], false],
	[null, 'b', false],
	['b', null, false],
	[{ a: 1 }, 'AAAAAAAAB9E=', false],
	['AAAAAAAAB9E=', 'tekst van zo’n lengte', false],
	['tekst12345=', 'AAAAAAAAB9E=', false],
	['AAAAAAAAB9E=', 'Jan Jansen x', false],
	['Jan Jansen x', 'AAAAAAAAB9E=', false],
])('%j that has become %j moves by itself: %s', (was, now, moves) => {
	expect(movesByItself(person, record({ x: was }), record({ x: now }), ['x'], [])).toBe(moves);
});

it('nothing is made of a field that was cleared', () => {
	const [before, after] = [record({ x: 'Bo Een', voornaam: 'Bo' }), record({ x: 'Twee', voornaam: '' })];
	expect(movesByItself(person, before, after, ['x'], [{ path: ['voornaam'], json: '""' }])).toBe(false);
});

it.each<[a: unknown, b: unknown, older: boolean]>([
	[1, 2, true],
	[2, 2, false],
	[3, 2, false],
	['9', '10', true],
	['10', '9', false],
	['', 2, false],
	[1, '', false],
	['a1', 2, false],
	[1, '2a', false],
	[1, 'zz', false],
	['1'.repeat(16), '2'.repeat(16), false],
	['1'.repeat(15), '2'.repeat(15), true],
])('version %j is older than %j: %s', (a, b, older) => {
	expect(isOlder(at(a), at(b))).toBe(older);
});

it('what was called read-only, was filled and is empty now has been erased', () => {
	const before = record({ auditTrail: { etag: 1 }, a: 'x', b: null, c: 'z', d: 'q' });
	const after = record({ a: '', b: null, c: 'z' });
	expect(erasedAmong(['auditTrail', 'a', 'b', 'c'], before, after)).toEqual([['a']]);
	expect(erasedAmong([], before, after)).toEqual([]);
	expect(erasedAmong(['d'], before, after)).toEqual([['d']]);
});

describe('capitals', () => {
	const place = [{ path: ['geboorteplaats'], json: '"den haag"' }];
	const of = (text: string | null) => record({ geboorteplaats: text });

	it('of a value that has come are Coachview’s own form', () => {
		expect(judgeChanges(person, of('Ede'), place, of('DEN HAAG'))).toEqual({
			notStored: [],
			otherForm: [['geboorteplaats']],
			regrouped: [['geboorteplaats']],
		});
	});

	it('that were to change and did not are not stored', () => {
		expect(judgeChanges(person, of('DEN HAAG'), place, of('DEN HAAG')).notStored).toEqual([['geboorteplaats']]);
	});

	it('are no excuse for another value', () => {
		expect(judgeChanges(person, of('Ede'), place, of('Delft')).notStored).toEqual([['geboorteplaats']]);
	});
});

it('only what is cleared may be false, or a placeholder', () => {
	const wanted = (json: string) => [{ path: ['inactief'], json }];
	expect(judgeChanges(person, record({}), wanted('true'), record({ inactief: false })).notStored).toHaveLength(1);
	expect(judgeChanges(person, record({}), wanted('null'), record({ inactief: false })).notStored).toEqual([]);
	const [born, unknown] = [record({ geboorteplaats: 'Ede' }), record({ geboorteplaats: 'onbekend' })];
	const change = [{ path: ['geboorteplaats'], json: '"Gent"' }];
	expect(judge(person, born, change, unknown, []).notStored).toEqual([['geboorteplaats']]);
});
