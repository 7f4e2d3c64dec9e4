import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { Fault } from '../../domain/fault';
import { rawRecord, textAt, toItem, type RawRecord } from '../../domain/json/record';
import type { CarriedRecord } from '../../transport/carried';

/** @returns the item of a whole record; `_record` is what Update may take as its base for a moment */
export function recordItem(record: RawRecord, carried?: CarriedRecord): IDataObject {
	return { ...toItem(record), ...(carried && { _record: carried }) } as unknown as IDataObject;
}

/**
 * @returns the record that the input item carries, as it says
 * @throws Fault `incompleteRecord` for a simplified, partial or home-made record: writing it would erase the rest
 */
export function carriedRecord(context: IExecuteFunctions, item: number): { record: RawRecord; carried: CarriedRecord } {
	const json = context.getInputData()[item]?.json ?? {};
	const { text, readAt, mark } = (json._record ?? {}) as Partial<CarriedRecord>;
	try {
		const record = rawRecord(String(text ?? ''));
		if (textAt(record, ['id']) === '') throw new Error('no id');
		return { record, carried: { text: record.text, readAt: String(readAt), mark: String(mark) } };
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
