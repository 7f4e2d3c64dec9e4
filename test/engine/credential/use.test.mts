// The credential in use: refusals of the token endpoint are said at once, and a new scope needs no new credential.
import { pieterId, startSandbox, type Sandbox } from '../../../sandbox/start.mts';
import { credentialStore, runNode } from '../../harness/engine.mts';

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
	...more,
});
const parameters = { resource: 'person', operation: 'get', person: { __rl: true, mode: 'id', value: pieterId } };
const tokenRequests = async () => (await sandbox.control.requests.list({ server: 'coachview', path: '/auth/' })).length;

test.each<[string, Record<string, string>, RegExp]>([
	['wrong secret', { clientSecret: 'wrong' }, /does not accept the client ID and secret/],
	['a scope that the client lacks', { scope: 'api Nonsens.Lezen' }, /scope/i],
])('%s: said at once, after one token request', async (_name, more, message) => {
	const { error } = await runNode({ parameters, credential: values(more) });
	expect(error?.message).toMatch(message);
	expect(await tokenRequests()).toBe(1);
});

test('a scope added at Coachview works although n8n keeps the old token', async () => {
	const store = credentialStore(values());
	await sandbox.control.clients.put({ clientId: 'demo', scopes: ['api'] });
	expect((await runNode({ parameters, credential: store })).error?.message).toMatch(/may not read/);
	await sandbox.control.clients.put({ clientId: 'demo', scopes: ['api', 'Personen.Lezen'] });
	const { error, outputs } = await runNode({ parameters, credential: store });
	expect(error).toBeUndefined();
	expect(outputs[0]).toHaveLength(1);
});
