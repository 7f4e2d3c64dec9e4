import { apiBaseUrl, environmentName, type BaseUrlSource } from '../domain/baseUrl';
import { asFault, Fault } from '../domain/fault';
import { RawJsonError } from '../domain/json/parse';
import type { RateInfo } from '../domain/rateLimit';
import { anyEntity } from '../entities/anyEntity';
import { cancelSignal, pauseUnlessCancelled, stoppedFault } from './cancel';
import { UNREADABLE, type Failure } from './failure';
import { faultOf, sentNames } from './faults';
import { Meter } from './meter';
import { isAnswer, type ApiAnswer, type ApiContext, type ApiRequest, type WriteOutcome } from './request';
import { backOffSeconds, fateOfWrite, isTransient } from './retry';
import { Session } from './session';
import { LONGEST_TIMER, Wire } from './wire';

export type { ApiRequest } from './request';

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

/** Whose client it is. */
interface Owner {
	context: ApiContext;
	options: ClientOptions;
	baseUrl: string;
	account: string;
	environment: string;
	session: Session;
}

/**
 * The one door to Coachview's API. It counts requests, reads the quota from every answer and repeats only reads. What it
 * counts and waits goes to one item's meter; quota and token belong to the session, which all items of a run share.
 */
export class CoachviewClient {
	readonly meter: Meter;
	private readonly owner: Owner;

	constructor(owner: Owner, meter: Meter = new Meter()) {
		this.owner = owner;
		this.meter = meter;
	}

	/** @returns the same client for one item, which has its own count of requests and its own waiting time */
	for(meter: Meter): CoachviewClient {
		return new CoachviewClient(this.owner, meter);
	}

	/** What all items of this run share; also what the run's knowledge is kept by. */
	get session(): Session {
		return this.owner.session;
	}

	get rate(): RateInfo {
		return this.session.rate;
	}

	get baseUrl(): string {
		return this.owner.baseUrl;
	}

	/** Environment, API client and its scopes together: what one is shown says nothing about another. */
	get account(): string {
		return this.owner.account;
	}

	/** As `environmentName`, to be shown in outputs. */
	get environment(): string {
		return this.owner.environment;
	}

	/** @throws Fault `quotaExhausted` when fewer requests are known to be left than needed, the reserve counted in */
	needs(requests: number): void {
		this.session.needs(requests);
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
			const answer = await this.session.once(request, this.meter);
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
		const result = await this.session.once(request, this.meter);
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
		const { meter, session } = this;
		const { context, options } = this.owner;
		const seconds = backOffSeconds(failure, attempt, session.rate, Date.now());
		if (seconds === undefined || meter.waited + seconds > options.maxWait || seconds * 1000 > LONGEST_TIMER) {
			if (failure.status === 429) session.exhaust();
			return false;
		}
		meter.waited += seconds;
		try {
			if (seconds > 0) await pauseUnlessCancelled(seconds * 1000, cancelSignal(context));
		} catch {
			throw stoppedFault();
		}
		return true;
	}

	/** @returns the fault for a failure of this request */
	fault(failure: Failure, request: ApiRequest): Fault {
		const { ownWords = false, timeout } = this.owner.options;
		const asked = {
			method: request.method,
			entity: request.of ?? anyEntity(request.entity),
			path: request.id === undefined && ['GET', 'POST'].includes(request.method) ? request.entity : undefined,
			names: () => sentNames(request),
			ownWords,
			secrets: [this.session.wire.token],
			hasNewToken: this.session.isTokenNew,
			host: new URL(this.owner.baseUrl).host,
			timeout,
		};
		return faultOf(failure, asked, this.rate, Date.now());
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
		return new CoachviewClient(ownerOf(context, credential, { ...DEFAULT_OPTIONS, ...options }));
	} catch (error) {
		throw addressFault(error as Error);
	}
}

function ownerOf(context: ApiContext, credential: BaseUrlSource, options: ClientOptions): Owner {
	const baseUrl = apiBaseUrl(credential);
	const { clientId, scope } = credential;
	return {
		context,
		options,
		baseUrl,
		account: JSON.stringify([baseUrl, String(clientId ?? ''), String(scope ?? '').trim()]),
		environment: environmentName(credential),
		session: new Session(new Wire(context, baseUrl, options.timeout, credential), options.reserve),
	};
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
