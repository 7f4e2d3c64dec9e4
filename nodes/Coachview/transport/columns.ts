import { asFault, Fault } from '../domain/fault';
import type { Column } from '../domain/fields/columns';
import { sampleColumns } from '../domain/fields/sampleColumns';
import { textAt, type RawRecord } from '../domain/json/record';
import type { Entity } from '../entities/entity';
import type { CoachviewClient } from './client';
import { freeFieldDefinitions } from './definitions';
import { Records } from './records';

/** Records that are looked at: a member that is empty in one may show its form in another. */
const SAMPLE = '20';
/** The editor asks whenever its window comes to the front. */
const A_MINUTE = 60_000;

const known = new Map<string, { columns: Column[]; until: number }>();

/**
 * What an environment shows of an entity beside the table, with two requests: some records with their free fields, and the
 * definitions of these.
 *
 * @returns the columns that the table does not have; remembered for a minute
 * @throws Fault `notFound` when there is no record to learn from, and what the client throws
 */
export async function environmentColumns(client: CoachviewClient, entity: Entity): Promise<Column[]> {
	const key = `${client.account}|${entity.path.toLowerCase()}`;
	const before = known.get(key);
	if (before && before.until > Date.now()) return before.columns;
	const rows = await sample(new Records(client, entity));
	const [first] = rows;
	if (!first)
		throw new Fault(
			'notFound',
			`Coachview has no ${entity.words.one} yet, whose fields could be shown`,
			`Create one in Coachview, then refresh the list of fields.`,
		);
	const definitions =
		entity.freeFields === 'none' ? [] : await freeFieldDefinitions(client, entity, textAt(first, ['id']));
	const columns = sampleColumns(entity, rows, definitions);
	known.set(key, { columns, until: Date.now() + A_MINUTE });
	return columns;
}

/** A Coachview that does not take the flag in lists shows records all the same. */
async function sample(records: Records): Promise<RawRecord[]> {
	const query = { skip: '0', take: SAMPLE };
	if (records.entity.freeFields === 'none') return await records.list(query);
	try {
		return await records.list({ ...query, InclusiefVrijevelden: 'true' });
	} catch (error) {
		const fault = asFault(error);
		if (fault.details.httpStatus !== 400) throw fault;
		return await records.list(query);
	}
}
