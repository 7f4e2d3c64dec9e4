import { plainAddress } from '../../../nodes/Coachview/domain/webhook/address.ts';
import { whyNot } from '../../../nodes/Coachview/domain/webhook/filter.ts';
import { readNameList, sameName } from '../../../nodes/Coachview/domain/webhook/names.ts';

describe('a list of names', () => {
	it.each<[unknown, string[] | undefined]>([
		['', []],
		['a, b;c\nd\r\ne', ['a', 'b', 'c', 'd', 'e']],
		[' a  b ,, ;', ['a b']],
		['"a, b"; c', ['a, b', 'c']],
		['“a;b”, „c,d“, „e,f”, «g,h»', ['a;b', 'c,d', 'e,f', 'g,h']],
		[' "a" , b', ['a', 'b']],
		['"a" b, c', ['"a" b', 'c']],
		['"a, b', ['"a', 'b']],
		["'a', ’s-Gravenhage, `b`, '", ['a', '’s-Gravenhage', 'b', "'"]],
		['["a, b", 7]', ['a, b', '7']],
		[' ["a"] ', ['a']],
		['[a], b]', ['[a]', 'b]']],
		['[a]', ['[a]']],
		['["a"', ['["a"']],
		['[1.5]', undefined],
		['[null]', undefined],
		[
			['a ', '', 7],
			['a', '7'],
		],
		[[1.5], undefined],
		[{}, undefined],
		[7, undefined],
	])('%j is %j', (value, names) => expect(readNameList(value)).toEqual(names));

	it('of up to 20,000 characters is read', () => {
		expect(readNameList('x'.repeat(20_000))).toHaveLength(1);
		expect(readNameList('x'.repeat(20_001))).toBeUndefined();
	});

	it('names are the same to a reader, two empty ones are not', () => {
		expect(sameName('Extra\u00a0 Gegevens', ' extra\u200b gegevens')).toBe(true);
		expect([sameName('', ''), sameName(' ', '\u200b'), sameName('a', 'b')]).toEqual([false, false, false]);
	});
});

it('the filter that keeps an event back is named', () => {
	const event = { event: 'a.b', personId: '', personCategoryId: '', externId: '', dedupeKey: '' };
	const of = { ...event, category: 'C', externSource: 'S' };
	const all = { event: '', categories: [], externSources: [] };
	expect(whyNot(of, { ...all, event: 'x.y' })).toBe('event');
	expect(whyNot(of, { ...all, categories: ['x'] })).toBe('category');
	expect(whyNot(of, { ...all, externSources: ['x'] })).toBe('externSource');
	expect(whyNot(of, { event: 'A.B', categories: ['x', 'c'], externSources: ['s'] })).toBeUndefined();
	// A list that cannot be read lets nothing through.
	expect(whyNot(of, { ...all, categories: '[null]' })).toBe('category');
	expect(whyNot({ ...of, category: '' }, { ...all, categories: '[null]' })).toBe('category');
});

it.each([
	['192.0.2.7:51008', '192.0.2.7'],
	['192.0.2.200:5', '192.0.2.200'],
	[' "[2001:db8::1]:443" ', '2001:db8::1'],
	['[::1]', '::1'],
	['fe80::1%eth0.1-a', 'fe80::1'],
	['2001:db8::1:443', '2001:db8::1:443'],
	['host%a', 'host%a'],
	['[::1]x', '[::1]x'],
	['192.0.2.7:51008x', '192.0.2.7:51008x'],
	[`${'1'.repeat(100)}`, '1'.repeat(100)],
	[`${'1'.repeat(101)}`, ''],
])('the address in %s', (written, address) => expect(plainAddress(written)).toBe(address));
