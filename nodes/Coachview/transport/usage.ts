import { asFault, type Fault } from '../domain/fault';
import { rawRecords } from '../domain/json/record';
import type { CoachviewClient } from './client';

/** What Coachview tells of its day; null for what it does not tell (assumptions A15 and A16). */
export interface Quota {
	limit: number | null;
	remaining: number | null;
	/** ISO 8601, UTC. */
	resetAt: string | null;
}

/** Refusals of a request that was understood, so that their headers tell the quota as well as any others. */
const REFUSALS: ReadonlyArray<Fault['reason']> = ['notAllowed', 'notFound', 'rejected'];

/**
 * Coachview has no call for the quota itself, but tells it in the headers of every answer (vendor documentation), so the
 * smallest list is read and its row thrown away. A client that may not read a list is told all the same; a used-up day is an
 * answer here and no failure.
 *
 * @param paths lists that may be asked for, one after another until the headers tell something
 * @throws Fault as the client does, except `quotaExhausted`; of refusals the first one, when no headers told anything
 */
export async function readQuota(client: CoachviewClient, paths: readonly string[]): Promise<Quota> {
	let refusal: Fault | undefined;
	for (const path of paths) {
		try {
			await client.read({ method: 'GET', entity: path, query: { take: '1' } }, ({ text }) => rawRecords(text));
			return quotaOf(client);
		} catch (error) {
			const fault = asFault(error);
			if (fault.reason === 'quotaExhausted') return { ...quotaOf(client), remaining: 0 };
			if (!REFUSALS.includes(fault.reason)) throw asFault(fault);
			refusal ??= fault;
			const quota = quotaOf(client);
			if (quota.limit !== null || quota.remaining !== null) return quota;
		}
	}
	if (refusal) throw refusal;
	return quotaOf(client);
}

function quotaOf({ rate }: CoachviewClient): Quota {
	const { limit = null, remaining = null, resetAt = null } = rate;
	return { limit, remaining, resetAt };
}
