import { createHash, createHmac, timingSafeEqual } from 'crypto';

export type SignatureAlgorithm = 'sha1' | 'sha256' | 'sha512';

/** Compares in constant time, also when the lengths differ: digests of equal length are compared. */
export function sameSecret(given: unknown, expected: string): boolean {
	const text = typeof given === 'string' ? given : '';
	const digest = (value: string) => createHash('sha256').update(value).digest();
	return timingSafeEqual(digest(text), digest(expected)) && text !== '';
}

/**
 * Checks an HMAC over the exact bytes of the body. For messages into Coachview the vendor documents SHA-512 in the
 * header X-WebHook-Signature; for outgoing webhooks nothing is documented (assumption A45).
 *
 * @param given the header's value: hexadecimal or base64, with or without `sha512=` in front
 */
export function signatureFits(
	given: unknown,
	body: Uint8Array,
	algorithm: SignatureAlgorithm,
	secret: string,
): boolean {
	if (typeof given !== 'string' || secret === '') return false;
	const plain = given.trim().replace(/^sha-?\d+=/i, '');
	const expected = createHmac(algorithm, secret).update(body).digest();
	return sameSecret(plain.toLowerCase(), expected.toString('hex')) || sameSecret(plain, expected.toString('base64'));
}

/** Fewest characters of a key; 16 letters and digits cannot be guessed. */
const MIN_KEY_LENGTH = 16;

/** @returns what is wrong with a key that is part of a URL, as a sentence; undefined when nothing is, or there is no key */
export function keyProblem(key: string): string | undefined {
	if (key === '') return undefined;
	if (!/^[A-Za-z0-9._~-]+$/.test(key))
		return 'The key is part of a URL. Use only letters, digits, hyphen, underscore, dot and tilde.';
	return key.length < MIN_KEY_LENGTH ? `The key can be guessed. Use at least ${MIN_KEY_LENGTH} characters.` : undefined;
}
