import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { World } from '../world.mts';
import { admit, sampleRow, type Caller } from './access.mts';
import { Refusal } from './errors.mts';
import type { FieldType } from './fields.mts';
import { addressFields, auditFields, personFields } from './fields.mts';
import { visible } from './lag.mts';
import { base, create, existing, readBody, replace, tag } from './personWrites.mts';
import { viewFlags, viewOf } from './personView.mts';
import type { Query } from './query.mts';
import { readFlag, readPage, readQuery } from './query.mts';
import type { RawObject } from './raw.mts';
import { joinObject, textOf, valueOf } from './raw.mts';
import type { Fields } from './where.mts';
import { readOrder, readWhere } from './where.mts';
import { guid } from './write.mts';

const listParameters = ['where', 'orderby', 'skip', 'take', 'count', ...viewFlags];

/** Fields of a person that `where` and `orderby` know, by their name in lower case. */
const types = new Map<string, { path: [string, string?]; type: FieldType | 'number' }>();
const field = (path: [string, string?], type: FieldType | 'number') =>
	types.set(path.join('.').toLowerCase(), { path, type });
for (const [name, type] of personFields) field([name], type);
for (const part of addressFields) for (const name of ['adres', 'factuurAdres']) field([name, part], 'text');
for (const [name, type] of auditFields) field(['auditTrail', name], type);
field(['auditTrail', 'etag'], 'number');

export const personQuery: Fields<RawObject> = {
	type: (name) => types.get(name)?.type,
	value(row, name) {
		const [first, second] = types.get(name)!.path;
		const value = valueOf(row, first);
		return second === undefined ? value : ((value as Record<string, unknown> | null)?.[second] ?? null);
	},
};

/** `Personen`: list, get, POST and PUT (vendor documentation); PATCH and DELETE only under assumption A26. */
export function registerPersons(app: FastifyInstance, world: World): void {
	app.get(base, (request, reply) => list(request, reply, world));
	app.get<{ Params: { id: string } }>(`${base}/:id`, (request, reply) => {
		const caller = admit(request, reply, world, 'Personen.Lezen');
		const query = readQuery(request.url, viewFlags);
		if (caller.sample) return reply.send(JSON.stringify(sampleRow([...personFields.keys()])));
		return one(reply, world, request.params.id, query, caller);
	});
	app.post(base, (request, reply) => create(request, reply, world, admit(request, reply, world, 'Personen.Schrijven')));
	app.put(base, (request, reply) => {
		const caller = admit(request, reply, world, 'Personen.Schrijven');
		const { A19, A77 } = world.choices;
		if (A19 !== 'idInBody' && A77 !== 'bodyCreates')
			throw new Refusal(405, 'PUT needs the id in the path.', { Allow: 'GET, POST' });
		const body = readBody(request);
		const id = textOf(body, 'id') ?? '';
		if (A77 === 'bodyCreates' && guid.test(id) && !world.people.get(id, world.choices))
			return create(request, reply, world, caller, id.toLowerCase());
		return replace(request, reply, world, id, body, caller, true);
	});
	app.put<{ Params: { id: string } }>(`${base}/:id`, (request, reply) => {
		const caller = admit(request, reply, world, 'Personen.Schrijven');
		if (world.choices.A19 !== 'idInPath') throw new Refusal(405, 'PUT takes the id in the body.', { Allow: 'GET' });
		return replace(request, reply, world, request.params.id, readBody(request), caller, true);
	});
	app.patch<{ Params: { id: string } }>(`${base}/:id`, (request, reply) => {
		const caller = admit(request, reply, world, 'Personen.Schrijven');
		if (world.choices.A26 !== 'allowed') throw new Refusal(405, 'There is no PATCH.', { Allow: 'GET, PUT' });
		return replace(request, reply, world, request.params.id, readBody(request), caller, false);
	});
	app.delete<{ Params: { id: string } }>(`${base}/:id`, (request, reply) => {
		admit(request, reply, world, 'Personen.Schrijven');
		if (world.choices.A26 !== 'allowed') throw new Refusal(405, 'There is no DELETE.', { Allow: 'GET, PUT' });
		const id = textOf(existing(request.params.id, world), 'id')!;
		world.people.remove(id);
		world.categories.forget(id);
		return reply.code(204).send();
	});
}

/** One person, as the assumptions about looks let the caller see it. */
function one(reply: FastifyReply, world: World, id: string, query: Query, { hides }: Caller): FastifyReply {
	const stored = existing(id, world);
	const storedId = textOf(stored, 'id')!;
	const before = world.lag.before(storedId);
	world.lag.look(storedId);
	if (before && !before.record) throw new Refusal(404, 'There is no such person.');
	const person = before?.record ?? stored;
	tag(reply, person, world);
	return reply.send(
		joinObject(viewOf(person, world.choices.A13 === 'ignored' ? new Map() : query, world, { hides, before })),
	);
}

function list(request: FastifyRequest, reply: FastifyReply, world: World): FastifyReply {
	const caller = admit(request, reply, world, 'Personen.Lezen');
	const query = readQuery(request.url, listParameters);
	const { choices } = world;
	const { skip, take } = readPage(query, choices);
	const count = readFlag(query, 'count');
	viewFlags.forEach((flag) => readFlag(query, flag));
	const rows = select(query, world);
	if (caller.sample)
		return reply.send(JSON.stringify([sampleRow([...personFields.keys()]), sampleRow([...personFields.keys()])]));
	if (count && choices.A12 !== 'noHeader') reply.header('RowCount', String(rows.length));
	const page = count && choices.A12 === 'emptyBody' ? [] : rows.slice(skip, skip + take);
	const shown = page.map((person) => {
		const id = textOf(person, 'id')!;
		const before = world.lag.before(id);
		world.lag.look(id);
		return joinObject(viewOf(person, query, world, { hides: caller.hides, isRow: true, before }));
	});
	// Nobody can be seen in place of somebody who is not there yet: the look counts all the same.
	world.lag
		.ids()
		.filter((id) => !world.lag.before(id)!.record)
		.forEach((id) => world.lag.look(id));
	return reply.send(`[${shown.join(',')}]`);
}

/** The last selection, so that a long list is not sorted anew for each of its pages. */
const selections = new WeakMap<
	World,
	{ key: string; choices: World['choices']; people: World['people']; version: number; rows: RawObject[] }
>();

/**
 * Rows that pass `where`, in order. Without orderby the order means nothing (seen in practice): by id, which is random,
 * but the same on every page unless assumption A71 says otherwise.
 */
function select(query: Query, world: World): RawObject[] {
	const { choices, people } = world;
	const [where, orderby] = [query.get('where'), query.get('orderby')];
	const passes = readWhere(where, personQuery, choices);
	const order = readOrder(orderby, personQuery, choices);
	const key = JSON.stringify([where, orderby]);
	const last = selections.get(world);
	const isFresh = choices.A71 === 'stable' && world.lag.ids().length === 0;
	if (
		isFresh &&
		last?.key === key &&
		last.choices === choices &&
		last.people === people &&
		last.version === people.version()
	)
		return last.rows;
	const tick = world.tick();
	const isById = choices.A71 === 'stable' || (choices.A71 === 'unstable' && orderby === undefined);
	const rank = (row: RawObject) => (isById ? row.get('id')! : scrambled(row.get('id')!, tick));
	const rows = visible(people.all(), world.lag)
		.filter(passes)
		.map((row) => ({ row, rank: rank(row) }))
		.sort((a, b) => order?.(a.row, b.row) || (a.rank < b.rank ? -1 : 1))
		.map(({ row }) => row);
	if (isFresh) selections.set(world, { key, choices, people, version: people.version(), rows });
	return rows;
}

/** A text to sort by that says nothing, and another one at each request. */
function scrambled(id: string, tick: number): string {
	let hash = Math.imul(tick + 1, 0x9e3779b1);
	for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
	return (hash >>> 0).toString(16).padStart(8, '0');
}
