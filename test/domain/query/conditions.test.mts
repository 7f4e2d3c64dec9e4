import { canBeAsked, readCondition, readEquality } from '../../../nodes/Coachview/domain/query/conditions.ts';
import type { FieldKind } from '../../../nodes/Coachview/entities/entity.ts';
import { messageOf } from '../messageOf.mts';

const field = (kind: FieldKind, more: { parameter?: string } = {}) => ({ name: 'veld', label: 'Field', kind, ...more });
const asked = (kind: FieldKind, operator: unknown, given: unknown) => {
	const { value, operator: sign, anyOf } = readCondition(field(kind), operator, given);
	return [value, sign, anyOf];
};
const refusal = (kind: FieldKind, operator: unknown, given: unknown) =>
	messageOf(() => readCondition(field(kind), operator, given));

describe('an operator', () => {
	it.each([
		['is', undefined],
		['Is Not', '<>'],
		['isNot', '<>'],
	])('%s can be asked of a text', (operator, sign) =>
		expect(asked('text', operator, ' Jansen ')).toEqual(['Jansen', sign, undefined]),
	);
	it.each([
		['is', '='],
		['isNot', '<>'],
		['above', '>'],
		['from', '>='],
		['below', '<'],
		['until', '<='],
		['Is Until or at Most', '<='],
	])('%s can be asked of numbers and days', (operator, sign) => {
		expect(asked('number', operator, '7.50')).toEqual(['7.5', sign, undefined]);
		for (const kind of ['date', 'dateTime', 'birthDate'] as const)
			expect(asked(kind, operator, '2026-03-01T10:00:00')).toEqual(['2026-03-01', sign, undefined]);
	});
	it('left out is Is', () => expect(asked('text', undefined, 'a')).toEqual(['a', undefined, undefined]));
	it.each(['above', 'from', 'below', 'until'])('%s says nothing of texts, IDs, codes and yes/no', (operator) => {
		for (const kind of ['text', 'choice', 'id', 'boolean', 'email', 'place'] as const)
			expect(refusal(kind, operator, 'true')).toContain("'Field' is no date and no number");
	});
	it('that is not known is refused, and so are values that the kind cannot have', () => {
		expect(refusal('text', 'contains', 'a')).toContain("'Operator' must be one of: Is, Is Not,");
		expect(refusal('number', 'is', 'zes')).toContain("'Field' must be a number");
		expect(refusal('date', 'is', '01-02-2026')).toContain("'Field' is ambiguous");
		expect(refusal('date', 'is', '2200-01-01')).toContain('outside the years');
	});
});

describe('a value to be asked for', () => {
	it.each([
		[true, 'true'],
		['nee', 'false'],
		[0, 'false'],
	])('yes/no: %j', (given, value) =>
		expect(readEquality(field('boolean'), given)).toEqual({ field: field('boolean'), value }),
	);
	it('IDs and codes may be several', () => {
		for (const kind of ['id', 'choice'] as const) {
			expect(readEquality(field(kind), 'a, b')).toMatchObject({ value: 'a,b', anyOf: ['a', 'b'] });
			expect(readEquality(field(kind), ['a', 'b'])).toMatchObject({ value: 'a,b', anyOf: ['a', 'b'] });
			expect(readEquality(field(kind), ' a ')).toEqual({ field: field(kind), value: 'a' });
			expect(readEquality(field(kind), 7)).toEqual({ field: field(kind), value: '7' });
		}
	});
	it('a text with a comma is one value, and so is what a query parameter of its own takes', () => {
		expect(readEquality(field('text'), 'a, b')).toEqual({ field: field('text'), value: 'a, b' });
		const own = field('id', { parameter: 'statusId' });
		expect(readEquality(own, 'a,b')).toEqual({ field: own, value: 'a,b' });
	});
	it('a hundred of them, and not one more', () => {
		const many = Array.from({ length: 101 }, (_, nr) => `c${nr}`);
		expect(readEquality(field('id'), many.slice(1)).anyOf).toHaveLength(100);
		expect(messageOf(() => readEquality(field('id'), many))).toContain("'Field' has more than 100 values");
	});
	it.each(['text', 'id', 'boolean', 'choice'] as const)(
		'an empty one is refused, as it would give everybody: %s',
		(kind) => {
			for (const given of ['', '  ', null, undefined, []])
				expect(messageOf(() => readEquality(field(kind), given))).toMatch(/^'Field' (?:is empty|must be text)/);
		},
	);
	it('debris is refused in each of several', () => {
		expect(messageOf(() => readEquality(field('id'), ['a', 'undefined']))).toContain('missing value');
	});
	it('several cannot be excluded at once, one can', () => {
		expect(refusal('id', 'isNot', 'a,b')).toContain("'Field' can only be one value with this operator");
		expect(asked('id', 'isNot', 'a')).toEqual(['a', '<>', undefined]);
		expect(asked('id', 'is', 'a,b')).toEqual(['a,b', undefined, ['a', 'b']]);
	});
});

it('nothing can be asked of a whole address', () => {
	expect([canBeAsked({ kind: 'group' }), canBeAsked({ kind: 'text' })]).toEqual([false, true]);
});
