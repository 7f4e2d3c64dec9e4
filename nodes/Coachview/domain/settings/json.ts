import { parseRaw } from '../json/parse';
import { invalidInput } from './invalid';
import { whyNotExact } from './numbers';

const MAX_DEPTH = 200;

/**
 * @param value a JSON text, or a value that an expression has made
 * @returns JSON text; of a text its own characters, without the blanks around it
 * @throws Fault `invalidInput` for a text that is no JSON, a number that JavaScript has rounded (also inside), a Date, a
 *         DateTime, a function, or anything nested deeper than 200 levels
 */
export function jsonText(value: unknown, label: string): string {
	if (typeof value !== 'string') return written(value, label, 0);
	const text = value.trim();
	try {
		parseRaw(text);
	} catch {
		throw invalidInput(label, 'is not valid JSON');
	}
	return text;
}

/** As JSON.stringify, which would round, turn NaN into null and a Date into a moment, and say nothing. */
function written(value: unknown, label: string, depth: number): string {
	if (depth > MAX_DEPTH) throw invalidInput(label, 'is nested too deeply');
	if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
	if (typeof value === 'bigint') return String(value);
	if (typeof value === 'number') {
		const why = whyNotExact(value);
		if (why !== undefined) throw invalidInput(label, `holds a value that ${why}`);
		return JSON.stringify(value);
	}
	if (Array.isArray(value))
		return `[${value.map((entry: unknown) => written(entry ?? null, label, depth + 1)).join(',')}]`;
	if (typeof value !== 'object' || Object.prototype.toString.call(value) !== '[object Object]' || 'toISO' in value) {
		throw invalidInput(label, 'holds something that is not JSON, such as a date object; pass it as text');
	}
	const members = Object.entries(value).filter(([, member]) => member !== undefined);
	return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${written(member, label, depth + 1)}`).join(',')}}`;
}
