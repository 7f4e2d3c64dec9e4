import type { FastifyReply, FastifyRequest } from 'fastify';
import type { World } from '../world.mts';
import { Refusal } from './errors.mts';

/** Who calls: for the audit trail, and whether the caller gets sample rows instead of data. */
export interface Caller {
	clientId: string;
	/** True when the scope is missing and assumption A17 says `sample`. */
	sample: boolean;
	/** Members that this client may not see: shown as null, and kept when it writes. */
	hides: readonly string[];
}

/**
 * Lets a call in: token (else 401), daily limit (else 429), scope (else 403). The limit is counted before the scope, so
 * that refused calls count too (assumption A14).
 * @param scope needed beside the general `api`, which must always be there (vendor documentation)
 * @throws Refusal 401, 403, 406 or 429
 */
export function admit(request: FastifyRequest, reply: FastifyReply, world: World, scope: string): Caller {
	const header = request.headers.authorization;
	if (!header) throw new Refusal(401, 'No access token.', { 'WWW-Authenticate': 'Bearer' });
	const token = /^Bearer ([^\s]+)$/i.exec(header)?.[1];
	const found = token === undefined ? undefined : world.clients.check(token);
	if (!found)
		throw new Refusal(401, 'The access token is not valid.', { 'WWW-Authenticate': 'Bearer error="invalid_token"' });
	world.log.name(request, found.clientId);
	world.rate.count(found.clientId, reply, world.choices);
	const accept = request.headers.accept ?? '*/*';
	if (world.choices.acceptHeader === 'refused' && !/application\/json|application\/\*|\*\/\*/.test(accept))
		throw new Refusal(406, 'Only JSON is available.');
	const allowed = found.scopes.includes('api') && found.scopes.includes(scope);
	const sample = !allowed && world.choices.missingScope === 'sample' && scope.endsWith('.Lezen');
	if (!allowed && !sample) throw new Refusal(403, 'The scope of the client does not allow this.');
	world.log.handled(request);
	return { clientId: found.clientId, sample, hides: world.clients.get(found.clientId)?.hides ?? [] };
}

/** Sample rows of a caller without the scope: example values, all with the same id (vendor documentation of Swagger). */
export function sampleRow(members: readonly string[]): Record<string, unknown> {
	const row: Record<string, unknown> = {};
	for (const name of members)
		row[name] = name === 'id' || name.endsWith('Id') ? '3fa85f64-5717-4562-b3fc-2c963f66afa6' : 'string';
	return row;
}
