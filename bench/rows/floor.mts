import { settled } from '../cpu.mts';
import type { Run } from '../rounds.mts';
import type { Stage } from '../stage.mts';
import { each } from '../writes.mts';

/** Like untilWritten, for executions that write nobody: the clock stops when n8n has answered them all. */
export async function nothingWritten({ cpu, size }: Stage, events: number, start: () => Promise<void>): Promise<Run> {
	const before = cpu?.();
	const began = Date.now();
	await start();
	const ms = Date.now() - began;
	await settled(cpu, size.rest);
	const after = cpu?.();
	return { ms, ...(before && after && { cpu: each(before, after, events) }) };
}
