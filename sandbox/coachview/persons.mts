import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { World } from '../world.mts';
import { admit, sampleRow } from './access.mts';
import { BadRequest, Refusal } from './errors.mts';
import type { FieldType } from './fields.mts';
import { addressFields, auditFields, personFields } from './fields.mts';
import { takeFreeFields } from './freeFields.mts';
import { viewFlags, viewOf } from './personView.mts';
import { readFlag, readPage, readQuery } from './query.mts';
import type { RawObject } from './raw.mts';
import { isObject, joinObject, splitObject, textOf, valueOf } from './raw.mts';
import type { Fields } from './where.mts';
import { readOrder, readWhere } from './where.mts';
import { guid, written } from './write.mts';

const base = '/api/v1/Personen';
const listParameters = ['where', 'orderby', 'skip', 'take', 'count', ...viewFlags];

/** Fields of a person that `where` and `orderby` know, by their name in lower case. */
const types = new Map<string, { path: [string, string?]; type: FieldType | 'number' }>();
const field = (path: [string, string?], type: FieldType | 'number') => types.set(path.join('.').toLowerCase(), { path, type });
for (const [name, type] of personFields) field([name], type);
for (const part of addressFields) for (const name of ['adres', 'factuurAdres']) field([name, part], 'text');
for (const [name, type] of auditFields) field(['auditTrail', name], type);
field(['auditTrail', 'etag'], 'number');

export const personQuery: Fields<RawObject> = {
	type: (name) => types.get(name)?.type,
	value(row, name) {
		const [first, second] = types.get(name)!.path;
		const value = valueOf(row, first);
		return second === undefined ? value : (value as Record<string, unknown> | null)?.[second] ?? null;
	},
};

/** `Personen`: list, get, POST and PUT (vendor documentation); PATCH and DELETE only under assumption A26. */
export function registerPersons(app: FastifyInstance, world: World): void {
	app.get(base, (request, reply) => list(request, reply, world));
	app.get<{ Params: { id: string } }>(`${base}/:id`, (request, reply) => {
		const caller = admit(request, reply, world, 'Personen.Lezen');
		const query = readQuery(request.url, viewFlags);
		if (caller.sample) return reply.send(JSON.stringify(sampleRow([...personFields.keys()])));
		const person = existing(request.params.id, world);
		const view = viewOf(person, world.choices.A13 === 'ignored' ? new Map() : query, world);
		tag(reply, person, world);
		return reply.send(joinObject(view));
	});
	app.post(base, (request, reply) => create(request, reply, world));
	app.put(base, (request, reply) => {
		const caller = admit(request, reply, world, 'Personen.Schrijven');
		if (world.choices.A19 !== 'idInBody') throw new Refusal(405, 'PUT needs the id in the path.', { Allow: 'GET, POST' });
		const body = readBody(request);
		return replace(request, reply, world, textOf(body, 'id') ?? '', body, caller.clientId, true);
	});
	app.put<{ Params: { id: string } }>(`${base}/:id`, (request, reply) => {
		const caller = admit(request, reply, world, 'Personen.Schrijven');
		if (world.choices.A19 !== 'idInPath') throw new Refusal(405, 'PUT takes the id in the body.', { Allow: 'GET' });
		return replace(request, reply, world, request.params.id, readBody(request), caller.clientId, true);
	});
	app.patch<{ Params: { id: string } }>(`${base}/:id`, (request, reply) => {
		const caller = admit(request, reply, world, 'Personen.Schrijven');
		if (world.choices.A26 !== 'allowed') throw new Refusal(405, 'There is no PATCH.', { Allow: 'GET, PUT' });
		return replace(request, reply, world, request.params.id, readBody(request), caller.clientId, false);
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

function list(request: FastifyRequest, reply: FastifyReply, world: World): FastifyReply {
	const caller = admit(request, reply, world, 'Personen.Lezen');
	const query = readQuery(request.url, listParameters);
	const { choices } = world;
	const { skip, take } = readPage(query, choices);
	const passes = readWhere(query.get('where'), personQuery, choices);
	const order = readOrder(query.get('orderby'), personQuery, choices);
	const count = readFlag(query, 'count');
	viewFlags.forEach((flag) => readFlag(query, flag));
	if (caller.sample) return reply.send(JSON.stringify([sampleRow([...personFields.keys()]), sampleRow([...personFields.keys()])]));
	// Without orderby the order means nothing (seen in practice): by id, which is random, but the same on every page.
	const byId = (a: RawObject, b: RawObject) => (a.get('id')! < b.get('id')! ? -1 : 1);
	const rows = world.people.all().filter(passes).sort((a, b) => order?.(a, b) || byId(a, b));
	if (count && choices.A12 !== 'noHeader') reply.header('RowCount', String(rows.length));
	const page = count && choices.A12 === 'emptyBody' ? [] : rows.slice(skip, skip + take);
	return reply.send(`[${page.map((person) => joinObject(viewOf(person, query, world))).join(',')}]`);
}

function create(request: FastifyRequest, reply: FastifyReply, world: World): FastifyReply {
	const caller = admit(request, reply, world, 'Personen.Schrijven');
	readQuery(request.url, []);
	const body = readBody(request);
	if (textOf(body, 'id')) throw new BadRequest('A new person has no id.', { id: ['Must be left out.'] });
	const freeFields = takeFreeFields(body, undefined, world);
	const members = written(body, undefined, world.choices);
	refuseDouble(members, undefined, world);
	const person = world.people.insert(members, `api.${caller.clientId}`, createdBy(body, world));
	const id = textOf(person, 'id')!;
	freeFields(id);
	world.webhooks.invented('persoon.toegevoegd', person);
	const address = `${base}/${id}`;
	switch (world.choices.A22) {
		case 'ok': return reply.send(joinObject(viewOf(person, new Map(), world)));
		case 'idOnly': return reply.send(JSON.stringify(id));
		case 'location': return reply.code(201).header('Location', address).send('');
		default: return reply.code(201).header('Location', address).send(joinObject(viewOf(person, new Map(), world)));
	}
}

function replace(
	request: FastifyRequest, reply: FastifyReply, world: World, id: string, body: RawObject, clientId: string, whole: boolean,
): FastifyReply {
	readQuery(request.url, []);
	const old = existing(id, world);
	const storedId = textOf(old, 'id')!;
	const bodyId = textOf(body, 'id');
	if (bodyId && bodyId.toLowerCase() !== storedId) throw new BadRequest('The id in the body is another one.', { id: ['Differs from the path.'] });
	checkTag(request, body, old, world);
	const freeFields = takeFreeFields(body, storedId, world);
	const members = written(body, old, world.choices, whole);
	refuseDouble(members, storedId, world);
	const person = world.people.replace(storedId, members, `api.${clientId}`, createdBy(body, world));
	freeFields(storedId);
	world.webhooks.invented('persoon.gewijzigd', person);
	tag(reply, person, world);
	if (world.choices.A21 === 'noContent') return reply.code(204).send();
	return reply.send(joinObject(viewOf(person, new Map(), world)));
}

/** The person of a path. @throws Refusal 404, BadRequest for something that is no id */
export function existing(id: string, world: World): RawObject {
	if (!guid.test(id)) throw new BadRequest('The id is not valid.', { id: ['An id is expected.'] });
	const person = world.people.get(id, world.choices);
	if (!person) throw new Refusal(404, 'There is no such person.');
	return person;
}

/** The members of a JSON body. @throws Refusal 415 for another content type, BadRequest for malformed JSON */
export function readBody(request: FastifyRequest): RawObject {
	if (!/^application\/(.+\+)?json\b/i.test(request.headers['content-type'] ?? '')) throw new Refusal(415, 'A body in JSON is expected.');
	try {
		return splitObject((request.body as string | undefined) ?? '');
	} catch (error) {
		throw new BadRequest('The body is not a valid JSON object.', { $: [(error as Error).name] });
	}
}

function refuseDouble(members: RawObject, exceptId: string | undefined, world: World): void {
	if (world.choices.A24 === 'allowed' || !world.people.sameKey(members, exceptId)) return;
	throw world.choices.A24 === 'badRequest'
		? new BadRequest('This ExternId and ExternSource are in use.', { externId: ['Must be unique with externSource.'] })
		: new Refusal(409, 'This ExternId and ExternSource are in use.');
}

const createdBy = (body: RawObject, world: World): RawObject | undefined => {
	const audit = body.get('auditTrail');
	return world.choices.S01 === 'stored' && isObject(audit) ? splitObject(audit) : undefined;
};

const etagOf = (person: RawObject) => splitObject(person.get('auditTrail')!).get('etag') ?? 'null';

function tag(reply: FastifyReply, person: RawObject, world: World): void {
	if (world.choices.A27 === 'ifMatch') reply.header('ETag', `"${etagOf(person)}"`);
}

/** Assumption A27: the old version is refused when a header or the body's audit trail names it. */
function checkTag(request: FastifyRequest, body: RawObject, old: RawObject, world: World): void {
	const wanted = request.headers['if-match'];
	if (world.choices.A27 === 'ifMatch' && wanted && wanted !== '*' && wanted !== `"${etagOf(old)}"`) throw new Refusal(412, 'The record was changed in the meantime.');
	const audit = body.get('auditTrail');
	if (world.choices.A27 === 'bodyEtag' && isObject(audit)) {
		const sent = splitObject(audit).get('etag');
		if (sent !== undefined && sent !== etagOf(old)) throw new Refusal(409, 'The record was changed in the meantime.');
	}
}
