import { sleep, type IExecuteFunctions, type IHookFunctions, type IHttpRequestOptions, type ILoadOptionsFunctions, type IN8nHttpFullResponse, type IWebhookFunctions } from 'n8n-workflow';
import { apiBaseUrl, environmentName, type BaseUrlSource } from '../domain/baseUrl';
import { asFault, Fault } from '../domain/fault';
import { RawJsonError } from '../domain/json/parse';
import { decodeUtf8 } from '../domain/json/utf8';
import { readRateInfo, secondsUntilReset, type RateInfo } from '../domain/rateLimit';
import { NOT_DELIVERED, readFailure, TOKEN_UNAVAILABLE, UNREADABLE, type Failure } from './failure';
import { faultOf, quotaFault } from './faults';
import { backOffSeconds, isTransient } from './retry';

export type ApiContext = IExecuteFunctions | ILoadOptionsFunctions | IWebhookFunctions | IHookFunctions;

export interface ApiRequest {
	method: 'GET' | 'POST' | 'PUT';
	/** The entity, e.g. `Personen`. */
	entity: string;
	id?: string;
	query?: { [name: string]: string };
	/** JSON text; sent as it is. */
	body?: string;
	headers?: { [name: string]: string };
}

export interface ApiAnswer {
	status: number;
	headers: { [name: string]: unknown };
	/** The body, character for character. */
	text: string;
}

export interface ClientOptions {
	/** The longest time, in seconds, that one item waits for Coachview in all. */
	maxWait: number;
	/** Requests of the day that are left to others. */
	reserve: number;
	/** Milliseconds until a request is given up. */
	timeout: number;
}

export const DEFAULT_OPTIONS: ClientOptions = { maxWait: 60, reserve: 0, timeout: 60_000 };

/** The one door to Coachview's API. It counts requests, reads the quota from every answer and repeats only reads. */
export class CoachviewClient {
	/** Requests sent so far, repeats included. */
	requests = 0;
	rate: RateInfo = {};
	private exhausted = false;
	private renewedFor403 = false;
	private waited = 0;

	readonly baseUrl: string;
	/** Environment and API client together: what one client is shown says nothing about another. */
	readonly account: string;
	/** As `environmentName`, to be shown in outputs. */
	readonly environment: string;
	private readonly context: ApiContext;
	private readonly options: ClientOptions;

	constructor(context: ApiContext, credential: BaseUrlSource, options: ClientOptions) {
		this.context = context;
		this.baseUrl = apiBaseUrl(credential);
		this.account = `${this.baseUrl}|${String(credential.clientId ?? '')}`;
		this.environment = environmentName(credential);
		this.options = options;
	}

	/** A new item has its own waiting time. */
	startItem(): void {
		this.waited = 0;
	}

	/** @throws Fault `quotaExhausted` when fewer requests are known to be left than needed, the reserve counted in */
	needs(requests: number): void {
		const { remaining } = this.rate;
		const { reserve } = this.options;
		const now = Date.now();
		if (secondsUntilReset(this.rate, now) === 0) this.forgetQuota();
		else if (this.exhausted) throw quotaFault(this.rate, now);
		else if (remaining !== undefined && remaining - reserve < requests) {
			throw quotaFault(this.rate, now, remaining === 0 ? undefined : { needed: requests, reserve });
		}
	}

	/**
	 * Reads, and repeats on network trouble, 429 and 5xx within the waiting time (vendor documentation asks not to retry
	 * endlessly; that reads may be repeated on 500–504 is assumption A50).
	 *
	 * @param parse reads the answer; a RawJsonError counts as a passing failure
	 * @throws Fault for every failure that stays
	 */
	async read<T>(request: ApiRequest, parse: (answer: ApiAnswer) => T): Promise<T> {
		for (let attempt = 1; ; attempt++) {
			const answer = await this.once(request);
			let failure: Failure;
			if (isAnswer(answer)) {
				try {
					return parse(answer);
				} catch (error) {
					if (!(error instanceof RawJsonError)) throw asFault(error);
					// A proxy's page or half an answer: as passing as a 5xx.
					failure = { headers: {}, text: '', code: UNREADABLE };
				}
			} else {
				failure = answer;
			}
			if (!isTransient(failure) || !(await this.wait(failure, attempt))) throw this.fault(failure, request);
		}
	}

	/**
	 * Sends a write once. It is repeated only when Coachview certainly has not taken it: 429, or no connection.
	 *
	 * @returns the answer, or the failure when it is unclear whether the write was stored (5xx, time-out, broken answer)
	 * @throws Fault when Coachview refused the write: nothing was stored
	 */
	async write(request: ApiRequest): Promise<ApiAnswer | Failure> {
		for (let attempt = 1; ; attempt++) {
			const answer = await this.once(request);
			if (isAnswer(answer)) return answer;
			const undelivered = answer.status === 429 || answer.tokenError === TOKEN_UNAVAILABLE || NOT_DELIVERED.includes(answer.code ?? '');
			if (undelivered && (await this.wait(answer, attempt))) continue;
			const { status = 500 } = answer;
			const unclear = answer.tokenError === undefined && !undelivered && (status >= 500 || status === 408);
			if (unclear) return answer;
			throw this.fault(answer, request);
		}
	}

	/** Waits before another try at something that was read back and not found stored. */
	async pause(attempt: number): Promise<void> {
		await this.wait({ headers: {}, text: '', code: 'unknown' }, attempt);
	}

	/** @returns the fault for a failure of this request */
	fault(failure: Failure, request: ApiRequest): Fault {
		return faultOf(failure, { method: request.method, entity: request.entity, values: valuesOf(request) }, this.rate, Date.now());
	}

	private async once(request: ApiRequest): Promise<ApiAnswer | Failure> {
		if (this.exhausted) this.needs(1);
		const answer = await this.attempt(request, 401);
		// A scope that was just added only works with a new token, and n8n keeps the old one when a credential is saved.
		if (!isAnswer(answer) && answer.status === 403 && !this.renewedFor403) {
			this.renewedFor403 = true;
			return await this.attempt(request, 403);
		}
		return answer;
	}

	/** @param expired the status on which n8n fetches a new token and sends the request again */
	private async attempt(request: ApiRequest, expired: number): Promise<ApiAnswer | Failure> {
		try {
			// Refusals come as answers, because the errors of n8n 1.x lose the headers that tell the quota.
			let response = await this.send(request, expired, { ignoreHttpStatusErrors: { ignore: true, except: [expired] } });
			// n8n 1.x does not know `except`: there the token is only renewed for a request that fails.
			if (response.statusCode === expired) response = await this.send(request, expired, {});
			const { statusCode: status, headers, body } = response;
			this.noteQuota(headers, status);
			const text = decodeUtf8(body as unknown as Uint8Array) ?? (status < 300 ? undefined : '');
			if (text === undefined) return { headers, text: '', code: UNREADABLE };
			return { status, headers, text };
		} catch (error) {
			const failure = readFailure(error);
			// Without a token nothing reached the API.
			if (failure.tokenError !== undefined) this.requests--;
			this.noteQuota(failure.headers, failure.status);
			return failure;
		}
	}

	private async send(request: ApiRequest, tokenExpiredStatusCode: number, more: Partial<IHttpRequestOptions>): Promise<IN8nHttpFullResponse> {
		this.requests++;
		return (await this.context.helpers.httpRequestWithAuthentication.call(
			this.context,
			'coachviewOAuth2Api',
			{ ...this.httpOptions(request), ...more },
			{ oauth2: { tokenType: 'Bearer', tokenExpiredStatusCode } },
		)) as IN8nHttpFullResponse;
	}

	private httpOptions({ method, entity, id, query, body, headers }: ApiRequest): IHttpRequestOptions {
		const path = [entity, ...(id === undefined ? [] : [encodeURIComponent(id)])].join('/');
		const search = Object.entries(query ?? {}).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
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
			timeout: this.options.timeout,
			disableFollowRedirect: true,
		};
	}

	private async wait(failure: Failure, attempt: number): Promise<boolean> {
		const seconds = backOffSeconds(failure, attempt, this.rate, Date.now());
		if (seconds === undefined || this.waited + seconds > this.options.maxWait) {
			if (failure.status === 429) this.exhausted = true;
			return false;
		}
		this.waited += seconds;
		await sleep(seconds * 1000);
		return true;
	}

	/** Retry-After speaks of the day only on a 429; on a 503 it would pass for a reset that is seconds away. */
	private noteQuota(headers: ApiAnswer['headers'], status: number | undefined): void {
		const ofTheDay = Object.entries(headers).filter(([name]) => status === 429 || name.toLowerCase() !== 'retry-after');
		this.rate = { ...this.rate, ...readRateInfo(Object.fromEntries(ofTheDay), Date.now()) };
	}

	private forgetQuota(): void {
		this.exhausted = false;
		this.rate = {};
	}
}

/**
 * @returns a client for the credential of the node
 * @throws Fault `credential` when no credential is chosen or its address cannot be used
 */
export async function createClient(context: ApiContext, options: Partial<ClientOptions> = {}): Promise<CoachviewClient> {
	const credential = await context.getCredentials('coachviewOAuth2Api');
	try {
		return new CoachviewClient(context, credential, { ...DEFAULT_OPTIONS, ...options });
	} catch (error) {
		throw addressFault(error as Error);
	}
}

function addressFault({ message }: Error): Fault {
	return new Fault('credential', message, 'Correct the credential. Nothing was sent to Coachview.');
}

export function isAnswer(answer: ApiAnswer | Failure): answer is ApiAnswer {
	return answer.status !== undefined && answer.status < 300 && !('tokenError' in answer);
}

/** Every value that the request carries, so that a message of Coachview can be cleaned of them. */
function valuesOf({ body, query }: ApiRequest): string[] {
	const texts = [...(body ?? '').matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text ?? '');
	return [...texts, ...Object.values(query ?? {}).flatMap((value) => value.split(/[=<>;,]/))];
}
