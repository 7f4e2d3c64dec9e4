import { readFailure, readTokenFailure, type Failure } from '../../../nodes/Coachview/transport/failure';
import { Stopped } from '../../../nodes/Coachview/transport/cancel';

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
	[{ code: 'ECONNREFUSED' }, 'unreachable'],
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
