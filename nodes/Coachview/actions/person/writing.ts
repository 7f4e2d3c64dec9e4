import type { IDataObject } from 'n8n-workflow';
import type { Change } from '../../domain/json/edit';
import { nameOf } from '../../domain/update/decide';
import { canBeUndone, lookAgain, MAX_REPEATS, writtenChanges } from '../../domain/update/lookAgain';
import { receiptOf, type WriteResult } from '../../domain/update/result';
import type { UpdateRequest } from '../../domain/update/safeUpdate';
import { undoneEachTime } from '../../domain/update/updateFaults';
import { cancelSignal, pauseUnlessCancelled, stoppedFault } from '../../transport/cancel';
import type { People } from '../../transport/people';
import { withRecordLock } from '../../transport/recordLock';
import type { ItemResult, Operation, Run } from '../operation';
import { recordItem } from './input';
import { isLastWriter, noteWriter } from './lastWriters';
import type { WriteChoices } from './options';

/** What became of one item, and what a second look at it needs. */
export interface Written {
	people: People;
	choices: WriteChoices;
	/** What an existing person was asked for; a second look repeats it when it is gone. */
	request: Pick<UpdateRequest, 'changes' | 'expected' | 'readOnly' | 'verify'>;
	result: WriteResult;
	/** Whether the node names no field at all. */
	isUnasked?: boolean;
	/** Requests that the item has taken so far. */
	requests: number;
}

/**
 * Makes an `execute` for an operation that writes: the items one after another, then, where the option asks for it, one
 * wait for all of them and a second look at each.
 */
export function writing(work: (run: Run, item: number) => Promise<Written>): Operation['execute'] {
	return async (run) => {
		const done = new Map<number, Written | { thrown: unknown }>();
		for (const item of run.items) {
			run.client.startItem();
			try {
				done.set(item, await work(run, item));
			} catch (thrown) {
				done.set(item, { thrown });
				if (!run.context.continueOnFail()) break;
			}
		}
		await lookAgainAtAll(run, done);
		tellOfOthers(run, [...done.values()]);
		return [...done].map(
			([item, one]): ItemResult =>
				'thrown' in one ? { item, thrown: one.thrown } : { item, outputs: [outputOf(run, one)] },
		);
	};
}

/** Changes an existing person under its lock. */
export async function updateUnderLock(
	people: People,
	personId: string,
	work: () => Promise<WriteResult>,
): Promise<WriteResult> {
	return await underLock(
		people,
		personId,
		(result) => result,
		async () => {
			const result = await work();
			if (result.before && canBeUndone(result))
				noteWriter(people.personKey(personId), result.changedFields, result.before);
			return result;
		},
	);
}

async function underLock<T>(
	people: People,
	personId: string,
	resultOf: (done: T) => WriteResult,
	work: () => Promise<T>,
): Promise<T> {
	return await withRecordLock(people.lockKey(personId), async () => {
		let isDone = false;
		try {
			const result = await work();
			// Where a value keeps its old form, nothing may have changed, and the old state is the true one.
			isDone = resultOf(result).storedDifferentlyFields.length === 0;
			return result;
		} finally {
			if (!isDone) people.forget(personId);
		}
	});
}

/** What is still to be looked at of one item: its changes, and the record that it started from as the mark of this step. */
interface Open {
	changes: readonly Change[];
	writer: object;
}

async function lookAgainAtAll(run: Run, done: Map<number, Written | { thrown: unknown }>): Promise<void> {
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
			await pauseUnlessCancelled(seconds * 1000 * (1 + Math.random() / 2), cancelSignal(run.context));
		} catch {
			for (const item of open.keys()) done.set(item, { thrown: stoppedFault(true) });
			return;
		}
		const next: typeof open = new Map();
		for (const [item, left] of open) {
			const one = done.get(item) as Written;
			try {
				const before = run.client.requests;
				run.client.startItem();
				const { result, again } = await secondLook(one, left);
				done.set(item, { ...one, result, requests: one.requests + run.client.requests - before });
				if (again && round >= MAX_REPEATS) throw undoneEachTime(result.changedFields, result.keys);
				if (again) next.set(item, left);
			} catch (thrown) {
				done.set(item, { thrown });
			}
		}
		open = next;
	}
}

async function secondLook(
	{ people, choices, request, result }: Written,
	{ changes, writer }: Open,
): Promise<{ result: WriteResult; again: boolean }> {
	const { personId } = result.keys;
	return await underLock(
		people,
		personId,
		(look) => look.result,
		async () => {
			const ours = changes.filter((change) => isLastWriter(people.personKey(personId), nameOf(change), writer));
			if (ours.length === 0) return { result, again: false };
			const wish = {
				...request,
				policy: 'overwrite' as const,
				dryRun: false,
				rereadBeforeWrite: choices.reread,
				known: people.known,
			};
			return await lookAgain(people.person(personId), wish, ours, result);
		},
	);
}

/** What a reader of the receipts might overlook is shown beside the output as well. */
function tellOfOthers({ context }: Run, done: ReadonlyArray<Written | { thrown: unknown }>): void {
	const written = done.filter((one) => 'result' in one);
	const nothing = written.flatMap(({ result }) => (result.outcome === 'nothingGiven' ? [result] : []));
	const overlaps = written.filter(({ result }) => result.overlap);
	const hint = (message: string) => context.addExecutionHints?.({ message, type: 'warning', location: 'outputPane' });
	if (nothing.length > 0) {
		const names =
			[...new Set(nothing.flatMap(({ emptyFields }) => emptyFields))].join(', ') ||
			'none was given; each field needs an expression of its own';
		hint(
			`No field had a value for ${nothing.length} item(s), so nothing was written: ${names}. Check the expressions.`,
		);
	}
	const unasked = written.filter(({ isUnasked, result }) => result.outcome === 'unchanged' && isUnasked).length;
	if (unasked > 0)
		hint(`Nothing was asked to change for ${unasked} item(s): add a field, or choose one in Clear Fields.`);
	if (overlaps.length > 0) {
		const way = overlaps.every(({ choices }) => choices.lookAgain)
			? ''
			: ' Where it was another workflow, set Concurrency Check to Look Again After Writing in both.';
		hint(
			`Somebody else seems to have written ${overlaps.length} person(s) at the same moment (overlap in the item). What they changed may have been undone: check these people in Coachview.${way}`,
		);
	}
}

/** @returns the receipt, or the record when the user asked for it */
function outputOf({ client }: Run, { people, choices, result, requests }: Written): IDataObject {
	if (choices.returns === 'record') return recordItem(result.record, people.carried(result.record));
	return { ...receiptOf(result, client.environment, requests, client.rate.remaining ?? null) };
}
