import { nodeAt } from '../../domain/json/record';
import { replacementChanges } from '../../domain/write/replace';
import type { Entity } from '../../entities/entity';
import type { EntitySource } from '../entitySource';
import type { Operation, Task } from '../operation';
import { CONCURRENCY_OPTIONS } from '../parameters/concurrency';
import { expectedKeyOptions } from '../parameters/expectedKey';
import { optionsCollection } from '../parameters/options';
import { OUTCOME_OPTIONS } from '../parameters/outcome';
import { picker, readReference } from '../parameters/picker';
import { SENT_BACK_OPTIONS } from '../parameters/sentBack';
import { ALLOW_CLEARING, readWholeRecord, wholeRecord } from '../parameters/wholeRecord';
import { aRecord, dutchRecord } from '../words';
import { toolNotice } from '../tool';
import { onExisting } from './existing';
import type { WriteChoices } from './writeChoices';
import { writing } from './writing';
import type { Ask } from './written';

/** Sends the whole record that the user supplies, and refuses when that would clear something. */
export function replace(source: EntitySource): Operation {
	const { entity, parameters } = source;
	return {
		value: 'replace',
		name: 'Replace',
		action: `Replace ${aRecord(entity)}`,
		description: `For experts: write a whole ${dutchRecord(entity)} that you supply. Use Update to change some fields; it keeps all others.`,
		properties: [
			toolNotice('writes'),
			...parameters,
			picker(entity),
			...wholeRecord(entity),
			optionsCollection([
				ALLOW_CLEARING,
				...CONCURRENCY_OPTIONS,
				...expectedKeyOptions(entity),
				...SENT_BACK_OPTIONS,
				...OUTCOME_OPTIONS,
			]),
		],
		execute: writing(source, read),
	};
}

function read(task: Task, entity: Entity, choices: WriteChoices): Ask {
	const reference = readReference(task, entity);
	const { wanted, allowClearing } = readWholeRecord(task, entity);
	return {
		empty: [],
		...onExisting(reference, choices, async (records, { expected, readOnly }) => {
			const current = await records.readWhole(expected.id);
			const leftOut = [...readOnly, ...records.leftOut()];
			// What only comes on request is often not in a record that was put together by hand; it stays then.
			const notSupplied = [...records.known.calculated].filter((name) => nodeAt(wanted, [name]) === undefined);
			// Worked out once: what somebody else changes while this waits is not part of what the user supplied.
			const changes = replacementChanges(entity, current, wanted, {
				readOnly: [...leftOut, ...notSupplied],
				allowClearing,
				expected,
				birth: choices.birth,
			});
			return { changes, policy: 'overwrite', readOnly: leftOut, base: current };
		}),
	};
}
