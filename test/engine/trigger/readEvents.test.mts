// Webhook Event: Read behind n8n's own Webhook node gives what the Coachview Trigger would give: each delivery goes through both.
import { createHmac } from 'node:crypto';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { Coachview } from '../../../nodes/Coachview/Coachview.node.ts';
import { runNode } from '../../harness/engine.mts';
import { runWebhook, type Delivery } from '../../harness/webhook.mts';
import { webhookItem } from '../../harness/webhookItem.mts';
import { body, parameters as all, personCategoryId, personId } from './fixtures.mts';
import { catchLog } from './logs.mts';

const log = catchLog();
const KEY = 'an-unguessable-key-1';
const SECRET = 'signing-secret';
const text = JSON.stringify(body);
const typed = (type: string, sent: unknown): Delivery => ({ body: sent, headers: { 'content-type': type } });

interface Setup {
	parameters?: IDataObject;
	webhookCredential?: { urlSecret: string; signatureSecret?: string };
	settings?: object;
	items?: Array<INodeExecutionData | undefined>;
}

const read = async ({ items = [], parameters, ...setup }: Setup) =>
	await runNode({
		type: 'coachview',
		...setup,
		parameters: { resource: 'webhookEvent', operation: 'read', ...parameters },
		items: items.filter((item) => item !== undefined),
	} as Parameters<typeof runNode>[0]);

const events = (items: readonly INodeExecutionData[] = []) =>
	items.map(({ json: { receivedAt, ...event } }) => {
		expect(String(receivedAt)).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
		return event;
	});

const deliveries: Array<[string, Delivery, IDataObject]> = [
	['an event', { body }, {}],
	[
		'English names, in an envelope',
		{ body: { event: 'Person.Category.Added', data: { personId, category: 'X' } } },
		{},
	],
	[
		'several events, some of another category',
		{ body: [body, { ...body, Categorie: 'Y' }] },
		{ categories: 'extragegevens' },
	],
	['another category', { body }, { categories: 'Diploma, Certificaat' }],
	['another source', { body }, { externSources: 'Nmbrs' }],
	['another event', { body: { event: 'persoon.gewijzigd', ...body } }, {}],
	['any event', { body: { event: 'Opleiding.Gewijzigd', OpleidingId: 'x' } }, { triggerOn: 'any' }],
	['an event that is named in a header', { body, headers: { 'x-event': 'Persoon.Gewijzigd' } }, { triggerOn: 'any' }],
	['a typed event', { body }, { triggerOn: 'other', eventName: 'Persoon.Gewijzigd' }],
	['a number of twenty digits', { body: text.replace('"10023"', '12345678901234567890') }, {}],
	['a form', typed('application/x-www-form-urlencoded', new URLSearchParams(body).toString()), {}],
	[
		'a form with an envelope in a field',
		typed('application/x-www-form-urlencoded', `data=${encodeURIComponent(text)}`),
		{},
	],
	[
		'XML',
		typed('application/xml', `<W><PersoonId>${personId}</PersoonId><PersooncategorieId>1</PersooncategorieId></W>`),
		{},
	],
	['text', typed('text/plain', text), {}],
	['bytes without a type', typed('application/octet-stream', text), {}],
	['no person', { body: { hello: 'world' } }, {}],
	['an ID that is none', { body: { ...body, PersoonId: '1' } }, {}],
	['a field given twice', { body: text.replace('{', `{"personId":"${personCategoryId}",`) }, {}],
	['an empty body', { body: '' }, {}],
	['70 kB', { body: { ...body, x: 'x'.repeat(70_000) } }, {}],
	['a picture', typed('image/png', Buffer.from([0x89, 0x50])), {}],
	['another character set', typed('application/json; charset=iso-8859-1', text), {}],
	['a form with files', typed('multipart/form-data; boundary=x', '--x--'), {}],
];

test.each(deliveries)('%s: the same events as the trigger, or a refusal as there', async (_name, delivery, more) => {
	const parameters = { ...more, options: { includeRawBody: true } };
	const trigger = await runWebhook({ parameters: { ...all, ...parameters }, delivery });
	const settings = { onError: 'continueErrorOutput' };
	const item = await webhookItem(delivery);
	const { outputs } = await read({ parameters, settings, items: [item] });
	expect(item).toBeDefined();
	expect(events(outputs[0])).toEqual(events(trigger.workflowData));
	const isRefused = trigger.response.status >= 300;
	expect(outputs[1]).toHaveLength(isRefused ? 1 : 0);
	// The harness of the trigger gives the bytes of a form with files, which n8n does not read.
	if (isRefused && !String(delivery.headers?.['content-type']).startsWith('multipart/')) {
		const { message, reason } = outputs[1]![0]!.json.error as { message: string; reason: string };
		expect([message, reason]).toEqual([
			`The webhook delivery was refused. ${trigger.response.body.replace(/\.$/, '')}`,
			'invalidInput',
		]);
	}
	expect(JSON.stringify(outputs[1])).not.toContain('10023');
});

// Only a field that was given twice can be read from what n8n has parsed, where the trigger refuses.
const parsedOnly = deliveries.filter(
	([name]) => name !== 'a field given twice' && name !== 'a number of twenty digits',
);
test.each(parsedOnly)('%s, without Raw Body: the same events', async (_name, delivery, parameters) => {
	const trigger = await runWebhook({ parameters: { ...all, ...parameters }, delivery });
	const settings = { onError: 'continueErrorOutput' };
	const { outputs } = await read({ parameters, settings, items: [await webhookItem(delivery, false)] });
	expect(events(outputs[0])).toEqual(events(trigger.workflowData));
	expect(outputs[1]).toHaveLength(trigger.response.status >= 300 ? 1 : 0);
});

test('without Raw Body a number that n8n has rounded is refused, and asks for it', async () => {
	const item = await webhookItem({ body: text.replace('"10023"', '12345678901234567890') }, false);
	const { error } = await read({ items: [item] });
	expect([error?.message, error?.description]).toEqual([
		"'Input Item' has a number that n8n has rounded",
		expect.stringContaining('Switch on Raw Body'),
	]);
});

test.each<[string, Delivery]>([
	['an event inside a JSON text', typed('application/json', JSON.stringify(text))],
	['bytes that are no UTF-8', typed('application/json', Buffer.from(text.replace('AFAS', 'Müller'), 'latin1'))],
	['nested 500 deep', typed('application/json', `${'{"data":'.repeat(500)}${text}${'}'.repeat(500)}`)],
])('%s: refused with Raw Body and without, as by the trigger', async (_name, delivery) => {
	expect((await runWebhook({ parameters: all, delivery })).response.status).toBe(400);
	for (const rawBody of [true, false]) {
		const { error } = await read({ items: [await webhookItem(delivery, rawBody)] });
		expect(error?.message).toMatch(/^(The webhook delivery was refused|'Input Item' has a character)/);
		expect(JSON.stringify(error)).not.toMatch(/10023|ller/);
	}
});

test('a body that n8n has not parsed is missing where n8n kept the item as JSON, and read from its bytes', async () => {
	const item = await webhookItem(typed('application/octet-stream', text));
	const kept = JSON.parse(JSON.stringify(item)) as INodeExecutionData;
	expect(kept.json).not.toHaveProperty('body');
	expect((await read({ items: [kept] })).outputs[0]?.map(({ json }) => json.personId)).toEqual([personId]);
});

describe('URL key and signature, with a webhook credential', () => {
	const webhookCredential = { urlSecret: KEY, signatureSecret: SECRET };
	const signed = (secret: string) => ({
		'x-webhook-signature': createHmac('sha256', secret).update(text).digest('hex'),
	});
	const options = { signatureAlgorithm: 'sha256' };
	test.each<[string, Delivery, IDataObject, RegExp | undefined]>([
		['the key', { body, query: `?key=${KEY}` }, {}, undefined],
		['no key', { body }, {}, /URL Key is missing or wrong/],
		['another key', { body, query: '?key=another' }, {}, /URL Key is missing or wrong/],
		['key and signature', { body: text, query: `?key=${KEY}`, headers: signed(SECRET) }, options, undefined],
		['another signature', { body: text, query: `?key=${KEY}`, headers: signed('x') }, options, /signature is missing/],
	])('%s', async (_name, delivery, options, refusal) => {
		const { outputs, error } = await read({
			webhookCredential,
			parameters: { options },
			items: [await webhookItem(delivery)],
		});
		if (refusal) expect(error?.message).toMatch(refusal);
		else expect(outputs[0]?.map(({ json }) => json.personId)).toEqual([personId]);
		expect(JSON.stringify([outputs, error])).not.toContain(KEY);
	});
	test('a signature without the raw body is refused, and a credential that protects nothing', async () => {
		const items = [await webhookItem({ body: text, query: `?key=${KEY}`, headers: signed(SECRET) }, false)];
		expect((await read({ webhookCredential, parameters: { options }, items })).error?.message).toMatch(/no raw body/);
		const { error } = await read({ webhookCredential: { urlSecret: ' ' }, items });
		expect(error?.message).toMatch(/protects nothing/);
	});
	test('a credential that is gone is named as such', async () => {
		const credentials = { coachviewWebhookApi: { id: 'gone', name: 'Gone' } };
		const { error } = await read({ settings: { credentials }, items: [await webhookItem({ body })] });
		expect(error?.message).toBe('n8n could not give the Coachview Webhook API credential of this node');
	});
});

test('many items: what is refused or filtered touches no other, and each event is linked to its item', async () => {
	const one = (id: number) => ({ ...body, ExternId: String(id) });
	const items = await Promise.all(
		[
			{ body: one(0) },
			{ body: '{}' },
			{ body: [one(2), one(3)] },
			{ body: { ...body, Categorie: 'Y' } },
			{ body: one(5) },
		].map(async (delivery) => await webhookItem(delivery)),
	);
	const { outputs, hints } = await read({
		parameters: { categories: 'Extragegevens' },
		settings: { onError: 'continueErrorOutput' },
		items,
	});
	expect(outputs[0]?.map(({ json, pairedItem }) => [json.externId, pairedItem])).toEqual([
		['0', { item: 0 }],
		['2', { item: 2 }],
		['3', { item: 2 }],
		['5', { item: 4 }],
	]);
	expect(outputs[1]).toMatchObject([{ json: { error: { reason: 'invalidInput', fields: ['body'] } } }]);
	expect(hints.map(({ message }) => message)).toEqual([
		'An event was left out. The category of the event is "Y"; Categories lets through "Extragegevens".',
	]);
	expect(log.map(({ level, message }) => [level, message])).toEqual([
		['info', 'Coachview: of the events of a delivery 1 did not run (category 1)'],
	]);
	expect(JSON.stringify(log)).not.toMatch(/"Y"|10023/);
});

test('a refusal stops the node unless it goes on, and a wrong setting fails every item', async () => {
	const items = [await webhookItem({ body: '{}' }), await webhookItem({ body })];
	expect((await read({ items })).error?.message).toMatch(/refused\. The body holds no person ID/);
	const settings = { onError: 'continueErrorOutput' };
	const { outputs } = await read({ items, settings, parameters: { categories: '={{ 5.5 }}' } });
	expect(outputs.map((list) => list.length)).toEqual([0, 2]);
});

test('an item that no Webhook node gave', async () => {
	expect((await read({ items: [{ json: body }] })).error?.message).toBe(
		"'Input Item' is none of the Webhook node: it has no headers or no body",
	);
});

test('a tool of an AI Agent reads nothing: what a model says is no delivery', async () => {
	const settings = { type: 'n8n-nodes-coachview.coachviewTool' };
	const { error } = await read({ settings, items: [await webhookItem({ body })] });
	expect(error?.message).toBe('Webhook Event cannot be a tool of an AI Agent');
});

test('its parameters are those of the trigger, and no other resource lost its default operation', () => {
	const { properties, credentials } = new Coachview().description;
	expect(credentials?.map(({ name, displayOptions }) => [name, displayOptions])).toEqual([
		['coachviewOAuth2Api', { hide: { resource: ['hrAnswer', 'webhookEvent'] } }],
		['coachviewWebhookApi', { show: { resource: ['webhookEvent'] } }],
	]);
	const defaults = properties
		.filter(({ name }) => name === 'operation')
		.map((property) => [property.displayOptions?.show?.resource?.[0], property.default]);
	expect(defaults.filter(([, value]) => value !== 'get')).toEqual([
		['hrAnswer', 'read'],
		['webhookEvent', 'read'],
	]);
});
