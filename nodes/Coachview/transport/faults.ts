import { quotable, readComplaint, type Complaint, type ComplaintKind } from '../domain/errorBody';
import { Fault } from '../domain/fault';
import { memberNames } from '../domain/json/names';
import { secondsUntilReset, type RateInfo } from '../domain/rateLimit';
import type { Entity } from '../entities/entity';
import { NOBODY_THERE, NOT_TRUSTED, TIMED_OUT, TOO_LARGE, UNREADABLE, type Failure } from './failure';
import type { ApiRequest } from './request';
import { tokenFault } from './tokenFault';

/** What was asked, for the sentence that explains the refusal. */
export interface Asked {
	method: string;
	/** Whose words explain the refusal; never an address with values in it. */
	entity: Entity;
	/** The path that was asked, where it was the path itself and no record of it. */
	path?: string;
	/** Names of members that were sent, and so may be named; asked for only when there is a refusal. */
	names: () => readonly string[];
	/** Whether Coachview may be quoted. */
	ownWords: boolean;
	/** What must not be quoted either. */
	secrets: readonly string[];
	/** Whether a new token was fetched after this refusal. */
	hasNewToken: boolean;
	/** Host of the address that was asked. */
	host?: string;
	/** Milliseconds that a request may take. */
	timeout: number;
}

/** What may be the matter when Coachview refuses a request of this kind. */
const REFUSED: { [method: string]: string } = {
	DELETE: 'Nothing was deleted. Other records may refer to this one.',
	GET: 'Check the filters and the sort field: Coachview may not know one of them.',
	POST: 'Nothing was stored. A field that Coachview asks for may be missing, or a value may not be allowed.',
	PUT: 'Nothing was stored. A value may not be allowed. A field that Coachview calls read-only can be added under Read-Only Fields.',
};

const KINDS: Record<ComplaintKind, string> = {
	tooLong: 'Its text speaks of a value that is too long.',
	missing: 'Its text speaks of a value that is required.',
	duplicate: 'Its text speaks of a value that is in use already.',
	notAllowed: 'Its text speaks of a value that is not allowed.',
	unknownField: 'Its text speaks of a field that it does not know.',
};

const CHECK_ADDRESS = 'Check the Environment or Custom URL in the credential';

/** @returns the fault for a failed request: one sentence that says what happened, and one that says what to do */
export function faultOf(failure: Failure, asked: Asked, rate: RateInfo, now: number): Fault {
	if (failure.tokenError !== undefined) return tokenFault(failure.tokenError, asked.host);
	return failure.status === undefined
		? networkFault(failure.code, asked)
		: statusFault(failure.status, failure.text, asked, rate, now);
}

function networkFault(code: string | undefined, { timeout, host }: Asked): Fault {
	if (code === UNREADABLE) {
		return new Fault(
			'unexpectedAnswer',
			'Coachview answered with something that is not JSON, or not the record that was asked for',
			`${CHECK_ADDRESS}: the address may lead to another site or to a maintenance page.`,
		);
	}
	if (code === TOO_LARGE) {
		return new Fault(
			'unexpectedAnswer',
			"Coachview's answer was larger than 64 MB and was not read",
			'Use a filter or Limit, so that fewer or smaller records are asked for.',
		);
	}
	if (code === TIMED_OUT) {
		return new Fault(
			'unavailable',
			`Coachview had not given its whole answer after ${timeout / 1000} seconds`,
			'Run it again later, or raise Timeout in the options of the node.',
		);
	}
	if (code !== undefined && NOT_TRUSTED.includes(code)) {
		return new Fault(
			'unavailable',
			'There is no secure connection to Coachview: its certificate is not trusted',
			`${CHECK_ADDRESS}. A proxy between this n8n and Coachview may need its certificate installed. Nothing was sent.`,
		);
	}
	const nobody =
		host !== undefined && code !== undefined && NOBODY_THERE.includes(code) ? `Nobody answers at ${host}. ` : '';
	return new Fault(
		'unavailable',
		'Coachview could not be reached',
		`${nobody}${CHECK_ADDRESS} and the connection of this n8n, then run it again.`,
	);
}

function statusFault(status: number, text: string, asked: Asked, rate: RateInfo, now: number): Fault {
	const { method, entity } = asked;
	const details = { httpStatus: status };
	if (status === 429) return quotaFault(rate, now);
	const complaint = readComplaint(text, [...ownNames(entity), ...asked.names()]);
	const { fields } = complaint;
	const named = fields.length > 0 ? `. It names: ${fields.join(', ')}` : '';
	const said = saidBy(complaint, asked);
	if (status < 400) {
		return new Fault(
			'unexpectedAnswer',
			`Coachview's address leads somewhere else (HTTP ${status})`,
			`${CHECK_ADDRESS}: enter the address that Coachview has now, with https. A redirect is not followed, so that the access token goes to no other address.`,
			{ details },
		);
	}
	switch (status) {
		case 401:
			return new Fault(
				'credential',
				'Coachview refused the access token, also after a new one was asked for',
				'Check in Coachview that the client is enabled, and test the credential in n8n.',
				{ details },
			);
		case 403:
			return new Fault(
				'notAllowed',
				`The Coachview client may not ${method === 'GET' ? 'read' : 'write'} ${entity.path}`,
				scopeAdvice(asked),
				{ details },
			);
		case 404:
			return asked.path !== undefined ? unknownPath(entity, asked.path, details) : unknownRecord(entity, details);
		case 409:
		case 412:
			return new Fault(
				'conflict',
				`Coachview reports a conflict${named}`,
				`${method === 'DELETE' ? 'The record is in use' : 'The record exists already'} or was changed meanwhile.${said}`,
				{ details, fields },
			);
		case 414:
		case 431:
			return new Fault(
				'rejected',
				`Coachview finds the request too long (HTTP ${status})`,
				'Use fewer or shorter filters.',
				{ details },
			);
		default:
			if (status >= 500 || status === 408) {
				return new Fault(
					'unavailable',
					`Coachview could not answer (HTTP ${status})`,
					`Run it again later. On long lists, filter by change date instead of paging far.${said}`,
					{ details },
				);
			}
			return new Fault(
				'rejected',
				`Coachview did not accept the request (HTTP ${status})${named}`,
				`${REFUSED[method] ?? ''}${said}`,
				{ details, fields },
			);
	}
}

/** Where a list was asked for, or a new record sent, only the path can be unknown. */
function unknownPath({ verbs }: Entity, path: string, details: Fault['details']): Fault {
	return new Fault(
		'notFound',
		`Coachview does not know the path ${path}${isUnsure(verbs) ? ', which is not confirmed' : ''}`,
		isUnsure(verbs)
			? "Nobody has seen this path in Coachview's API yet. Write it into Any Entity as it stands in the Swagger page of your Coachview, behind /api/v1/."
			: `${CHECK_ADDRESS}.`,
		{ details },
	);
}

/** Whether nobody has seen the path of an entity. */
function isUnsure({ getMany = 'unconfirmed' }: Entity['verbs']): boolean {
	return getMany === 'unconfirmed';
}

/** Of a path that somebody typed it is not even known whether Coachview has it. */
function unknownRecord({ path, verbs, words }: Entity, details: Fault['details']): Fault {
	const isTyped = isUnsure(verbs);
	return new Fault(
		'notFound',
		isTyped ? `Coachview does not know this record in ${path}` : `No ${words.one} in Coachview has this ID`,
		`It may have been merged or deleted, or belong to the other environment (Live or Training).${isTyped ? ` Or Coachview has no path ${path}, which is not confirmed.` : ''}`,
		{ details },
	);
}

/** What the answer said, in our words; in its own only on request, because they may hold values of people. */
function saidBy({ kind, words }: Complaint, { ownWords, secrets }: Asked): string {
	const ours = kind ? ` ${KINDS[kind]}` : '';
	const theirs = ownWords ? quotable(words, secrets) : '';
	return `${ours}${theirs === '' ? '' : ` Coachview's words: "${theirs}"`}`;
}

function scopeAdvice({ method, entity, hasNewToken }: Asked): string {
	const scope = method === 'GET' ? entity.scopes.read : entity.scopes.write;
	const token = hasNewToken
		? 'Then run it again.'
		: 'n8n may keep the old token until it ends, or until the credential is made anew.';
	return `Add the scope ${scope} to the client in Coachview and, when the credential lists scopes, to the credential as well. ${token}`;
}

/** Names of our own list, which may be shown whoever says them. */
function ownNames({ fields }: Entity): string[] {
	return fields.flatMap(({ name, members = [] }) => [name, ...members.map((line) => line.name)]);
}

/** @returns names of members and filter fields in a request, never their values */
export function sentNames({ body, query }: ApiRequest): string[] {
	const filters = [query?.where ?? '', query?.orderby ?? ''].flatMap((text) => text.split(';'));
	const fields = filters.map((part) => /^\s*(\w[\w.]{0,60})/.exec(part)?.[1] ?? '').flatMap((path) => path.split('.'));
	return [...(body === undefined ? [] : memberNames(body)), ...fields].filter((name) => name !== '');
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
		`Nothing was changed by this item. Run it again after the reset${rate.resetAt ? ` (${rate.resetAt})` : ''}${short && short.reserve > 0 ? ', or lower Keep in Reserve' : ''}.`,
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
