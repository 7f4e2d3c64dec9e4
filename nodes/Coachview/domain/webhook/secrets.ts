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
export function signatureFits(given: unknown, body: Uint8Array, algorithm: SignatureAlgorithm, secret: string): boolean {
	if (typeof given !== 'string' || secret === '') return false;
	const plain = given.trim().replace(/^sha-?\d+=/i, '');
	const expected = createHmac(algorithm, secret).update(body).digest();
	return sameSecret(plain.toLowerCase(), expected.toString('hex')) || sameSecret(plain, expected.toString('base64'));
}
