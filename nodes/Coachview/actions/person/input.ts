import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { Fault } from '../../domain/fault';
import { rawRecord, textAt, toItem, type RawRecord } from '../../domain/json/record';
import { receiptOf, type WriteResult } from '../../domain/update/result';
import type { CoachviewClient } from '../../transport/client';

export { KEY_FIELDS, readAllowClearing, readChanges, readPolicy, readRequired, readWishes } from './wishes';

/** The record beside its item form: Coachview's answer, character for character, and the moment it was read. */
interface CarriedRecord {
	text: string;
	readAt: string;
}

/** @returns the item of a whole record; `_record` is what Update needs to take it as its base */
export function recordItem(record: RawRecord): IDataObject {
	const carried: CarriedRecord = { text: record.text, readAt: new Date().toISOString() };
	return { ...toItem(record), _record: carried } as unknown as IDataObject;
}

/** Older than this, a record is read again before it is written back. */
const FRESH_SECONDS = 30;

/**
 * @returns the record that the input item carries, and whether it is fresh enough to be written without another look
 * @throws Fault `incompleteRecord` for a simplified, partial or home-made record: writing it would erase the rest
 */
export function carriedRecord(context: IExecuteFunctions, item: number): { record: RawRecord; fresh: boolean } {
	const json = context.getInputData()[item]?.json ?? {};
	const carried = json._record as Partial<CarriedRecord> | undefined;
	try {
		const record = rawRecord(String(carried?.text ?? ''));
		if (textAt(record, ['id']) === '') throw new Error('no id');
		const age = (Date.now() - Date.parse(String(carried?.readAt))) / 1000;
		return { record, fresh: age >= 0 && age <= FRESH_SECONDS };
	} catch {
		throw incompleteRecord();
	}
}

function incompleteRecord(): Fault {
	return new Fault(
		'incompleteRecord',
		'The input item does not carry the whole person as Coachview gave it',
		"Put a Coachview node with 'Person: Get' and Simplify off directly before this one, or set Current Record to Read It Now. Nothing was sent to Coachview.",
		{ fields: ['Current Record'] },
	);
}

/** @returns the receipt, or the record when the user asked for it */
export function writeOutput(result: WriteResult, returns: 'receipt' | 'record', client: CoachviewClient, requestsBefore: number): IDataObject {
	if (returns === 'record') return recordItem(result.record);
	return { ...receiptOf(result, client.environment, client.requests - requestsBefore, client.rate.remaining ?? null) };
}
