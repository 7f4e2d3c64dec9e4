import { createClient } from '../../../nodes/Coachview/transport/client.ts';
import type { ApiContext } from '../../../nodes/Coachview/transport/request.ts';
import { Wire } from '../../../nodes/Coachview/transport/wire.ts';
import { ending } from './tableStage.mts';

// Waits are looked at elsewhere.
jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => undefined }));
afterEach(() => jest.restoreAllMocks());

const TYPE = 'coachviewOAuth2Api';
interface Options {
	url: string;
	timeout: number;
	[name: string]: unknown;
}

/** n8n as its HTTP helper is: it asks the context for the credential at each request. */
async function stage(more: { token?: string; bytes?: Uint8Array | { byteLength: number }; timeout?: number } = {}) {
	const read: string[] = [];
	const sent: Options[] = [];
	const used: unknown[] = [];
	const state = { token: more.token ?? 'token1', status: 200, environment: 'live' };
	const held: Array<Promise<void>> = [];
	/** Holds the next reading back, which has read by then. @returns what lets it go on */
	const slow = (): (() => void) => {
		let release = () => {};
		held.push(new Promise((resolve) => (release = resolve)));
		return release;
	};
	const getCredentials = async (type: string): Promise<{ oauthTokenData?: { access_token: string } }> => {
		read.push(type);
		const credential = {
			environment: state.environment,
			clientId: `c${Math.random()}`,
			oauthTokenData: { access_token: state.token },
		};
		await held.splice(0)[0];
		return type === TYPE ? credential : {};
	};
	const context = {
		getCredentials,
		helpers: {
			async httpRequestWithAuthentication(
				this: { getCredentials: typeof getCredentials },
				type: string,
				options: Options,
			) {
				sent.push(options);
				const credential = await this.getCredentials(type);
				used.push(credential.oauthTokenData?.access_token);
				// What n8n does with its copy must not reach the next request.
				delete credential.oauthTokenData;
				return { statusCode: state.status, headers: {}, body: more.bytes ?? new TextEncoder().encode('{"id":1}') };
			},
			refreshOAuth2Token: async () => void (state.token = 'token2'),
		},
	};
	const client = await createClient(context as unknown as ApiContext, { maxWait: 0, timeout: more.timeout ?? 60_000 });
	const get = async (query = {}) =>
		await ending(client.read({ method: 'GET', entity: 'Personen', id: 'a/b', query }, ({ text }) => text));
	/** How often the credential was read since the last time. */
	const reads = () => read.splice(0).filter((type) => type === TYPE).length;
	reads();
	return { get, reads, sent, used, state, client, slow };
}

it('the credential is read once a second, and each request gets it whole', async () => {
	const now = Date.now();
	const clock = jest.spyOn(Date, 'now').mockReturnValue(now);
	const { get, reads, used } = await stage();
	await get();
	await get();
	// The one that made the client serves.
	expect([reads(), used]).toEqual([0, ['token1', 'token1']]);
	clock.mockReturnValue(now + 1000);
	await get();
	expect(reads()).toBe(0);
	clock.mockReturnValue(now + 1001);
	await get();
	expect(reads()).toBe(1);
});

it('a credential without a token is read each time: n8n is about to fetch one', async () => {
	const { get, reads } = await stage({ token: '' });
	await get();
	await get();
	expect(reads()).toBe(2);
});

it('a new token is seen at once', async () => {
	const { get, used, state } = await stage();
	await get();
	state.status = 401;
	await get();
	expect(used).toEqual(['token1', 'token1', 'token2']);
});

it('a credential that was read before a new token was stored is not kept', async () => {
	const { get, used, state, client, slow } = await stage();
	const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 2000);
	const release = slow();
	const late = get();
	await client.session.wire.renewToken();
	release();
	await late;
	expect([state.token, used.at(-1)]).toEqual(['token2', 'token1']);
	await get();
	expect(used.at(-1)).toBe('token2');
	clock.mockRestore();
});

it('a credential that leads to another environment meanwhile gives its token to nobody', async () => {
	const { get, used, sent, state, client } = await stage();
	const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 2000);
	await get();
	state.environment = 'training';
	clock.mockReturnValue(Date.now() + 2000);
	const told =
		'credential: The Coachview credential of this node was changed meanwhile, and leads to another environment now';
	expect(await get()).toBe(told);
	// Nor is a new one asked for, and a write was not sent.
	state.status = 401;
	expect(await client.session.wire.renewToken()).toMatchObject({ tokenError: 'credentialMoved' });
	expect(await ending(client.write({ method: 'PUT', entity: 'Personen', id: 'a', body: '{}' }))).toBe(told);
	expect([state.token, used, sent.length]).toEqual(['token1', ['token1'], 3]);
});

it('a request has an address, its limits, and no redirect', async () => {
	const { get, sent, client } = await stage({ timeout: 5000.2 });
	await get({ where: 'id=1,2', orderby: 'a b' });
	await get();
	expect(sent[0]).toMatchObject({
		url: `${client.baseUrl}/Personen/a%2Fb?where=id%3D1,2&orderby=a%20b`,
		timeout: 6001,
		disableFollowRedirect: true,
		encoding: 'arraybuffer',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	});
	expect(sent[1]?.url).toBe(`${client.baseUrl}/Personen/a%2Fb`);
	expect(sent[0]).not.toHaveProperty('body');
	const [longest, shortest] = [await stage({ timeout: 1e12 }), await stage({ timeout: 0 })];
	await longest.get();
	expect([longest.sent[0]?.timeout, (await shortest.get(), shortest.sent[0]?.timeout)]).toEqual([2 ** 31 - 1, 1001]);
});

it.each([
	[64 * 1024 * 1024 + 1, "unexpectedAnswer: Coachview's answer was larger than 64 MB and was not read"],
	[new Uint8Array([0xff, 0xfe, 0xfd]), expect.stringMatching(/^unexpectedAnswer: .*not JSON/)],
])('an answer that is too large, or no text, is not read: %#', async (given, told) => {
	const bytes = typeof given === 'number' ? { byteLength: given } : given;
	expect(await (await stage({ bytes })).get()).toEqual(told);
});

it.each([
	[{ oauthTokenData: { access_token: 't' } }, 't'],
	[{ oauthTokenData: { access_token: 5 } }, ''],
	[{ oauthTokenData: {} }, ''],
	[{}, ''],
])('the token of %j', (credential, token) => expect(new Wire({} as ApiContext, '', 1, credential).token).toBe(token));
