import { sleep } from 'n8n-workflow';
import { invalidInput } from '../../domain/settings/invalid';
import { updateRecords, type Desk, type ManyPort } from '../../domain/write/batch';
import type { Records } from '../../transport/records';
import type { Run } from '../operation';
import { optionsOf } from '../parameters/parameter';
import { readTogether, TOGETHER_OPTIONS, type Together } from '../parameters/together';
import type { Done, Written } from './written';

/** Fewer items are worked on one after another: reading them together would save next to nothing. */
export const MANY = 20;

/**
 * Works on many items at once: records are read up to a hundred with one request and written a few at a time.
 *
 * @param work on one item; `announce` is told its records as soon as they are known
 * @returns by item, in order, what became of it; an item that a stop has kept from starting is not in it
 */
export async function together(
	run: Run,
	work: (item: number, desk: Desk, announce: (records: Records) => boolean) => Promise<Written>,
): Promise<Map<number, Done>> {
	const { context, items } = run;
	const limits = firstReadable(run);
	/** Of the first item: what is known of Coachview is the same for all that are read in the same way. */
	let head: Records | undefined;
	const records = new Map<number, Records>();
	const port: ManyPort = {
		get isCold() {
			return head === undefined || head.isCold;
		},
		get rows() {
			return head?.many.rows ?? 0;
		},
		readMany: async (ids, payer, purpose) => await (records.get(payer) as Records).many.read(ids, purpose),
		distrust: () => head?.many.distrust('lagging'),
		now: () => Date.now(),
		breath: async () => await sleep(0),
		needs: (requests) => run.client.needs(requests),
	};
	const wishes = items.map((item, index) => async (desk: Desk) => {
		checkSame(readTogether(optionsOf(context, item)), limits);
		return await work(item, desk, (own) => {
			head ??= own;
			records.set(index, own);
			return own.many.isLike(head.many);
		});
	});
	const results = await updateRecords(port, wishes, { ...limits, stopsAtFailure: !context.continueOnFail() });
	if (head?.many.unusable) tellWhy(run, head);
	return new Map(
		results.flatMap(
			(result, index): Array<[number, Done]> =>
				result ? [[items[index] as number, 'done' in result ? result.done : result]] : [],
		),
	);
}

/** Like the other options of a run those of the first item that can be read count. */
function firstReadable({ context, items }: Run): Together {
	for (const item of items) {
		try {
			return readTogether(optionsOf(context, item));
		} catch {
			// The item itself will say so.
		}
	}
	return readTogether({});
}

/** @throws Fault `invalidInput` for an item that asks for something else, which would be ignored without a word */
function checkSame(own: Together, limits: Together): void {
	if (own.parallel === limits.parallel && own.maximumAge === limits.maximumAge) return;
	const names = TOGETHER_OPTIONS.map(({ displayName }) => displayName).join(' or ');
	throw invalidInput(
		'Options',
		`differ from item to item (${names})`,
		'These hold for the whole run: give all items the same.',
	);
}

function tellWhy({ context }: Run, { entity, many }: Records): void {
	const { one } = entity.words;
	const why = {
		different: `does not show a ${one} as a read by ID does`,
		lagging: `shows a ${one} as it was some time ago`,
		unfiltered: 'does not heed a filter by ID',
		refused: 'does not take a filter by ID',
	}[many.unusable ?? 'refused'];
	context.addExecutionHints?.({
		message: `Coachview's list of ${entity.words.many} ${why}, so all of them were read one by one: twice the requests.`,
		type: 'info',
		location: 'outputPane',
	});
}
