import { mediaType, memberNames } from './shapes.mts';

/** Most requests of one run, token requests included: a hundredth of a day's 5,000 and a little. */
export const MAX_REQUESTS = 60;

const TIMEOUT = 60_000;

/** The limit is reached; probes that did not run stay unanswered. */
export class BudgetError extends Error {}

/** No access token, or nobody answers: nothing can be asked. The message says what to check. */
export class AccessError extends Error {}

/** One answer. `status` is 0 when none came in time. */
export interface Answer {
	status: number;
	headers: Headers;
	text: string;
	/** The body read as JSON; undefined when it is not JSON. */
	json: unknown;
}

export interface CallOptions {
	query?: Record<string, string>;
	body?: unknown;
	headers?: Record<string, string>;
	/** Another token than the client's own. */
	token?: string;
}

/** The door to one environment: fetches a token when needed, counts every request, and stops at the limit. */
export class Api {
	requests = 0;
	/** Status of the first redirect of a read below `/api/`. */
	moved: number | undefined;
	private token: string | undefined;
	/** Address without the API's path, e.g. `https://training.coachview.net`. */
	readonly host: string;
	private readonly client: { id: string; secret: string };

	constructor(host: string, client: { id: string; secret: string }) {
		this.host = host;
		this.client = client;
	}

	/** `POST /auth/connect/token` with client credentials in the body (seen in code that calls the API). */
	async askToken(scope?: string): Promise<Answer> {
		const form = {
			grant_type: 'client_credentials',
			client_id: this.client.id,
			client_secret: this.client.secret,
			...(scope && { scope }),
		};
		return await this.send('/auth/connect/token', {
			method: 'POST',
			body: new URLSearchParams(form).toString(),
			headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
		});
	}

	/** @throws AccessError with advice when there is no token to be had */
	async signIn(): Promise<void> {
		const answer = await this.askToken();
		this.token = tokenOf(answer);
		if (this.token !== undefined) return;
		const word = (answer.json as { error?: unknown } | undefined)?.error;
		const told = typeof word === 'string' && /^[a-z_]{3,40}$/.test(word) ? ` (${word})` : '';
		if (answer.status === 0)
			throw new AccessError(`Nobody answers at ${this.host}. Check the address and the connection.`);
		throw new AccessError(
			`No access token: HTTP ${answer.status}${told}. Check the client ID and secret, that the client is enabled, and that it belongs to this environment.`,
		);
	}

	/** One call below `/api/v1/`. */
	async call(
		method: string,
		path: string,
		{ query = {}, body, headers, token = this.token }: CallOptions = {},
	): Promise<Answer> {
		const search = Object.entries(query)
			.map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
			.join('&');
		return await this.send(`/api/v1/${path}${search === '' ? '' : `?${search}`}`, {
			method,
			headers: {
				accept: 'application/json',
				authorization: `Bearer ${token}`,
				...(body !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
				...headers,
			},
			...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
		});
	}

	/** Whether a text holds the access token. */
	isTokenIn(text: string): boolean {
		return this.token !== undefined && text.includes(this.token);
	}

	/** A list of people. */
	async people(query: Record<string, string>, options: Omit<CallOptions, 'query'> = {}): Promise<Answer> {
		return await this.call('GET', 'Personen', { ...options, query });
	}

	/** A request to an address of the environment that is not part of the API. */
	async page(path: string): Promise<Answer> {
		return await this.send(path, { method: 'GET' });
	}

	private async send(path: string, init: RequestInit): Promise<Answer> {
		if (this.requests >= MAX_REQUESTS) throw new BudgetError(`The limit of ${MAX_REQUESTS} requests is reached`);
		this.requests += 1;
		try {
			const response = await fetch(this.host + path, {
				...init,
				redirect: 'manual',
				signal: AbortSignal.timeout(TIMEOUT),
			});
			const text = await response.text();
			if (init.method === 'GET' && path.startsWith('/api/') && response.status >= 300 && response.status <= 399)
				this.moved ??= response.status;
			return { status: response.status, headers: response.headers, text, json: parsed(text) };
		} catch {
			return { status: 0, headers: new Headers(), text: '', json: undefined };
		}
	}
}

/** The token in the answer of the token endpoint. */
export function tokenOf({ status, json }: Answer): string | undefined {
	const token = (json as { access_token?: unknown } | undefined)?.access_token;
	return status === 200 && typeof token === 'string' && token !== '' ? token : undefined;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** The rows of a list; undefined when the answer is no list of objects. */
export function rowsOf({ status, json }: Answer): Array<Record<string, unknown>> | undefined {
	return status === 200 && Array.isArray(json) && json.every((row) => row !== null && typeof row === 'object')
		? (json as Array<Record<string, unknown>>)
		: undefined;
}

/** An answer in one line: status, type of the body, its members. Nothing of what they hold. */
export function describe(answer: Answer): string {
	if (answer.status === 0) return `no answer within ${TIMEOUT / 1000} s`;
	const names = memberNames(answer.json);
	const rows = Array.isArray(answer.json) ? `, ${answer.json.length} rows` : '';
	const body = answer.text === '' ? 'empty body' : mediaType(answer.headers);
	return `HTTP ${answer.status}, ${body}${rows}${!rows && names.length > 0 ? ` with ${names.join(', ')}` : ''}`;
}
