import { person } from '../../../nodes/Coachview/entities/person';
import { rawRecord } from '../../../nodes/Coachview/domain/json/record';
import { isWell, judge } from '../../../nodes/Coachview/domain/write/judge';
import { movesByItself } from '../../../nodes/Coachview/domain/write/selfMoving';

const record = (value: object) => rawRecord(JSON.stringify(value));
const changesOf = (wishes: object) =>
	Object.entries(wishes).map(([name, value]) => ({ path: name.split('.'), json: JSON.stringify(value) }));
const names = (paths: string[][]) => paths.map((path) => path.join('.')).join();

it.each([
	['all is well', { a: 'x', tel1: '1' }, { tel1: '2' }, { a: 'x', tel1: '2' }, ['', '', '', '']],
	['a value is missing', { tel1: '1' }, { tel1: '2' }, {}, ['tel1', '', '', '']],
	['a value is cut', { tel1: null }, { tel1: '2345' }, { tel1: '234' }, ['tel1', '', '', '']],
	['a value has another form', { email1: null }, { email1: 'A@b.nl' }, { email1: 'a@b.nl' }, ['', '', 'email1', '']],
	['a number is regrouped', { tel1: null }, { tel1: '0301' }, { tel1: '030-1' }, ['', '', 'tel1', 'tel1']],
	['cleared is false', { inactief: true }, { inactief: null }, { inactief: false }, ['', '', '', '']],
	['cleared is not true', { inactief: true }, { inactief: null }, { inactief: true }, ['inactief', '', '', '']],
	['false asked for is false', { inactief: true }, { inactief: false }, { inactief: false }, ['', '', '', '']],
	[
		'a cleared date becomes a placeholder',
		{ geboortedatum: '1987-04-12' },
		{ geboortedatum: null },
		{ geboortedatum: '0001-01-01T00:00:00' },
		['', '', '', ''],
	],
	[
		'a cleared place becomes one',
		{ geboorteplaats: 'Gent' },
		{ geboorteplaats: null },
		{ geboorteplaats: 'onbekend' },
		['', '', '', ''],
	],
	['a field is emptied', { a: 'x', tel1: '1' }, { tel1: '2' }, { a: null, tel1: '2' }, ['', 'a', '', '']],
	['a field is gone', { a: 'x', tel1: '1' }, { tel1: '2' }, { tel1: '2' }, ['', 'a', '', '']],
	['a field is another one', { a: 'x', tel1: '1' }, { tel1: '2' }, { a: 'y', tel1: '2' }, ['', 'a', '', '']],
	['an empty field is filled', { a: '', tel1: '1' }, { tel1: '2' }, { a: 'y', tel1: '2' }, ['', '', '', '']],
	[
		'a field has an equal form',
		{ a: ' x', lijst: [1, 2] },
		{ tel1: '2' },
		{ a: 'x', lijst: [2, 1], tel1: '2' },
		['', '', '', ''],
	],
	[
		'what a change covers is not lost',
		{ adres: { plaats: 'a', adres1: 'b' } },
		{ adres: { plaats: 'c' } },
		{ adres: { plaats: 'c' } },
		['', '', '', ''],
	],
	[
		'a sibling of a change is',
		{ adres: { plaats: 'a', adres1: 'b' } },
		{ 'adres.plaats': 'c' },
		{ adres: { plaats: 'c' } },
		['', 'adres.adres1', '', ''],
	],
	['ignored members', { auditTrail: { etag: 1 }, tel1: '1' }, { tel1: '2' }, { tel1: '2' }, ['', '', '', '']],
	['calculated ones may differ', { som: '5', tel1: '1' }, { tel1: '2' }, { som: '6', tel1: '2' }, ['', '', '', '']],
	['but not be empty', { som: '5', tel1: '1' }, { tel1: '2' }, { som: '', tel1: '2' }, ['', 'som', '', '']],
])('%s', (_, before, wishes, after, [notStored, lost, otherForm, regrouped]) => {
	const found = judge(person, record(before), changesOf(wishes), record(after), ['auditTrail'], new Set(['som']));
	expect([found.notStored, found.lost, found.otherForm, found.regrouped].map(names)).toEqual([
		notStored,
		lost,
		otherForm,
		regrouped,
	]);
	expect(isWell(found)).toBe(notStored === '' && lost === '');
});

const now = new Date().toISOString();
const aWeekAgo = new Date(Date.now() - 7 * 86_400_000).toISOString();
it.each([
	['leeftijd', 37, 38, true],
	['x', -5, 6, true],
	['x', 1234567890123456, 1234567890123457, false],
	['x', 1.5, 2.5, false],
	['x', 5, '6', false],
	['x', 5, null, false],
	['tel1', 5, 6, false],
	['x', '5', '6', false],
	['gewijzigd', aWeekAgo, now, true],
	['gewijzigd', '2020-01-01T10:00:00', aWeekAgo, false],
	['gewijzigd', 'x', now, false],
	['gewijzigd', now, 'x', false],
	['gewijzigd', '2020-01-01', '2020-01-02', false],
	['gewijzigd', `${aWeekAgo.slice(0, 10)}`, now, false],
	['gewijzigd', aWeekAgo, now.slice(0, 10), false],
	['gewijzigd', aWeekAgo, new Date(Date.now() + 35 * 3_600_000).toISOString(), true],
	['gewijzigd', aWeekAgo, new Date(Date.now() + 37 * 3_600_000).toISOString(), false],
	['gewijzigd', aWeekAgo, new Date(Date.now() - 37 * 3_600_000).toISOString(), false],
	['gewijzigd', `op ${aWeekAgo}`, `op ${now}`, false],
	['rij', '0x00000000000007D1', '0x00000000000007d2', true],
	['rij', 'AAAAAAAAB9E=', 'AAAAAAAAB9I=', true],
	['rij', 'AAAAAAAAB9E=', 'AAAAAAAAAAAAB9I=', false],
	['rij', '0x07D1', '0x07D2', false],
	['rij', 'AAAAAAAAB9E=', 'Jan', false],
	['rij', 'Jan', 'AAAAAAAAB9E=', false],
	['rij', 'AAAAAAA=', 'AAAAAAB=', false],
	['rij', 'x AAAAAAAAB9E=', 'x AAAAAAAAB9I=', false],
	['volledig', 'Sanne Vermeer', 'Sanna Vermeer', true],
	['volledig', 'Sanne Vermeer', 'Sanna', true],
	['volledig', 'Vermeer', 'Sanna Vermeer', false],
	['volledig', 'Sanne Vermeer', 'Piet Vermeer', false],
	['volledig', `Sanne ${'x'.repeat(495)}`, 'Sanna', false],
	['volledig', 'Sanne', `Sanna ${'x'.repeat(495)}`, false],
	['volledig', `Sanne ${'x'.repeat(494)}`, 'Sanna', true],
	['volledig', 'Sanne', `Sanna ${'x'.repeat(494)}`, true],
	['volledig', ['Sanne'], 'Sanna', false],
	['volledig', 'Sanne', ['Sanna'], false],
	['rij', 'AAAAAAAAB9E=', 'Sanna', false],
	['volledig', 'Sanne', 'AAAAAAAAB9E=', false],
	['voorletters', 'Sanne Vermeer', 'Sanna Vermeer', false],
])('%s moves by itself or not: case %#', (name, was, is, moves) => {
	const [before, after] = [
		record({ voornaam: 'Sanne', tel1: null, [name]: was }),
		record({ voornaam: 'Sanna', tel1: '', [name]: is }),
	];
	expect(movesByItself(person, before, after, [name], changesOf({ voornaam: 'Sanna', tel1: '' }))).toBe(moves);
});

it('nothing inside an object moves by itself, and nothing is made of a field that did not change', () => {
	expect(movesByItself(person, record({ a: { b: 1 } }), record({ a: { b: 2 } }), ['a', 'b'], [])).toBe(false);
	expect(
		movesByItself(
			person,
			record({ x: 'Sanne A', voornaam: 'Sanne' }),
			record({ x: 'Sanne B', voornaam: 'Sanne' }),
			['x'],
			changesOf({ voornaam: 'Sanne' }),
		),
	).toBe(false);
	expect(
		movesByItself(
			person,
			record({ x: 'Sanne A' }),
			record({ x: 'B', voornaam: '' }),
			['x'],
			changesOf({ voornaam: '' }),
		),
	).toBe(false);
});
