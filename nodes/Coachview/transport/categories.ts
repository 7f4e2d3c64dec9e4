import { Fault } from '../domain/fault';
import { textAt } from '../domain/json/record';
import { buildWhere } from '../domain/query/where';
import { anyEntity } from '../entities/anyEntity';
import type { Entity } from '../entities/entity';
import type { CoachviewClient } from './client';
import { listRecords } from './paging';
import { Records } from './records';

/**
 * The records that have a category, from the links of which each names its record (rows: assumption A33). Each row is checked
 * here, because a server may ignore the filter.
 *
 * @param label the filter, for messages
 * @returns their ids
 * @throws Fault `unexpectedAnswer` when the links do not tell whose they are; what `listRecords` throws
 */
export async function idsWithCategory(
	client: CoachviewClient,
	{ path, owner, name }: NonNullable<Entity['categories']>,
	category: string,
	label: string,
): Promise<string[]> {
	const links = anyEntity(path);
	const equality = { field: { name, label, kind: 'text' as const }, value: category };
	const ids = await listRecords(
		new Records(client, links),
		client,
		{
			where: buildWhere([{ field: name, label, operator: '=', value: category }]),
			equalities: [equality],
			from: '',
			to: '',
			limit: Infinity,
		},
		(row) => textAt(row, [owner]),
	);
	if (ids.includes(''))
		throw new Fault(
			'unexpectedAnswer',
			`Coachview does not show whose categories it lists in ${path}`,
			`Take out the filter ${label} and use the events of the Coachview Trigger instead.`,
			{ fields: [label] },
		);
	return ids;
}
