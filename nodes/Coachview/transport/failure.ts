import { Stopped } from './cancel';

/** A request that got no good answer, reduced to plain facts: nothing of n8n's error object, and so no token, is kept. */
export interface Failure {
	/** HTTP status; undefined when no answer came. */
	status?: number;
	headers: { [name: string]: unknown };
	text: string;
	/** The network's code, e.g. ECONNREFUSED, or one of the words below, when no answer came that could be read. */
	code?: string;
	/** The token endpoint's complaint (`invalid_client`, …, or one of the words below) when no token could be had. */
	tokenError?: string;
}

/** Codes that say that the request never reached the server, so that even a write may be sent again. */
export const NOT_DELIVERED: readonly string[] = [
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
];

/** Codes of a certificate that is not trusted: nothing was sent, and waiting does not help. */
export const NOT_TRUSTED: readonly string[] = [
	'CERT_HAS_EXPIRED',
	'CERT_NOT_YET_VALID',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'EPROTO',
];

/** The code of an answer that came but could not be read as JSON. */
export const UNREADABLE = 'unreadable';
/** The code of an answer that was not looked at for its size. */
export const TOO_LARGE = 'tooLarge';
/** The code of a request that was given up when its time was over. */
export const TIMED_OUT = 'timedOut';

/** The code of a 401 for which another new token would not help. */
export const TOKEN_REFUSED = 'tokenRefused';

/** The token endpoint could not answer now; nothing was sent to the API. */
export const TOKEN_UNAVAILABLE = 'unavailable';
/** Nobody answers at the address of the token endpoint. */
export const TOKEN_UNREACHABLE = 'unreachable';
/** The token endpoint was asked too often. */
export const TOKEN_BUSY = 'busy';
/** There is no token endpoint at the address. */
export const TOKEN_MISPLACED = 'misplaced';
/** n8n has no credential with the id that the node holds. */
export const CREDENTIAL_GONE = 'credentialGone';
/** The credential was changed while the node ran, and leads to another address. */
export const CREDENTIAL_MOVED = 'credentialMoved';

/** Words of `tokenError` that may be different a little later. */
export const TOKEN_PASSING: readonly string[] = [TOKEN_UNAVAILABLE, TOKEN_UNREACHABLE, TOKEN_BUSY];

/** Codes of connections that nobody took. */
export const NOBODY_THERE: readonly string[] = [
	'EAI_AGAIN',
	'ECONNREFUSED',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ENOTFOUND',
];

interface Linked {
	message?: unknown;
	description?: unknown;
	code?: unknown;
	httpCode?: unknown;
	status?: unknown;
	cause?: unknown;
	error?: unknown;
	response?: { status?: unknown; headers?: unknown };
	body?: unknown;
}

/**
 * Refusals come as answers, so what n8n's helper throws is about the network.
 *
 * @param error what n8n's HTTP helper threw: a NodeApiError around an Axios error
 */
export function readFailure(error: unknown): Failure {
	const chain = causes(error);
	// A status with a body that broke off: a refusal stays one, but a success did not come through.
	const status = chain.map(({ response }) => response?.status).find((value) => typeof value === 'number');
	if (status !== undefined && status >= 300) return { status, headers: {}, text: '' };
	const code = networkCode(chain) ?? 'unknown';
	return { headers: {}, text: '', code: code === 'ECONNABORTED' ? TIMED_OUT : code };
}

/** @param error what n8n's helpers threw while they asked for a token: errors of its OAuth2 client, wrapped or not */
export function readTokenFailure(error: unknown): Failure {
	return { headers: {}, text: '', tokenError: error instanceof Stopped ? TOKEN_UNAVAILABLE : tokenWord(causes(error)) };
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

function networkCode(chain: Linked[]): string | undefined {
	const isCode = (value: unknown) =>
		typeof value === 'string' && (NOT_TRUSTED.includes(value) || /^E[A-Z_]{2,30}$/.test(value));
	// n8n 1.x has nothing but a message and, in the place of a status, this code.
	return chain
		.flatMap(({ code, httpCode }) => [code, httpCode])
		.find((value): value is string => isCode(value) && value !== 'EAUTH' && value !== 'ESTATUS');
}

const WORDS = [
	'invalid_client',
	'invalid_scope',
	'unauthorized_client',
	'unsupported_grant_type',
	'invalid_grant',
	'invalid_request',
];

/** How the sentences begin that n8n's OAuth2 client has for the words of OAuth 2 (RFC 6749, 5.2). */
const SENTENCES: Array<[word: string, part: string]> = [
	['invalid_client', 'Client authentication failed'],
	['invalid_scope', 'requested scope is invalid'],
	['unauthorized_client', 'client is not authorized'],
	['unsupported_grant_type', 'grant type is not supported'],
	['invalid_request', 'missing a required parameter'],
];

/** Words beyond the standard's that some servers have for "not now". */
const TOO_OFTEN = /too.?many|rate.?limit|quota|slow_down/i;

/** What is left in n8n 1.x of an answer that was no JSON: a page of a proxy, half an answer. */
const NOT_JSON = /JSON input|not valid JSON|in JSON at position|Unsupported content type/;

/** n8n tells the endpoint's refusal as a word, as a sentence, as a status, or as a status inside a sentence. */
function tokenWord(chain: Linked[]): string {
	const said = chain
		.flatMap(({ message, description, body }) => [message, description, wordOf(body)])
		.map((text) => String(text ?? '').slice(0, 2000));
	const word =
		WORDS.find((candidate) => said.some((text) => text.includes(candidate))) ??
		SENTENCES.find(([, part]) => said.some((text) => text.includes(part)))?.[0];
	if (word !== undefined) return word;
	const status = statusOf(chain, said);
	if (status === 429 || said.some((text) => TOO_OFTEN.test(text))) return TOKEN_BUSY;
	if (status === undefined) {
		const code = networkCode(chain);
		if (code !== undefined) return NOBODY_THERE.includes(code) ? TOKEN_UNREACHABLE : TOKEN_UNAVAILABLE;
		return said.some((text) => NOT_JSON.test(text)) ? TOKEN_UNAVAILABLE : 'unknown';
	}
	if (status >= 500 || status === 408 || status < 300) return TOKEN_UNAVAILABLE;
	if (status === 401 || status === 403) return 'invalid_client';
	return status === 404 || status === 405 || status === 410 || status < 400 ? TOKEN_MISPLACED : 'unknown';
}

function wordOf(body: unknown): unknown {
	if (typeof body === 'string') return body;
	return (body as { error?: unknown } | undefined)?.error;
}

function statusOf(chain: Linked[], said: string[]): number | undefined {
	const told = chain
		.flatMap(({ response, status, httpCode }) => [response?.status, status, httpCode])
		.map(Number)
		.find((value) => value >= 200 && value <= 599);
	return told ?? said.map((text) => Number(/HTTP status (\d{3})\b/.exec(text)?.[1])).find((value) => value >= 200);
}
