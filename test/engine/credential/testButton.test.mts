// "Test" on the credential, through n8n-core's real routing and OAuth2 code against the sandbox.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSandbox, type Sandbox } from '../../../sandbox/start.mts';
import { testCredential } from '../../harness/credentialTest.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());
beforeEach(async () => await sandbox.control.reset());

const values = (more: Record<string, string> = {}) => ({
	environment: 'custom',
	customUrl: sandbox.coachviewUrl,
	clientId: 'demo',
	clientSecret: 'demo-secret',
	scope: '',
	...more,
});
/** What n8n keeps after a successful call: a token that goes on working whatever is typed now. */
const withToken = async (more: Record<string, string> = {}) => {
	const body = new URLSearchParams({
		grant_type: 'client_credentials',
		client_id: 'demo',
		client_secret: 'demo-secret',
	});
	const response = await fetch(`${sandbox.coachviewUrl}/auth/connect/token`, { method: 'POST', body });
	return { ...values(more), oauthTokenData: (await response.json()) as Record<string, string> };
};
const answer = async (entered: Awaited<ReturnType<typeof withToken>> | ReturnType<typeof values>) => {
	const { status, message } = await testCredential(entered as never);
	return `${status}: ${message}`;
};

test('right values', async () => {
	expect(await answer(values())).toBe('OK: Connection successful!');
	expect(await answer(values({ scope: 'api Personen.Lezen Personen.Schrijven' }))).toMatch(/^OK/);
	expect(await answer(await withToken())).toMatch(/^OK/);
});

describe('a credential that has a working token from before: the answer is about what is typed now', () => {
	test('wrong secret', async () =>
		expect(await answer(await withToken({ clientSecret: 'wrong' }))).toMatch(/^Error: .*client ID and secret/));
	test('unknown client', async () =>
		expect(await answer(await withToken({ clientId: 'nobody' }))).toMatch(/^Error: .*client ID and secret/));
	test('disabled client: the sentence names it, and has its own when Coachview tells the difference', async () => {
		const entered = await withToken();
		await sandbox.control.clients.put({ clientId: 'demo', enabled: false });
		expect(await answer(entered)).toMatch(/^Error: .*client is enabled/);
		await sandbox.control.assumptions.set({ S02: 'unauthorizedClient' });
		expect(await answer(entered)).toMatch(/^Error: .*not allowed to ask for a token/);
	});
	test('a scope that the client lacks', async () => {
		expect(await answer(await withToken({ scope: 'api Nonsens.Schrijven' }))).toMatch(
			/^Error: The client lacks a scope/,
		);
	});
	test('no scope typed, and the client may not read people', async () => {
		const entered = await withToken();
		await sandbox.control.clients.put({ clientId: 'demo', scopes: ['api'] });
		expect(await answer(entered)).toMatch(/^Error: The client lacks a scope/);
	});
	test('a host that is something else', async () => {
		const server = createServer(
			(_req, res) => void res.writeHead(404, { 'content-type': 'text/html' }).end('<html>No such page</html>'),
		);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const customUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		expect(await answer(await withToken({ customUrl }))).toMatch(
			/^Error: This address does not answer like a Coachview environment/,
		);
		server.close();
	});
	test('a host that does not answer', async () => {
		expect(await answer(await withToken({ customUrl: 'http://127.0.0.1:9' }))).toMatch(
			/^Error: .*(ECONNREFUSED|refused|connect)/i,
		);
	});
});

// Without a token n8n fetches one before it sends the test, so these sentences are n8n's own.
describe('a new credential: n8n itself asks for the token first', () => {
	test('wrong secret', async () =>
		expect(await answer(values({ clientSecret: 'wrong' }))).toMatch(/^Error: .*Client authentication failed/));
	test('disabled client', async () => {
		await sandbox.control.assumptions.set({ S02: 'unauthorizedClient' });
		await sandbox.control.clients.put({ clientId: 'demo', enabled: false });
		expect(await answer(values())).toMatch(/^Error: .*not authorized/);
	});
	test('a scope that the client lacks', async () =>
		expect(await answer(values({ scope: 'api Nonsens.Lezen' }))).toMatch(/^Error: .*scope is invalid/));
	test('no scope typed, and the client may not read people', async () => {
		await sandbox.control.clients.put({ clientId: 'demo', scopes: ['api'] });
		expect(await answer(values())).toMatch(/^Error: The client lacks a scope/);
	});
	test('a host that does not answer', async () =>
		expect(await answer(values({ customUrl: 'http://127.0.0.1:9' }))).toMatch(
			/^Error: .*(ECONNREFUSED|refused|connect)/i,
		));
});
