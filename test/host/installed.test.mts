import { createCredentials } from '../../hosts/n8n/samples.mts';
import { connect, type Host } from './host.mts';

interface KnownType {
	name: string;
	displayName?: string;
	iconUrl?: { light: string; dark: string };
}

let host: Host;

beforeAll(() => {
	host = connect();
});

const types = async (kind: 'nodes' | 'credentials') => {
	const response = await fetch(`${host.n8nUrl}/types/${kind}.json`, { headers: { cookie: host.session } });
	return ((await response.json()) as KnownType[]).filter(({ name }) => name.toLowerCase().includes('coachview'));
};

test('n8n knows all nodes, and the action node as a tool, under the name of the installed package', async () => {
	const names = (await types('nodes')).map(({ name }) => name).sort();
	expect(names).toEqual([
		'n8n-nodes-coachview.coachview',
		'n8n-nodes-coachview.coachviewPollingTrigger',
		'n8n-nodes-coachview.coachviewTool',
		'n8n-nodes-coachview.coachviewTrigger',
	]);
});

test('n8n serves the icons of nodes and credentials, light and dark', async () => {
	for (const { name, iconUrl } of [...(await types('nodes')), ...(await types('credentials'))]) {
		for (const path of [iconUrl?.light, iconUrl?.dark]) {
			const response = await fetch(`${host.n8nUrl}/${path}`, { headers: { cookie: host.session } });
			expect([name, path, response.status, response.headers.get('content-type')]).toEqual([
				name,
				path,
				200,
				expect.stringContaining('svg'),
			]);
		}
	}
});

describe('the Test button of the credential', () => {
	test('is content with a client that works', async () => {
		const [credential] = await createCredentials(host.rest, host, 'afas');
		expect(await host.rest.testCredential(credential)).toMatchObject({ status: 'OK' });
	});

	test('tells wrong secret, missing scope, wrong host and unreachable host apart, and refuses a disabled client', async () => {
		const { control, rest } = host;
		const client = { name: 'Test', scopes: ['api', 'Personen.Lezen'], enabled: true, lifetime: 3600 };
		await control.clients.put({ ...client, clientId: 'off', clientSecret: 'secret-off', enabled: false });
		await control.clients.put({ ...client, clientId: 'bare', clientSecret: 'secret-bare', scopes: ['api'] });
		const good = { environment: 'custom', customUrl: host.coachviewUrl, clientId: 'demo', clientSecret: 'demo-secret' };
		const cases = {
			'wrong secret': { ...good, clientSecret: 'secret-wrong' },
			'missing scope': { ...good, clientId: 'bare', clientSecret: 'secret-bare' },
			'wrong host': { ...good, customUrl: host.n8nUrl },
			unreachable: { ...good, customUrl: 'http://127.0.0.1:9' },
			'disabled client': { ...good, clientId: 'off', clientSecret: 'secret-off' },
		};
		const told = new Map<string, string>();
		for (const [name, values] of Object.entries(cases)) {
			const { status, message } = await rest.testCredential(
				await rest.createCredential(name, 'coachviewOAuth2Api', values),
			);
			told.set(name, `${status}: ${message}`);
		}
		expect([...told.values()].filter((text) => !text.startsWith('Error: ') || text.includes('secret-'))).toEqual([]);
		expect(told.get('missing scope')).toContain('Personen.Lezen');
		// A disabled client is answered like a wrong secret (assumption S02), so these two may sound alike.
		expect(new Set([...told].filter(([name]) => name !== 'disabled client').map(([, text]) => text)).size).toBe(4);
	});

	test('sees a secret that was changed after a token had been fetched', async () => {
		const { rest } = host;
		const [credential] = await createCredentials(rest, host, 'afas');
		expect(await rest.testCredential(credential)).toMatchObject({ status: 'OK' });
		const { data } = await rest.call<{ data: object }>('GET', `/rest/credentials/${credential.id}?includeData=true`);
		const { status, message } = await rest.testCredential(credential, { ...data, clientSecret: 'wrong' });
		expect([status, message]).toEqual(['Error', expect.stringMatching(/client/i)]);
	});
});
