import type { IDataObject } from 'n8n-workflow';
import type { Tally } from '../../domain/courses/progress';
import { enrolmentProgress, KnownParts } from '../../transport/progress';
import type { EntitySource } from '../entitySource';
import { oneByOne } from '../items';
import type { Operation, Task } from '../operation';
import { optionsCollection } from '../parameters/options';
import { picker, readReference } from '../parameters/picker';
import { toolNotice } from '../tool';

/** Tells how far a participant is, by the vendor's formula. Parts are read once for all items of a run. */
export function getProgress(source: EntitySource): Operation {
	return {
		value: 'getProgress',
		name: 'Get Progress',
		action: 'Get the progress of an enrolment',
		description:
			'Get the presence and pass percentages (Aanwezigheids- en slagingspercentage); what is not marked yet is counted apart',
		properties: [toolNotice('reads'), picker(source.entity), optionsCollection([])],
		execute: async (run) => {
			const known = new KnownParts();
			return await oneByOne(async (task) => await progress(task, source, known))(run);
		},
	};
}

async function progress(task: Task, source: EntitySource, known: KnownParts): Promise<IDataObject> {
	const { client, context, item } = task;
	const reference = readReference(task, source.at(context, item));
	if (reference.by !== 'id') throw new Error('An enrolment is only found by its ID');
	client.needs(3);
	const { presence, pass, ...found } = await enrolmentProgress(client, reference.id, known);
	return {
		enrolmentId: reference.id,
		...counts('presence', presence, ['present', 'absent']),
		...counts('pass', pass, ['passed', 'notPassed']),
		...found,
		requests: client.meter.requests,
	};
}

/** @param names of the yes and the no */
function counts(what: string, tally: Tally, [yes, no]: readonly [string, string]): IDataObject {
	return {
		[`${what}Percentage`]: tally.percentage,
		[`${what}Required`]: tally.required,
		[yes]: tally.yes,
		[no]: tally.no,
		[`${what}NotMarked`]: tally.notMarked,
	};
}
