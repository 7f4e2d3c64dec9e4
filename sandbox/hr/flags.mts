import type { FastifyInstance, FastifyReply } from 'fastify';
import { instantOf } from '../clock.mts';
import type { HrDateForm, HrFlags } from '../control/types.mts';
import type { HrSystem } from './system.mts';

/** The refusals that every system has, each in the vendor's own words. */
export interface OwnAnswers {
	/** @param seconds what the answer may name as the time to wait */
	unavailable(reply: FastifyReply, seconds: number): FastifyReply;
	/** @param seconds undefined when the answer must not name a time */
	rateLimited(reply: FastifyReply, seconds: number | undefined, flags: HrFlags): FastifyReply;
	tokenExpired(reply: FastifyReply): FastifyReply;
	forbidden(reply: FastifyReply): FastifyReply;
}

const page =
	'<!DOCTYPE html><html><head><title>Bad gateway</title></head><body><h1>The service is not available</h1></body></html>';

/**
 * Lets the common flags act on the data calls of one system, before its own routes. Order: what stands in front of the
 * system (page, nothing), the system itself (down, too many calls), the token, the rights.
 * @param scope server on which only this system registers
 */
export function applyFlags(scope: FastifyInstance, system: HrSystem, read: () => HrFlags): void {
	scope.addHook('preHandler', async (request, reply) => {
		const path = request.url.split('?')[0];
		if (path === system.tokenPath || path === system.authorizePath) return undefined;
		const flags = read();
		if (flags.answer === 'html')
			return reply
				.code(flags.answerStatus ?? 502)
				.header('content-type', 'text/html; charset=utf-8')
				.send(page);
		if (flags.answer === 'empty') return reply.code(flags.answerStatus ?? 200).send('');
		if (flags.unavailable) return system.answers.unavailable(reply, flags.retryAfter ?? 30);
		if (flags.rateLimited) return system.answers.rateLimited(reply, flags.retryAfter, flags);
		if (flags.tokenExpired) return system.answers.tokenExpired(reply);
		if (flags.forbidden) return system.answers.forbidden(reply);
		return undefined;
	});
}

/** Adds `Retry-After` when there is a time to name. */
export const retryAfter = (reply: FastifyReply, seconds: number | undefined): FastifyReply =>
	seconds === undefined ? reply : reply.header('retry-after', String(seconds));

const midnight = (date: string) => Date.parse(`${date}T00:00:00Z`);
const amsterdamMidnight = (date: string) => instantOf(`${date}T00:00:00`);

/** `+02:00`; before 1940 Amsterdam was 20 minutes ahead, which the minutes show. */
function offset(date: string): string {
	const minutes = Math.round((midnight(date) - amsterdamMidnight(date)) / 60_000);
	const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
	return `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
}

const forms: Record<HrDateForm, (date: string) => string> = {
	date: (date) => date,
	raw: (date) => date,
	local: (date) => `${date}T00:00:00`,
	utc: (date) => `${date}T00:00:00Z`,
	offset: (date) => `${date}T00:00:00${offset(date)}`,
	dayBefore: (date) => new Date(amsterdamMidnight(date)).toISOString().replace('.000Z', 'Z'),
	odata: (date) => `/Date(${midnight(date)})/`,
	odataOffset: (date) => `/Date(${midnight(date)}+0000)/`,
	odataDayBefore: (date) => `/Date(${amsterdamMidnight(date)})/`,
};

/**
 * A birth date as a system writes it.
 * @param date calendar text `YYYY-MM-DD` or null, which stays null
 * @param own the system's own form, used unless the flags name another
 */
export function writeDate(flags: HrFlags, date: string | null, own: HrDateForm): string | null {
	return date === null ? null : forms[flags.dateForm ?? own](date);
}
