import { createHash } from 'crypto';

/** Minutes for which a creation that was given up may still be carried out; nothing is documented, so that it is a wide guess. */
export const UNDER_WAY_MINUTES = 10;

const MOST_REMEMBERED = 10_000;

/** Digests of what may still land in Coachview, and since when; kept by the process, because a repeat is a run of its own. */
const underWay = new Map<string, number>();

/**
 * Notes that a creation had no answer in time, so that Coachview may carry it out later.
 *
 * @param mark account, entity and what tells it from others; only its digest is kept, so that no data of people is
 */
export function noteUnderWay(mark: string): void {
	if (underWay.size >= MOST_REMEMBERED) forgetOld();
	underWay.set(digest(mark), Date.now());
}

/** Notes that it has landed. */
export function noteLanded(mark: string): void {
	underWay.delete(digest(mark));
}

/** @returns whether a second one could still become a double, because the first may land after it */
export function isUnderWay(mark: string): boolean {
	const since = underWay.get(digest(mark));
	return since !== undefined && !isOld(since);
}

function isOld(since: number): boolean {
	return Date.now() - since > UNDER_WAY_MINUTES * 60_000;
}

function forgetOld(): void {
	for (const [mark, since] of underWay) if (isOld(since)) underWay.delete(mark);
}

/** @returns what tells marks apart and holds no data of people */
export function digest(mark: string): string {
	return createHash('sha256').update(mark).digest('hex');
}
