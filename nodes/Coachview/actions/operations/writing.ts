import type { IDataObject } from 'n8n-workflow';
import { ALONE, type Desk } from '../../domain/write/batch';
import { receiptOf } from '../../domain/write/result';
import type { Entity } from '../../entities/entity';
import { Records } from '../../transport/records';
import type { EntitySource } from '../entitySource';
import { taskOf } from '../items';
import type { ItemResult, Operation, Run, Task } from '../operation';
import { recordItem } from '../recordItem';
import { tellOfOthers } from './hints';
import { lookAgainAtAll } from './secondLooks';
import { MANY, together } from './together';
import { readWriteChoices, type WriteChoices } from './writeChoices';
import type { Ask, Done, Written } from './written';

/** Reads what one item asks for. @throws Fault `invalidInput` */
type Read = (task: Task, entity: Entity, choices: WriteChoices) => Ask;

/**
 * Makes an `execute` for an operation that writes: the items one after another, or together where there are many, then,
 * where the option asks for it, one wait for all of them and a second look at each.
 *
 * @param isTogether whether the operation can work on many items together
 */
export function writing(source: EntitySource, read: Read, { isTogether = false } = {}): Operation['execute'] {
	return async (run) => {
		const done =
			isTogether && run.items.length >= MANY
				? await together(
						run,
						async (item, desk, announce) => await writeOne(taskOf(run, item), source, read, { desk, announce }),
					)
				: await oneAfterAnother(run, async (item) => await writeOne(taskOf(run, item), source, read));
		await lookAgainAtAll(run, done);
		tellOfOthers(run, source.entity, [...done.values()]);
		return [...done].map(
			([item, one]): ItemResult =>
				'thrown' in one ? { item, thrown: one.thrown } : { item, outputs: [outputOf(one)] },
		);
	};
}

async function oneAfterAnother(run: Run, work: (item: number) => Promise<Written>): Promise<Map<number, Done>> {
	const done = new Map<number, Done>();
	for (const item of run.items) {
		try {
			done.set(item, await work(item));
		} catch (thrown) {
			done.set(item, { thrown });
			if (!run.context.continueOnFail()) break;
		}
	}
	return done;
}

interface Beside {
	desk: Desk;
	/** @returns whether the records can be read together with those of other items */
	announce(records: Records): boolean;
}

async function writeOne(task: Task, source: EntitySource, read: Read, beside?: Beside): Promise<Written> {
	const { client, context, item } = task;
	const entity = source.at(context, item);
	const choices = readWriteChoices(task, entity);
	const { plan, run, empty, isUnasked = false } = read(task, entity, choices);
	const records = new Records(client, entity, choices.style);
	client.needs(records.requestsFor(plan));
	const isLike = beside?.announce(records) ?? true;
	const { request, result } = await run(records, beside?.desk ?? ALONE, isLike);
	if (result.outcome === 'created') records.noteCreated(result.keys.id);
	return { task, records, choices, request, isUnasked, result: { ...result, emptyFields: [...empty] } };
}

/** @returns the receipt, or the record when the user asked for it */
function outputOf({ task: { client }, records, choices, result }: Written): IDataObject {
	if (choices.returns === 'record') return recordItem(result.record, records.carried(result.record));
	const { meter, environment, rate } = client;
	return receiptOf(records.entity, result, environment, meter.requests, rate.remaining ?? null) as IDataObject;
}
