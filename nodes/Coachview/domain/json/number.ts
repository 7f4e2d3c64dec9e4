/** Longer exponents are compared as they are written: making numbers of them takes longer the longer they are. */
const MAX_EXPONENT = 18;

/**
 * 1.10, 11e-1 and 1.1 become one text; every digit counts, however long the number.
 *
 * @param raw a valid JSON number
 */
export function canonicalNumber(raw: string): string {
	const sign = raw.startsWith('-') ? '-' : '';
	const [mantissa = '', exponent = '0'] = raw.slice(sign.length).toLowerCase().split('e');
	const [whole = '', fraction = ''] = mantissa.split('.');
	const all = whole + fraction;
	const digits = all.slice(firstOther(all), lastOther(all) + 1);
	if (digits === '') return '0';
	const size = exponent.slice(/^[+-]/.test(exponent) ? 1 : 0);
	const power = size.slice(firstOther(size)) || '0';
	if (power.length > MAX_EXPONENT) return `${sign}${mantissa}e${exponent}`;
	const shift = BigInt(all.length - 1 - lastOther(all) - fraction.length);
	return `${sign}${digits}e${(exponent.startsWith('-') ? -BigInt(power) : BigInt(power)) + shift}`;
}

/** @returns the place of the first digit that is not 0, or the length when there is none */
function firstOther(digits: string): number {
	let at = 0;
	while (digits[at] === '0') at++;
	return at;
}

/** @returns the place of the last digit that is not 0, or -1 */
function lastOther(digits: string): number {
	let at = digits.length - 1;
	while (digits[at] === '0') at--;
	return at;
}
