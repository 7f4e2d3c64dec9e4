import type { IExecuteFunctions, IHookFunctions, ILoadOptionsFunctions, IWebhookFunctions } from 'n8n-workflow';
import { apiBaseUrl, environmentName, type BaseUrlSource } from '../domain/baseUrl';
import { asFault, Fault } from '../domain/fault';
import { RawJsonError } from '../domain/json/parse';
import { mergeRate, readRateInfo, secondsUntilReset, type RateInfo } from '../domain/rateLimit';
import { cancelSignal, pauseUnlessCancelled, stoppedFault } from './cancel';
import { TOKEN_REFUSED, UNREADABLE, type Failure } from './failure';
import { faultOf, quotaFault, sentNames } from './faults';
import { backOffSeconds, fateOfWrite, isTransient } from './retry';
import { LONGEST_TIMER, tokenOf, Wire } from './wire';

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

/** What became of a write that was sent once. */
export type WriteOutcome =
	| { kind: 'answered'; answer: ApiAnswer }
	/** Time-out, 408, 5xx, a redirect, a broken or unreadable answer: it may have been stored, or still will be. */
	| { kind: 'uncertain'; failure: Failure }
	/** 429, 401, no connection, no token: certainly not stored, and the same may work later. */
	| { kind: 'undelivered'; failure: Failure; fault: Fault };

export interface ClientOptions {
	/** The longest time, in seconds, that one item waits for Coachview in all. */
	maxWait: number;
	/** Requests of the day that are left to others. */
	reserve: number;
	/** Milliseconds until a request is given up, whatever it is doing. */
	timeout: number;
	/** Whether errors quote Coachview, whose words may hold data of people; false when left out. */
	ownWords?: boolean;
}

export const DEFAULT_OPTIONS: Required<ClientOptions> = { maxWait: 60, reserve: 0, timeout: 60_000, ownWords: false };

/** The one door to Coachview's API. It counts requests, reads the quota from every answer and repeats only reads. */
export class CoachviewClient {
	/** Requests sent so far, repeats included. */
	requests = 0;
	rate: RateInfo = {};
	private exhausted = false;
	private renewedFor403 = false;
	/** A token that no answer but 401 has followed yet; another new one would not help. */
	private isTokenNew = false;
	/** Writes in a row that were refused for their token; some servers say 401 where a right is missing. */
	private writesRefused = 0;
	private waited = 0;

	readonly baseUrl: string;
	/** Environment, API client and its scopes together: what one is shown says nothing about another. */
	readonly account: string;
	/** As `environmentName`, to be shown in outputs. */
	readonly environment: string;
	private readonly context: ApiContext;
	private readonly options: ClientOptions;
	private readonly wire: Wire;

	constructor(context: ApiContext, credential: BaseUrlSource, options: ClientOptions) {
		this.context = context;
		this.baseUrl = apiBaseUrl(credential);
		this.account = JSON.stringify([
			this.baseUrl,
			String(credential.clientId ?? ''),
			String(credential.scope ?? '').trim(),
		]);
		this.environment = environmentName(credential);
		this.options = options;
		this.wire = new Wire(context, this.baseUrl, options.timeout, tokenOf(credential));
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
		// A reset is only noted when it was still to come, so this one has passed since.
		if (secondsUntilReset(this.rate, now) === 0) this.forgetQuota();
		else if (this.exhausted) throw quotaFault(this.rate, now);
		else if (remaining !== undefined && remaining - reserve < requests) {
			throw quotaFault(this.rate, now, remaining === 0 ? undefined : { needed: requests, reserve });
		}
	}

	/**
	 * Reads, and repeats on network trouble, 429 and 5xx within the waiting time (vendor documentation asks not to retry
	 * endlessly; that reads may be repeated on 500–504 is assumption A50). A token that has ended is renewed.
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
			if (!isTransient(failure) || !(await this.pause(attempt, failure))) throw this.fault(failure, request);
		}
	}

	/**
	 * Sends a write, and never sends it again: after any wait the record may have changed, so that is for the caller, who
	 * reads first. A token that has ended is renewed for what comes next.
	 *
	 * @throws Fault when Coachview refused the write: nothing was stored
	 */
	async write(request: ApiRequest): Promise<WriteOutcome> {
		const result = await this.once(request);
		if (isAnswer(result)) return { kind: 'answered', answer: result };
		switch (fateOfWrite(result)) {
			case 'uncertain':
				return { kind: 'uncertain', failure: result };
			case 'undelivered':
				return { kind: 'undelivered', failure: result, fault: this.fault(result, request) };
			default:
				throw this.fault(result, request);
		}
	}

	/**
	 * Waits before another try, as the back-off rule says for this failure, within what is left of the waiting time.
	 *
	 * @param attempt 1 for the first failure
	 * @param failure what went wrong; left out for something that was read back and not found stored
	 * @returns false when there is no time left or no sense in another try; nothing was waited then
	 * @throws Fault `cancelled` when n8n stopped the execution
	 */
	async pause(attempt: number, failure: Failure = { headers: {}, text: '', code: 'unknown' }): Promise<boolean> {
		const seconds = backOffSeconds(failure, attempt, this.rate, Date.now());
		if (seconds === undefined || this.waited + seconds > this.options.maxWait || seconds * 1000 > LONGEST_TIMER) {
			if (failure.status === 429) this.exhausted = true;
			return false;
		}
		this.waited += seconds;
		try {
			if (seconds > 0) await pauseUnlessCancelled(seconds * 1000, cancelSignal(this.context));
		} catch {
			throw stoppedFault();
		}
		return true;
	}

	/** @returns the fault for a failure of this request */
	fault(failure: Failure, request: ApiRequest): Fault {
		const { method, entity } = request;
		const { ownWords = false, timeout } = this.options;
		const asked = {
			method,
			entity,
			names: () => sentNames(request),
			ownWords,
			secrets: [this.wire.token],
			hasNewToken: this.isTokenNew,
			timeout,
		};
		return faultOf(failure, asked, this.rate, Date.now());
	}

	/** Once on the wire; a read once more with a new token, when the old one was refused. */
	private async once(request: ApiRequest): Promise<ApiAnswer | Failure> {
		if (this.exhausted) this.needs(1);
		const result = await this.sent(request);
		const isRead = request.method === 'GET';
		const isRefused = result.status === 401;
		const writesRefused = this.writesRefused;
		if (!isRead) this.writesRefused = isRefused ? writesRefused + 1 : 0;
		// A scope that was just added only works with a new token, and n8n keeps the old one when a credential is saved.
		const mayLackScope = result.status === 403 && !this.renewedFor403;
		if (!isRefused && !mayLackScope) return result;
		if (isRefused && (this.isTokenNew || (!isRead && writesRefused > 0))) return { ...result, code: TOKEN_REFUSED };
		this.renewedFor403 ||= mayLackScope;
		const noToken = await this.wire.renewToken();
		this.isTokenNew = noToken === undefined;
		if (noToken) return isRefused ? noToken : result;
		return isRead ? await this.sent(request) : result;
	}

	private async sent(request: ApiRequest): Promise<ApiAnswer | Failure> {
		const { result, sent } = await this.wire.send(request);
		if (sent) this.requests++;
		if (result.status !== undefined && result.status !== 401 && result.status !== 403) this.isTokenNew = false;
		this.noteQuota(result.headers, result.status);
		return result;
	}

	/** Retry-After speaks of the day only on a 429; on a 503 it would pass for a reset that is seconds away. */
	private noteQuota(headers: ApiAnswer['headers'], status: number | undefined): void {
		const ofTheDay = Object.entries(headers).filter(([name]) => status === 429 || name.toLowerCase() !== 'retry-after');
		const now = Date.now();
		this.rate = mergeRate(this.rate, readRateInfo(Object.fromEntries(ofTheDay), now), now);
	}

	private forgetQuota(): void {
		this.exhausted = false;
		this.rate = {};
	}
}

/**
 * @returns a client for the credential of the node
 * @throws Fault `credential` when no credential is chosen, it is gone, or its address cannot be used
 */
export async function createClient(
	context: ApiContext,
	options: Partial<ClientOptions> = {},
): Promise<CoachviewClient> {
	const credential = await readCredential(context);
	try {
		return new CoachviewClient(context, credential, { ...DEFAULT_OPTIONS, ...options });
	} catch (error) {
		throw addressFault(error as Error);
	}
}

async function readCredential(context: ApiContext): Promise<BaseUrlSource> {
	try {
		return await context.getCredentials('coachviewOAuth2Api');
	} catch {
		throw credentialFault();
	}
}

/** n8n's own words name the id of a credential, which nobody can look up. */
function credentialFault(): Fault {
	return new Fault(
		'credential',
		'n8n could not give the Coachview credential of this node',
		'No credential is chosen, it was deleted, or it is not shared with this workflow. Choose a Coachview OAuth2 API credential in the node. Nothing was sent to Coachview.',
	);
}

function addressFault({ message }: Error): Fault {
	return new Fault('credential', message, 'Correct the credential. Nothing was sent to Coachview.');
}

export function isAnswer(answer: ApiAnswer | Failure): answer is ApiAnswer {
	return answer.status !== undefined && answer.status < 300 && !('tokenError' in answer);
}
