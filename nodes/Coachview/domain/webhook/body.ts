import { parseRaw, RawJsonError, type RawNode } from '../json/parse';

/** A body as it was understood: texts, lists and objects, whose members are a list so that no key can do harm. */
export type Value = string | null | boolean | { items: Value[] } | { members: Member[] };
export type Member = [key: string, value: Value];

export interface BodyInput {
	/** The exact bytes of the body. */
	bytes: Uint8Array;
	/** The Content-Type header, if any. */
	contentType?: string;
	/** n8n's own reading of an XML body; used for XML only. */
	parsed?: unknown;
}

const XML = /(^|\/|\+)xml$/;

/** @returns the value and the text of a body, or the reason why there is none; JSON unless the type says form or XML */
export function readBody({
	bytes,
	contentType,
	parsed,
}: BodyInput): { value: Value; text: string } | { reason: string } {
	const [type = '', ...parameters] = (contentType ?? '')
		.toLowerCase()
		.split(';')
		.map((part) => part.trim());
	const charset =
		parameters
			.find((part) => part.startsWith('charset='))
			?.slice(8)
			.replace(/"/g, '') ?? 'utf-8';
	if (!['utf-8', 'utf8', 'us-ascii'].includes(charset))
		return { reason: 'The body must be UTF-8; its type names another character set.' };
	let text: string;
	try {
		text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return { reason: 'The body is not valid UTF-8.' };
	}
	if (text.trim() === '') return { reason: 'The body is empty.' };
	if (type === 'application/x-www-form-urlencoded') {
		return { text, value: formValue(text) };
	}
	if (XML.test(type)) return { text, value: unwrapRoot(fromPlain(parsed, 0)) };
	try {
		return { text, value: fromRaw(parseRaw(text), text) };
	} catch (error) {
		if (error instanceof RawJsonError) return { reason: 'The body is not valid JSON.' };
		return { reason: 'The body could not be read.' };
	}
}

/** Fields of a form that are tried as JSON; trying thousands would take a stranger's body long to read. */
const MAX_TRIES = 20;

/** A form can only carry an envelope as JSON inside a field. */
function formValue(text: string): Value {
	let tries = 0;
	const members = [...new URLSearchParams(text)].map(([key, field]): Member => {
		const isTried = /^\s*[{[]/.test(field) && tries++ < MAX_TRIES;
		return [key, isTried ? nested(field) : field];
	});
	return { members };
}

function nested(field: string): Value {
	try {
		return fromRaw(parseRaw(field), field);
	} catch {
		return field;
	}
}

function fromRaw(node: RawNode, text: string): Value {
	const raw = text.slice(node.start, node.end);
	switch (node.kind) {
		case 'object':
			return { members: node.members.map(({ key, value }): Member => [key, fromRaw(value, text)]) };
		case 'array':
			return { items: node.items.map((item) => fromRaw(item, text)) };
		case 'string':
			return JSON.parse(raw) as string;
		case 'number':
			// As written: an id of twenty digits must not lose its last ones.
			return raw;
		default:
			return raw === 'null' ? null : raw === 'true';
	}
}

const MAX_PLAIN_DEPTH = 12;

function fromPlain(value: unknown, depth: number): Value {
	if (value === null || value === undefined || depth > MAX_PLAIN_DEPTH) return null;
	if (Array.isArray(value)) return { items: value.map((item) => fromPlain(item, depth + 1)) };
	if (typeof value === 'object') {
		return { members: Object.entries(value).map(([key, inner]): Member => [key, fromPlain(inner, depth + 1)]) };
	}
	return String(value);
}

/** XML always has one root element around the members. */
function unwrapRoot(value: Value): Value {
	if (value !== null && typeof value === 'object' && 'members' in value && value.members.length === 1) {
		const inner = value.members[0]?.[1];
		if (inner !== null && typeof inner === 'object') return inner;
	}
	return value;
}
