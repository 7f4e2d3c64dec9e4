import { NoList } from './noList';
import { numberText } from './number';
import { dateOfBirth, placeOfBirth, type ValueSettings } from './values';

/** What is known of one employee; `undefined` for what HR left out, null for what it knows to be empty. */
export interface Row {
	key: unknown;
	date: unknown;
	place: unknown;
	/** Further values by the name of their column, as HR gives them. */
	columns?: { [name: string]: unknown };
}

/** The rows of an answer; `more` when HR has further ones that it did not send. */
export type Rows = Row[] & { more?: boolean };

/** Takes the body, parsed from JSON, to the rows; may throw for a body that has none. */
export type RowsOf = (body: never) => Rows;

/** Exactly one outcome of the adapter contract (docs/hr-adapters.md). */
export type Outcome =
	| {
			outcome: 'found';
			dateOfBirth: string | null;
			placeOfBirth: string | null;
			matchKey: string;
			unusable?: string[];
			columns?: { [name: string]: unknown };
	  }
	| { outcome: 'notFound' }
	| { outcome: 'ambiguous'; count: number }
	| { outcome: 'noPermission' }
	| { outcome: 'retryLater'; after: string | null };

/** What n8n's HTTP Request gives with "full response" and text; without a status there was no answer. */
export interface Http {
	statusCode?: number;
	headers?: Record<string, unknown>;
	data?: unknown;
	/** There was no request: n8n had no credential or no address for it. */
	couldNotAsk?: true;
}

/** How an answer is read: what is said of values, and statuses that mean "no such employee" at this system. */
export interface Reading {
	settings?: ValueSettings;
	notFound?: readonly number[];
}

export const later = (after: string | null = null): Outcome => ({ outcome: 'retryLater', after });

/**
 * What an answer of HR means before its rows are looked at.
 * @param notFound statuses that mean "no such employee" at this system
 * @returns an outcome for everybody that was asked for, or the rows
 */
export function rowsIn(http: Http | undefined, rowsOf: RowsOf, notFound: readonly number[] = []): Outcome | Rows {
	const { statusCode: status, headers = {}, data } = http ?? {};
	if (typeof status !== 'number') return later(); // no connection, or no answer in time
	if (notFound.includes(status)) return { outcome: 'notFound' };
	const body = bodyOf(data);
	const inBody = (body as { retry_after?: unknown } | null | undefined)?.retry_after;
	if ([408, 425, 429].includes(status) || status >= 500) return later(moment(headers['retry-after'] ?? inBody));
	if (status >= 300) return { outcome: 'noPermission' }; // also a wrong address or setting: somebody has to look
	try {
		const rows = rowsOf(body as never);
		if (Array.isArray(rows)) return rows;
	} catch (error) {
		if (error instanceof NoList && body !== undefined && body !== null) return { outcome: 'noPermission' };
		// The page of a proxy, half an answer, or nothing at all.
	}
	return later();
}

/** The outcome for one number, from rows that may hold other employees as well. */
export function outcomeOf(number: string, rows: Rows, settings: ValueSettings = {}): Outcome {
	// A row without its number: HR does not show that column, so nobody can be told from anybody.
	if (rows.some(({ key }) => key === undefined || (typeof key === 'object' && key !== null)))
		return { outcome: 'noPermission' };
	const hits = rows.filter(({ key }) => number !== '' && numberText(key).toLowerCase() === number.toLowerCase());
	if (hits.length > 1) return { outcome: 'ambiguous', count: hits.length };
	if (rows.more) return later();
	const [hit] = hits;
	if (!hit) return { outcome: 'notFound' };
	if (hit.date === undefined || hit.place === undefined) return { outcome: 'noPermission' };
	const values = {
		dateOfBirth: dateOfBirth(hit.date, settings),
		placeOfBirth: placeOfBirth(hit.place, settings),
	};
	const unusable = Object.entries(values)
		.filter(([, { unusable: not }]) => not)
		.map(([name]) => name);
	const {
		dateOfBirth: { value: date },
		placeOfBirth: { value: place },
	} = values;
	return {
		outcome: 'found',
		dateOfBirth: date,
		placeOfBirth: place,
		matchKey: numberText(hit.key),
		...(unusable.length > 0 && { unusable }),
		...(hit.columns && { columns: hit.columns }),
	};
}

/** The outcome for one number that was asked for alone. */
export function outcomeIn(
	http: Http | undefined,
	number: string,
	rowsOf: RowsOf,
	{ settings, notFound }: Reading = {},
): Outcome {
	const rows = rowsIn(http, rowsOf, notFound);
	return Array.isArray(rows) ? outcomeOf(number, rows, settings) : rows;
}

/** The body as JSON, which n8n may have parsed already; undefined when it is none. */
export function bodyOf(text: unknown): unknown {
	if (typeof text === 'object') return text;
	try {
		// Some servers begin with a byte order mark, which n8n leaves there.
		return JSON.parse(String(text).replace(/^\ufeff/, ''));
	} catch {
		return undefined;
	}
}

/** Retry-After is a number of seconds or a date. Gives a moment in ISO 8601, or null when HR named none. */
function moment(retryAfter: unknown): string | null {
	if (retryAfter === undefined || retryAfter === null || retryAfter === '') return null;
	const text = String(retryAfter);
	// A date has the name of its month; what else there is, JavaScript would take for one.
	const ms = /^\d{1,8}$/.test(text)
		? Date.now() + Number(text) * 1000
		: Date.parse(/[a-z]{3}|T\d\d:/i.test(text) ? text : '');
	return Number.isFinite(ms) ? new Date(ms).toISOString() : null;
}
