// JSON objects as a list of members whose values stay the text that came in. A parsed object would lose the form of
// numbers (1.10, 19 digits), the order of integer-like keys and a key named __proto__; a text loses nothing.

/** Member name to the raw JSON text of its value, in order. */
export type RawObject = Map<string, string>;

/**
 * Splits the text of a JSON object into its members.
 * @param text JSON text
 * @returns members in the order of the text; values without surrounding white space, otherwise untouched
 * @throws SyntaxError when the text is not valid JSON, not an object, or names a member twice
 */
export function splitObject(text: string): RawObject {
	const parsed: unknown = JSON.parse(text);
	if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
		throw new SyntaxError('A JSON object is expected');
	const members: RawObject = new Map();
	let at = text.indexOf('{') + 1;
	for (;;) {
		at = skip(text, at);
		if (text[at] === '}') return members;
		if (text[at] === ',') at = skip(text, at + 1);
		const keyEnd = stringEnd(text, at);
		const key = JSON.parse(text.slice(at, keyEnd)) as string;
		const start = skip(text, skip(text, keyEnd) + 1);
		at = valueEnd(text, start);
		if (members.has(key)) throw new SyntaxError(`Member ${key} occurs twice`);
		members.set(key, text.slice(start, at).trimEnd());
	}
}

/** The elements of the text of a JSON list, untouched like the members of an object. */
export function splitList(text: string): string[] {
	const elements: string[] = [];
	let at = skip(text, text.indexOf('[') + 1);
	while (text[at] !== ']') {
		if (text[at] === ',') at = skip(text, at + 1);
		const end = valueEnd(text, at);
		elements.push(text.slice(at, end).trimEnd());
		at = skip(text, end);
	}
	return elements;
}

/** The members as one JSON text. */
export function joinObject(members: RawObject): string {
	return `{${[...members].map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',')}}`;
}

/** The value of a raw member as JavaScript sees it; a missing member is null. */
export function valueOf(members: RawObject, key: string): unknown {
	const raw = members.get(key);
	return raw === undefined ? null : (JSON.parse(raw) as unknown);
}

/** Text of a member, or null for everything that is not a non-empty text. */
export function textOf(members: RawObject, key: string): string | null {
	const value = valueOf(members, key);
	return typeof value === 'string' && value !== '' ? value : null;
}

/** Whether a raw value is an object (not null, not an array). */
export const isObject = (raw: string | undefined): raw is string => raw?.trimStart().startsWith('{') === true;

function skip(text: string, at: number): number {
	while (/\s/.test(text[at] ?? '')) at += 1;
	return at;
}

/** Position after the text that starts at `at`. The whole is known to be valid JSON, so no checks are needed. */
function stringEnd(text: string, at: number): number {
	let end = at + 1;
	while (text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
	return end + 1;
}

function valueEnd(text: string, at: number): number {
	let depth = 0;
	for (let end = at; ; ) {
		const character = text[end]!;
		if (character === '"') {
			end = stringEnd(text, end);
			continue;
		}
		if (depth === 0 && /[,}\]]/.test(character)) return end;
		if (/[{[]/.test(character)) depth += 1;
		if (/[}\]]/.test(character)) depth -= 1;
		end += 1;
	}
}
