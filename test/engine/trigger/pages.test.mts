// The Test URL in a browser: pages of the trigger, in a test only, with the checks of any delivery.
import { createHmac } from 'node:crypto';
import { runWebhook, type Delivery } from '../../harness/webhook.mts';
import { parameters, personId } from './fixtures.mts';

const urlSecret = 'kX7-unguessable-2031';
const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
type Setup = Partial<Parameters<typeof runWebhook>[0]>;

const visit = async (setup: Setup = {}, delivery: Delivery = {}) =>
	await runWebhook({
		mode: 'manual',
		...setup,
		parameters: { ...parameters, ...setup.parameters },
		delivery: { method: 'GET', headers: html, ...delivery },
	});
const submit = async (fields: Record<string, string>, setup: Setup = {}, query = '') =>
	await visit(setup, {
		method: 'POST',
		query,
		body: new URLSearchParams(fields).toString(),
		headers: { ...html, 'content-type': 'application/x-www-form-urlencoded' },
	});

test('GET shows the form, filled in from the settings of the trigger', async () => {
	const { response, workflowData } = await visit({
		parameters: { categories: 'Extra "gegevens", B', externSources: 'AFAS' },
	});
	expect([response.status, workflowData, response.headers['content-type']]).toEqual([
		200,
		undefined,
		'text/html; charset=utf-8',
	]);
	expect(response.body).toContain('name="PersoonId" value="" ');
	expect(response.body).toContain('value="Extra &quot;gegevens&quot;"');
	expect(response.body).toContain('name="ExternSource" value="AFAS"');
	expect(response.body).not.toMatch(/<script|https?:|name="event"/);
});

test('the page may do nothing but send the form back, and the key stays here', async () => {
	const { headers } = (await visit()).response;
	expect(headers['content-security-policy']).toMatch(
		/^default-src 'none'; style-src 'sha256-[\w+/=]{44}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; sandbox allow-forms$/,
	);
	expect(headers).toMatchObject({
		'referrer-policy': 'no-referrer',
		'cache-control': 'no-store',
		'x-content-type-options': 'nosniff',
	});
});

test('a published workflow, a program, HEAD, and a check with echo get what they always got', async () => {
	for (const [setup, delivery] of [
		[{ mode: 'webhook' }, {}],
		[{}, { headers: {} }],
		[{}, { method: 'HEAD' }],
	] as Array<[Setup, Delivery]>)
		expect((await visit(setup, delivery)).response).toMatchObject({ status: 200, body: '' });
	expect((await visit({}, { query: '?echo=abc' })).response.body).toBe('abc');
});

test('without the key there is no form', async () => {
	const setup = { webhookCredential: { urlSecret } };
	const { response, workflowData } = await visit(setup);
	expect([response.status, workflowData]).toEqual([404, undefined]);
	expect(response.body).toContain('must end with ?key=');
	expect(response.body).not.toContain('<form');
	expect((await visit(setup, { query: `?key=${urlSecret}` })).response.body).toContain('<form');
	expect((await visit({ parameters: { options: { allowedAddresses: '192.0.2.1' } } })).response.status).toBe(403);
});

test('the form starts the test, and the browser is told', async () => {
	const { response, workflowData } = await submit({
		PersoonId: ` ${personId} `,
		Categorie: 'Extragegevens',
		ExternId: '',
		ExternSource: '',
		PersooncategorieId: 'x',
	});
	expect(workflowData?.map(({ json }) => json)).toEqual([
		expect.objectContaining({
			event: 'persoon.categorie.toegevoegd',
			personId,
			category: 'Extragegevens',
			externId: '',
		}),
	]);
	expect([response.status, response.body]).toEqual([200, expect.stringContaining('The event started the test')]);
});

test('the form has no way around the checks', async () => {
	const filtered = await submit(
		{ PersoonId: personId, Categorie: '<b>Anders' },
		{ parameters: { categories: 'Extragegevens' } },
	);
	expect(filtered.response.body).toContain('The event did not start the workflow');
	expect(filtered.response.body).toContain('&quot;b Anders&quot;');
	const noPerson = await submit({ PersoonId: '' });
	expect([noPerson.response.status, noPerson.response.body]).toEqual([
		400,
		expect.stringContaining('The body holds no person ID'),
	]);
	const noKey = await submit({ PersoonId: personId }, { webhookCredential: { urlSecret } });
	expect(noKey.response.status).toBe(404);
	expect(
		(await submit({ PersoonId: personId }, { webhookCredential: { urlSecret } }, `?key=${urlSecret}`)).response.status,
	).toBe(200);
});

test('a trigger for any event asks for its name; one that checks a signature offers no form', async () => {
	const any = await visit({ parameters: { triggerOn: 'any' } });
	expect(any.response.body).toContain('name="event" value="" ');
	const signed = await visit({
		parameters: { options: { signatureAlgorithm: 'sha512' } },
		webhookCredential: { signatureSecret: 's' },
	});
	expect(signed.response.body).toContain('a browser cannot sign');
	expect(signed.response.body).not.toContain('<form');
	const forged = { 'x-webhook-signature': createHmac('sha512', '').update('').digest('hex') };
	expect(
		(
			await visit(
				{ parameters: { options: { signatureAlgorithm: 'sha512' } }, webhookCredential: { signatureSecret: 's' } },
				{ method: 'POST', body: '{}', headers: { ...html, ...forged } },
			)
		).response.status,
	).toBe(401);
});

test('each form has its own link, so that no sample is taken for a repeat', async () => {
	const link = async () => /name="PersooncategorieId" value="([^"]+)"/.exec((await visit()).response.body)?.[1];
	expect(await link()).not.toBe(await link());
});
