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
 * How an item is worked on beside others: `together`: its record may be read with others; `alone`: it is read by itself,
 * just before it is written; `inTurn`: that, and one after another, because what one writes is what the next has to see.
 */
export type Way = 'together' | 'alone' | 'inTurn';

/**
 * The way of every operation that changes a record which the picker names: find it, make sure who it is, and under its
 * lock decide and write.
 *
 * @param decide what to do; `request` is what is known before
 * @param given a record that the input item carries; it has to be the one that is named
 * @param way how it is worked on beside other items
 */
export function onExisting(
	reference: Reference,
	choices: WriteChoices,
	decide: (records: Records, request: Request & { expected: { id: string } }) => Decision | Promise<Decision>,
	{ given, way = 'alone' }: { given?: GivenRecord; way?: Way } = {},
): Pick<Ask, 'plan' | 'run'> {
	const { expectedKey, reread, lookAgain, readOnly, verify } = choices;
	return {
		plan: { lookUp: reference.by !== 'id', reread, lookAgain },
		run: async (records, desk, isLike) => {
			const isTogether = isLike && way === 'together';
			const find = async () => await identify(records, reference);
			const { id, externId, externSource } = reference.by === 'id' ? await find() : await desk.request(find);
			if (given) checkIdentity(records.entity, given.record, { id });
			const expected = {
				id,
				externId: expectedKey.externId || externId,
				externSource: expectedKey.externSource || externSource,
			};
			let request: Request & { expected: { id: string } } = { changes: [], expected, readOnly, verify };
			const work = async () => {
				if (!isTogether) await desk.seat(way === 'inTurn');
				const { policy, emptyFields, base, ...rest } = await decide(records, request);
				request = { ...request, ...rest };
				const isKeyAsked = await checkNewKey(records, id, request.changes);
				const port = records.record(id);
				return await updateRecord(isTogether ? desk.port(id, port) : port, {
					...commonRequest(records, choices),
					...request,
					policy,
					emptyFields,
					// After those requests the record is to be read again.
					base: isKeyAsked ? undefined : base,
				});
			};
			const result = await desk.turn(async () => await updateUnderLock(records, id, work));
			return { request, result };
		},
	};
}
