import { RawJsonError } from '../domain/json/parse';
import { rawRecord, textAt, type RawRecord } from '../domain/json/record';

/**
 * Reads the answer to a question for one person.
 *
 * @throws RawJsonError for anything that is no person, such as a message of a failure under a success status: compared with
 *         a person it would look like a loss, and written back it would be one
 */
export function personRecord(text: string): RawRecord {
	const record = rawRecord(text);
	if (textAt(record, ['id']) === '') throw new RawJsonError('The answer has no id');
	return record;
}
