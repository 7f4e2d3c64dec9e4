import { parseRaw, type RawNode } from './parse';

/**
 * @returns whether two JSON texts mean the same: strings by their characters, numbers by their decimal value (never
 *          through a float), objects whatever the order of their keys, arrays in order
 */
export function sameJson(a: string, b: string): boolean {
	return a === b || canonical(a, parseRaw(a)) === canonical(b, parseRaw(b));
}

/** @returns whether the text stands for "no value": null, '', only spaces, {} or an object of only such values, or [] */
export function isEmptyJson(text: string | undefined): boolean {
	return text === undefined || isEmptyNode(text, parseRaw(text));
}

function isEmptyNode(text: string, node: RawNode): boolean {
	switch (node.kind) {
		case 'object':
			return node.members.every(({ value }) => isEmptyNode(text, value));
		case 'array':
			return node.items.length === 0;
		case 'string':
			return (JSON.parse(text.slice(node.start, node.end)) as string).trim() === '';
		default:
			return text.slice(node.start, node.end) === 'null';
	}
}

function canonical(text: string, node: RawNode): string {
	const raw = text.slice(node.start, node.end);
	switch (node.kind) {
		case 'object': {
			const members = new Map(node.members.map(({ key, value }) => [key, canonical(text, value)]));
			const keys = [...members.keys()].sort();
			return `{${keys.map((key) => `${JSON.stringify(key)}:${members.get(key)}`).join(',')}}`;
		}
		case 'array':
			return `[${node.items.map((item) => canonical(text, item)).join(',')}]`;
		case 'string':
			return JSON.stringify(JSON.parse(raw));
		case 'number':
			return canonicalNumber(raw);
		default:
			return raw;
	}
}

/** 1.10, 11e-1 and 1.1 become one text; every digit counts, however long the number. */
function canonicalNumber(raw: string): string {
	const [, sign, whole = '', fraction = '', exponent = '0'] =
		/^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(raw) ?? [];
	const trailing = (whole + fraction).replace(/^0+/, '');
	const digits = trailing.replace(/0+$/, '');
	if (digits === '') return '0';
	const scale = BigInt(exponent) - BigInt(fraction.length) + BigInt(trailing.length - digits.length);
	return `${sign}${digits}e${scale}`;
}
