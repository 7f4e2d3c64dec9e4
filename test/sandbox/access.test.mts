import { call, openApi, type Api } from './api.mts';

describe('tokens, scopes and the daily limit', () => {
	let api: Api;
	beforeAll(async () => {
		api = await openApi();
	});
	afterAll(() => api.stop());
	beforeEach(() => api.reset());

	describe('token endpoint', () => {
		it('gives a token with all scopes of the client when none is asked', async () => {
			const answer = await api.token();
			expect(answer.status).toBe(200);
			expect(answer.json).toMatchObject({
				expires_in: 3600,
				token_type: 'Bearer',
				scope: expect.stringContaining('Personen.Schrijven'),
			});
		});

		it.each([
			[{ client_secret: 'wrong' }, 'invalid_client'],
			[{ client_id: 'nobody' }, 'invalid_client'],
			[{ grant_type: 'password' }, 'unsupported_grant_type'],
			[{ grant_type: '' }, 'invalid_request'],
			[{ scope: 'api Roosters.Lezen' }, 'invalid_scope'],
		])('refuses %j as %s', async (form, error) => {
			const answer = await api.token(form as Record<string, string>);
			expect([answer.status, answer.json]).toEqual([400, { error }]);
		});

		it('takes credentials in the body only, and forms only', async () => {
			const address = `${api.sandbox.coachviewUrl}/auth/connect/token`;
			const basic = {
				authorization: `Basic ${Buffer.from('demo:demo-secret').toString('base64')}`,
				'content-type': 'application/x-www-form-urlencoded',
			};
			expect((await call('POST', address, basic, 'grant_type=client_credentials')).json).toEqual({
				error: 'invalid_client',
			});
			expect((await call('POST', address, { 'content-type': 'application/json' }, '{}')).json).toEqual({
				error: 'invalid_request',
			});
			expect((await call('GET', address)).status).toBe(405);
		});

		it('A18 reduced drops a scope that the client lacks', async () => {
			await api.control.assumptions.set({ A18: 'reduced' });
			expect((await api.token({ scope: 'api Roosters.Lezen' })).json.scope).toBe('api');
		});

		it('refuses a disabled client, under S02 with a word of its own', async () => {
			await api.control.clients.put({ clientId: 'demo', enabled: false });
			expect((await api.token()).json).toEqual({ error: 'invalid_client' });
			await api.control.assumptions.set({ S02: 'unauthorizedClient' });
			expect((await api.token()).json).toEqual({ error: 'unauthorized_client' });
		});
	});

	it('401 without, with a wrong, an expired and a revoked token', async () => {
		const none = await api.api('GET', 'Personen', { token: null });
		expect([none.status, none.text, none.headers['www-authenticate']]).toEqual([401, '', 'Bearer']);
		const wrong = await api.api('GET', 'Personen', { token: 'abc' });
		expect([wrong.status, wrong.headers['www-authenticate']]).toEqual([401, 'Bearer error="invalid_token"']);
		await api.control.clock.advance(3599 - 5);
		const token = (await api.token()).json.access_token as string;
		await api.control.clock.advance(3590);
		expect((await api.api('GET', 'Personen', { token })).status).toBe(200);
		await api.control.clock.advance(20);
		expect((await api.api('GET', 'Personen', { token })).status).toBe(401);
		const next = (await api.token()).json.access_token as string;
		await api.control.clients.revokeTokens();
		expect((await api.api('GET', 'Personen', { token: next })).status).toBe(401);
	});

	it('403 without the scope or without the general scope; a token keeps the scopes it was given', async () => {
		const token = async (scope: string) => (await api.token({ scope })).json.access_token as string;
		const reader = await token('api Personen.Lezen');
		expect((await api.api('GET', 'Personen', { token: reader })).status).toBe(200);
		const refused = await api.api('POST', 'Personen', { token: reader, body: { achternaam: 'X' } });
		expect([refused.status, refused.text]).toEqual([403, '']);
		expect((await api.api('GET', 'Persoonscategorieen', { token: reader })).status).toBe(403);
		expect((await api.api('GET', 'Personen', { token: await token('Personen.Lezen') })).status).toBe(403);

		await api.control.clients.put({ clientId: 'small', clientSecret: 's', scopes: ['api'], lifetime: 900 });
		const small = (await api.token({ client_id: 'small', client_secret: 's' })).json as {
			access_token: string;
			expires_in: number;
		};
		expect(small.expires_in).toBe(900);
		await api.control.clients.put({ clientId: 'small', scopes: ['api', 'Personen.Lezen'] });
		expect((await api.api('GET', 'Personen', { token: small.access_token })).status).toBe(403);
		const again = (await api.token({ client_id: 'small', client_secret: 's' })).json.access_token as string;
		expect((await api.api('GET', 'Personen', { token: again })).status).toBe(200);
	});

	it('A17 sample gives rows with equal ids instead of 403, for reading only', async () => {
		await api.control.assumptions.set({ A17: 'sample' });
		const token = (await api.token({ scope: 'api' })).json.access_token as string;
		const rows = (await api.api('GET', 'Personen', { token })).json as Array<{ id: string }>;
		expect(rows.length).toBe(2);
		expect(rows[0]!.id).toBe(rows[1]!.id);
		expect((await api.api('GET', 'Personen/33333333-3333-4333-8333-333333333333', { token })).json).toMatchObject({
			achternaam: 'string',
		});
		expect((await api.api('POST', 'Personen', { token, body: { achternaam: 'X' } })).status).toBe(403);
	});

	describe('daily limit', () => {
		const rate = (answer: { headers: Record<string, unknown> }) =>
			['limit', 'remaining', 'reset'].map((name) => answer.headers[`x-rate-limit-${name}`]);

		it('counts API calls with their errors, not token calls; then 429 until the reset', async () => {
			await api.control.clock.set('2026-01-02T08:00:00.000Z', true);
			await api.api('GET', 'Personen?take=1');
			await api.token();
			expect(rate(await api.api('GET', 'Personen?nonsense=1'))).toEqual([
				'5000',
				'4998',
				'2026-01-03T08:00:00.0000000Z',
			]);
			await api.control.rateLimit.set({ remaining: 1 });
			expect((await api.api('GET', 'Personen?take=1')).status).toBe(200);
			await api.control.clock.advance(3600);
			const token = (await api.token()).json.access_token as string;
			const refused = await api.api('GET', 'Personen?take=1', { token });
			expect([refused.status, refused.headers['retry-after'], refused.headers['content-type']]).toEqual([
				429,
				String(23 * 3600),
				'text/plain',
			]);
			expect(rate(refused)[1]).toBe('0');
			await api.control.clock.advance(23 * 3600);
			expect(
				(await api.api('GET', 'Personen?take=1', { token: (await api.token()).json.access_token as string })).status,
			).toBe(200);
		});

		it('A14: token calls, midnight, rolling', async () => {
			await api.control.clock.set('2026-01-02T08:00:00.000Z', true);
			await api.control.assumptions.set({ A14: 'withTokens' });
			const { access_token: token } = (await api.token()).json as { access_token: string };
			expect(rate(await api.api('GET', 'Personen?take=1', { token }))[1]).toBe('4998');
			await api.control.assumptions.set({ A14: 'midnight' });
			expect(rate(await api.api('GET', 'Personen?take=1', { token }))[2]).toBe('2026-01-03T00:00:00.0000000Z');
			await api.control.assumptions.set({ A14: 'rolling' });
			await api.control.clock.advance(20 * 3600);
			const later = (await api.token()).json.access_token as string;
			expect(rate(await api.api('GET', 'Personen?take=1', { token: later }))[1]).toBe('4996');
			await api.control.clock.advance(5 * 3600);
			const last = (await api.token()).json.access_token as string;
			expect(rate(await api.api('GET', 'Personen?take=1', { token: last }))[1]).toBe('4998');
		});

		it('A15 and A16: other forms of the headers', async () => {
			await api.control.clock.set('2026-01-02T08:00:00.000Z', true);
			await api.control.assumptions.set({ A15: 'epoch' });
			expect(rate(await api.api('GET', 'Personen?take=1'))[2]).toBe(String(Date.parse('2026-01-03T08:00:00Z') / 1000));
			await api.control.assumptions.set({ A15: 'periodText' });
			expect(rate(await api.api('GET', 'Personen?take=1'))[0]).toBe('1d');
			await api.control.assumptions.set({ A15: 'absent', A16: 'date' });
			await api.control.rateLimit.set({ limit: 10, remaining: 0 });
			const refused = await api.api('GET', 'Personen?take=1');
			expect(rate(refused)).toEqual([undefined, undefined, undefined]);
			expect(refused.headers['retry-after']).toBe('Sat, 03 Jan 2026 08:00:00 GMT');
			await api.control.rateLimit.set({ limit: 11 });
			expect((await api.control.rateLimit.get()).remaining).toBe(1);
			await api.control.rateLimit.set({ remaining: 0 });
			await api.control.assumptions.set({ A16: 'absent' });
			expect((await api.api('GET', 'Personen?take=1')).headers['retry-after']).toBeUndefined();
		});
	});

	it('A03 underPath: everything lives below a segment', async () => {
		await api.control.assumptions.set({ A03: 'underPath' });
		expect((await api.token()).status).toBe(404);
		const form = 'grant_type=client_credentials&client_id=demo&client_secret=demo-secret';
		const answer = await call(
			'POST',
			`${api.sandbox.coachviewUrl}/tenant/auth/connect/token`,
			{ 'content-type': 'application/x-www-form-urlencoded' },
			form,
		);
		expect(answer.status).toBe(200);
		const list = await call('GET', `${api.sandbox.coachviewUrl}/tenant/api/v1/Personen`, {
			authorization: `Bearer ${answer.json.access_token}`,
		});
		expect(list.status).toBe(200);
	});

	it('A51 refused: an Accept without JSON is 406', async () => {
		const headers = { accept: 'application/xml' };
		expect((await api.api('GET', 'Personen', { headers })).status).toBe(200);
		await api.control.assumptions.set({ A51: 'refused' });
		expect((await api.api('GET', 'Personen', { headers })).status).toBe(406);
		expect((await api.api('GET', 'Personen', { headers: { accept: 'application/json' } })).status).toBe(200);
	});
});
