import type { FastifyReply, FastifyRequest } from 'fastify';
import type { World } from '../world.mts';
import type { Caller } from './access.mts';
import { BadRequest, Refusal } from './errors.mts';
import { takeFreeFields } from './freeFields.mts';
import { viewOf } from './personView.mts';
import { readQuery } from './query.mts';
import type { RawObject } from './raw.mts';
import { isObject, joinObject, splitObject, textOf } from './raw.mts';
import { guid, written } from './write.mts';

export const base = '/api/v1/Personen';

/**
 * POST, and PUT for an id that nobody has under assumption A77.
 * @param givenId the id that such a PUT brings
 */
export function create(
	request: FastifyRequest,
	reply: FastifyReply,
	world: World,
	caller: Caller,
	givenId?: string,
): FastifyReply {
	readQuery(request.url, []);
	const { choices } = world;
	const body = readBody(request);
	const sent = new Map(body);
	if (givenId === undefined && textOf(body, 'id'))
		throw new BadRequest('A new person has no id.', { id: ['Must be left out.'] });
	const freeFields = takeFreeFields(body, undefined, world);
	const members = written(body, undefined, choices);
	refuseDouble(members, undefined, world);
	if (choices.A76 === 'never') return reply.code(202).send('');
	const person = world.people.insert(members, `api.${caller.clientId}`, createdBy(body, world), givenId);
	const id = textOf(person, 'id')!;
	freeFields(id);
	world.lag.note(id, { record: undefined, freeFields: new Map() }, choices, choices.A76 === 'later' ? 1 : undefined);
	world.webhooks.invented('persoon.toegevoegd', person);
	const address = `${base}/${id}`;
	if (choices.A76 === 'later') return reply.code(202).send('');
	if (choices.A74 === 'seeOther') return reply.code(303).header('Location', address).send('');
	const answer =
		choices.A55 === 'echo'
			? joinObject(new Map([['id', JSON.stringify(id)], ...sent]))
			: joinObject(viewOf(person, flags(world), world, caller));
	switch (choices.A22) {
		case 'ok':
			return reply.send(answer);
		case 'idOnly':
			return reply.send(JSON.stringify(id));
		case 'location':
			return reply.code(201).header('Location', address).send('');
		default:
			return reply.code(201).header('Location', address).send(answer);
	}
}

/** PUT, and PATCH (`whole` false). */
export function replace(
	request: FastifyRequest,
	reply: FastifyReply,
	world: World,
	id: string,
	body: RawObject,
	caller: Caller,
	whole: boolean,
): FastifyReply {
	readQuery(request.url, []);
	const { choices } = world;
	const old = existing(id, world);
	const storedId = textOf(old, 'id')!;
	const bodyId = textOf(body, 'id');
	if (bodyId && bodyId.toLowerCase() !== storedId)
		throw new BadRequest('The id in the body is another one.', { id: ['Differs from the path.'] });
	checkTag(request, body, old, world);
	const sent = new Map(body);
	const oldFields = world.freeFields.values(storedId);
	const oldView = choices.A54 === 'old' ? joinObject(viewOf(old, flags(world), world, caller)) : '';
	// A client that may not see a member does not change it either.
	for (const name of caller.hides) if (old.has(name)) body.set(name, old.get(name)!);
	const freeFields = takeFreeFields(body, storedId, world);
	const members = written(body, old, choices, whole);
	refuseDouble(members, storedId, world);
	const person = world.people.replace(storedId, members, `api.${caller.clientId}`, createdBy(body, world));
	freeFields(storedId);
	world.lag.note(storedId, { record: old, freeFields: oldFields }, choices);
	world.webhooks.invented('persoon.gewijzigd', person);
	tag(reply, person, world);
	if (choices.A21 === 'noContent') return reply.code(204).send();
	return reply.send(
		choices.A54 === 'echo' ? joinObject(sent) : oldView || joinObject(viewOf(person, flags(world), world, caller)),
	);
}

/** Assumption A83: whether the answer to a write has the free fields. */
const flags = ({ choices }: World) =>
	new Map<string, string>(choices.A83 === 'shown' ? [['inclusiefvrijevelden', 'true']] : []);

/** The person of a path. @throws Refusal 404, BadRequest for something that is no id */
export function existing(id: string, world: World): RawObject {
	if (!guid.test(id)) throw new BadRequest('The id is not valid.', { id: ['An id is expected.'] });
	const person = world.people.get(id, world.choices);
	if (!person) throw new Refusal(404, 'There is no such person.');
	return person;
}

/** The members of a JSON body. @throws Refusal 415 for another content type, BadRequest for malformed JSON */
export function readBody(request: FastifyRequest): RawObject {
	if (!/^application\/(.+\+)?json\b/i.test(request.headers['content-type'] ?? ''))
		throw new Refusal(415, 'A body in JSON is expected.');
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

/** Assumption A27 = ifMatch: the version goes into a header. */
export function tag(reply: FastifyReply, person: RawObject, world: World): void {
	if (world.choices.A27 === 'ifMatch') reply.header('ETag', `"${etagOf(person)}"`);
}

/** Assumption A27: the old version is refused when a header or the body's audit trail names it. */
function checkTag(request: FastifyRequest, body: RawObject, old: RawObject, world: World): void {
	const wanted = request.headers['if-match'];
	if (world.choices.A27 === 'ifMatch' && wanted && wanted !== '*' && wanted !== `"${etagOf(old)}"`)
		throw new Refusal(412, 'The record was changed in the meantime.');
	const audit = body.get('auditTrail');
	if (world.choices.A27 === 'bodyEtag' && isObject(audit)) {
		const sent = splitObject(audit).get('etag');
		if (sent !== undefined && sent !== etagOf(old)) throw new Refusal(409, 'The record was changed in the meantime.');
	}
}
