import { bitsOf, plainAddress } from '../../../nodes/Coachview/domain/webhook/address.ts';
import { isAllowed, mistypedEntries } from '../../../nodes/Coachview/domain/webhook/allowList.ts';

describe('the address of a sender', () => {
	test.each([
		['192.0.2.7:51008', '192.0.2.7'],
		[' 192.0.2.7 ', '192.0.2.7'],
		['"192.0.2.7:51008"', '192.0.2.7'],
		['[2001:db8::1]:443', '2001:db8::1'],
		['[::1]', '::1'],
		['fe80::1%eth0', 'fe80::1'],
		['2001:db8::1:443', '2001:db8::1:443'],
		['x"192.0.2.7"', 'x"192.0.2.7"'],
		['"192.0.2.7"x', '"192.0.2.7"x'],
		['x[::1]', 'x[::1]'],
		['[::1]x', '[::1]x'],
		['fe80::1%eth0 x', 'fe80::1%eth0 x'],
		['host%20name', 'host%20name'],
	])('%s is %s', (text, address) => {
		expect(plainAddress(text)).toBe(address);
	});
});

describe('an IPv6 address', () => {
	test('may hold an IPv4 address, and is that one when it is mapped', () => {
		expect(bitsOf('::ffff:10.20.30.40')).toBe(bitsOf('10.20.30.40'));
		expect(bitsOf('64:ff9b::10.20.30.40')).toBe(bitsOf('64:ff9b::a14:1e28'));
		expect(bitsOf('64:ff9b::100.200.130.140')).toBe(bitsOf('64:ff9b::64c8:828c'));
	});

	test('leaves out at least one group', () => {
		expect(bitsOf('1:2:3:4::6:7:8')).toBe(bitsOf('1:2:3:4:0:6:7:8'));
		expect(bitsOf('1:2:3:4::5:6:7:8')).toBeUndefined();
	});

	test.each([
		'::1.2.3.4.5',
		'::1.2.3.256',
		'1:2:3:4::5:6:7:8::9',
		'1:2:3:4:5:6:7',
		'1:2:3:4:5:6:7:8:9',
		'::g',
		'x::1.2.3.4',
	])('is not %s', (address) => {
		expect(bitsOf(address)).toBeUndefined();
	});
});

describe('an allow-list', () => {
	test('of mapped addresses counts the bits behind the first 96', () => {
		const list = '::ffff:192.0.2.0/120';
		expect([isAllowed('192.0.2.99', list), isAllowed('192.0.3.99', list)]).toEqual([true, false]);
		expect(mistypedEntries('::ffff:192.0.2.0/95, ::ffff:192.0.2.0/96 ::ffff:192.0.2.0/128')).toEqual([
			'::ffff:192.0.2.0/95',
		]);
	});

	test('knows whole addresses as ranges, and brackets around IPv6', () => {
		expect(mistypedEntries('10.0.0.1/32;::1/128;[2001:db8::]/32,[::1]')).toEqual([]);
		expect(isAllowed('2001:db8::9', '[2001:db8::]/32')).toBe(true);
		expect(isAllowed('10.0.0.1', '10.0.0.1/32')).toBe(true);
		expect(isAllowed('10.0.0.0', '10.0.0.1/32')).toBe(false);
	});

	test.each(['[192.0.2.7]', '[2001:db8::/32', '2001:db8::]/32', '10.0.0.0/a8', '10.0.0.0/8a', '10.0.0.0/0008', '/8'])(
		'does not take %s, names it, and lets nobody in by it',
		(entry) => {
			expect(mistypedEntries(`192.0.2.1,${entry}`)).toEqual([entry]);
			expect(isAllowed('10.0.0.1', entry)).toBe(false);
			expect(isAllowed('192.0.2.1', `${entry}, 192.0.2.1`)).toBe(true);
		},
	);

	test('of nothing but separators is empty: everyone may', () => {
		expect(isAllowed('192.0.2.7', ' ,; \n')).toBe(true);
	});
});
