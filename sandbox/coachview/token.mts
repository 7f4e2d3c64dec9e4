import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { World } from '../world.mts';

const equal = (a: string, b: string) => {
	const [x, y] = [Buffer.from(a), Buffer.from(b)];
	return x.length === y.length && timingSafeEqual(x, y);
};

/**
 * `POST /auth/connect/token`: client credentials as form fields in the body, as code that calls the API sends them.
 * Errors have the form of IdentityServer, which the path suggests (inferred): 400 with `{ error }`.
 */
export function registerToken(app: FastifyInstance, world: World): void {
	app.post('/auth/connect/token', (request, reply) => {
		const fail = (error: string) => send(reply, 400, { error });
		if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? ''))
			return fail('invalid_request');
		const form = new URLSearchParams((request.body as string | undefined) ?? '');
		if (new Set(form.keys()).size !== [...form.keys()].length) return fail('invalid_request');
		const client = world.clients.get(form.get('client_id') ?? '');
		// Credentials in a Basic header were never seen, so they do not help here.
		if (!client || !equal(client.clientSecret, form.get('client_secret') ?? '')) return fail('invalid_client');
		if (!client.enabled)
			return fail(world.choices.disabledClient === 'invalidClient' ? 'invalid_client' : 'unauthorized_client');
		const grant = form.get('grant_type');
		if (!grant) return fail('invalid_request');
		if (grant !== 'client_credentials') return fail('unsupported_grant_type');
		const asked = (form.get('scope') ?? '').split(' ').filter(Boolean);
		const unknown = asked.filter((scope) => !client.scopes.includes(scope));
		if (unknown.length > 0 && world.choices.foreignScope === 'invalidScope') return fail('invalid_scope');
		const scopes = asked.length === 0 ? [...client.scopes] : asked.filter((scope) => client.scopes.includes(scope));
		if (world.choices.limitWindow === 'withTokens') world.rate.count(client.clientId, reply, world.choices);
		return send(reply, 200, {
			access_token: world.clients.issue(client, scopes),
			expires_in: client.lifetime,
			token_type: 'Bearer',
			scope: scopes.join(' '),
		});
	});
}

function send(reply: FastifyReply, status: number, body: object): FastifyReply {
	reply.code(status).header('cache-control', 'no-store').header('content-type', 'application/json; charset=utf-8');
	return reply.send(JSON.stringify(body));
}
