import { scrub } from './scrub';

/** What a refusal says, reduced to what may be shown. */
export interface Complaint {
	/** Names of fields that Coachview complains about. */
	fields: string[];
	/** Coachview's own words (often Dutch), scrubbed; '' when there are none. */
	words: string;
}

/**
 * Reads the body of a refusal in every form of assumption A39: empty, text, HTML, problem JSON with `errors`,
 * `{ message }`, `{ error, error_description }`, an array of texts.
 *
 * @param values values that were sent and must not be shown
 */
export function readComplaint(body: string, values: readonly string[]): Complaint {
	const text = body.trim();
	if (text === '' || text.startsWith('<')) return { fields: [], words: '' };
	let parsed: unknown;
	try {
		parsed = JSON.parse(text);
	} catch {
		return { fields: [], words: scrub(text, values) };
	}
	return { fields: namedFields(parsed), words: scrub(wordsOf(parsed), values) };
}

function namedFields(parsed: unknown): string[] {
	const errors = member(parsed, 'errors') ?? member(parsed, 'ModelState');
	// The keys come from the server; only what looks like a field name is one.
	return errors && typeof errors === 'object' && !Array.isArray(errors)
		? Object.keys(errors).filter((key) => /^[\w.$[\]]{1,60}$/.test(key))
		: [];
}

function wordsOf(parsed: unknown): string {
	if (typeof parsed === 'string') return parsed;
	if (Array.isArray(parsed)) return parsed.filter((entry) => typeof entry === 'string').join('; ');
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
