import { sleep } from 'n8n-workflow';
import { Fault } from '../domain/fault';
import type { ApiContext } from './request';

/** @returns the signal that n8n gives when somebody stops the execution; triggers and pickers have none */
export function cancelSignal(context: ApiContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

/** The time was over, or n8n stopped the execution, before the work was done. */
export class Stopped extends Error {}

/**
 * Runs work that ends in time or when n8n stops the execution, whether or not it heeds the signal that it is given.
 *
 * @param milliseconds for all of it; undefined for no limit
 * @throws what the work throws, and Stopped
 */
export async function inTime<T>(
	milliseconds: number | undefined,
	cancel: AbortSignal | undefined,
	work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
	const sources = [milliseconds === undefined ? undefined : AbortSignal.timeout(milliseconds), cancel].filter(
		(source) => source !== undefined,
	);
	const stop = new AbortController();
	const end = () => stop.abort();
	for (const source of sources) source.addEventListener('abort', end);
	const aborted = new Promise<never>((_, reject) =>
		stop.signal.addEventListener('abort', () => reject(new Stopped()), { once: true }),
	);
	if (sources.some((source) => source.aborted)) end();
	try {
		return await Promise.race([work(stop.signal), aborted]);
	} finally {
		for (const source of sources) source.removeEventListener('abort', end);
	}
}

/** Waits, unless n8n stops the execution first. @throws Stopped */
export async function pauseUnlessCancelled(milliseconds: number, cancel: AbortSignal | undefined): Promise<void> {
	await inTime(undefined, cancel, async () => await sleep(milliseconds));
}

/** @param wasWriting whether a change was on its way at that moment */
export function stoppedFault(wasWriting = false): Fault {
	const advice = wasWriting
		? 'A change was on its way and may have been stored. Run the item again: Update changes nothing when the values are there already.'
		: 'Nothing more was sent to Coachview.';
	return new Fault('cancelled', 'n8n stopped the execution', advice);
}
