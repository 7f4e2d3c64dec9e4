import type { IDataObject } from 'n8n-workflow';
import { keyItem } from '../../domain/identity';
import { withRecordLock } from '../../transport/recordLock';
import { Records } from '../../transport/records';
import type { EntitySource } from '../entitySource';
import { oneByOne } from '../items';
import type { Operation, Task } from '../operation';
import { optionsCollection } from '../parameters/options';
import { picker, readReference } from '../parameters/picker';
import { aDutchRecord, aRecord } from '../words';
import { toolNotice } from '../tool';
import { identify } from './identify';

/** Deletes a record, where Coachview lets it. */
export function deleteOne(source: EntitySource): Operation {
	const { entity, parameters } = source;
	return {
		value: 'delete',
		name: 'Delete',
		action: `Delete ${aRecord(entity)}`,
		description: `Delete ${aDutchRecord(entity)} for good. This cannot be undone.`,
		properties: [toolNotice('deletes'), ...parameters, picker(entity), optionsCollection([])],
		execute: oneByOne(async (task) => await remove(task, source)),
	};
}

async function remove(task: Task, source: EntitySource): Promise<IDataObject> {
	const { client, context, item } = task;
	const entity = source.at(context, item);
	const reference = readReference(task, entity);
	const records = new Records(client, entity);
	// The deletion, and the look that tells when its answer is not clear.
	client.needs(reference.by === 'id' ? 2 : 3);
	const { id, externId = '', externSource = '' } = await identify(records, reference);
	await withRecordLock(records.lockKey(id), async () => await records.remove(id));
	return {
		outcome: 'deleted',
		summary: `Deleted the ${entity.words.one}.`,
		...keyItem(entity, { id, externId, externSource }),
		environment: client.environment,
		requests: client.meter.requests,
		rateLimitRemaining: client.rate.remaining ?? null,
	};
}
