// The trigger without any credential: what runs, what does not, and what the sender hears. Real HTTP, real WebhookContext.
import { createHash } from 'node:crypto';
import { runWebhook } from '../../harness/webhook.mts';
import { body, parameters, personCategoryId, personId } from './fixtures.mts';

const post = (sent: unknown, more: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
	runWebhook({ parameters: { ...parameters, ...more }, delivery: { body: sent, headers } });

test('an event runs the workflow, and the sender hears 200 with nothing in it', async () => {
	const { response, workflowData, failures } = await post(body);
	expect([response.status, response.body]).toEqual([200, '']);
	expect(failures).toEqual([]);
	expect(workflowData).toEqual([
		{
			json: {
				event: 'persoon.categorie.toegevoegd',
				personId,
				personCategoryId,
				externId: '10023',
				externSource: 'AFAS',
				category: 'Extragegevens',
				dedupeKey: createHash('sha256')
					.update(`persoon.categorie.toegevoegd|${personId}|${personCategoryId}`)
					.digest('hex'),
				receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
			},
		},
	]);
});

test('several events in one delivery become several items, filtered one by one', async () => {
	const { workflowData } = await post([body, { ...body, Categorie: 'Diploma' }, { ...body, PersooncategorieId: 'x' }], {
		categories: 'extragegevens',
	});
	expect(workflowData?.map((item) => item.json.personCategoryId)).toEqual([personCategoryId, 'x']);
});

test.each<[string, unknown, Record<string, unknown>]>([
	['another category', body, { categories: 'Diploma, Certificaat' }],
	['another source', body, { externSources: 'Nmbrs' }],
	['another event', { event: 'persoon.gewijzigd', ...body }, {}],
	[
		'another event than the typed one',
		{ event: 'person.category.added', ...body },
		{ triggerOn: 'other', eventName: 'persoon.gewijzigd' },
	],
])('%s: 200 and no run', async (_name, sent, more) => {
	const { response, workflowData } = await post(sent, more);
	expect([response.status, response.body, workflowData]).toEqual([200, '', undefined]);
});

// Where the event is named is not known (A43): one URL for each event is the safe set-up.
test('an event without a name counts as the one that the trigger is set to', async () => {
	expect((await post(body, { triggerOn: 'other', eventName: 'Persoon.Gewijzigd' })).workflowData?.[0].json.event).toBe(
		'persoon.gewijzigd',
	);
});

test('any event, and a typed one in any spelling', async () => {
	const sent = { event: 'Opleiding.Gewijzigd', OpleidingId: 'x' };
	expect((await post(sent, { triggerOn: 'any' })).workflowData?.[0].json.event).toBe('opleiding.gewijzigd');
	expect((await post(sent, { triggerOn: 'other', eventName: 'OPLEIDING.gewijzigd' })).workflowData).toHaveLength(1);
});

test('the raw body is handed on when asked for, character for character', async () => {
	const raw = `{ "PersoonId" : "${personId}",\n "ExternId": 12345678901234567890 }`;
	const { workflowData } = await post(raw, { options: { includeRawBody: true } });
	expect(workflowData?.[0].json).toMatchObject({ rawBody: raw, externId: '12345678901234567890' });
	expect((await post(body)).workflowData?.[0].json).not.toHaveProperty('rawBody');
});

test.each<[string, unknown, Record<string, string>, number, RegExp]>([
	['no event', { hello: 'world' }, {}, 400, /no person ID/],
	['an empty body', '', {}, 400, /empty/],
	['no JSON, as n8n itself answers', '{', {}, 422, /parse/],
	['no JSON and no type', '{', { 'content-type': 'application/octet-stream' }, 400, /not valid JSON/],
	['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47]), { 'content-type': 'image/png' }, 400, /UTF-8/],
	['invalid UTF-8 inside JSON', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), {}, 400, /UTF-8/],
	['70 kB', { ...body, x: 'x'.repeat(70_000) }, {}, 413, /64 kB/],
	['a person ID that is none', { ...body, PersoonId: '1' }, {}, 400, /GUID/],
])('%s: refused with a reason, no run', async (_name, sent, headers, status, reason) => {
	const { response, workflowData, failures } = await post(sent, {}, headers);
	expect([response.status, workflowData, failures]).toEqual([status, undefined, []]);
	expect(response.body).toMatch(reason);
	if (status !== 422)
		expect(response.headers).toMatchObject({
			'content-type': 'text/plain; charset=utf-8',
			'x-content-type-options': 'nosniff',
		});
});

test('XML and form run too (A44)', async () => {
	const xml = `<?xml version="1.0"?><Webhook><PersoonId>${personId}</PersoonId><Categorie>Extragegevens</Categorie></Webhook>`;
	expect(
		(await post(xml, {}, { 'content-type': 'application/xml; charset=utf-8' })).workflowData?.[0].json,
	).toMatchObject({ personId, category: 'Extragegevens' });
	const form = new URLSearchParams(body).toString();
	expect(
		(await post(form, {}, { 'content-type': 'application/x-www-form-urlencoded' })).workflowData?.[0].json,
	).toMatchObject({ personId, personCategoryId });
});

describe('a check of the URL', () => {
	const ask = (method: string, query = '') => runWebhook({ parameters, delivery: { method, query } });
	test.each(['GET', 'HEAD'])('%s: 200, no run', async (method) => {
		const { response, workflowData } = await ask(method);
		expect([response.status, response.body, workflowData]).toEqual([200, '', undefined]);
	});
	test('echo comes back as plain text', async () => {
		const { response } = await ask('GET', '?echo=abc-123');
		expect(response.body).toBe('abc-123');
		expect(response.headers).toMatchObject({
			'content-type': 'text/plain; charset=utf-8',
			'x-content-type-options': 'nosniff',
		});
	});
	test.each(['?echo=%3Cscript%3E', `?echo=${'a'.repeat(257)}`, '?echo=a&echo=b'])('%s does not', async (query) => {
		expect((await ask('GET', query)).response).toMatchObject({ status: 200, body: '' });
	});
	test.each(['PUT', 'DELETE'])('%s is not registered', async (method) =>
		expect((await ask(method)).response.status).toBe(404),
	);
});
