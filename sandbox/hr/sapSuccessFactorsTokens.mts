import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../clock.mts';

const xml =
	'<saml2:Assertion xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion"><saml2:Issuer>demo</saml2:Issuer><saml2:Subject><saml2:NameID>API_COACHVIEW</saml2:NameID></saml2:Subject></saml2:Assertion>';
/** The client (its API key), the company and the one assertion that the stand-in believes; signatures are not looked at. */
export const sapClient = {
	companyId: 'kraaidemo',
	clientId: 'c2FwLWRlbW8tYXBpLWtleQ',
	assertion: Buffer.from(xml).toString('base64'),
} as const;
/** Seconds: 24 hours (vendor's knowledge base). */
const LIFETIME = 86_400;

export interface SapTokens {
	/** `POST /oauth/token` with the SAML bearer grant. @param refused whether the assertion is not believed any more */
	give(request: FastifyRequest, reply: FastifyReply, refused: boolean): FastifyReply;
	judge(header: string): 'valid' | 'expired' | 'unknown';
}

/**
 * Tokens against a SAML assertion. The same assertion gives the same token with the time that is left, unless
 * `new_token=true` (vendor's knowledge base). The form of the errors is not confirmed.
 */
export function createSapTokens(clock: () => Clock): SapTokens {
	const tokens = new Map<string, number>();
	const refuse = (reply: FastifyReply, status: number, errorMessage: string) =>
		reply.code(status).send({ errorHttpCode: String(status), errorMessage, requestId: reply.request.id });
	return {
		give(request, reply, refused) {
			if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? ''))
				return refuse(reply, 415, 'The content type is not supported');
			const form = new URLSearchParams(String(request.body ?? ''));
			if (form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:saml2-bearer')
				return refuse(reply, 400, 'The grant type is not supported');
			if (form.get('company_id') !== sapClient.companyId || form.get('client_id') !== sapClient.clientId)
				return refuse(reply, 401, 'The client could not be authenticated');
			if (refused || form.get('assertion') !== sapClient.assertion)
				return refuse(reply, 401, 'The SAML assertion is not valid');
			const now = clock().now();
			const kept =
				form.get('new_token') === 'true'
					? undefined
					: [...tokens].find(([, until]) => until > now && until <= now + LIFETIME * 1000);
			const [access_token, until] = kept ?? [randomUUID(), now + LIFETIME * 1000];
			tokens.set(access_token, until);
			return reply.send({ access_token, token_type: 'Bearer', expires_in: Math.floor((until - now) / 1000) });
		},
		judge(header) {
			const until = tokens.get(/^Bearer (.+)$/i.exec(header)?.[1] ?? '');
			if (until === undefined) return 'unknown';
			return until > clock().now() ? 'valid' : 'expired';
		},
	};
}
