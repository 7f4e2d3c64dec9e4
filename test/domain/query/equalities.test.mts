import type { Fault } from '../../../nodes/Coachview/domain/fault.ts';
import { rawRecord } from '../../../nodes/Coachview/domain/json/record.ts';
import { conditionsOf, EqualityCheck, type Equality } from '../../../nodes/Coachview/domain/query/equalities.ts';
import type { FieldKind } from '../../../nodes/Coachview/entities/entity.ts';
import { person } from '../../../nodes/Coachview/entities/person.ts';

type Operator = NonNullable<Equality['operator']>;
const asked = (kind: FieldKind, value: string, more: Partial<Equality> = {}, name = 'veld'): Equality => ({
	field: { name, label: 'Field', kind },
	value,
	...more,
});
const row = (veld: unknown, name = 'veld') => rawRecord(JSON.stringify({ [name]: veld }));
const fits = (equality: Equality, value: unknown, name = 'veld') =>
	new EqualityCheck(person, [equality]).fits(row(value, name));

describe('a row is checked again', () => {
	it.each<[FieldKind, string, unknown, boolean]>([
		['text', 'Groß', 'GROSS', true],
		['text', 'Zoe', ' zoë ', true],
		['text', 'Zoe', 'Zo', false],
		['text', 'Zoe', '', false],
		['number', '7.5', 7.5, true],
		['number', '7.5', '7.50', true],
		['number', '0', '', false],
		['number', '0', null, false],
		['number', '7', 8, false],
		['boolean', 'true', true, true],
		['boolean', 'true', 'True', true],
		['boolean', 'true', false, false],
		['boolean', 'false', true, false],
		['boolean', 'false', null, true],
		['date', '2026-03-01', '2026-03-01', true],
		['dateTime', '2026-03-01', '2026-03-01T23:59:59', true],
		['birthDate', '2026-03-01', '2026-03-02', false],
		['email', 'A@b.nl', 'a@B.nl', true],
		['id', 'AB', 'ab', true],
	])('%s %s against %j', (kind, value, found, is) => {
		expect(fits(asked(kind, value), found)).toBe(is);
		expect(fits(asked(kind, value, { operator: '<>' }), found)).toBe(!is);
	});

	it('keeps accents apart in keys', () => {
		expect(fits(asked('text', 'Zoe', {}, 'externId'), 'Zoë', 'externId')).toBe(false);
		expect(fits(asked('text', 'zoë', {}, 'externSource'), 'ZOË', 'externSource')).toBe(true);
	});

	it.each<[Operator, boolean, boolean, boolean]>([
		['>', false, false, true],
		['>=', false, true, true],
		['<', true, false, false],
		['<=', true, true, false],
	])('%s: less, equal and more', (operator, less, equal, more) => {
		const numbers = [9, 10, 11].map((found) => fits(asked('number', '10', { operator }), found));
		expect(numbers).toEqual([less, equal, more]);
		const days = ['2026-02-28', '2026-03-01T12:00:00', '2026-03-02'];
		expect(days.map((found) => fits(asked('dateTime', '2026-03-01', { operator }), found))).toEqual(numbers);
		expect(fits(asked('number', '10', { operator }), '')).toBe(false);
		expect(fits(asked('number', '-1', { operator }), null)).toBe(false);
	});

	it('takes any of several values, and no row that does not show the member', () => {
		expect(['a', 'B', 'c'].map((found) => fits(asked('id', 'a,b', { anyOf: ['a', 'b'] }), found))).toEqual([
			true,
			true,
			false,
		]);
		expect(fits(asked('text', ''), 'x', 'other')).toBe(false);
		expect(fits(asked('text', 'x', { operator: '<>' }), 'y', 'other')).toBe(false);
		expect(fits(asked('text', 'Breda', {}, 'adres.plaats'), { plaats: 'Breda' }, 'adres')).toBe(true);
	});

	it('takes every row when nothing is asked', () => {
		const check = new EqualityCheck(person, []);
		expect(check.fits(row('x'))).toBe(true);
		expect(() => check.judge()).not.toThrow();
	});
});

describe('a verdict on the filter', () => {
	const verdict = (equalities: Equality[], found: unknown[], enough?: number): Fault | undefined => {
		const check = new EqualityCheck(person, equalities);
		for (const one of found) check.fits(one === undefined ? row('x', 'other') : row(one));
		try {
			check.judge(enough);
			return undefined;
		} catch (fault) {
			return fault as Fault;
		}
	};
	const text = asked('text', 'a');

	it('is only given on rows, enough of them, none of which fits', () => {
		expect(verdict([text], [])).toBeUndefined();
		expect(verdict([text], ['b', 'a'])).toBeUndefined();
		expect(verdict([text], ['b', 'c'], 3)).toBeUndefined();
		const fault = verdict([text], ['b', 'c'], 2);
		expect(fault?.message).toBe('Coachview returned people, but nobody who fits the filter (Field)');
		expect(fault).toMatchObject({ reason: 'unexpectedAnswer', fields: ['Field'] });
	});

	it('tells a list that does not show the member', () => {
		const fault = verdict([text, asked('text', 'b', {}, 'elders')], ['a']);
		expect(fault?.message).toMatch(/^Coachview's list does not show Field, so/);
		expect(verdict([text], [undefined])?.fields).toEqual(['Field']);
	});

	it('says nothing of moments, which are asked for more loosely', () => {
		expect(verdict([asked('dateTime', '2026-03-01')], ['2026-03-02'])).toBeUndefined();
		expect(verdict([asked('date', '2026-03-01')], ['2026-03-02'])?.reason).toBe('unexpectedAnswer');
		expect(verdict([text, asked('dateTime', '2026-03-01')], ['b'])?.reason).toBe('unexpectedAnswer');
	});
});

describe('what Coachview is asked', () => {
	const conditions = (kind: FieldKind, value: string, more: Partial<Equality> = {}) =>
		conditionsOf([asked(kind, value, more)]).map(({ operator, value: own }) => [operator, own]);

	it('is the value, or several', () => {
		expect(conditions('text', 'a')).toEqual([['=', 'a']]);
		expect(conditions('number', '3', { operator: '>=' })).toEqual([['>=', '3']]);
		expect(conditions('id', 'a,b', { anyOf: ['a', 'b'] })).toEqual([['=', ['a', 'b']]]);
		expect(conditions('date', '2026-03-01', { operator: '<' })).toEqual([['<', '01-03-2026']]);
	});

	it('is a day more on each side for moments', () => {
		const moment = (operator: Operator) => conditions('dateTime', '2026-03-01', { operator });
		expect(moment('=')).toEqual([['=', ['28-02-2026', '03-03-2026']]]);
		expect(moment('<>')).toEqual([]);
		for (const operator of ['>', '>='] as const) expect(moment(operator)).toEqual([['>=', '28-02-2026']]);
		for (const operator of ['<', '<='] as const) expect(moment(operator)).toEqual([['<', '03-03-2026']]);
	});
});
