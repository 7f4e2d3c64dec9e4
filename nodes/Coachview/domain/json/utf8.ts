/**
 * Reads bytes as UTF-8. Broken bytes are never replaced by a question mark: the record would be written back with it.
 *
 * @returns the text without a byte order mark, or undefined when the bytes are not UTF-8
 */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return undefined;
	}
}
