import { asFault } from '../domain/fault';
import { sameKey } from '../domain/identity';
import { textAt, type RawRecord } from '../domain/json/record';
import { buildWhere } from '../domain/query/where';
import type { CoachviewClient } from './client';
import { listRecords } from './paging';
import type { Records } from './records';

/** The record that a new one would double; `none` when there is none, `unknown` when that could not be seen. */
export type Twin = RawRecord | 'none' | 'unknown';

/** What says that the list cannot tell, rather than that Coachview cannot be asked just now. */
const NO_ANSWER = ['rejected', 'unexpectedAnswer', 'notAllowed', 'notFound'];

/**
 * Looks for the record of an entity that has `once`, with the same values in those fields. The first field is asked of
 * Coachview; all are checked here.
 *
 * @throws what the client throws for a failure that may pass
 */
export async function twinOf(records: Records, client: CoachviewClient, wanted: RawRecord): Promise<Twin> {
	const { once = [], fields } = records.entity;
	const [first] = fields.filter(({ name }) => name === once[0]);
	if (!first) return 'unknown';
	const value = textAt(wanted, [first.name]);
	const { name: field, label, parameter } = first;
	const wish = {
		where: parameter === undefined ? buildWhere([{ field, label, operator: '=', value }]) : '',
		parameters: parameter === undefined ? {} : { [parameter]: value },
		equalities: [{ field: first, value }],
		from: '',
		to: '',
		limit: Infinity,
	};
	try {
		const rows = await listRecords(records, client, wish, (row) => row);
		if (rows.some((row) => ['id', ...once].some((name) => textAt(row, [name]) === ''))) return 'unknown';
		return rows.find((row) => once.every((name) => sameKey(textAt(row, [name]), textAt(wanted, [name])))) ?? 'none';
	} catch (error) {
		const fault = asFault(error);
		if (!NO_ANSWER.includes(fault.reason)) throw fault;
		return 'unknown';
	}
}
