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

test('n8n knows both nodes, and the action node as a tool, under the name of the installed package', async () => {
	const names = (await types('nodes')).map(({ name }) => name).sort();
	expect(names).toEqual(['n8n-nodes-coachview.coachview', 'n8n-nodes-coachview.coachviewTool', 'n8n-nodes-coachview.coachviewTrigger']);
});

test('n8n serves the icons of nodes and credentials, light and dark', async () => {
	for (const { name, iconUrl } of [...(await types('nodes')), ...(await types('credentials'))]) {
		for (const path of [iconUrl?.light, iconUrl?.dark]) {
			const response = await fetch(`${host.n8nUrl}/${path}`, { headers: { cookie: host.session } });
			expect([name, path, response.status, response.headers.get('content-type')]).toEqual([name, path, 200, expect.stringContaining('svg')]);
		}
	}
});

describe('the Test button of the credential', () => {
	test('is content with a client that works', async () => {
		const [credential] = await createCredentials(host.rest, host, 'afas');
		expect(await host.rest.testCredential(credential)).toMatchObject({ status: 'OK' });
	});

	test('tells a wrong secret and a wrong host apart', async () => {
		const credential = { id: '', name: 'wrong', type: 'coachviewOAuth2Api' };
		const values = { environment: 'custom', customUrl: host.coachviewUrl, clientId: 'nobody', clientSecret: 'wrong' };
		const wrongSecret = await host.rest.testCredential(credential, values);
		const wrongHost = await host.rest.testCredential(credential, { ...values, customUrl: host.n8nUrl });
		expect([wrongSecret.status, wrongHost.status]).toEqual(['Error', 'Error']);
		expect(wrongSecret.message).toMatch(/client ID and secret/);
		expect(wrongHost.message).not.toBe(wrongSecret.message);
	});
});
