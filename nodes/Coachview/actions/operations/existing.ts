import { checkIdentity } from '../../domain/identity';
import type { RawRecord } from '../../domain/json/record';
import { updateRecord, type UpdateRequest } from '../../domain/write/update';
import type { Records } from '../../transport/records';
import type { GivenRecord } from '../parameters/currentRecord';
import type { Reference } from '../parameters/picker';
import { identify } from './identify';
import { updateUnderLock } from './locked';
import { checkNewKey } from './newKey';
import type { WriteChoices } from './writeChoices';
import { commonRequest, type Ask, type Request } from './written';

/** What is done to a record, worked out under its lock. */
interface Decision extends Pick<UpdateRequest, 'changes' | 'policy' | 'emptyFields'> {
	readOnly?: readonly string[];
	/** The record as it is at this moment. */
	base?: RawRecord;
}

/**
 * The way of every operation that changes a record which the picker names: find it, make sure who it is, and under its
 * lock decide and write.
 *
 * @param given a record that the input item carries; it has to be the one that is named
 * @param decide what to do; `request` is what is known before
 */
export function onExisting(
	reference: Reference,
	choices: WriteChoices,
	decide: (records: Records, request: Request & { expected: { id: string } }) => Decision | Promise<Decision>,
	given?: GivenRecord,
): Pick<Ask, 'plan' | 'run'> {
	const { expectedKey, reread, lookAgain, readOnly, verify } = choices;
	return {
		plan: { lookUp: reference.by !== 'id', reread, lookAgain },
		run: async (records) => {
			const { id, externId, externSource } = await identify(records, reference);
			if (given) checkIdentity(records.entity, given.record, { id });
			const expected = {
				id,
				externId: expectedKey.externId || externId,
				externSource: expectedKey.externSource || externSource,
			};
			let request: Request & { expected: { id: string } } = { changes: [], expected, readOnly, verify };
			const result = await updateUnderLock(records, id, async () => {
				const { policy, emptyFields, base, ...rest } = await decide(records, request);
				request = { ...request, ...rest };
				const isKeyAsked = await checkNewKey(records, id, request.changes);
				return await updateRecord(records.record(id), {
					...commonRequest(records, choices),
					...request,
					policy,
					emptyFields,
					// After those requests the record is to be read again.
					base: isKeyAsked ? undefined : base,
				});
			});
			return { request, result };
		},
	};
}
