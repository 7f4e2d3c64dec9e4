// Shows that the harness runs the real engine: token fetched over HTTP, kept, renewed on 401; errors routed by n8n.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NodeApiError, type IExecuteFunctions, type INodeExecutionData, type INodeType } from 'n8n-workflow';
import { credentialStore, runNode } from '../harness/engine.mts';

let server: Server;
let url: string;
let valid = 'token-1';
const seen: string[] = [];

beforeAll(async () => {
	server = createServer(async (req, res) => {
		let body = '';
		for await (const part of req) body += String(part);
		seen.push(`${req.method} ${req.url} ${body}`);
		res.setHeader('content-type', 'application/json');
		if (req.url === '/auth/connect/token')
			return void res.end(JSON.stringify({ access_token: valid, expires_in: 3600, token_type: 'Bearer' }));
		if (req.headers.authorization !== `Bearer ${valid}`) res.statusCode = 401;
		else if (req.url?.endsWith('/bad')) res.statusCode = 404;
		res.end('{"ok":true}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
	seen.length = 0;
	valid = 'token-1';
});

const probe: INodeType = {
	description: {
		displayName: 'Probe',
		name: 'probe',
		group: ['input'],
		version: 1,
		description: 'Asks the server',
		defaults: { name: 'Probe' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'coachviewOAuth2Api', required: true }],
		properties: [{ displayName: 'Path', name: 'path', type: 'string', default: '' }],
	},
	async execute(this: IExecuteFunctions) {
		const out: INodeExecutionData[] = [];
		for (let item = 0; item < this.getInputData().length; item++) {
			try {
				const request = { url: `${url}/${this.getNodeParameter('path', item) as string}`, json: true };
				const json = await this.helpers.httpRequestWithAuthentication.call(this, 'coachviewOAuth2Api', request, {
					oauth2: { tokenType: 'Bearer' },
				});
				out.push({ json, pairedItem: { item } });
			} catch (error) {
				const apiError = new NodeApiError(this.getNode(), { message: (error as Error).message }, { itemIndex: item });
				if (!this.continueOnFail()) throw apiError;
				out.push({ json: { error: apiError.message }, pairedItem: { item } });
			}
		}
		return [out];
	},
};
const credential = () => ({
	environment: 'custom',
	customUrl: `${url}/api/v1/`,
	clientId: 'demo',
	clientSecret: 's',
	scope: 'api Personen.Lezen',
});

test('fetches the token with credentials in the body, keeps it, and renews it after a 401', async () => {
	const store = credentialStore(credential());
	const first = await runNode({
		type: probe,
		parameters: { path: '={{ $json.path }}' },
		items: [{ path: 'a' }, { path: 'b' }],
		credential: store,
	});
	expect(first.error).toBeUndefined();
	expect(first.outputs[0].map((item) => item.pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	expect(seen).toEqual([expect.stringContaining('POST /auth/connect/token'), 'GET /a ', 'GET /b ']);
	expect(seen[0]).toContain('client_secret=s');
	expect(store.updates).toHaveLength(1);
	valid = 'token-2';
	await runNode({ type: probe, parameters: { path: 'c' }, credential: store });
	expect(seen.slice(3).map((line) => line.split(' ')[1])).toEqual(['/c', '/auth/connect/token', '/c']);
});

test('routes a failed item to the error output, or stops the workflow', async () => {
	const setup = {
		type: probe,
		parameters: { path: '={{ $json.path }}' },
		items: [{ path: 'bad' }, { path: 'good' }],
		credential: credential(),
	};
	const routed = await runNode({ ...setup, settings: { onError: 'continueErrorOutput' } });
	expect(routed.outputs.map((output) => output.length)).toEqual([1, 1]);
	expect(routed.outputs[1][0].pairedItem).toEqual({ item: 0 });
	const stopped = await runNode(setup);
	expect(stopped.outputs).toEqual([]);
	expect(stopped.error?.message).toMatch(/404|not be found/);
});
