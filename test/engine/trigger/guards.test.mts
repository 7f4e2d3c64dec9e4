// Key, signature and allow-list, at run time and when the workflow is published.
import { createHmac } from 'node:crypto';
import { credentialTypes } from '../../harness/credentials.mts';
import { runHook } from '../../harness/engine.mts';
import { runWebhook } from '../../harness/webhook.mts';
import { coachviewWebhookTest } from '../../../nodes/Coachview/webhook/credentialTest.ts';
import { body, parameters } from './fixtures.mts';

const urlSecret = 'kX7-unguessable-2031';
const with_ = (options: Record<string, unknown>, webhookCredential?: Record<string, string>) =>
	({ parameters: { ...parameters, options }, webhookCredential }) as Parameters<typeof runHook>[1];
const outcome = async (setup: object, delivery: object, more: object = {}) => {
	const { response, workflowData } = await runWebhook({
		...setup,
		...more,
		delivery: { body, ...delivery },
	} as Parameters<typeof runWebhook>[0]);
	return `${response.status} ${workflowData ? 'runs' : 'no run'} ${response.body}`.trim();
};

describe('key in the URL', () => {
	const setup = with_({}, { urlSecret });
	test('right', async () => expect(await outcome(setup, { query: `?key=${urlSecret}` })).toBe('200 runs'));
	test.each([
		'',
		'?key=',
		'?key=wrong',
		`?key=${urlSecret}x`,
		`?key=${urlSecret}&key=${urlSecret}`,
		`?Key=${urlSecret}`,
	])('"%s": 404 that gives nothing away', async (query) => {
		expect(await outcome(setup, { query })).toBe('404 no run');
		expect(await outcome(setup, { query, method: 'GET' })).toBe('404 no run');
	});
	test('without the credential nobody is asked for a key', async () =>
		expect(await outcome(with_({}), {})).toBe('200 runs'));
});

describe('signature', () => {
	const secret = 'shared-secret';
	const setup = with_({ signatureAlgorithm: 'sha512' }, { signatureSecret: secret });
	const sign = (text: string, algorithm = 'sha512') => createHmac(algorithm, secret).update(text).digest('hex');
	// Irregular spacing: the signature is over the bytes, not over the parsed body.
	const sent = JSON.stringify(body, null, 3);
	test('right, over the exact bytes', async () =>
		expect(await outcome(setup, { body: sent, headers: { 'x-webhook-signature': sign(sent) } })).toBe('200 runs'));
	test('wrong, missing, other algorithm, other body', async () => {
		for (const headers of [
			{},
			{ 'x-webhook-signature': 'x' },
			{ 'x-webhook-signature': sign(sent, 'sha256') },
			{ 'x-webhook-signature': sign(JSON.stringify(body)) },
		]) {
			expect(await outcome(setup, { body: sent, headers })).toMatch(/^401 no run/);
		}
	});
	test('header and algorithm can be chosen', async () => {
		const other = with_({ signatureAlgorithm: 'sha256', signatureHeader: 'MS-Signature' }, { signatureSecret: secret });
		expect(await outcome(other, { body: sent, headers: { 'ms-signature': `sha256=${sign(sent, 'sha256')}` } })).toBe(
			'200 runs',
		);
	});
	test('without a secret nobody gets in, and the workflow cannot be published', async () => {
		const none = with_({ signatureAlgorithm: 'sha512' });
		expect(
			await outcome(none, {
				headers: { 'x-webhook-signature': createHmac('sha512', '').update(JSON.stringify(body)).digest('hex') },
			}),
		).toMatch(/^401/);
		await expect(runHook('checkExists', none)).rejects.toThrow(/no Signature Secret/);
		await expect(runHook('checkExists', setup)).resolves.toBe(true);
	});
	test('off by default', async () =>
		expect(await outcome(with_({}, { signatureSecret: secret, urlSecret }), { query: `?key=${urlSecret}` })).toBe(
			'200 runs',
		));
});

describe('allowed addresses', () => {
	test('the sender must be in the list', async () => {
		expect(await outcome(with_({ allowedAddresses: '127.0.0.0/8' }), {})).toBe('200 runs');
		expect(await outcome(with_({ allowedAddresses: '192.0.2.0/24' }), {})).toMatch(/^403 no run/);
		expect(await outcome(with_({ allowedAddresses: '192.0.2.0/24' }), { method: 'GET' })).toMatch(/^403/);
	});
	test('a forged chain of forwarded addresses does not help', async () => {
		const setup = with_({ allowedAddresses: '192.0.2.7' });
		const forged = { headers: { 'x-forwarded-for': '192.0.2.7, 203.0.113.9' } };
		expect(await outcome(setup, forged)).toMatch(/^403/);
		expect(await outcome(setup, forged, { trustProxy: true })).toMatch(/^403/);
		expect(
			await outcome(setup, { headers: { 'x-forwarded-for': '203.0.113.9, 192.0.2.7' } }, { trustProxy: true }),
		).toBe('200 runs');
	});
	test('a mistyped entry stops the publishing and explains the proxy setting', async () => {
		const failed = runHook('checkExists', with_({ allowedAddresses: '192.0.2.7, 10.0.0.0/33, coachview.nl' }));
		await expect(failed).rejects.toMatchObject({
			message: expect.stringContaining('10.0.0.0/33, coachview.nl'),
			description: expect.stringContaining('N8N_PROXY_HOPS'),
		});
	});
});

test('publishing and unpublishing register nothing, and say so', async () => {
	for (const method of ['checkExists', 'create', 'delete'] as const)
		expect(await runHook(method, with_({}))).toBe(true);
	await expect(
		runHook('checkExists', { parameters: { ...parameters, triggerOn: 'other', eventName: ' ' } }),
	).rejects.toThrow(/Event Name is empty/);
});

test('the webhook credential is judged by the trigger, and its secrets are masked', async () => {
	const judge = async (data: Record<string, string>) =>
		(await coachviewWebhookTest.call({} as never, { id: '1', name: 'x', type: 'coachviewWebhookApi', data })).status;
	expect(await judge({ urlSecret })).toBe('OK');
	expect(await judge({ signatureSecret: 's' })).toBe('OK');
	for (const bad of [{}, { urlSecret: 'short' }, { urlSecret: 'not usable in a URL &' }])
		expect(await judge(bad as never)).toBe('Error');
	expect(credentialTypes.coachviewWebhookApi.properties.every((property) => property.typeOptions?.password)).toBe(true);
});
