/**
 * Finds where the leaves of JSON end, by walking over the characters: a regular expression that matches megabytes runs
 * out of stack. Each function takes the position where the leaf begins and gives the one behind it, or -1.
 */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const ESCAPED = /["\\/bfnrt]/;
const HEX = /^[0-9a-fA-F]{4}$/;

/** A string with its quotes; JSON forbids bare control characters inside. */
export function endOfString(text: string, start: number): number {
	if (text.charCodeAt(start) !== QUOTE) return -1;
	for (let at = start + 1; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === QUOTE) return at + 1;
		if (code < 0x20) return -1;
		if (code !== BACKSLASH) continue;
		const escape = text.charAt(++at);
		if (escape === 'u') {
			if (!HEX.test(text.slice(at + 1, at + 5))) return -1;
			at += 4;
		} else if (!ESCAPED.test(escape)) {
			return -1;
		}
	}
	return -1;
}

/** A number as JSON allows it: no plus, no leading zero, digits on both sides of a point. */
export function endOfNumber(text: string, start: number): number {
	let at = text[start] === '-' ? start + 1 : start;
	const whole = endOfDigits(text, at);
	if (whole === at) return -1;
	at = text.charCodeAt(at) === ZERO ? at + 1 : whole;
	if (text.charCodeAt(at) === DOT && endOfDigits(text, at + 1) > at + 1) at = endOfDigits(text, at + 1);
	if (text[at] === 'e' || text[at] === 'E') {
		const digits = text[at + 1] === '+' || text[at + 1] === '-' ? at + 2 : at + 1;
		if (endOfDigits(text, digits) > digits) at = endOfDigits(text, digits);
	}
	return at;
}

function endOfDigits(text: string, start: number): number {
	let at = start;
	while (text.charCodeAt(at) >= ZERO && text.charCodeAt(at) <= NINE) at++;
	return at;
}

/** One of the three words. */
export function endOfWord(text: string, start: number): number {
	const word = ['true', 'false', 'null'].find((one) => text.startsWith(one, start));
	return word === undefined ? -1 : start + word.length;
}

/** White space as JSON knows it; never -1. */
export function endOfSpace(text: string, start: number): number {
	let at = start;
	for (;;) {
		const code = text.charCodeAt(at);
		if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
		at++;
	}
}
