/** A request that got no good answer, reduced to plain facts: nothing of n8n's error object, and so no token, is kept. */
export interface Failure {
	/** HTTP status; undefined when no answer came. */
	status?: number;
	headers: { [name: string]: unknown };
	text: string;
	/** The network's code, e.g. ECONNREFUSED, when no answer came. */
	code?: string;
	/** The token endpoint's complaint (`invalid_client`, …, or TOKEN_UNAVAILABLE) when no token could be had. */
	tokenError?: string;
}

/** Codes that say that the request never reached the server, so that even a write may be sent again. */
export const NOT_DELIVERED: readonly string[] = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

/** The token endpoint could not answer now; nothing was sent to the API. */
export const TOKEN_UNAVAILABLE = 'unavailable';

/** The code of an answer that came but could not be read as JSON. */
export const UNREADABLE = 'unreadable';

interface Linked {
	message?: unknown;
	description?: unknown;
	code?: unknown;
	httpCode?: unknown;
	status?: unknown;
	cause?: unknown;
	error?: unknown;
	config?: { url?: unknown };
	response?: { status?: unknown; headers?: unknown; data?: unknown };
	context?: { data?: unknown };
	body?: unknown;
}

/**
 * @param error what n8n's HTTP helper threw: a NodeApiError around an Axios error, or around the OAuth2 client's error
 */
export function readFailure(error: unknown): Failure {
	const chain = causes(error);
	const text = chain.map((link) => bodyText(link.response?.data ?? link.context?.data ?? link.body)).find((body) => body !== '') ?? '';
	const tokenError = readTokenError(chain, text);
	if (tokenError !== undefined) return { headers: {}, text: '', tokenError };
	const answered = chain.find((link) => typeof link.response?.status === 'number');
	const status = answered?.response?.status ?? chain.map((link) => Number(link.httpCode)).find((code) => code >= 400);
	if (typeof status === 'number') {
		return { status, headers: plainHeaders(answered?.response?.headers), text };
	}
	const code = chain.map((link) => link.code).find((value) => typeof value === 'string' && /^E[A-Z_]+$/.test(value));
	return { headers: {}, text: '', code: typeof code === 'string' ? code : 'unknown' };
}

function causes(error: unknown): Linked[] {
	const chain: Linked[] = [];
	let link = error as Linked | undefined;
	while (link && typeof link === 'object' && !chain.includes(link) && chain.length < 6) {
		chain.push(link);
		link = (link.cause ?? link.error) as Linked | undefined;
	}
	return chain;
}

const TOKEN_ERRORS = /invalid_client|invalid_scope|unauthorized_client|unsupported_grant_type|invalid_grant|invalid_request/;

/** How the sentences begin that n8n's OAuth2 client has for the words of OAuth 2 (RFC 6749, 5.2). */
const SENTENCES: Array<[word: string, part: string]> = [
	['invalid_client', 'Client authentication failed'],
	['invalid_scope', 'requested scope is invalid'],
	['unauthorized_client', 'client is not authorized'],
	['unsupported_grant_type', 'grant type is not supported'],
	['invalid_request', 'missing a required parameter'],
];

/** What n8n's OAuth2 client says of an answer that is not the JSON it wants. */
const CLIENT_WORDS = /^(HTTP status \d{3}$|Unsupported content type: )/;

/** n8n gives the token endpoint's refusal as text only (new versions) or as the OAuth2 client's own error (old ones). */
function readTokenError(chain: Linked[], text: string): string | undefined {
	const messages = chain.map((link) => String(link.message ?? ''));
	// n8n 1 has neither the address nor a sentence of its own for an answer that is not JSON, but the OAuth2 client's words.
	const byClient = chain.some(({ message, description }) => [message, description].some((words) => CLIENT_WORDS.test(String(words ?? ''))));
	const atToken = byClient || chain.some((link) => String(link.config?.url ?? '').includes('/connect/token'));
	const failed = messages.some((message) => message.includes('OAuth2 access token'));
	// The message is a sentence of the OAuth2 client; the word of the token endpoint is in the body of its error.
	const known = [...messages, atToken || failed ? text : ''].map((message) => TOKEN_ERRORS.exec(message)?.[0]).find(Boolean);
	if (known) return known;
	// n8n 1 keeps nothing but that sentence, and EAUTH in the place of a status.
	if (chain.some(({ code, httpCode }) => code === 'EAUTH' || httpCode === 'EAUTH')) {
		return SENTENCES.find(([, part]) => messages.some((message) => message.includes(part)))?.[0] ?? 'unknown';
	}
	if (!failed && !atToken) return undefined;
	return passing(chain) ? TOKEN_UNAVAILABLE : 'unknown';
}

/** ESTATUS is the OAuth2 client's word for an answer that is not JSON: a proxy's page, half an answer, a plain 429. */
function passing(chain: Linked[]): boolean {
	const status = chain.map((link) => link.response?.status).find((value) => typeof value === 'number');
	if (typeof status === 'number') return status >= 500 || status === 429 || status === 408;
	const told = Number(chain.map(({ httpCode }) => httpCode).find((value) => /^\d{3}$/.test(String(value))) ?? NaN);
	if (told >= 400 && told < 500 && told !== 429 && told !== 408) return false;
	return chain.some(({ code }) => typeof code === 'string' && /^E[A-Z_]+$/.test(code));
}

function bodyText(data: unknown): string {
	if (typeof data === 'string') return data;
	// Answers are asked for as bytes, so the body of a refusal is bytes as well.
	if (data instanceof Uint8Array) return new TextDecoder().decode(data);
	return data && typeof data === 'object' ? JSON.stringify(data) : '';
}

function plainHeaders(headers: unknown): Failure['headers'] {
	return headers && typeof headers === 'object' ? { ...(headers as Failure['headers']) } : {};
}
