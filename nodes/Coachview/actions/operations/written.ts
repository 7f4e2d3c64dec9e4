import type { Desk } from '../../domain/write/batch';
import type { WriteResult } from '../../domain/write/result';
import type { UpdateRequest } from '../../domain/write/update';
import type { Plan, Records } from '../../transport/records';
import type { Task } from '../operation';
import type { WriteChoices } from './writeChoices';

/** What an existing record is asked for; a second look repeats it when it is gone. */
export type Request = Pick<UpdateRequest, 'changes' | 'expected' | 'readOnly' | 'verify'>;

/** What one item asks for: read from the node before anything is sent. */
export interface Ask {
	plan: Plan;
	/** Display names of fields that have no value. */
	empty: readonly string[];
	/** Whether the node names no field at all. */
	isUnasked?: boolean;
	/** @param isLike whether its record can be read with those of other items */
	run(records: Records, desk: Desk, isLike: boolean): Promise<{ request: Request; result: WriteResult }>;
}

/** What became of one item, and what a second look at it needs. */
export interface Written {
	task: Task;
	records: Records;
	choices: WriteChoices;
	request: Request;
	result: WriteResult;
	isUnasked: boolean;
}

/** One item, or what it threw. */
export type Done = Written | { thrown: unknown };

/** @returns what every change of an existing record is asked for with, as the options say */
export function commonRequest(
	{ entity, known }: Records,
	{ dryRun, reread, lookAgain }: WriteChoices,
): Pick<UpdateRequest, 'entity' | 'known' | 'dryRun' | 'rereadBeforeWrite' | 'writesAgain'> {
	return { entity, known, dryRun, rereadBeforeWrite: reread, writesAgain: lookAgain };
}
