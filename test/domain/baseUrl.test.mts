import { apiBaseUrl, environmentName, hostUrl, tokenUrl } from '../../nodes/Coachview/domain/baseUrl.ts';

const custom = (customUrl: unknown) => ({ environment: 'custom', customUrl });
const HOST = 'https://tenant.coachview.com';

describe('where requests go', () => {
	it('to the environment of the credential, whatever stands under Custom URL', () => {
		expect(apiBaseUrl({ environment: 'live', customUrl: HOST })).toBe('https://secure.coachview.net/api/v1');
		expect(tokenUrl({ environment: 'live' })).toBe('https://secure.coachview.net/auth/connect/token');
		expect(hostUrl({ environment: 'training' })).toBe('https://training.coachview.net');
	});

	it.each([
		'tenant.coachview.com',
		` ${HOST}/ `,
		`${HOST}///`,
		`${HOST}/api/v1`,
		`${HOST}/api/v1/`,
		`${HOST}/api/v12/Personen/3?skip=1`,
		`${HOST}/api`,
		`${HOST}//api/v1`,
		`${HOST}///api/v1`,
		`${HOST}/api/v1//`,
		`${HOST}/API/swagger/index.html`,
		`${HOST}/auth`,
		`${HOST}/auth/connect`,
		`${HOST}/Auth/Connect/Token`,
		`${HOST}?a=/b`,
		`${HOST}/#/login`,
	])('to the host of %s', (typed) => {
		expect(hostUrl(custom(typed))).toBe(HOST);
	});

	it.each([
		['HTTP://127.0.0.1:8080/api/v1', 'HTTP://127.0.0.1:8080'],
		['http://localhost:8080/coachview/api/v1', 'http://localhost:8080/coachview'],
		['tenant.example.com/api/v1x', 'https://tenant.example.com/api/v1x'],
		['tenant.example.com/apis', 'https://tenant.example.com/apis'],
		['tenant.example.com/auth/other', 'https://tenant.example.com/auth/other'],
		['tenant.example.com/api/v1/auth', 'https://tenant.example.com'],
		['httpstenant.example.com', 'https://httpstenant.example.com'],
		['example.com/https://example.com', 'https://example.com/https://example.com'],
	])('what is no part of the API stays: %s', (typed, url) => expect(hostUrl(custom(typed))).toBe(url));

	it.each([undefined, null, '', '   '])('nowhere without a Custom URL: %j', (typed) => {
		expect(() => hostUrl(custom(typed))).toThrow('has no Custom URL');
		expect(() => apiBaseUrl({ customUrl: typed })).toThrow('has no Custom URL');
	});

	it.each(['https://', 'a b', 'http://[', 'https:///api/v1', 'https://?tenant', 'https://#x', 'http://:80'])(
		'nowhere with %j',
		(typed) => {
			expect(() => hostUrl(custom(typed))).toThrow('is not an address');
		},
	);
});

it('outputs name the environment, of a Custom URL its host', () => {
	expect(environmentName({ environment: 'live', customUrl: HOST })).toBe('live');
	expect(environmentName({ environment: 'training' })).toBe('training');
	expect(environmentName(custom('tenant.coachview.com:444/api/v1'))).toBe('tenant.coachview.com:444');
	expect(() => environmentName({})).toThrow('has no Custom URL');
});
