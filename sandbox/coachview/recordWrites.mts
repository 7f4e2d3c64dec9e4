import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Choices } from '../assumptions/register.mts';
import type { World } from '../world.mts';
import type { Caller } from './access.mts';
import { BadRequest, Refusal } from './errors.mts';
import { isGuid } from './kinds.mts';
import { readQuery } from './query.mts';
import { isObject, joinObject, splitObject, textOf, type RawObject } from './raw.mts';
import type { Records } from './records.mts';
import { takeFreeFields } from './special/freeFields.mts';
import { viewOf } from './view.mts';
import { written } from './write.mts';

/**
 * POST, and PUT for an id that nobody has under assumption A77.
 * @param givenId the id that such a PUT brings
 */
export function create(
	request: FastifyRequest,
	reply: FastifyReply,
	world: World,
	store: Records,
	caller: Caller,
	givenId?: string,
): FastifyReply {
	readQuery(request.url, []);
	const { choices } = world;
	const { played } = store;
	const body = readBody(request);
	const sent = new Map(body);
	if (givenId === undefined && textOf(body, 'id'))
		throw new BadRequest('A new record has no id.', { id: ['Must be left out.'] });
	const freeFields = takeFreeFields(body, undefined, played, world);
	const members = written(body, undefined, played, choices);
	refuseDouble(members, undefined, store, choices);
	if (choices.postDone === 'never') return reply.code(202).send('');
	const record = store.insert(members, `api.${caller.clientId}`, createdBy(body, choices), givenId);
	const id = textOf(record, 'id')!;
	freeFields(id);
	store.lag.note(
		id,
		{ record: undefined, freeFields: new Map() },
		choices,
		choices.postDone === 'later' ? 1 : undefined,
	);
	if (played.own.events) world.webhooks.invented(played.own.events.added, record);
	const address = `${played.address}/${id}`;
	if (choices.postDone === 'later') return reply.code(202).send('');
	if (choices.redirects === 'seeOther') return reply.code(303).header('Location', address).send('');
	const answer =
		choices.postShows === 'echo'
			? joinObject(new Map([['id', JSON.stringify(id)], ...sent]))
			: joinObject(viewOf(record, played, flags(choices), world, caller));
	switch (choices.postAnswer) {
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
	store: Records,
	id: string,
	body: RawObject,
	caller: Caller,
	whole: boolean,
): FastifyReply {
	readQuery(request.url, []);
	const { choices } = world;
	const { played } = store;
	const old = existing(id, store, choices);
	const storedId = textOf(old, 'id')!;
	const bodyId = textOf(body, 'id');
	if (bodyId && bodyId.toLowerCase() !== storedId)
		throw new BadRequest('The id in the body is another one.', { id: ['Differs from the path.'] });
	checkTag(request, body, old, choices);
	const sent = new Map(body);
	const oldFields = world.freeFields.values(storedId);
	const oldView = choices.putShows === 'old' ? joinObject(viewOf(old, played, flags(choices), world, caller)) : '';
	// A client that may not see a member does not change it either.
	for (const name of caller.hides) if (old.has(name)) body.set(name, old.get(name)!);
	const freeFields = takeFreeFields(body, storedId, played, world);
	const members = written(body, old, played, choices, whole);
	refuseDouble(members, storedId, store, choices);
	const record = store.replace(storedId, members, `api.${caller.clientId}`, createdBy(body, choices));
	freeFields(storedId);
	store.lag.note(storedId, { record: old, freeFields: oldFields }, choices);
	if (played.own.events) world.webhooks.invented(played.own.events.changed, record);
	tag(reply, record, choices);
	if (choices.putAnswer === 'noContent') return reply.code(204).send();
	return reply.send(
		choices.putShows === 'echo'
			? joinObject(sent)
			: oldView || joinObject(viewOf(record, played, flags(choices), world, caller)),
	);
}

/** Assumption A83: whether the answer to a write has the free fields. */
const flags = (choices: Choices) =>
	new Map<string, string>(choices.freeFieldsInAnswers === 'shown' ? [['inclusiefvrijevelden', 'true']] : []);

/** The record of a path. @throws Refusal 404, BadRequest for something that is no id */
export function existing(id: string, store: Records, choices: Choices): RawObject {
	if (!isGuid(id)) throw new BadRequest('The id is not valid.', { id: ['An id is expected.'] });
	const record = store.get(id, choices);
	if (!record) throw new Refusal(404, 'There is no such record.');
	return record;
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

function refuseDouble(members: RawObject, exceptId: string | undefined, store: Records, choices: Choices): void {
	if (choices.doubleKey === 'allowed' || !store.sameKey(members, exceptId)) return;
	throw choices.doubleKey === 'badRequest'
		? new BadRequest('This ExternId and ExternSource are in use.', { externId: ['Must be unique with externSource.'] })
		: new Refusal(409, 'This ExternId and ExternSource are in use.');
}

const createdBy = (body: RawObject, choices: Choices): RawObject | undefined => {
	const audit = body.get('auditTrail');
	return choices.readOnlyMembers === 'stored' && isObject(audit) ? splitObject(audit) : undefined;
};

const etagOf = (record: RawObject) => splitObject(record.get('auditTrail')!).get('etag') ?? 'null';

/** Assumption A27 = ifMatch: the version goes into a header. */
export function tag(reply: FastifyReply, record: RawObject, choices: Choices): void {
	if (choices.etagCheck === 'ifMatch') reply.header('ETag', `"${etagOf(record)}"`);
}

/** Assumption A27: the old version is refused when a header or the body's audit trail names it. */
function checkTag(request: FastifyRequest, body: RawObject, old: RawObject, choices: Choices): void {
	const wanted = request.headers['if-match'];
	if (choices.etagCheck === 'ifMatch' && wanted && wanted !== '*' && wanted !== `"${etagOf(old)}"`)
		throw new Refusal(412, 'The record was changed in the meantime.');
	const audit = body.get('auditTrail');
	if (choices.etagCheck === 'bodyEtag' && isObject(audit)) {
		const sent = splitObject(audit).get('etag');
		if (sent !== undefined && sent !== etagOf(old)) throw new Refusal(409, 'The record was changed in the meantime.');
	}
}
