import type { FieldKind } from '../../nodes/Coachview/entities/entity.ts';
import type { Choices } from '../assumptions/register.mts';
import type { World } from '../world.mts';
import type { Played } from './entities.mts';
import { visible } from './lag.mts';
import type { Query } from './query.mts';
import { valueOf, type RawObject } from './raw.mts';
import type { Records } from './records.mts';
import { readOrder, readWhere, type Fields } from './where.mts';

/** Members of `auditTrail`. Source: recorded responses. */
const audit: ReadonlyArray<readonly [string, FieldKind]> = [
	['aangemaaktDatumTijd', 'dateTime'],
	['aangemaaktDoor', 'text'],
	['gewijzigdDatumTijd', 'dateTime'],
	['gewijzigdDoor', 'text'],
	['etag', 'number'],
];

/** Fields that `where` and `orderby` know, by their name in lower case; calculated ones too (seen in use). */
function fieldsOf({ members, calculated, groups }: Played): Fields<RawObject> {
	const known = new Map<string, { path: [string, string?]; kind: FieldKind }>();
	const add = (path: [string, string?], kind: FieldKind) => known.set(path.join('.').toLowerCase(), { path, kind });
	for (const [name, kind] of [...members, ...calculated]) add([name], kind);
	for (const [name, lines] of groups) for (const line of lines) add([name, line], 'text');
	for (const [name, kind] of audit) add(['auditTrail', name], kind);
	return {
		kind: (name) => known.get(name)?.kind,
		value(row, name) {
			const [first, second] = known.get(name)!.path;
			const value = valueOf(row, first);
			if (second === undefined) return value;
			const group = value as Record<string, unknown> | null;
			// Assumption A98 = onlyCreated: who was never changed is found by the creation.
			return group?.[second] ?? (second === 'gewijzigdDatumTijd' ? (group?.aangemaaktDatumTijd ?? null) : null);
		},
	};
}

const fields = new WeakMap<Played, Fields<RawObject>>();

/** The last selection of each store, so that a long list is not sorted anew for each of its pages. */
const selections = new WeakMap<Records, { key: string; choices: Choices; version: number; rows: RawObject[] }>();

/**
 * Rows that pass `where`, in order. Without orderby the order means nothing (seen in practice): by id, which is random,
 * but the same on every page unless assumption A71 says otherwise.
 * @throws BadRequest for a filter or an order that is not understood
 */
export function select(query: Query, store: Records, world: World): RawObject[] {
	const { choices } = world;
	const known = fields.get(store.played) ?? fieldsOf(store.played);
	fields.set(store.played, known);
	const [where, orderby] = [query.get('where'), query.get('orderby')];
	const passes = readWhere(where, known, choices);
	const order = readOrder(orderby, known, choices);
	const key = JSON.stringify([where, orderby]);
	const last = selections.get(store);
	const isFresh = choices.rowOrder === 'stable' && store.lag.ids().length === 0;
	if (isFresh && last?.key === key && last.choices === choices && last.version === store.version()) return last.rows;
	const tick = world.tick();
	const isById = choices.rowOrder === 'stable' || (choices.rowOrder === 'unstable' && orderby === undefined);
	const rank = (row: RawObject) => (isById ? row.get('id')! : scrambled(row.get('id')!, tick));
	const rows = visible(store.all(), store.lag)
		.filter(passes)
		.map((row) => ({ row, rank: rank(row) }))
		.sort((a, b) => order?.(a.row, b.row) || (a.rank < b.rank ? -1 : 1))
		.map(({ row }) => row);
	if (isFresh) selections.set(store, { key, choices, version: store.version(), rows });
	return rows;
}

/** A text to sort by that says nothing, and another one at each request. */
function scrambled(id: string, tick: number): string {
	let hash = Math.imul(tick + 1, 0x9e3779b1);
	for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
	return (hash >>> 0).toString(16).padStart(8, '0');
}
