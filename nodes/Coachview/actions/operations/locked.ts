import { canBeUndone } from '../../domain/write/lookAgain';
import type { WriteResult } from '../../domain/write/result';
import { withRecordLock } from '../../transport/recordLock';
import type { Records } from '../../transport/records';
import { noteWriter } from './lastWriters';

/** Changes an existing record under its lock, and notes which fields this step has written. */
export async function updateUnderLock(
	records: Records,
	id: string,
	work: () => Promise<WriteResult>,
): Promise<WriteResult> {
	return await underLock(
		records,
		id,
		(result) => result,
		async () => {
			const result = await work();
			if (result.before && canBeUndone(result)) noteWriter(records.recordKey(id), result.changedFields, result.before);
			return result;
		},
	);
}

/** Works on an existing record under its lock. @param resultOf what the work did to the record */
export async function underLock<T>(
	records: Records,
	id: string,
	resultOf: (done: T) => WriteResult,
	work: () => Promise<T>,
): Promise<T> {
	return await withRecordLock(records.lockKey(id), async () => {
		let isDone = false;
		try {
			const result = await work();
			// Where a value keeps its old form, nothing may have changed, and the old state is the true one.
			isDone = resultOf(result).storedDifferentlyFields.length === 0;
			return result;
		} finally {
			if (!isDone) records.forget(id);
		}
	});
}
