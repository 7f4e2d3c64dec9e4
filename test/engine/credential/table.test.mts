// docs/credentials.md, "When the test fails": every failing test says what its row quotes, with a token from before and without.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { startSandbox, type Sandbox } from '../../../sandbox/start.mts';
import { testCredential } from '../../harness/credentialTest.mts';

const doc = readFileSync(resolve(process.cwd(), 'docs/credentials.md'), 'utf8');
/** First cell → sentences that the second one quotes. */
const rows = new Map(
	(doc.split('## When the test fails')[1] ?? '')
		.split('\n')
		.filter((line) => line.startsWith('| ') && !line.startsWith('| What is wrong'))
		.map((line) => line.split('|').map((cell) => cell.trim()))
		.map(([, wrong = '', says = '']) => [wrong, [...says.matchAll(/"([^"]+)"/g)].map(([, text]) => text as string)]),
);
let sandbox: Sandbox;
let page: ReturnType<typeof createServer>;
beforeAll(async () => {
	sandbox = await startSandbox();
	page = createServer(
		(_req, res) => void res.writeHead(200, { 'content-type': 'text/html' }).end('<html>Welcome</html>'),
	);
	await new Promise<void>((done) => page.listen(0, '127.0.0.1', done));
});
afterAll(async () => {
	page.close();
	await sandbox.stop();
});
beforeEach(async () => await sandbox.control.reset());

const client = async (change: object) => await sandbox.control.clients.put({ clientId: 'demo', ...change });
const nothing = async () => undefined;
const cases: Array<[row: string, more: () => Record<string, string>, at: () => Promise<unknown>]> = [
	['Wrong client ID', () => ({ clientSecret: 'wrong' }), nothing],
	['Wrong client ID', () => ({ clientId: 'nobody' }), nothing],
	[
		'The client is disabled',
		() => ({}),
		async () => {
			await sandbox.control.assumptions.set({ S02: 'unauthorizedClient' });
			await client({ enabled: false });
		},
	],
	['*Scope* names one', () => ({ scopes: 'Nonsens.Lezen' }), nothing],
	['*Scope* is empty', () => ({}), async () => await client({ scopes: ['api'] })],
	['*Custom URL* leads', () => ({ customUrl: `http://127.0.0.1:${(page.address() as AddressInfo).port}` }), nothing],
	['Nothing answers', () => ({ customUrl: 'http://127.0.0.1:9' }), nothing],
];

describe.each(['without a token', 'with one from before'])('%s', (kind) => {
	test.each(cases)('%s (%#)', async (row, more, at) => {
		const good = {
			environment: 'custom',
			customUrl: sandbox.coachviewUrl,
			clientId: 'demo',
			clientSecret: 'demo-secret',
		};
		const old = new URLSearchParams({
			grant_type: 'client_credentials',
			client_id: 'demo',
			client_secret: 'demo-secret',
		});
		const token = async () =>
			await (await fetch(`${good.customUrl}/auth/connect/token`, { method: 'POST', body: old })).json();
		const oauthTokenData = kind === 'without a token' ? {} : { oauthTokenData: await token() };
		await at();
		const { status, message } = await testCredential({ ...good, ...more(), ...oauthTokenData } as never);
		const quoted = [...rows].find(([wrong]) => wrong.startsWith(row))?.[1] ?? [];
		expect(status).toBe('Error');
		expect({ message, quoted, isQuoted: quoted.some((text) => message?.includes(text)) }).toMatchObject({
			isQuoted: true,
		});
	});
});
