import { setTimeout as sleep } from 'node:timers/promises';
import type { Control } from '../sandbox/control/client.mts';
import { settled } from './cpu.mts';
import type { Run } from './rounds.mts';
import type { Stage } from './stage.mts';

const LIMIT = 300_000;

/**
 * Starts something in n8n and waits until so many people have been written and n8n is at rest again.
 * @param people that must be written, each once
 * @param start returns when n8n has taken it
 * @returns milliseconds until the end of the last write; the processor's time of all there was to do
 * @throws Error when fewer or more were written, or n8n takes longer than five minutes
 */
export async function untilWritten(stage: Stage, people: number, start: () => Promise<void>): Promise<Run> {
	const { control, cpu, size } = stage;
	await control.requests.clear();
	const before = cpu?.();
	const began = Date.now();
	await start();
	const puts = await written(control, people, began + LIMIT);
	const last = Math.max(...puts.map(({ at, ms }) => Date.parse(at) + ms));
	await settled(cpu, size.rest);
	const after = cpu?.();
	const requests = await control.requests.list({ server: 'coachview', path: '^/api/' });
	const stored = requests.filter(({ method, status }) => method === 'PUT' && status < 300).length;
	if (stored !== people) throw new Error(`${stored} writes for ${people} people`);
	return {
		ms: last - began,
		requests: requests.length / people,
		...(before && after && { cpu: each(before, after, people) }),
	};
}

/** The processor's time between two looks, for each of so many. */
export const each = (before: { n8n: number; runner: number }, after: typeof before, count: number) => ({
	n8n: (after.n8n - before.n8n) / count,
	runner: (after.runner - before.runner) / count,
});

async function written(control: Control, people: number, end: number) {
	// The list is made by the sandbox, which has other work to do.
	for (const pause = people > 200 ? 500 : 100; Date.now() < end; await sleep(pause)) {
		const puts = await control.requests.list({ server: 'coachview', method: 'PUT', path: 'Personen' });
		const done = puts.filter(({ status }) => status >= 200 && status < 300);
		if (done.length >= people) return done;
		const refused = puts.find(({ status }) => status >= 300);
		if (refused) throw new Error(`Coachview answered a write with ${refused.status}`);
	}
	throw new Error('The writes have not ended');
}

/** Posts JSON. @throws Error with the status when it is not taken */
export async function post(url: string, body: object, headers: Record<string, string> = {}): Promise<void> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(body),
	});
	await response.text();
	if (!response.ok) throw new Error(`n8n answered ${response.status}`);
}

/** Does the work for each of the list, so many at a time. */
export async function sideBySide<T>(
	list: readonly T[],
	atOnce: number,
	work: (one: T) => Promise<void>,
): Promise<void> {
	const queue = [...list];
	await Promise.all(
		Array.from({ length: atOnce }, async () => {
			for (let one = queue.shift(); one !== undefined; one = queue.shift()) await work(one);
		}),
	);
}
