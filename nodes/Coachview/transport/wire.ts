import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { apiBaseUrl } from '../domain/baseUrl';
import { decodeUtf8 } from '../domain/json/utf8';
import { cancelSignal, inTime, Stopped, stoppedFault } from './cancel';
import type { ApiAnswer, ApiContext, ApiRequest } from './request';
import {
	CREDENTIAL_GONE,
	CREDENTIAL_MOVED,
	readFailure,
	readTokenFailure,
	TIMED_OUT,
	TOO_LARGE,
	UNREADABLE,
	type Failure,
} from './failure';

const CREDENTIAL = 'coachviewOAuth2Api';

/** Larger answers are not decoded: a page of 100 records is far below 1 MB, and everything in memory blocks others. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Above it a timer of Node would fire at once. */
export const LONGEST_TIMER = 2 ** 31 - 1;

/** Milliseconds that a credential is used for without reading it again. */
const KEPT_MS = 1_000;

/** The credential leads to another address than the one that this run began with. */
class Moved extends Error {}

/** Sends single requests through n8n's helper, each exactly once, and asks for a new token when told so. */
export class Wire {
	private readonly context: ApiContext;
	private readonly baseUrl: string;
	private readonly timeout: number;
	/** The token as this client last saw it, to tell whether another execution has renewed it meanwhile. */
	token: string;

	/** The credential as n8n gave it a moment ago. */
	private kept: { credential: object; at: number } | undefined;
	/** How often it was looked for a new token. */
	private looks = 0;

	/**
	 * @param timeout milliseconds for one request in all: token, headers and body
	 * @param credential as n8n has just given it; with a token it serves the first request too. When a webhook comes, n8n builds
	 *        an isolate for each reading of a credential
	 */
	constructor(context: ApiContext, baseUrl: string, timeout: number, credential: object) {
		this.context = context;
		this.baseUrl = baseUrl;
		this.timeout = Math.min(Math.max(1, Math.ceil(timeout)), LONGEST_TIMER - 1000);
		this.token = tokenOf(credential);
		this.keep(credential);
	}

	/**
	 * @returns the answer with a status below 300, or what went wrong; `sent` is false when no token could be had and so
	 *          nothing reached the API
	 * @throws Fault `cancelled` when n8n stopped the execution
	 */
	async send(request: ApiRequest): Promise<{ result: ApiAnswer | Failure; sent: boolean }> {
		const cancel = cancelSignal(this.context);
		if (cancel?.aborted) throw stoppedFault();
		try {
			const {
				statusCode: status,
				headers,
				body,
			} = await inTime(this.timeout, cancel, async (signal) => await this.ask(request, signal));
			const bytes = body as unknown as Uint8Array;
			const code = bytes.byteLength > MAX_BYTES ? TOO_LARGE : UNREADABLE;
			const text = code === TOO_LARGE ? undefined : decodeUtf8(bytes);
			if (status >= 300) return { result: { status, headers, text: text ?? '' }, sent: true };
			return { result: text === undefined ? { headers, text: '', code } : { status, headers, text }, sent: true };
		} catch (error) {
			if (cancel?.aborted) throw stoppedFault(request.method !== 'GET');
			const failure = await this.explain(error);
			return { result: failure, sent: failure.tokenError === undefined };
		}
	}

	/**
	 * Asks the token endpoint for a new token, once, unless another execution has just done so. No request is repeated.
	 *
	 * @returns undefined when there is a new token, otherwise why not
	 */
	async renewToken(): Promise<Failure | undefined> {
		const cancel = cancelSignal(this.context);
		const known = this.token;
		try {
			if ((await this.readToken()) !== known && known !== '') return undefined;
			await inTime(
				this.timeout,
				cancel,
				async () =>
					await this.context.helpers.refreshOAuth2Token.call(this.context, CREDENTIAL, { tokenType: 'Bearer' }),
			);
			await this.readToken();
			return undefined;
		} catch (error) {
			if (cancel?.aborted) throw stoppedFault();
			return await this.withoutToken(error);
		}
	}

	private async ask(request: ApiRequest, signal: AbortSignal): Promise<IN8nHttpFullResponse> {
		// n8n puts the cancel signal of the context in the place of the request's own, so the context gets ours.
		const context = Object.create(this.context, {
			getExecutionCancelSignal: { value: () => signal },
			getCredentials: { value: async (type: string) => await this.credential(type) },
		}) as ApiContext;
		// A refusal is an answer: errors of n8n 1.x lose the headers that tell the quota, and n8n would renew the token and
		// send the request again by itself, a write included.
		const options: IHttpRequestOptions = {
			...this.httpOptions(request),
			abortSignal: signal,
			ignoreHttpStatusErrors: true,
		};
		return (await this.context.helpers.httpRequestWithAuthentication.call(context, CREDENTIAL, options, {
			oauth2: { tokenType: 'Bearer' },
		})) as IN8nHttpFullResponse;
	}

	/**
	 * n8n reads the credential from its database and decrypts it for every single request. Where many follow each other it is
	 * the same one; a new token is seen at once, because it is this object that asks for it, or the old one was refused.
	 */
	private async credential(type: string): Promise<object> {
		if (type === CREDENTIAL && this.kept && Date.now() - this.kept.at <= KEPT_MS) return { ...this.kept.credential };
		if (type !== CREDENTIAL) return await this.context.getCredentials(type);
		const { looks } = this;
		const credential = await this.read();
		// One that was asked for before a new token was stored may be the old one.
		if (looks === this.looks) this.keep(credential);
		return { ...credential };
	}

	/** @throws Moved, so that the token of another environment never comes to this address */
	private async read(): Promise<object> {
		const credential: object = await this.context.getCredentials(CREDENTIAL);
		if (isElsewhere(credential, this.baseUrl)) throw new Moved();
		return credential;
	}

	/** One without a token is read again: another execution may get one meanwhile. */
	private keep(credential: object): void {
		this.kept = tokenOf(credential) === '' ? undefined : { credential, at: Date.now() };
	}

	/** Where it failed is read from what is there afterwards: no credential, no token, or a token and so no answer of the API. */
	private async explain(error: unknown): Promise<Failure> {
		const failure = await this.withoutToken(error);
		if (this.token === '' || [CREDENTIAL_GONE, CREDENTIAL_MOVED].includes(failure.tokenError ?? '')) return failure;
		return error instanceof Stopped ? { headers: {}, text: '', code: TIMED_OUT } : readFailure(error);
	}

	private async withoutToken(error: unknown): Promise<Failure> {
		try {
			await this.readToken();
			return readTokenFailure(error);
		} catch (thrown) {
			return { headers: {}, text: '', tokenError: thrown instanceof Moved ? CREDENTIAL_MOVED : CREDENTIAL_GONE };
		}
	}

	private async readToken(): Promise<string> {
		this.kept = undefined;
		this.looks++;
		this.token = tokenOf(await this.read());
		return this.token;
	}

	private httpOptions({ method, entity, id, query, body, headers }: ApiRequest): IHttpRequestOptions {
		const path = [entity, ...(id === undefined ? [] : [encodeURIComponent(id)])].join('/');
		const search = Object.entries(query ?? {}).map(([name, value]) => `${name}=${encoded(value)}`);
		return {
			method,
			url: `${this.baseUrl}/${path}${search.length > 0 ? `?${search.join('&')}` : ''}`,
			headers: {
				Accept: 'application/json',
				...(body === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8' }),
				...headers,
			},
			...(body === undefined ? {} : { body }),
			// Bytes and not JSON: parsing would change long numbers.
			encoding: 'arraybuffer',
			returnFullResponse: true,
			// n8n's own limit is one of silence; it must not come before ours.
			timeout: this.timeout + 1000,
			// The token goes to no other address.
			disableFollowRedirect: true,
		};
	}
}

function isElsewhere(credential: object, baseUrl: string): boolean {
	try {
		return apiBaseUrl(credential) !== baseUrl;
	} catch {
		// It leads nowhere; what it has is of before.
		return false;
	}
}

/** @returns the access token that n8n keeps with the credential; '' when there is none */
function tokenOf(credential: object): string {
	const { oauthTokenData } = credential as { oauthTokenData?: { access_token?: unknown } };
	const token = oauthTokenData?.access_token;
	return typeof token === 'string' ? token : '';
}

/** A comma may stand in a query as it is, and a list of ids is a third shorter with it. */
function encoded(value: string): string {
	return encodeURIComponent(value).replaceAll('%2C', ',');
}
