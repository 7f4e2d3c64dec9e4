import type { IDataObject } from 'n8n-workflow';
import { receiptOf } from '../../domain/write/result';
import type { Entity } from '../../entities/entity';
import { Records } from '../../transport/records';
import type { EntitySource } from '../entitySource';
import { taskOf } from '../items';
import type { ItemResult, Operation, Task } from '../operation';
import { recordItem } from '../recordItem';
import { tellOfOthers } from './hints';
import { lookAgainAtAll } from './secondLooks';
import { readWriteChoices, type WriteChoices } from './writeChoices';
import type { Ask, Done, Written } from './written';

/**
 * Makes an `execute` for an operation that writes: the items one after another, then, where the option asks for it, one
 * wait for all of them and a second look at each.
 *
 * @param read reads what one item asks for; @throws Fault `invalidInput`
 */
export function writing(
	source: EntitySource,
	read: (task: Task, entity: Entity, choices: WriteChoices) => Ask,
): Operation['execute'] {
	return async (run) => {
		const done = new Map<number, Done>();
		for (const item of run.items) {
			try {
				done.set(item, await writeOne(taskOf(run, item), source, read));
			} catch (thrown) {
				done.set(item, { thrown });
				if (!run.context.continueOnFail()) break;
			}
		}
		await lookAgainAtAll(run, done);
		tellOfOthers(run, source.entity, [...done.values()]);
		return [...done].map(
			([item, one]): ItemResult =>
				'thrown' in one ? { item, thrown: one.thrown } : { item, outputs: [outputOf(one)] },
		);
	};
}

async function writeOne(task: Task, source: EntitySource, read: Parameters<typeof writing>[1]): Promise<Written> {
	const { client, context, item } = task;
	const entity = source.at(context, item);
	const choices = readWriteChoices(task, entity);
	const { plan, run, empty, isUnasked = false } = read(task, entity, choices);
	const records = new Records(client, entity, choices.style);
	client.needs(records.requestsFor(plan));
	const { request, result } = await run(records);
	if (result.outcome === 'created') records.noteCreated(result.keys.id);
	return { task, records, choices, request, isUnasked, result: { ...result, emptyFields: [...empty] } };
}

/** @returns the receipt, or the record when the user asked for it */
function outputOf({ task: { client }, records, choices, result }: Written): IDataObject {
	if (choices.returns === 'record') return recordItem(result.record, records.carried(result.record));
	const { meter, environment, rate } = client;
	return receiptOf(records.entity, result, environment, meter.requests, rate.remaining ?? null) as IDataObject;
}
