import type { IDataObject } from 'n8n-workflow';
import { toItem, type RawRecord } from '../domain/json/record';
import type { CarriedRecord } from '../transport/carried';

/** @returns the item of a whole record; `_record` is what Update may take as its base for a moment */
export function recordItem(record: RawRecord, carried?: CarriedRecord): IDataObject {
	return { ...toItem(record), ...(carried && { _record: carried }) } as unknown as IDataObject;
}
