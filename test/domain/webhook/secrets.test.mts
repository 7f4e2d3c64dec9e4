import { createHmac } from 'node:crypto';
import { keyProblem, sameSecret, signatureFits } from '../../../nodes/Coachview/domain/webhook/secrets.ts';

const BODY = new TextEncoder().encode('{"event":"persoon.categorie.toegevoegd"}');
const SECRET = 'a secret of the recipient';
const hmac = (secret = SECRET, algorithm = 'sha512') => createHmac(algorithm, secret).update(BODY);
const fits = (given: unknown, secret = SECRET) => signatureFits(given, BODY, 'sha512', secret);

describe('a secret', () => {
	test('is the same by all of its characters', () => {
		expect(sameSecret('key', 'key')).toBe(true);
		expect(sameSecret('Key', 'key')).toBe(false);
		expect(sameSecret('key', 'key2')).toBe(false);
	});

	test.each([[''], [undefined], [null], [['key']], [7]])(
		'that is missing or no text (%j) fits nothing, not even an empty one',
		(given) => {
			expect(sameSecret(given, '')).toBe(false);
			expect(sameSecret(given, 'key')).toBe(false);
		},
	);
});

describe('a signature', () => {
	test('fits in hexadecimal of either case and in base64', () => {
		expect(fits(hmac().digest('hex'))).toBe(true);
		expect(fits(hmac().digest('hex').toUpperCase())).toBe(true);
		expect(fits(hmac().digest('base64'))).toBe(true);
	});

	test('fits with blanks around it, and with the name of the algorithm in front', () => {
		const hex = hmac().digest('hex');
		for (const given of [` ${hex} `, `sha512=${hex}`, `SHA512=${hex}`, `sha-512=${hex}`, ` sha512=${hex}`]) {
			expect(fits(given)).toBe(true);
		}
	});

	test('does not fit with anything else in front', () => {
		const hex = hmac().digest('hex');
		for (const given of [`v1,sha512=${hex}`, `sha=${hex}`, `shaX=${hex}`, `hmac=${hex}`])
			expect(fits(given)).toBe(false);
	});

	test('does not fit when the case of base64 is another, the secret, the algorithm or the body', () => {
		expect(fits(hmac().digest('base64').toLowerCase())).toBe(false);
		expect(fits(hmac('another secret').digest('hex'))).toBe(false);
		expect(fits(hmac(SECRET, 'sha256').digest('hex'))).toBe(false);
		expect(signatureFits(hmac().digest('hex'), BODY.slice(1), 'sha512', SECRET)).toBe(false);
	});

	test('is needed: no signature fits, and without a secret none can', () => {
		expect(fits(undefined)).toBe(false);
		expect(fits([hmac().digest('hex')])).toBe(false);
		expect(fits('')).toBe(false);
		expect(fits(hmac('').digest('hex'), '')).toBe(false);
	});

	test.each(['sha1', 'sha256', 'sha512'] as const)('%s can be chosen', (algorithm) => {
		expect(signatureFits(hmac(SECRET, algorithm).digest('hex'), BODY, algorithm, SECRET)).toBe(true);
	});
});

describe('a key in the URL', () => {
	test('may be left out', () => {
		expect(keyProblem('')).toBeUndefined();
	});

	test.each(['abcdefghij012345', 'ABC-def_ghi.jkl~mno', '0123456789abcdef0123456789abcdef'])('%s is a key', (key) => {
		expect(keyProblem(key)).toBeUndefined();
	});

	test('has 16 characters at least', () => {
		expect(keyProblem('abcdefghij01234')).toBe('The key can be guessed. Use at least 16 characters.');
		expect(keyProblem('a')).toBe('The key can be guessed. Use at least 16 characters.');
	});

	test.each([
		'?abcdefghij0123456',
		'abcdefghij0123456#',
		'abcdefgh ij0123456',
		'abcdefgh/ij0123456',
		'ë'.repeat(16),
		'&',
	])('cannot have characters that mean something else in a URL: %s', (key) => {
		expect(keyProblem(key)).toBe(
			'The key is part of a URL. Use only letters, digits, hyphen, underscore, dot and tilde.',
		);
	});
});
