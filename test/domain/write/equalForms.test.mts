import { likeness, sameValue, type Likeness } from '../../../nodes/Coachview/domain/write/equalForms';

type Row = [stored: unknown, wanted: unknown, name: string, like: Likeness];
const json = (value: unknown) => (value === undefined ? undefined : JSON.stringify(value));
const rows = (...list: Row[]) => list;

const nothing = rows(
	[undefined, null, 'x', 'same'],
	[null, null, 'x', 'same'],
	['', null, 'x', 'same'],
	['  ', null, 'x', 'same'],
	[{}, null, 'x', 'same'],
	[[], null, 'x', 'same'],
	[{ a: null }, '', 'x', 'same'],
	[undefined, 'a', 'x', 'different'],
	[null, 'a', 'x', 'different'],
	['a', null, 'x', 'different'],
	['a', '', 'x', 'different'],
	[0, null, 'x', 'different'],
	[false, null, 'x', 'different'],
	['0001-01-01T00:00:00', null, 'geboortedatum', 'same'],
	['0001-01-01', '', 'x', 'same'],
	['0000-00-00', null, 'x', 'same'],
	['0000-00-00T00:00:00Z', null, 'x', 'same'],
	['0001-01-01T08:00:00', null, 'x', 'different'],
	['0001-01-02', null, 'x', 'different'],
	['0002-01-01', null, 'x', 'different'],
	['0001', null, 'x', 'different'],
	['0001-01-01', '1987-04-12', 'x', 'different'],
	[`0001-01-01${' '.repeat(60)}`, null, 'x', 'different'],
);
const plainTexts = rows(
	['a', 'a', 'x', 'same'],
	[1, 1, 'x', 'same'],
	[true, true, 'x', 'same'],
	[true, false, 'x', 'different'],
	['a', 'b', 'x', 'different'],
	['Zu\u0308rich', 'Z\u00fcrich', 'x', 'equal'],
	['a\r\nb', 'a\nb', 'x', 'equal'],
	['a\rb', 'a\nb', 'x', 'equal'],
	['a\u00a0b', 'a b', 'x', 'equal'],
	[' a ', 'a', 'x', 'equal'],
	['a', 'a\n', 'x', 'equal'],
	['a  b', 'a b', 'x', 'regrouped'],
	['a\tb', 'a b', 'x', 'regrouped'],
	['a\nb', 'a b', 'x', 'regrouped'],
	['ab', 'a b', 'x', 'different'],
	['A', 'a', 'x', 'different'],
);
const emails = rows(
	['Jan@X.NL', 'jan@x.nl', 'email1', 'equal'],
	['Jan@X.NL', 'jan@x.nl', 'anything', 'equal'],
	[' Jan@x.nl', 'jan@x.nl ', 'email1', 'equal'],
	['jan@x.nl', 'jan@y.nl', 'email1', 'different'],
	['Jan', 'jan', 'email1', 'different'],
	['Jan@', 'jan@', 'email1', 'different'],
	['@Jan', '@jan', 'email1', 'different'],
	['Jan @x.nl', 'jan @x.nl', 'email1', 'different'],
	['Jan@x.nl x', 'jan@x.nl x', 'email1', 'different'],
	['A@b@c', 'a@b@c', 'x', 'different'],
	[`${'A'.repeat(315)}@b.nl`, `${'a'.repeat(315)}@b.nl`, 'x', 'equal'],
	[`${'A'.repeat(316)}@b.nl`, `${'a'.repeat(316)}@b.nl`, 'x', 'different'],
);
const keys = rows(
	['HR', 'hr', 'externSource', 'same'],
	[' hr ', 'HR', 'externId', 'same'],
	['e\u0301', '\u00c9', 'externId', 'same'],
	['HR', 'hr', 'EXTERNID', 'same'],
	['007', '7', 'externId', 'different'],
	['HR', 'hr', 'externIds', 'different'],
	['HR', 'hr', 'mijnExternId', 'different'],
	['A', 'B', 'externId', 'different'],
);
const dates = rows(
	['1987-04-12T00:00:00', '1987-04-12', 'geboortedatum', 'equal'],
	['1987-04-12 00:00:00', '1987-04-12', 'x', 'equal'],
	['1987-04-12T00:00:00+02:00', '1987-04-12', 'x', 'equal'],
	['1987-04-12', '1987-04-12T00:00:00Z', 'x', 'equal'],
	['1987-04-12T00:00:00.0000000', '1987-04-12', 'x', 'equal'],
	['1987-04-12T00:00', '1987-04-12', 'x', 'equal'],
	['1987-04-12T22:00:00Z', '1987-04-12', 'x', 'different'],
	['1987-04-12', '1987-04-12T00:01:00', 'x', 'different'],
	['1987-04-11T00:00:00', '1987-04-12', 'x', 'different'],
	['1987-02-30T00:00:00', '1987-02-30', 'x', 'different'],
	['1987-04-12 x', '1987-04-12', 'x', 'different'],
);
const phones = rows(
	['030-123 45 67', '0301234567', 'tel1', 'regrouped'],
	['+31 (0)30 1234567', '0301234567', 'telefoon', 'regrouped'],
	['0031 30 1234567', '0301234567', 'mobiel', 'regrouped'],
	['+31301234567', '030 1234567', 'fax', 'regrouped'],
	['+310301234567', '030 1234567', 'fax', 'regrouped'],
	['+32 2 1234567', '021234567', 'tel1', 'different'],
	['0032 2 123', '+322123', 'tel1', 'regrouped'],
	['030-1', '030-2', 'tel1', 'different'],
	['030-1', '0301', 'opmerking', 'different'],
	['030-1', '0301', 'hotel', 'different'],
	['030 x1', '030x1', 'tel1', 'different'],
	['()', '--', 'tel1', 'different'],
	['030\u20101', '0301', 'tel2', 'regrouped'],
	['030\u20131', '0301', 'tel2', 'regrouped'],
	[`${'1-'.repeat(20)}`, '1'.repeat(20), 'tel1', 'regrouped'],
	[`${'1-'.repeat(20)}1`, '1'.repeat(21), 'tel1', 'different'],
	['030/12.3', '030123', 'TEL1', 'regrouped'],
);
const codes = rows(
	['2514EA', '2514 ea', 'postcode', 'regrouped'],
	['nl', 'NL', 'landCode', 'regrouped'],
	['2514EA', '2514EB', 'postcode', 'different'],
	['2514EA', '2514 EA', 'opmerking', 'different'],
	['2514EA', '2514 EA', 'postcode2', 'different'],
	['2514EA', '2514 EA', 'oudePostcode', 'different'],
);
const others = rows(
	[1, '1', 'x', 'regrouped'],
	['1', 1, 'x', 'regrouped'],
	[' 1 ', 1, 'x', 'regrouped'],
	['true', true, 'x', 'regrouped'],
	['false', false, 'x', 'regrouped'],
	['-5', -5, 'x', 'regrouped'],
	['2', 1, 'x', 'different'],
	['1.10', 1.1, 'x', 'different'],
	['[1]', [1], 'x', 'different'],
	['{"a":1}', { a: 1 }, 'x', 'different'],
	[`${' '.repeat(396)}1`, 1, 'x', 'regrouped'],
	[`${' '.repeat(399)}1`, 1, 'x', 'different'],
	[{ a: 1, b: 2 }, { b: 2, a: 1 }, 'x', 'same'],
	[{ a: 1 }, { a: 2 }, 'x', 'different'],
	[{ a: [1, 2] }, { a: [2, 1] }, 'x', 'different'],
	[[1, 2], [1, 2], 'x', 'same'],
	[[1, 2], [2, 1], 'x', 'regrouped'],
	[[1, 2], [1, 3], 'x', 'different'],
	[[1], [1, 1], 'x', 'different'],
	[[{ a: 1, b: ['x', 'y'] }, 2], [2, { b: ['y', 'x'], a: 1 }], 'x', 'regrouped'],
	[[{ a: 1 }], [{ b: 1 }], 'x', 'different'],
	[['a', 'b'], ['b', 'a'], 'x', 'regrouped'],
	[[1, null], [null, 1], 'x', 'regrouped'],
	[[true, 1], [1, true], 'x', 'regrouped'],
	[[true, 1], [1, false], 'x', 'different'],
	[['1', 2], [2, 1], 'x', 'different'],
	[{ 0: 'a' }, ['a'], 'x', 'different'],
	[['a'], { 0: 'a' }, 'x', 'different'],
	['a', ['a'], 'x', 'different'],
	[[{ a: 'x' }, { a: 'y' }], [{ a: 'y' }, { a: 'x' }], 'x', 'regrouped'],
);

describe.each(Object.entries({ nothing, plainTexts, emails, keys, dates, phones, codes, others }))('%s', (_, list) => {
	it.each(list)('%j beside %j in %s is %s', (stored, wanted, name, like) => {
		expect(likeness(json(stored), json(wanted) as string, [name])).toBe(like);
		expect(likeness(json(stored), json(wanted) as string, ['adres', name])).toBe(like);
		expect(sameValue(json(stored), json(wanted) as string, [name])).toBe(like === 'same' || like === 'equal');
	});
});

it('characters that mean the same are the same', () => {
	expect(likeness('"\\u0041"', '"A"', ['x'])).toBe('same');
	expect(likeness('1.10', '1.1', ['x'])).toBe('same');
	expect(likeness('1e2', '100', ['x'])).toBe('same');
	expect(likeness('[1.10,"\\u0041"]', '["A",1.1]', ['x'])).toBe('regrouped');
	expect(likeness('"A"', '"A"', [])).toBe('same');
});
