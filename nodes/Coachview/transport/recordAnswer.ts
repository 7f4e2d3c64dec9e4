import { RawJsonError } from '../domain/json/parse';
import { rawRecord, textAt, type RawRecord } from '../domain/json/record';

/**
 * Reads the answer to a question for one record.
 *
 * @throws RawJsonError for anything that is no record, such as a message of a failure under a success status: compared with
 *         a record it would look like a loss, and written back it would be one
 */
export function oneRecord(text: string): RawRecord {
	const record = rawRecord(text);
	if (textAt(record, ['id']) === '') throw new RawJsonError('The answer has no id');
	return record;
}
