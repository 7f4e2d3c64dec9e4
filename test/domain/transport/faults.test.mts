import { isTransient, backOffSeconds, fateOfWrite } from '../../../nodes/Coachview/transport/retry';
import { readFailure, readTokenFailure, type Failure } from '../../../nodes/Coachview/transport/failure';
import { faultOf, quotaFault, sentNames, type Asked } from '../../../nodes/Coachview/transport/faults';
import { Stopped } from '../../../nodes/Coachview/transport/cancel';
import { onlyOne, sharedName, unsettled } from '../../../nodes/Coachview/transport/recordFaults';
import { rawRecord } from '../../../nodes/Coachview/domain/json/record';
import { anyEntity } from '../../../nodes/Coachview/entities/anyEntity';
import { course } from '../../../nodes/Coachview/entities/course';
import { person } from '../../../nodes/Coachview/entities/person';
import { Fault } from '../../../nodes/Coachview/domain/fault';

const failure = (given: Partial<Failure>): Failure => ({ headers: {}, text: '', ...given });
const now = Date.parse('2026-11-24T10:00:00Z');

describe('when a read is tried again, and what a failed write means', () => {
	it.each<[Partial<Failure>, boolean, 'undelivered' | 'uncertain' | 'refused']>([
		[{ status: 429 }, true, 'undelivered'],
		[{ status: 408 }, true, 'uncertain'],
		[{ status: 500 }, true, 'uncertain'],
		[{ status: 502 }, true, 'uncertain'],
		[{ status: 503 }, true, 'uncertain'],
		[{ status: 504 }, true, 'uncertain'],
		[{ status: 501 }, false, 'uncertain'],
		[{ status: 301 }, false, 'uncertain'],
		[{ status: 399 }, false, 'uncertain'],
		[{ status: 400 }, false, 'refused'],
		[{ status: 404 }, false, 'refused'],
		[{ status: 499 }, false, 'refused'],
		[{ status: 401 }, false, 'undelivered'],
		[{ status: 401, code: 'tokenRefused' }, false, 'refused'],
		[{ status: 403 }, false, 'refused'],
		[{ code: 'ECONNREFUSED' }, true, 'undelivered'],
		[{ code: 'ENOTFOUND' }, true, 'undelivered'],
		[{ code: 'EAI_AGAIN' }, true, 'undelivered'],
		[{ code: 'EHOSTUNREACH' }, true, 'undelivered'],
		[{ code: 'ENETUNREACH' }, true, 'undelivered'],
		[{ code: 'ECONNRESET' }, true, 'uncertain'],
		[{ code: 'timedOut' }, true, 'uncertain'],
		[{ code: 'unreadable' }, true, 'uncertain'],
		[{ code: 'tooLarge' }, false, 'uncertain'],
		[{ code: 'CERT_HAS_EXPIRED' }, false, 'refused'],
		[{ code: 'EPROTO' }, false, 'refused'],
		[{}, true, 'uncertain'],
		[{ tokenError: 'unavailable' }, true, 'undelivered'],
		[{ tokenError: 'busy' }, true, 'undelivered'],
		[{ tokenError: 'invalid_client' }, false, 'refused'],
		[{ tokenError: 'misplaced', status: 500 }, false, 'refused'],
	])('%j: again %s, %s', (given, again, fate) =>
		expect([isTransient(failure(given)), fateOfWrite(failure(given))]).toEqual([again, fate]),
	);
});

describe('how long is waited', () => {
	const wait = (given: Partial<Failure>, attempt = 1, rate = {}) => backOffSeconds(failure(given), attempt, rate, now);

	it('as the server asks, but a second at least', () => {
		expect(wait({ status: 429, headers: { 'Retry-After': '7' } })).toBe(7);
		expect(wait({ status: 429, headers: { 'Retry-After': '0' } })).toBe(1);
		expect(wait({ status: 503, headers: { 'Retry-After': '9' } })).toBe(9);
		expect(wait({ status: 503, headers: { 'Retry-After': '0' } })).toBe(1);
		expect(wait({ status: 429 }, 1, { resetAt: '2026-11-24T10:00:20Z' })).toBe(20);
		expect(wait({ status: 429 }, 1, { resetAt: '2026-11-24T09:00:00Z' })).toBe(1);
		expect(wait({ status: 429 })).toBeUndefined();
		expect(wait({ status: 429, headers: { 'Retry-After': '7' } }, 1, { resetAt: '2026-11-24T10:00:20Z' })).toBe(7);
	});

	it.each([
		[1, 1],
		[2, 2],
		[3, 4],
	])('after failure %i about %i seconds', (attempt, seconds) => {
		const times = Array.from({ length: 300 }, () => wait({ status: 500 }, attempt) ?? 0);
		expect(Math.min(...times)).toBeGreaterThanOrEqual(seconds * 0.75);
		expect(Math.max(...times)).toBeLessThanOrEqual(seconds * 1.25);
		expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(seconds * 0.3);
	});

	it('not at all with a new token, and never after the fourth', () => {
		expect(wait({ status: 401 })).toBe(0);
		expect([
			wait({ status: 500 }, 4),
			wait({ status: 401 }, 4),
			wait({ status: 429, headers: { 'Retry-After': '7' } }, 4),
		]).toEqual([undefined, undefined, undefined]);
	});
});

describe('what n8n throws', () => {
	it.each<[unknown, Partial<Failure>]>([
		[{ code: 'ECONNREFUSED' }, { code: 'ECONNREFUSED' }],
		[{ cause: { code: 'ECONNRESET' } }, { code: 'ECONNRESET' }],
		[{ error: { cause: { code: 'ENOTFOUND' } } }, { code: 'ENOTFOUND' }],
		[{ httpCode: 'ETIMEDOUT' }, { code: 'ETIMEDOUT' }],
		[{ code: 'ECONNABORTED' }, { code: 'timedOut' }],
		[{ code: 'CERT_HAS_EXPIRED' }, { code: 'CERT_HAS_EXPIRED' }],
		[{ code: 'EAUTH', cause: { code: 'EPIPE' } }, { code: 'EPIPE' }],
		[{ code: 'ESTATUS' }, { code: 'unknown' }],
		[{ code: 'ERR_BAD_RESPONSE' }, { code: 'ERR_BAD_RESPONSE' }],
		[{ code: 'xECONNRESET' }, { code: 'unknown' }],
		[{ code: 5 }, { code: 'unknown' }],
		[undefined, { code: 'unknown' }],
		['text', { code: 'unknown' }],
		[{}, { code: 'unknown' }],
		[{ response: { status: 404 } }, { status: 404 }],
		[{ cause: { response: { status: 500 } }, code: 'ECONNRESET' }, { status: 500 }],
		[{ response: { status: 200 }, code: 'ECONNRESET' }, { code: 'ECONNRESET' }],
		[{ response: { status: 300 } }, { status: 300 }],
		[{ response: { status: '404' } }, { code: 'unknown' }],
		[{ code: 'E' }, { code: 'unknown' }],
		[{ code: `E${'A'.repeat(31)}` }, { code: 'unknown' }],
	])('%j', (error, expected) => expect(readFailure(error)).toEqual({ headers: {}, text: '', ...expected }));

	it('in a ring is read once', () => {
		const ring: { cause?: unknown } = {};
		ring.cause = ring;
		expect(readFailure(ring).code).toBe('unknown');
		const deep = (levels: number): object => (levels === 0 ? { code: 'EPIPE' } : { cause: deep(levels - 1) });
		expect([readFailure(deep(5)).code, readFailure(deep(6)).code]).toEqual(['EPIPE', 'unknown']);
	});
});

it.each<[unknown, string]>([
	[new Stopped(), 'unavailable'],
	[{ message: 'invalid_client' }, 'invalid_client'],
	[{ description: 'x invalid_scope y' }, 'invalid_scope'],
	[{ body: { error: 'invalid_grant' } }, 'invalid_grant'],
	[{ body: '{"error":"unauthorized_client"}' }, 'unauthorized_client'],
	[{ cause: { message: 'unsupported_grant_type' } }, 'unsupported_grant_type'],
	[{ message: 'invalid_request' }, 'invalid_request'],
	[{ message: 'Client authentication failed (e.g., unknown client)' }, 'invalid_client'],
	[{ message: 'The requested scope is invalid' }, 'invalid_scope'],
	[{ message: 'The client is not authorized to' }, 'unauthorized_client'],
	[{ message: 'The authorization grant type is not supported' }, 'unsupported_grant_type'],
	[{ message: 'The request is missing a required parameter' }, 'invalid_request'],
	[{ httpCode: '429' }, 'busy'],
	[{ response: { status: 429 } }, 'busy'],
	[{ message: 'too many requests' }, 'busy'],
	[{ message: 'Rate limit reached' }, 'busy'],
	[{ body: { error: 'slow_down' } }, 'busy'],
	[{ message: 'quota' }, 'busy'],
	[{ status: 500 }, 'unavailable'],
	[{ status: 503 }, 'unavailable'],
	[{ status: 408 }, 'unavailable'],
	[{ status: 200 }, 'unavailable'],
	[{ status: 299 }, 'unavailable'],
	[{ code: 'ECONNREFUSED' }, 'unavailable'],
	[{ message: 'Unexpected end of JSON input' }, 'unavailable'],
	[{ message: 'Unexpected token < in JSON at position 0' }, 'unavailable'],
	[{ message: '"<" is not valid JSON' }, 'unavailable'],
	[{ message: 'Unsupported content type: text/html' }, 'unavailable'],
	[{ status: 401 }, 'invalid_client'],
	[{ status: 403 }, 'invalid_client'],
	[{ status: 404 }, 'misplaced'],
	[{ status: 405 }, 'misplaced'],
	[{ status: 410 }, 'misplaced'],
	[{ status: 301 }, 'misplaced'],
	[{ status: 399 }, 'misplaced'],
	[{ status: 400 }, 'unknown'],
	[{ status: 422 }, 'unknown'],
	[{ message: 'HTTP status 404' }, 'misplaced'],
	[{ message: 'HTTP status 503' }, 'unavailable'],
	[{ message: 'HTTP status 1999' }, 'unknown'],
	[{ message: 'HTTP status 100' }, 'unknown'],
	[{ status: 600 }, 'unknown'],
	[{ status: 100 }, 'unknown'],
	[{}, 'unknown'],
	[{ message: `${'x'.repeat(2000)}invalid_client` }, 'unknown'],
	[undefined, 'unknown'],
])('the token endpoint said %j: %s', (error, word) =>
	expect(readTokenFailure(error)).toEqual({ headers: {}, text: '', tokenError: word }),
);

describe('faults', () => {
	const asked = (more: Partial<Asked> = {}): Asked => ({
		method: 'PUT',
		entity: person,
		names: () => ['vrijVeld'],
		ownWords: false,
		secrets: [],
		hasNewToken: false,
		timeout: 30_000,
		...more,
	});
	const fault = (given: Partial<Failure>, more: Partial<Asked> = {}) =>
		faultOf(failure(given), asked(more), { remaining: 0, resetAt: '2026-11-24T12:00:00Z' }, now);

	it.each<[Partial<Failure>, Fault['reason'], string]>([
		[{ code: 'unreadable' }, 'unexpectedAnswer', 'not JSON'],
		[{ code: 'tooLarge' }, 'unexpectedAnswer', 'larger than 64 MB'],
		[{ code: 'timedOut' }, 'unavailable', 'after 30 seconds'],
		[{ code: 'CERT_HAS_EXPIRED' }, 'unavailable', 'certificate is not trusted'],
		[{ code: 'ECONNREFUSED' }, 'unavailable', 'could not be reached'],
		[{}, 'unavailable', 'could not be reached'],
		[{ status: 429 }, 'quotaExhausted', 'used up until 2026-11-24T12:00:00Z'],
		[{ status: 302 }, 'unexpectedAnswer', 'leads somewhere else (HTTP 302)'],
		[{ status: 399 }, 'unexpectedAnswer', 'leads somewhere else'],
		[{ status: 401 }, 'credential', 'refused the access token'],
		[{ status: 403 }, 'notAllowed', 'may not write Personen'],
		[{ status: 404 }, 'notFound', 'has this ID'],
		[{ status: 409 }, 'conflict', 'reports a conflict'],
		[{ status: 412 }, 'conflict', 'reports a conflict'],
		[{ status: 414 }, 'rejected', 'too long (HTTP 414)'],
		[{ status: 431 }, 'rejected', 'too long (HTTP 431)'],
		[{ status: 500 }, 'unavailable', 'could not answer (HTTP 500)'],
		[{ status: 599 }, 'unavailable', 'could not answer'],
		[{ status: 408 }, 'unavailable', 'could not answer (HTTP 408)'],
		[{ status: 400 }, 'rejected', 'did not accept the request (HTTP 400)'],
		[{ status: 422 }, 'rejected', 'did not accept the request (HTTP 422)'],
		[{ tokenError: 'invalid_client' }, 'credential', 'does not accept the client ID'],
		[{ tokenError: 'busy' }, 'unavailable', 'too often'],
		[{ tokenError: 'unavailable' }, 'unavailable', 'at this moment'],
		[{ tokenError: 'misplaced' }, 'credential', 'no Coachview at this address'],
		[{ tokenError: 'credentialGone' }, 'credential', 'does not have the Coachview credential'],
		[{ tokenError: 'invalid_scope' }, 'credential', 'does not grant the scopes'],
		[{ tokenError: 'unauthorized_client' }, 'credential', 'does not accept the client ID'],
		[{ tokenError: 'unknown' }, 'credential', 'gave no access token'],
	])('%j', (given, reason, words) => {
		const { message, reason: told, details } = fault(given);
		expect([told, message]).toEqual([reason, expect.stringContaining(words)]);
		expect(details.httpStatus).toBe(given.status === 429 ? undefined : given.status);
	});

	it('name the members that an answer names, and say no word of it', () => {
		const told = fault({
			status: 400,
			text: '{"errors":{"vrijVeld":["Vermeer is te lang"],"onbekend":["x"],"tel1":["y"]}}',
		});
		expect(told.fields).toEqual(expect.arrayContaining(['vrijVeld', 'tel1']));
		expect(told.fields).not.toContain('onbekend');
		expect(`${told.message} ${told.advice}`).not.toContain('Vermeer');
		expect(told.message).toContain('It names: ');
		expect(told.advice).toMatch(/^Nothing was stored\./);
		expect(fault({ status: 409, text: '{"errors":{"tel1":["y"]}}' })).toMatchObject({
			fields: ['tel1'],
			message: 'Coachview reports a conflict. It names: tel1',
		});
	});

	it('quote it only on request, and then without secrets', () => {
		const text = '{"message":"Vermeer is te lang voor sleutel123"}';
		expect(fault({ status: 400, text }, { ownWords: true, secrets: ['sleutel123'] }).advice).toContain(
			'Vermeer is te lang',
		);
		expect(fault({ status: 400, text }, { ownWords: true, secrets: ['sleutel123'] }).advice).not.toContain(
			'sleutel123',
		);
	});

	it.each([
		['GET', 'read', 'Check the filters'],
		['POST', 'write', 'A field that Coachview asks for may be missing'],
		['PUT', 'write', 'Read-Only Fields'],
	])('%s', (method, verb, advice) => {
		expect(fault({ status: 403 }, { method }).message).toBe(`The Coachview client may not ${verb} Personen`);
		expect(fault({ status: 403 }, { method }).advice).toContain(
			method === 'GET' ? 'Personen.Lezen' : 'Personen.Schrijven',
		);
		expect(fault({ status: 400 }, { method }).advice).toContain(advice);
	});

	it('a used-up day carries the moment of the reset', () => {
		expect(
			quotaFault({ remaining: 3, resetAt: '2026-11-24T10:01:00Z' }, now, { needed: 4, reserve: 10 }),
		).toMatchObject({
			message: 'Only 3 Coachview requests are left, 10 are kept in reserve, and this item may need 4',
			details: { resetAt: '2026-11-24T10:01:00Z', retryAfterSeconds: 60, rateLimitRemaining: 3 },
		});
		expect(quotaFault({ remaining: 3 }, now, { needed: 4, reserve: 0 }).message).toBe(
			'Only 3 Coachview requests are left, and this item may need 4',
		);
		expect(quotaFault({}, now)).toMatchObject({
			message: "Coachview's daily number of requests is used up until the daily reset",
			advice: 'Nothing was changed by this item. Run it again after the reset.',
			details: {},
		});
	});

	it('names of what was asked for', () => {
		expect(
			sentNames({
				method: 'GET',
				entity: 'Personen',
				query: { where: 'externId=5;adres.plaats=x; tel1 = 1', orderby: 'id asc' },
			}),
		).toEqual(['externId', 'adres', 'plaats', 'tel1', 'id']);
		expect(sentNames({ method: 'PUT', entity: 'Personen', body: '{"a":{"b":1}}' })).toEqual(
			expect.arrayContaining(['a', 'b']),
		);
		expect(sentNames({ method: 'GET', entity: 'Personen' })).toEqual([]);
		expect(sentNames({ method: 'GET', entity: 'Personen', query: { where: '=5;!x' } })).toEqual([]);
	});

	it.each([
		[person, 'No person in Coachview has this ID'],
		[course, 'No course in Coachview has this ID'],
		[anyEntity('Bedrijven'), 'Coachview does not know this record in Bedrijven'],
	])('404 and 403 speak of the entity: %#', (entity, unknown) => {
		expect(fault({ status: 404 }, { entity }).message).toBe(unknown);
		const { message, advice } = fault({ status: 403 }, { entity, method: 'GET' });
		expect([message, advice]).toEqual([
			`The Coachview client may not read ${entity.path}`,
			expect.stringContaining(`Add the scope ${entity.path}.Lezen to the client`),
		]);
	});

	it('a deletion that is refused', () => {
		expect(fault({ status: 400 }, { method: 'DELETE' }).advice).toMatch(/^Nothing was deleted\. Other records/);
		expect(fault({ status: 409 }, { method: 'DELETE' }).advice).toMatch(/^The record is in use or was changed/);
		expect(fault({ status: 403 }, { method: 'DELETE' }).advice).toContain('Personen.Schrijven');
	});

	it('names of our own list are those of the entity', () => {
		const text = '{"errors":{"opleidingStatusId":["x"]}}';
		expect(fault({ status: 400, text }, { entity: course }).fields).toEqual(['opleidingStatusId']);
		expect(fault({ status: 400, text }).fields).toEqual([]);
	});

	it('of people', () => {
		const cause = new Fault('unavailable', 'Too busy', 'Later.', { details: { httpStatus: 503 } });
		expect(unsettled(person, 'p1', cause)).toMatchObject({
			reason: 'unknownOutcome',
			details: { httpStatus: 503, personId: 'p1' },
			advice: expect.stringContaining('Cause: Too busy'),
		});
		expect(sharedName(person, ['a', 'b'])).toMatchObject({
			reason: 'unexpectedAnswer',
			fields: ['a', 'b'],
			message: expect.stringContaining('a, b'),
		});
		const row = rawRecord('{}');
		expect([onlyOne(person, [], 'x'), onlyOne(person, [row], 'x')]).toEqual([undefined, row]);
		expect(() => onlyOne(person, [row, row], 'email address')).toThrow(
			expect.objectContaining({
				reason: 'ambiguous',
				message: 'More than one person in Coachview has this email address',
			}),
		);
	});
});
