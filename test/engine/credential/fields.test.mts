// Fields of the credential that work by themselves: scope, the hosts that HTTP Request nodes may reach, the notice on top.
import { assertUrlAllowed, getCredentialAllowedDomains, type INode } from 'n8n-workflow';
import { pieterId, startSandbox, type Sandbox } from '../../../sandbox/start.mts';
import { CREDENTIAL_TYPE, MemoryCredentials } from '../../harness/credentials.mts';
import { testCredential } from '../../harness/credentialTest.mts';
import { runNode } from '../../harness/engine.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());
beforeEach(async () => await sandbox.control.reset());

const resolved = (values: Record<string, string>) => new MemoryCredentials({}).resolve(values, CREDENTIAL_TYPE);

test.each([
	['', ''],
	['  ', ''],
	['Personen.Lezen', 'api Personen.Lezen'],
	['Personen.Lezen api', 'Personen.Lezen api'],
	['api', 'api'],
	['Personen.Lezen, Personen.Schrijven;\napi.extra', 'api Personen.Lezen Personen.Schrijven api.extra'],
	['rapid apis', 'api rapid apis'],
])('scope "%s" is sent as "%s"', (scopes, sent) => expect(resolved({ scopes }).scope).toBe(sent));

test('a scope without api works: in the test of the credential and in the node', async () => {
	const credential = {
		environment: 'custom',
		customUrl: sandbox.coachviewUrl,
		clientId: 'demo',
		clientSecret: 'demo-secret',
		scopes: 'Personen.Lezen',
	};
	expect((await testCredential(credential as never)).status).toBe('OK');
	const { error } = await runNode({
		parameters: { resource: 'person', operation: 'get', person: { __rl: true, mode: 'id', value: pieterId } },
		credential,
	});
	expect(error).toBeUndefined();
});

// Only newer engines have the check; the fields mean nothing to older ones.
if (typeof getCredentialAllowedDomains === 'function')
	test.each<[Record<string, string>, string, boolean]>([
		[{ environment: 'live' }, 'https://secure.coachview.net/api/v1/Personen', true],
		[{ environment: 'live' }, 'https://training.coachview.net/', false],
		[{ environment: 'live' }, 'https://secure.coachview.net.example/', false],
		[{ environment: 'training' }, 'https://training.coachview.net/', true],
		[
			{ environment: 'custom', customUrl: 'tenant.coachview.com:8443/api/v1' },
			'https://tenant.coachview.com:8443/',
			true,
		],
		[{ environment: 'custom', customUrl: 'tenant.coachview.com' }, 'https://example.com/', false],
		[{ environment: 'custom', customUrl: '' }, 'https://example.com/', false],
		[{ environment: 'live', httpRequestUse: 'all' }, 'https://example.com/', true],
	])('%j in an HTTP Request node, %s: %s', (values, url, isAllowed) => {
		const node = { name: 'HTTP Request' } as INode;
		const ask = () => {
			const allowedDomains = getCredentialAllowedDomains({ node, credentialData: resolved(values) });
			if (allowedDomains !== undefined) assertUrlAllowed({ url, allowedDomains, node });
		};
		if (isAllowed) expect(ask).not.toThrow();
		else expect(ask).toThrow(/Domain not allowed/);
	});

test('the notice stands above all fields that are shown', () => {
	const shown = new MemoryCredentials({})
		.getCredentialsProperties(CREDENTIAL_TYPE)
		.filter(({ type }) => type !== 'hidden');
	const names = shown.map(({ name }) => name);
	expect(shown[names.indexOf('authUrl')]).toMatchObject({
		type: 'notice',
		displayName: expect.stringContaining('Client authentication failed'),
	});
	expect(names.indexOf('authUrl')).toBeLessThan(names.indexOf('clientId'));
	expect(names.slice(-4)).toEqual(['environment', 'customUrl', 'scopes', 'httpRequestUse']);
});
