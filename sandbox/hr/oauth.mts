import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../clock.mts';

export interface OAuthOptions {
	clientId: string;
	clientSecret: string;
	/** A refresh token that always works, so that a test need not go through the browser step. */
	refreshToken: string;
	/** Seconds that an access token lives, on the sandbox's clock. */
	lifetime: number;
	/** Some vendors write `expires_in` as text. */
	expiresInAsText?: boolean;
	/** Refuses a form that is not sent as one. */
	formOnly: boolean;
}

export interface OAuth {
	/** `GET` of the authorisation page: says yes at once and goes back with a code. */
	authorize(request: FastifyRequest, reply: FastifyReply): FastifyReply;
	/** `POST` of the token endpoint: grants `authorization_code` and `refresh_token`, client in the body. */
	token(request: FastifyRequest, reply: FastifyReply): FastifyReply;
	/** What an `Authorization` header is worth. */
	judge(header: string | undefined): 'valid' | 'expired' | 'unknown';
}

/** The OAuth2 part of a system whose user allows the access once in a browser. A refresh token works once (RFC 6749 allows both). */
export function createOAuth(options: OAuthOptions, clock: () => Clock): OAuth {
	const codes = new Map<string, string>();
	const refreshTokens = new Set<string>();
	const accessTokens = new Map<string, number>();
	const refuse = (reply: FastifyReply, status: number, error: string) => reply.code(status).send({ error });

	function give(reply: FastifyReply): FastifyReply {
		const [access_token, refresh_token] = [randomUUID(), randomUUID()];
		accessTokens.set(access_token, clock().now() + options.lifetime * 1000);
		refreshTokens.add(refresh_token);
		const expires_in = options.expiresInAsText ? String(options.lifetime) : options.lifetime;
		return reply
			.header('cache-control', 'no-store')
			.send({ access_token, token_type: 'bearer', expires_in, refresh_token });
	}

	return {
		authorize(request, reply) {
			const query = new URLSearchParams(request.url.split('?')[1] ?? '');
			const target = query.get('redirect_uri');
			if (query.get('client_id') !== options.clientId || query.get('response_type') !== 'code' || target === null)
				return refuse(reply, 400, 'invalid_request');
			const code = randomUUID();
			codes.set(code, target);
			const back = new URL(target);
			back.searchParams.set('code', code);
			if (query.has('state')) back.searchParams.set('state', query.get('state')!);
			return reply.redirect(back.toString(), 302);
		},
		token(request, reply) {
			if (options.formOnly && !/^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? ''))
				return refuse(reply, 400, 'invalid_request');
			const form = new URLSearchParams(String(request.body ?? ''));
			if (form.get('client_id') !== options.clientId || form.get('client_secret') !== options.clientSecret)
				return refuse(reply, 401, 'invalid_client');
			const grant = form.get('grant_type');
			if (grant === 'authorization_code') {
				const code = form.get('code') ?? '';
				const fits = codes.get(code) === form.get('redirect_uri');
				return codes.delete(code) && fits ? give(reply) : refuse(reply, 400, 'invalid_grant');
			}
			if (grant !== 'refresh_token') return refuse(reply, 400, 'unsupported_grant_type');
			const given = form.get('refresh_token') ?? '';
			return refreshTokens.delete(given) || given === options.refreshToken
				? give(reply)
				: refuse(reply, 400, 'invalid_grant');
		},
		judge(header) {
			const expires = accessTokens.get(/^Bearer (.+)$/i.exec(header ?? '')?.[1] ?? '');
			if (expires === undefined) return 'unknown';
			return expires > clock().now() ? 'valid' : 'expired';
		},
	};
}
