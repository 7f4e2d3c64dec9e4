import { isAllowed, mistypedEntries } from '../../../nodes/Coachview/domain/webhook/allowList';
import { keyProblem } from '../../../nodes/Coachview/domain/webhook/secrets';

// K12.8 and K12.9 without n8n: addresses and keys.

describe('K12.8 addresses as proxies and people write them', () => {
	it.each<[string, string, boolean]>([
		['192.0.2.7:51008', '192.0.2.7', true],
		['[2001:db8::1]:443', '2001:db8::1', true],
		['[::1]', '::1', true],
		['::1', '[::1]', true],
		['fe80::1%eth0', 'fe80::/64', true],
		['[fe80::1%25eth0]:443', 'fe80::1', true],
		['"[2001:db8::1]:443"', '2001:db8::/32', true],
		[' 192.0.2.7 ', '192.0.2.7', true],
		['::ffff:192.0.2.7:51008', '192.0.2.7', true],
		['192.0.2.7', '::ffff:192.0.2.0/120', true],
		['192.0.3.7', '::ffff:192.0.2.0/120', false],
		['2001:db8::1', '[2001:db8::]/32', true],
		['192.0.2.7:510080', '192.0.2.7', false],
		['192.0.2.7:', '192.0.2.7', false],
		['192.0.2.7:80:80', '192.0.2.7', false],
		['[192.0.2.7', '192.0.2.7', false],
		['2001:db8::1]:443', '2001:db8::1', false],
		['2001:db8::1:443', '2001:db8::1', false],
		['[]', '::/0', false],
		['%eth0', '::/0', false],
		[`${'1:'.repeat(60)}1`, '::/0', false],
		['192.0.2.7, 10.0.0.1', '192.0.2.7', false],
	])('K12.8 %s in "%s": %s', (address, list, allowed) => expect(isAllowed(address, list)).toBe(allowed));
	it('K12.8 in the list a port is a mistake, brackets are not', () => {
		expect(mistypedEntries('[2001:db8::1], [2001:db8::]/32, ::ffff:192.0.2.7')).toEqual([]);
		const bad = [
			'192.0.2.7:443',
			'[2001:db8::1]:443',
			'[192.0.2.7]',
			'fe80::1%eth0',
			'::ffff:192.0.2.0/24',
			'[]',
			'[::1',
		];
		expect(mistypedEntries(bad.join(' '))).toEqual(bad);
	});
});

it('K12.9 keys that guard nothing', () => {
	expect([keyProblem(''), keyProblem('kX7-unguessable-2031')]).toEqual([undefined, undefined]);
	for (const weak of [
		'short',
		'fifteen-letters',
		' ',
		'with a blank in it',
		'slash/slash/slash/',
		'percent%20percent',
		'ümlaut-ümlaut-ümlaut',
	])
		expect(keyProblem(weak)).toMatch(/^The key /);
});
