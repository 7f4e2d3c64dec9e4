import type { Failure } from '../../../nodes/Coachview/transport/failure';
import { faultOf, quotaFault, sentNames, type Asked } from '../../../nodes/Coachview/transport/faults';
import { onlyOne, sharedName, unsettled } from '../../../nodes/Coachview/transport/recordFaults';
import { rawRecord } from '../../../nodes/Coachview/domain/json/record';
import { anyEntity } from '../../../nodes/Coachview/entities/anyEntity';
import { course } from '../../../nodes/Coachview/entities/course';
import { person } from '../../../nodes/Coachview/entities/person';
import { Fault } from '../../../nodes/Coachview/domain/fault';
import { failure, now } from './oneFailure.mts';

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
		[{ tokenError: 'unreachable' }, 'unavailable', 'Nobody answers at'],
		[{ tokenError: 'misplaced' }, 'credential', 'no Coachview at this address'],
		[{ tokenError: 'credentialGone' }, 'credential', 'does not have the Coachview credential'],
		[{ tokenError: 'credentialMoved' }, 'credential', 'leads to another environment now'],
		[{ tokenError: 'invalid_scope' }, 'credential', 'does not grant the scopes'],
		[{ tokenError: 'unauthorized_client' }, 'credential', 'does not accept the client ID'],
		[{ tokenError: 'unknown' }, 'credential', 'gave no access token'],
	])('%j', (given, reason, words) => {
		const { message, reason: told, details } = fault(given);
		expect([told, message]).toEqual([reason, expect.stringContaining(words)]);
		expect(details.httpStatus).toBe(given.status === 429 ? undefined : given.status);
	});

	it('say where nobody answers', () => {
		const host = 'tenant.example.org';
		expect(fault({ tokenError: 'unreachable' }, { host }).message).toBe('Nobody answers at tenant.example.org');
		expect(fault({ code: 'ENOTFOUND' }, { host }).advice).toMatch(/^Nobody answers at tenant\.example\.org\. Check/);
		expect(fault({ code: 'ECONNRESET' }, { host }).advice).not.toContain('Nobody');
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
