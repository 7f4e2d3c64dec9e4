/**
 * Whether JavaScript still holds the number that was meant. 7615917337495251231 in an expression is 7615917337495251000
 * by the time a node sees it, and nothing tells it from a number that was meant so; up to 15 digits are always exact.
 *
 * @returns undefined when it does, else why not, as the end of a sentence
 */
export function whyNotExact(value: number): string | undefined {
	if (!Number.isFinite(value)) return 'is not a number';
	if (Number.isInteger(value) ? !Number.isSafeInteger(value) : significantDigits(value) > 15) {
		return 'is a number that cannot be kept exactly; pass it as text';
	}
	return undefined;
}

function significantDigits(value: number): number {
	const digits = String(Math.abs(value)).replace(/e.*$/, '').replace('.', '');
	return digits.replace(/^0+/, '').length;
}

/** @returns the number as plain digits, without an exponent; undefined when JavaScript would write one */
export function plainDigits(value: number): string | undefined {
	const text = String(value);
	return text.includes('e') ? undefined : text;
}
