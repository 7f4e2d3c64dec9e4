// The address is worked out twice: by a function for the calls, by an expression for n8n's token request and test.
import { apiBaseUrl, tokenUrl } from '../../../nodes/Coachview/domain/baseUrl.ts';
import { CREDENTIAL_TYPE, MemoryCredentials } from '../../harness/credentials.mts';

const cases: Array<[environment: string, typed: string, host: string]> = [
	['live', '', 'https://secure.coachview.net'],
	['live', 'https://ignored.example', 'https://secure.coachview.net'],
	['training', '', 'https://training.coachview.net'],
	['custom', 'https://tenant.coachview.com', 'https://tenant.coachview.com'],
	['custom', 'https://tenant.coachview.com/', 'https://tenant.coachview.com'],
	['custom', '  https://tenant.coachview.com//  ', 'https://tenant.coachview.com'],
	['custom', 'https://tenant.coachview.com/api/v1', 'https://tenant.coachview.com'],
	['custom', 'https://tenant.coachview.com/api/v1/', 'https://tenant.coachview.com'],
	['custom', 'https://tenant.coachview.com/API/V1/Personen?take=1', 'https://tenant.coachview.com'],
	['custom', 'https://tenant.coachview.com/api', 'https://tenant.coachview.com'],
	['custom', 'https://tenant.coachview.com/api/swagger/index.html#x', 'https://tenant.coachview.com'],
	['custom', 'https://tenant.coachview.com/auth/connect/token', 'https://tenant.coachview.com'],
	['custom', 'tenant.coachview.com', 'https://tenant.coachview.com'],
	['custom', 'http://127.0.0.1:4010/api/v1/', 'http://127.0.0.1:4010'],
	['custom', 'https://gateway.example/coachview/api/v1', 'https://gateway.example/coachview'],
	['custom', 'https://gateway.example/rapid', 'https://gateway.example/rapid'],
];

test.each(cases)('%s "%s" → %s', (environment, customUrl, host) => {
	expect(apiBaseUrl({ environment, customUrl })).toBe(`${host}/api/v1`);
	expect(tokenUrl({ environment, customUrl })).toBe(`${host}/auth/connect/token`);
	const resolved = new MemoryCredentials({}).resolve({ environment, customUrl }, CREDENTIAL_TYPE);
	expect(resolved.accessTokenUrl).toBe(`${host}/auth/connect/token`);
	expect(resolved).toMatchObject({ grantType: 'clientCredentials', authentication: 'body' });
});

test.each([
	['', /no Custom URL/],
	['   ', /no Custom URL/],
	['https://', /not an address/],
	['not an address', /not an address/],
])('"%s" is refused with advice', (customUrl, message) =>
	expect(() => apiBaseUrl({ environment: 'custom', customUrl })).toThrow(message),
);
