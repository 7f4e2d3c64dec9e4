import { isAllowed, mistypedEntries } from '../../../nodes/Coachview/domain/webhook/allowList';
import { canonicalEvent } from '../../../nodes/Coachview/domain/webhook/eventName';
import { passes } from '../../../nodes/Coachview/domain/webhook/filter';
import { sameSecret, signatureFits } from '../../../nodes/Coachview/domain/webhook/secrets';

describe('allow-list', () => {
	test.each<[string, string, boolean]>([
		['192.0.2.7', '', true],
		['192.0.2.7', '192.0.2.7', true],
		['192.0.2.8', '192.0.2.7', false],
		['192.0.2.200', '198.51.100.0/24, 192.0.2.128/25', true],
		['192.0.2.100', '192.0.2.128/25', false],
		['::ffff:192.0.2.7', '192.0.2.0/24', true],
		['192.0.2.7', '::ffff:192.0.2.7', true],
		['2001:db8::1', '2001:db8::/32', true],
		['2001:0db8:0:0:0:0:0:1', '2001:db8::1', true],
		['2001:db9::1', '2001:db8::/32', false],
		['8.8.8.8', '0.0.0.0/0', true],
		['::1', '0.0.0.0/0', false],
		['', '192.0.2.7', false],
		['unknown', '0.0.0.0/0 ::/0', false],
	])('%s in "%s": %s', (address, list, allowed) => expect(isAllowed(address, list)).toBe(allowed));

	test('mistyped entries are named', () => {
		const good = '192.0.2.7, 10.0.0.0/8 2001:db8::/32; ::1, ::ffff:1.2.3.4, ::';
		expect(mistypedEntries(good)).toEqual([]);
		const bad = [
			'192.0.2',
			'192.0.2.256',
			'192.0.2.07',
			'10.0.0.0/33',
			'10.0.0.0/',
			'10.0.0.0/8/8',
			'coachview.nl',
			'2001:db8',
			'1::2::3',
			'12345::',
			'::/129',
			':::',
		];
		expect(mistypedEntries(bad.join(','))).toEqual(bad);
	});
});

test('event names have one spelling', () => {
	for (const name of [
		'persoon.categorie.toegevoegd',
		'Person.Category.Added',
		'PersoonCategorieToegevoegd',
		'person_category_added',
		' PERSOON.CATEGORIE.TOEGEVOEGD ',
		'Person.Kategorie.Hinzugefügt',
		'persoon:categorie/toegevoegd',
	]) {
		expect(canonicalEvent(name)).toBe('persoon.categorie.toegevoegd');
	}
	expect(canonicalEvent('constructor.__proto__')).toBe('constructor.proto');
});

test('filters', () => {
	const event = {
		event: 'persoon.categorie.toegevoegd',
		personId: '',
		personCategoryId: '',
		externId: '',
		externSource: 'AFAS',
		category: 'Extra gegevens',
		dedupeKey: '',
	};
	const filter = { event: '', categories: '', externSources: '' };
	expect(passes(event, filter)).toBe(true);
	expect(passes(event, { ...filter, event: 'Person.Category.Added' })).toBe(true);
	expect(passes(event, { ...filter, event: 'persoon.gewijzigd' })).toBe(false);
	expect(passes(event, { ...filter, categories: 'Diploma, extra GEGEVENS ' })).toBe(true);
	expect(passes(event, { ...filter, categories: 'Diploma' })).toBe(false);
	expect(passes(event, { ...filter, externSources: 'Nmbrs,afas' })).toBe(true);
	expect(passes({ ...event, externSource: '' }, { ...filter, externSources: 'AFAS' })).toBe(false);
});

test('secrets', () => {
	expect(sameSecret('abc', 'abc')).toBe(true);
	for (const wrong of ['abd', 'ab', 'abcd', '', undefined, null, ['abc'], { length: 3 }])
		expect(sameSecret(wrong, 'abc')).toBe(false);
	expect(sameSecret('', '')).toBe(false);
});

// RFC 4231, test case 2.
test('signatures: hexadecimal or base64, with or without a prefix', () => {
	const body = new TextEncoder().encode('what do ya want for nothing?');
	const sha256 = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
	const base64 = Buffer.from(sha256, 'hex').toString('base64');
	for (const given of [sha256, sha256.toUpperCase(), `sha256=${sha256}`, base64, `SHA-256=${base64}`])
		expect(signatureFits(given, body, 'sha256', 'Jefe')).toBe(true);
	for (const given of ['', undefined, sha256.slice(1), `${sha256.slice(0, -1)}4`, [sha256]])
		expect(signatureFits(given, body, 'sha256', 'Jefe')).toBe(false);
	expect(signatureFits(sha256, body, 'sha512', 'Jefe')).toBe(false);
	expect(signatureFits(sha256, body, 'sha256', '')).toBe(false);
});
