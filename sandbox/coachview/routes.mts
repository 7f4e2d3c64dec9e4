import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { World } from '../world.mts';
import { admit, sampleRow, type Caller } from './access.mts';
import { takes, type Change, type Played } from './entities.mts';
import { Refusal } from './errors.mts';
import { isGuid } from './kinds.mts';
import { readFlag, readPage, readQuery, type Query } from './query.mts';
import { joinObject, textOf } from './raw.mts';
import type { Records } from './records.mts';
import { create, existing, readBody, replace, tag } from './recordWrites.mts';
import { select } from './selection.mts';
import { viewFlags, viewOf } from './view.mts';

const listParameters = ['where', 'orderby', 'skip', 'take', 'count', ...viewFlags];
type ById = { Params: { id: string } };

/** Everything a handler needs: who calls, and the records as they are now. */
interface Call {
	world: World;
	store: Records;
	caller: Caller;
}

/**
 * The paths of one entity: list, get, POST and PUT by vendor documentation; who takes POST and PUT is assumption A87, PATCH
 * and DELETE are A26 and A85.
 */
export function registerRecords(app: FastifyInstance, world: World, played: Played): void {
	const { address: base, path, scopes } = played;
	const reading = (request: FastifyRequest, reply: FastifyReply): Call => ({
		world,
		store: world.records.get(path)!,
		caller: admit(request, reply, world, scopes.read),
	});
	const writing = (request: FastifyRequest, reply: FastifyReply, change: Change, allow = 'GET, PUT'): Call => {
		const caller = admit(request, reply, world, scopes.write);
		if (!takes(played, change, world.choices))
			throw new Refusal(405, `There is no ${change.toUpperCase()}.`, { Allow: allow });
		return { world, store: world.records.get(path)!, caller };
	};

	app.get(base, (request, reply) => list(request, reply, reading(request, reply)));
	app.get<ById>(`${base}/:id`, (request, reply) => {
		const call = reading(request, reply);
		const query = readQuery(request.url, viewFlags);
		if (call.caller.sample) return reply.send(JSON.stringify(sampleRow([...played.members.keys()])));
		return one(reply, call, request.params.id, query);
	});
	app.post(base, (request, reply) => {
		const { store, caller } = writing(request, reply, 'post', 'GET');
		const { post } = played.own;
		if (post) {
			readQuery(request.url, []);
			return reply.code(201).send(post(readBody(request), world, `api.${caller.clientId}`));
		}
		return create(request, reply, world, store, caller);
	});
	app.put(base, (request, reply) => {
		const { store, caller } = writing(request, reply, 'put', 'GET');
		const { putAddress, putUnknownId } = world.choices;
		if (putAddress !== 'idInBody' && putUnknownId !== 'bodyCreates')
			throw new Refusal(405, 'PUT needs the id in the path.', { Allow: 'GET, POST' });
		const body = readBody(request);
		const id = textOf(body, 'id') ?? '';
		if (putUnknownId === 'bodyCreates' && isGuid(id) && !store.get(id, world.choices))
			return create(request, reply, world, store, caller, id.toLowerCase());
		return replace(request, reply, world, store, id, body, caller, true);
	});
	app.put<ById>(`${base}/:id`, (request, reply) => {
		const { store, caller } = writing(request, reply, 'put', 'GET');
		if (world.choices.putAddress !== 'idInPath')
			throw new Refusal(405, 'PUT takes the id in the body.', { Allow: 'GET' });
		return replace(request, reply, world, store, request.params.id, readBody(request), caller, true);
	});
	app.patch<ById>(`${base}/:id`, (request, reply) => {
		const { store, caller } = writing(request, reply, 'patch');
		return replace(request, reply, world, store, request.params.id, readBody(request), caller, false);
	});
	app.delete<ById>(`${base}/:id`, (request, reply) => {
		const { store } = writing(request, reply, 'delete');
		removeRecord(textOf(existing(request.params.id, store, world.choices), 'id')!, store, world);
		return reply.code(204).send();
	});
}

/** Takes a record away, and what hangs on it. */
export function removeRecord(id: string, store: Records, world: World): void {
	store.remove(id);
	store.played.own.removed?.(id, world);
}

/** One record, as the assumptions about looks let the caller see it. */
function one(reply: FastifyReply, { world, store, caller }: Call, id: string, query: Query): FastifyReply {
	const { choices } = world;
	const stored = existing(id, store, choices);
	const storedId = textOf(stored, 'id')!;
	const before = store.lag.before(storedId);
	store.lag.look(storedId);
	if (before && !before.record) throw new Refusal(404, 'There is no such record.');
	const record = before?.record ?? stored;
	tag(reply, record, choices);
	const flags = choices.flagsById === 'ignored' ? new Map<string, string>() : query;
	return reply.send(joinObject(viewOf(record, store.played, flags, world, { hides: caller.hides, before })));
}

/** Filters with a parameter of their own, as conditions of `where`. */
function narrowed(query: Query, parameters: Readonly<Record<string, string>>): Query {
	const conditions = Object.entries(parameters).flatMap(([parameter, member]) => {
		const value = query.get(parameter);
		return value === undefined ? [] : [`${member}=${value}`];
	});
	if (conditions.length === 0) return query;
	return new Map([...query, ['where', [query.get('where'), ...conditions].filter(Boolean).join(';')]]);
}

function list(request: FastifyRequest, reply: FastifyReply, { world, store, caller }: Call): FastifyReply {
	const { choices } = world;
	const { played, lag } = store;
	const { parameters = {} } = played.own;
	const query = narrowed(readQuery(request.url, [...listParameters, ...Object.keys(parameters)]), parameters);
	const { skip, take } = readPage(query, choices);
	const count = readFlag(query, 'count');
	viewFlags.forEach((flag) => readFlag(query, flag));
	const rows = select(query, store, world);
	if (caller.sample) {
		const row = sampleRow([...played.members.keys()]);
		return reply.send(JSON.stringify([row, row]));
	}
	if (count && choices.rowCount !== 'noHeader') reply.header('RowCount', String(rows.length));
	const page = count && choices.rowCount === 'emptyBody' ? [] : rows.slice(skip, skip + take);
	const shown = page.map((record) => {
		const id = textOf(record, 'id')!;
		const before = lag.before(id);
		lag.look(id);
		return joinObject(viewOf(record, played, query, world, { hides: caller.hides, isRow: true, before }));
	});
	// Nobody can be seen in place of somebody who is not there yet: the look counts all the same.
	lag
		.ids()
		.filter((id) => !lag.before(id)!.record)
		.forEach((id) => lag.look(id));
	return reply.send(`[${shown.join(',')}]`);
}
