import { mergeRate, readRateInfo, secondsUntilReset, type RateInfo } from '../domain/rateLimit';
import { TOKEN_REFUSED, type Failure } from './failure';
import { quotaFault } from './faults';
import type { Meter } from './meter';
import type { ApiAnswer, ApiRequest } from './request';
import type { Wire } from './wire';

/** What the items of one run share: the connection with its token, and the quota. Items may go on side by side. */
export class Session {
	rate: RateInfo = {};
	/** Coachview's own time, in milliseconds since 1970, when it gave the first answer of this run; undefined when none told it. */
	serverTime: number | undefined;
	/** A token that no answer but 401 has followed yet; another new one would not help. */
	isTokenNew = false;
	readonly wire: Wire;
	private readonly reserve: number;
	private exhausted = false;
	private renewedFor403 = false;
	/** Writes in a row that were refused for their token; some servers say 401 where a right is missing. */
	private writesRefused = 0;
	/** Tokens fetched so far, and the one that is being fetched. */
	private tokens = 0;
	private renewal: Promise<Failure | undefined> | undefined;
	private underWay = 0;

	/** @param reserve requests of the day that are left to others */
	constructor(wire: Wire, reserve: number) {
		this.wire = wire;
		this.reserve = reserve;
	}

	/** @throws Fault `quotaExhausted` when fewer requests are known to be left than needed, the reserve counted in */
	needs(requests: number): void {
		const now = Date.now();
		// A reset is only noted when it was still to come, so this one has passed since.
		if (secondsUntilReset(this.rate, now) === 0) {
			this.exhausted = false;
			this.rate = {};
		}
		if (this.exhausted) throw quotaFault(this.rate, now);
		const { reserve, underWay } = this;
		const { remaining } = this.rate;
		if (remaining === undefined || remaining - underWay - reserve >= requests) return;
		const short = remaining === 0 ? undefined : { needed: requests, reserve };
		throw quotaFault({ ...this.rate, remaining: Math.max(0, remaining - underWay) }, now, short);
	}

	/** Notes that Coachview takes no more today; what follows fails without a request. */
	exhaust(): void {
		this.exhausted = true;
	}

	/** Once on the wire; a read once more with a new token, when the old one was refused. */
	async once(request: ApiRequest, meter: Meter): Promise<ApiAnswer | Failure> {
		if (this.exhausted) this.needs(1);
		const { tokens } = this;
		const result = await this.send(request, meter);
		// With another item's new token under way or there, this answer says nothing about that one.
		const isCurrent = tokens === this.tokens && this.renewal === undefined;
		const isRead = request.method === 'GET';
		const isRefused = result.status === 401;
		const { writesRefused } = this;
		if (!isRead && (isCurrent || !isRefused)) this.writesRefused = isRefused ? writesRefused + 1 : 0;
		// A scope that was just added only works with a new token, and n8n keeps the old one when a credential is saved.
		const mayLackScope = result.status === 403 && !(isCurrent && this.renewedFor403);
		if (!isRefused && !mayLackScope) return result;
		if (isCurrent && isRefused && (this.isTokenNew || (!isRead && writesRefused > 0)))
			return { ...result, code: TOKEN_REFUSED };
		this.renewedFor403 ||= mayLackScope;
		const noToken = await this.renewedSince(tokens);
		if (noToken) return isRefused ? noToken : result;
		return isRead ? await this.send(request, meter) : result;
	}

	/** Requests that were refused together need one new token between them. @returns why there is none */
	private async renewedSince(tokens: number): Promise<Failure | undefined> {
		if (tokens !== this.tokens) return undefined;
		this.renewal ??= this.renew();
		return await this.renewal;
	}

	private async renew(): Promise<Failure | undefined> {
		try {
			const noToken = await this.wire.renewToken();
			this.isTokenNew = noToken === undefined;
			if (noToken === undefined) this.tokens++;
			return noToken;
		} finally {
			this.renewal = undefined;
		}
	}

	private async send(request: ApiRequest, meter: Meter): Promise<ApiAnswer | Failure> {
		const { tokens } = this;
		this.underWay++;
		try {
			const { result, sent } = await this.wire.send(request);
			if (sent) meter.requests++;
			const { status, headers } = result;
			if (status !== undefined && status !== 401 && status !== 403 && tokens === this.tokens) this.isTokenNew = false;
			this.noteQuota(headers, status);
			this.noteTime(headers);
			return result;
		} finally {
			this.underWay--;
		}
	}

	/** The Date header, which HTTP servers send with every answer (RFC 9110); nothing else is known to tell the time. */
	private noteTime(headers: ApiAnswer['headers']): void {
		const date = Object.entries(headers).find(([name]) => name.toLowerCase() === 'date')?.[1];
		const time = typeof date === 'string' ? Date.parse(date) : NaN;
		if (!Number.isNaN(time)) this.serverTime ??= time;
	}

	/** Retry-After speaks of the day only on a 429; on a 503 it would pass for a reset that is seconds away. */
	private noteQuota(headers: ApiAnswer['headers'], status: number | undefined): void {
		const ofTheDay = Object.entries(headers).filter(([name]) => status === 429 || name.toLowerCase() !== 'retry-after');
		const now = Date.now();
		this.rate = mergeRate(this.rate, readRateInfo(Object.fromEntries(ofTheDay), now), now);
	}
}
