import type { Change } from '../../domain/json/edit';
import { nameOf } from '../../domain/write/decide';
import { canBeUndone, lookAgain, MAX_REPEATS, writtenChanges } from '../../domain/write/lookAgain';
import type { WriteResult } from '../../domain/write/result';
import { undoneEachTime } from '../../domain/write/updateFaults';
import { cancelSignal, pauseUnlessCancelled, stoppedFault } from '../../transport/cancel';
import type { Run } from '../operation';
import { isLastWriter } from './lastWriters';
import { underLock } from './locked';
import { commonRequest, type Done, type Written } from './written';

/** What is still to be looked at of one item: its changes, and the record that it started from as the mark of this step. */
interface Open {
	changes: readonly Change[];
	writer: object;
}

/** One wait for all items that ask for a second look, and the look at each; again where something was gone. */
export async function lookAgainAtAll({ context }: Run, done: Map<number, Done>): Promise<void> {
	const pending = [...done].filter(
		(entry): entry is [number, Written] =>
			!('thrown' in entry[1]) && entry[1].choices.lookAgain && canBeUndone(entry[1].result),
	);
	let open = new Map(
		pending.map(([item, { request, result }]): [number, Open] => [
			item,
			{ changes: writtenChanges(result, request.changes), writer: result.before ?? result },
		]),
	);
	for (let round = 1; open.size > 0; round++) {
		const seconds = Math.max(...[...open.keys()].map((item) => (done.get(item) as Written).choices.lookAgainSeconds));
		try {
			// Two programs that look at the same moment would write at the same moment again.
			await pauseUnlessCancelled(seconds * 1000 * (1 + Math.random() / 2), cancelSignal(context));
		} catch {
			for (const item of open.keys()) done.set(item, { thrown: stoppedFault(true) });
			return;
		}
		const next: typeof open = new Map();
		for (const [item, left] of open) {
			const one = done.get(item) as Written;
			try {
				// Each look has the waiting time of an item.
				one.task.client.meter.waited = 0;
				const { result, again } = await secondLook(one, left);
				done.set(item, { ...one, result });
				if (again && round >= MAX_REPEATS) throw undoneEachTime(one.records.entity, result.changedFields, result.keys);
				if (again) next.set(item, left);
			} catch (thrown) {
				done.set(item, { thrown });
			}
		}
		open = next;
	}
}

async function secondLook(
	{ records, choices, request, result }: Written,
	{ changes, writer }: Open,
): Promise<{ result: WriteResult; again: boolean }> {
	const { id } = result.keys;
	return await underLock(
		records,
		id,
		(look) => look.result,
		async () => {
			const ours = changes.filter((change) => isLastWriter(records.recordKey(id), nameOf(change), writer));
			if (ours.length === 0) return { result, again: false };
			const wish = { ...commonRequest(records, choices), ...request, policy: 'overwrite' as const, dryRun: false };
			return await lookAgain(records.record(id), wish, ours, result);
		},
	);
}
