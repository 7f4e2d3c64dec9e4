import { readComplaint } from '../domain/errorBody';
import { Fault } from '../domain/fault';
import { secondsUntilReset, type RateInfo } from '../domain/rateLimit';
import { TOKEN_UNAVAILABLE, UNREADABLE, type Failure } from './failure';

/** What was asked, for the sentence that explains the refusal. */
export interface Asked {
	method: string;
	/** The entity, e.g. `Personen`; never an address with values in it. */
	entity: string;
	/** Values that were sent and must not show up in a message. */
	values: readonly string[];
}

/** What may be the matter when Coachview refuses a request of this kind. */
const REFUSED: { [method: string]: string } = {
	GET: 'Check the filters and the sort field: Coachview may not know one of them.',
	POST: 'Nothing was stored. A field that Coachview asks for may be missing, or a value may not be allowed.',
	PUT: 'Nothing was stored. A value may not be allowed. A field that Coachview calls read-only can be added under Read-Only Fields.',
};

/** @returns the fault for a failed request: one sentence that says what happened, and one that says what to do */
export function faultOf(failure: Failure, asked: Asked, rate: RateInfo, now: number): Fault {
	if (failure.tokenError !== undefined) return tokenFault(failure.tokenError);
	const { status } = failure;
	if (failure.code === UNREADABLE) {
		return new Fault('unexpectedAnswer', 'Coachview answered with something that is not JSON', 'Check the Environment or Custom URL in the credential: the address may lead to another site or to a maintenance page.');
	}
	if (status === undefined) {
		return new Fault('unavailable', 'Coachview could not be reached', 'Check the Environment or Custom URL in the credential and the connection of this n8n, then run it again.');
	}
	const complaint = readComplaint(failure.text, asked.values);
	const details = { httpStatus: status };
	const named = complaint.fields.length > 0 ? `. It names: ${complaint.fields.join(', ')}` : '';
	const words = complaint.words === '' ? '' : ` Coachview's words: "${complaint.words}"`;
	switch (status) {
		case 401:
			return new Fault('credential', 'Coachview refused the access token, also after a new one was asked for', 'Check in Coachview that the client is enabled, and test the credential in n8n.', { details });
		case 403:
			return new Fault(
				'notAllowed',
				`The Coachview client may not ${asked.method === 'GET' ? 'read' : 'write'} ${asked.entity}`,
				`Add the scope ${asked.entity}.${asked.method === 'GET' ? 'Lezen' : 'Schrijven'} to the client in Coachview and, when the credential lists scopes, to the credential as well. n8n 2 fetched a new token just now; older versions keep the old one until it ends, or until the credential is made anew.`,
				{ details },
			);
		case 404:
			return new Fault('notFound', `Coachview does not know this record in ${asked.entity}`, 'It may have been merged or deleted, or belong to the other environment (Live or Training).', { details });
		case 409:
		case 412:
			return new Fault('conflict', `Coachview reports a conflict${named}`, `The record exists already or was changed meanwhile.${words}`, { details, fields: complaint.fields });
		case 429:
			return quotaFault(rate, now);
		default:
			if (status >= 500) {
				return new Fault('unavailable', `Coachview could not answer (HTTP ${status})`, `Run it again later. On long lists, filter by change date instead of paging far.${words}`, { details });
			}
			return new Fault('rejected', `Coachview did not accept the request (HTTP ${status})${named}`, `${REFUSED[asked.method] ?? ''}${words}`, { details, fields: complaint.fields });
	}
}

/**
 * @param short what is missing when the day is not used up: the requests that were needed, and those kept in reserve
 * @returns the fault for a used-up day: it carries the moment of the reset, so that a Wait node can use it
 */
export function quotaFault(rate: RateInfo, now: number, short?: { needed: number; reserve: number }): Fault {
	const seconds = secondsUntilReset(rate, now);
	const until = rate.resetAt ? `until ${rate.resetAt}` : 'until the daily reset';
	return new Fault(
		'quotaExhausted',
		short ? tooFew(rate, short) : `Coachview's daily number of requests is used up ${until}`,
		`Nothing was changed by this item. Run it again after the reset${rate.resetAt ? ` (${rate.resetAt})` : ''}.`,
		{
			details: {
				...(rate.resetAt === undefined ? {} : { resetAt: rate.resetAt }),
				...(seconds === undefined ? {} : { retryAfterSeconds: seconds }),
				...(rate.remaining === undefined ? {} : { rateLimitRemaining: rate.remaining }),
			},
		},
	);
}

function tooFew({ remaining }: RateInfo, { needed, reserve }: { needed: number; reserve: number }): string {
	const kept = reserve > 0 ? `, ${reserve} are kept in reserve` : '';
	return `Only ${remaining} Coachview requests are left${kept}, and this item may need ${needed}`;
}

function tokenFault(tokenError: string): Fault {
	switch (tokenError) {
		case TOKEN_UNAVAILABLE:
			return new Fault('unavailable', 'Coachview could not give an access token at this moment', 'Run it again later. If it stays, check the Environment or Custom URL in the credential. Nothing was sent for this request.');
		case 'invalid_client':
		case 'unauthorized_client':
			return new Fault('credential', 'Coachview does not accept the client ID and secret', 'Check both in the credential, that the client is enabled in Coachview, and that it belongs to the chosen environment: Live and Training have their own clients.');
		case 'invalid_scope':
			return new Fault('credential', 'Coachview does not grant the scopes listed in the credential', 'Remove scopes that the client does not have in Coachview, or leave the field empty to get all scopes of the client.');
		default:
			return new Fault('credential', 'Coachview gave no access token', 'Check the environment, client ID and secret in the credential; its test says more.');
	}
}
