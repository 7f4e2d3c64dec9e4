/** What a refusal says, reduced to what may be shown. */
export interface Complaint {
	/** Names that we know, of fields that Coachview complains about; never a word that only the server knows. */
	fields: string[];
	/** What the words seem to say; undefined when that cannot be told. */
	kind?: ComplaintKind;
	/** The server's own words, on one line. They may hold values of people: only to be shown on request. */
	words: string;
}

export type ComplaintKind = 'tooLong' | 'missing' | 'duplicate' | 'notAllowed' | 'unknownField';

/** A refusal is short; more than this is not read, so that a hostile answer costs nothing. */
const MAX_BODY = 256 * 1024;
const MAX_WORDS = 4000;

/**
 * Reads the body of a refusal in every form of assumption A39: empty, text, HTML, problem JSON with `errors`,
 * `{ message }`, `{ error, error_description }`, an array of texts.
 *
 * @param known names of members that may be shown: our own list, and those that were sent
 */
export function readComplaint(body: string, known: Iterable<string>): Complaint {
	const text = body.length > MAX_BODY ? '' : body.trim();
	if (text === '' || text.startsWith('<')) return { fields: [], words: '' };
	const parsed = parse(text);
	const words = oneLine(wordsOf(parsed));
	const keys = keysOf(parsed);
	const all = [words, keys.messages]
		.filter((part) => part !== '')
		.join(' ; ')
		.slice(0, MAX_WORDS);
	const kind = kindOf(all);
	const names = namesIn([...keys.names, ...namesInProse(all)], known);
	return { fields: names, ...(kind ? { kind } : {}), words };
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

/** The members of `errors` (ASP.NET Core) or `ModelState` (ASP.NET): fields, with what is wrong with them. */
function keysOf(parsed: unknown): { names: string[]; messages: string } {
	const errors = member(parsed, 'errors') ?? member(parsed, 'ModelState');
	if (errors === null || typeof errors !== 'object') return { names: [], messages: '' };
	const entries = Object.entries(errors).slice(0, 200);
	const texts = entries
		.flatMap(([, value]) => (Array.isArray(value) ? value.slice(0, 20) : [value]))
		.filter((value) => typeof value === 'string');
	return { names: Array.isArray(errors) ? [] : entries.map(([name]) => name), messages: oneLine(texts.join(' ; ')) };
}

/** Names in the places where servers put them: `Naam: …`, `'Naam'`, `$.naam`, `field Naam`, `Naam field`. */
const IN_PROSE = [
	/(?:^|; ?)([A-Za-z][\w.[\]]{0,60})(?= ?:)/g,
	/['"`]([A-Za-z][\w.[\]]{0,60})['"`]/g,
	/\$\.([A-Za-z][\w.[\]]{0,60})/g,
	/\b(?:field|veld|kolom|column|member|property) ([A-Za-z][\w.[\]]{0,60})/gi,
	/\b([A-Za-z][\w.[\]]{0,60}) (?:field|veld)\b/gi,
];

function namesInProse(words: string): string[] {
	return IN_PROSE.flatMap((pattern) => [...words.matchAll(pattern)].map(([, name = '']) => name));
}

/** The part of each path that we know, from its end: `persoon.Adres.Postcode` is `adres.postcode`. */
function namesIn(paths: string[], known: Iterable<string>): string[] {
	const own = new Map([...known].map((name) => [name.toLowerCase(), name]));
	const found = paths.map((path) => {
		const parts = path
			.slice(0, 200)
			.replace(/\[\d{0,9}\]/g, '')
			.split('.')
			.map((part) => own.get(part.trim().toLowerCase()));
		return parts.slice(parts.lastIndexOf(undefined) + 1).join('.');
	});
	return [...new Set(found.filter((name) => name !== ''))].slice(0, 20);
}

const KINDS: Array<[kind: ComplaintKind, words: RegExp]> = [
	['tooLong', /too long|te lang|truncat|maximum length|max(?:imum|imale)? ?(?:length|lengte)/i],
	['missing', /required|verplicht|mandatory|ontbreekt|is missing|must not be empty|mag niet leeg/i],
	['duplicate', /already exist|bestaat al|duplicate|unique|al in gebruik|already in use/i],
	[
		'unknownField',
		/unknown (?:field|column|member|property)|onbekend veld|invalid column|could not be mapped|bestaat niet als veld/i,
	],
	['notAllowed', /not allowed|niet toegestaan|invalid|ongeldig|not valid|niet geldig|could not be converted/i],
];

function kindOf(words: string): ComplaintKind | undefined {
	return KINDS.find(([, pattern]) => pattern.test(words))?.[0];
}

function wordsOf(parsed: unknown): string {
	if (typeof parsed === 'string') return parsed;
	if (Array.isArray(parsed))
		return parsed
			.slice(0, 20)
			.filter((entry) => typeof entry === 'string')
			.join('; ');
	for (const key of ['detail', 'message', 'Message', 'error_description', 'title', 'error']) {
		const value = member(parsed, key);
		if (typeof value === 'string' && value !== '') return value;
	}
	return '';
}

function member(value: unknown, key: string): unknown {
	return value !== null && typeof value === 'object' && !Array.isArray(value) && Object.hasOwn(value, key)
		? (value as { [key: string]: unknown })[key]
		: undefined;
}

function oneLine(text: string): string {
	return text
		.slice(0, MAX_WORDS)
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim();
}

/**
 * The server's words for somebody who has asked for them: without anything that may be a token or a secret.
 *
 * @param secrets texts that must not appear
 * @returns at most 300 characters
 */
export function quotable(words: string, secrets: readonly string[] = []): string {
	let text = words.slice(0, MAX_WORDS);
	for (const secret of secrets)
		if (secret.length >= 4) text = text.replace(new RegExp(secret.replace(/[^\w]/g, '\\$&'), 'gi'), '…');
	return (
		text
			.replace(
				/\b(?:bearer|basic|authorization|access_token|client_secret|refresh_token|password)\b['":=\s]{0,5}[^\s'",;]{0,4000}/gi,
				'…',
			)
			// A token, a key or a hash: long, without a blank, and not just a long word.
			.replace(/[\w+/=.~%-]{20,4000}/g, (run) => (/^[a-z]{1,40}$/i.test(run) || GUID.test(run) ? run : '…'))
			.slice(0, 300)
	);
}

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
