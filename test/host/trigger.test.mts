// What only n8n itself can show of the trigger: the answer that comes before the run, its methods, and no run when there is none to start.
import { pieterId } from '../../sandbox/seed/special.mts';
import { connect, type Host } from './host.mts';
import { until } from './waiting.mts';

jest.setTimeout(120_000);

const urlSecret = 'host-test-key-2031';
let host: Host;
let id: string;
let url: string;
let event: Record<string, string>;

beforeAll(async () => {
	host = connect();
	await host.control.reset({ keep: ['clients'] });
	const api = await host.rest.createCredential('Coachview', 'coachviewOAuth2Api', {
		environment: 'custom',
		customUrl: host.coachviewUrl,
		clientId: 'demo',
		clientSecret: 'demo-secret',
	});
	const webhook = await host.rest.createCredential('Webhook', 'coachviewWebhookApi', { urlSecret });
	const node = {
		id: 'trigger',
		name: 'Coachview Trigger',
		type: 'n8n-nodes-coachview.coachviewTrigger',
		typeVersion: 1,
		position: [0, 0],
		webhookId: '7d0fa1c2-0000-4000-8000-00000000aa01',
		parameters: { triggerOn: 'personCategoryAdded' },
		credentials: {
			coachviewOAuth2Api: { id: api.id, name: api.name },
			coachviewWebhookApi: { id: webhook.id, name: webhook.name },
		},
	};
	const noOp = {
		id: 'end',
		name: 'End',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [200, 0],
		parameters: {},
	};
	const workflow = {
		name: 'Trigger',
		nodes: [node, noOp],
		settings: { executionOrder: 'v1', saveDataSuccessExecution: 'all' },
		connections: { 'Coachview Trigger': { main: [[{ node: 'End', type: 'main', index: 0 }]] } },
	};
	({ id } = await host.rest.importWorkflow(workflow as never));
	await host.rest.publish(id);
	url = await host.rest.webhookUrl(id, 'Coachview Trigger');
	const link =
		(await host.control.categories.of(pieterId))[0] ?? (await host.control.categories.add(pieterId, 'Extragegevens'));
	const { externId, externSource } = JSON.parse(await host.control.people.text(pieterId)) as Record<string, string>;
	event = {
		PersoonId: pieterId,
		PersooncategorieId: link.id,
		ExternId: externId,
		ExternSource: externSource,
		Categorie: link.naam,
	};
});

afterAll(async () => {
	await host.rest.deleteWorkflow(id);
	await host.control.reset({ keep: ['clients'] });
});

const send = async (body: unknown, key = urlSecret, headers: Record<string, string> = {}) => {
	const response = await fetch(`${url}?key=${key}`, {
		method: 'POST',
		body: typeof body === 'string' ? body : JSON.stringify(body),
		headers: { 'content-type': 'application/json', ...headers },
	});
	return `${response.status} ${await response.text()}`.trim();
};
const runs = async () => (await host.rest.executions({ workflowId: id })).length;

test('Coachview hears 200 although confirming takes two seconds; the run starts afterwards', async () => {
	await host.control.faults.add({ kind: 'delay', ms: 2_000, side: 'before', match: { path: 'Personen' } });
	const started = Date.now();
	expect(await send(event)).toBe('200');
	expect(Date.now() - started).toBeLessThan(1_500);
	expect(await runs()).toBe(0);
	await host.rest.waitForExecutions(id, 1);
	expect(Date.now() - started).toBeGreaterThan(1_900);
	const [execution] = await host.rest.executions({ workflowId: id, includeData: true });
	expect(execution?.status).toBe('success');
	expect(JSON.stringify(execution)).toContain('"confirmed":true');
});

test('a forged event, a wrong key, a body that is no event: an answer, but no run', async () => {
	const before = await runs();
	expect(await send({ ...event, ExternId: '999999' })).toBe('200');
	expect(await send(event, 'wrong')).toBe('404');
	expect(await send({ hello: 'world' })).toMatch(/^400 The body holds no person ID/);
	expect(await send('{')).toMatch(/^422/);
	await until(
		'Coachview was asked about the forged one',
		async () => (await host.control.requests.list({ server: 'coachview', path: 'Personen' })).length >= 2,
	);
	expect(await runs()).toBe(before);
});

test('what was left out is counted, without a value, and the next run shows it', async () => {
	expect(await send({ ...event, Categorie: 'Elders' }, 'wrong')).toBe('404');
	const before = await runs();
	expect(await send(event)).toBe('200');
	await host.rest.waitForExecutions(id, before + 1);
	const [execution] = await host.rest.executions({ workflowId: id, includeData: true });
	expect(JSON.stringify(execution?.data?.resultData.runData['Coachview Trigger'])).toMatch(
		/Since it was published, \d+ events did not start this workflow \(counted from [-\d]+ [:\d]+ UTC\): [^"]*refused: wrong URL key \d/,
	);
	const { staticData } = await host.rest.call<{ staticData: object }>('GET', `/rest/workflows/${id}`);
	expect(JSON.stringify(staticData)).not.toMatch(/Elders|999999|Pieter/);
});

test('GET with an echo and HEAD are answered', async () => {
	const get = await fetch(`${url}?key=${urlSecret}&echo=abc`);
	expect([get.status, await get.text(), get.headers.get('content-type')]).toEqual([
		200,
		'abc',
		'text/plain; charset=utf-8',
	]);
	expect((await fetch(`${url}?key=${urlSecret}`, { method: 'HEAD' })).status).toBe(200);
	expect((await fetch(url)).status).toBe(404);
});

test('a mistyped allow-list entry stops the publishing', async () => {
	const node = {
		id: 't',
		name: 'Coachview Trigger',
		type: 'n8n-nodes-coachview.coachviewTrigger',
		typeVersion: 1,
		position: [0, 0],
		webhookId: '7d0fa1c2-0000-4000-8000-00000000aa02',
		parameters: { options: { allowedAddresses: '192.0.2.7/99' } },
	};
	const broken = await host.rest.importWorkflow({
		name: 'Broken',
		nodes: [node],
		connections: {},
		settings: { executionOrder: 'v1' },
	} as never);
	// n8n 2.41 publishes in the background and shows the outcome, with the node's words, in the editor.
	await host.rest.call('POST', `/rest/workflows/${broken.id}/activate`, { versionId: broken.versionId });
	const status = async () =>
		JSON.stringify(await host.rest.call('GET', `/rest/workflows/${broken.id}/publication-status`));
	await until('n8n gave up publishing', async () => (await status()).includes('fail'));
	expect(await status()).toContain(
		'Allowed Addresses has an entry that is no IP address and no CIDR range: 192.0.2.7/99',
	);
	expect((await fetch(await host.rest.webhookUrl(broken.id, 'Coachview Trigger'), { method: 'POST' })).status).toBe(
		404,
	);
	await host.rest.unpublish(broken.id);
});

test('Test on the credential asks for a new token, also when an old one works', async () => {
	const data = { environment: 'custom', customUrl: host.coachviewUrl, clientId: 'demo', clientSecret: 'demo-secret' };
	const stored = await host.rest.createCredential('Tested', 'coachviewOAuth2Api', data);
	expect(await host.rest.testCredential(stored, data)).toMatchObject({ status: 'OK' });
	expect((await host.rest.testCredential(stored, { ...data, clientSecret: 'wrong' })).message).toMatch(/client/i);
	const webhook = await host.rest.createCredential('Weak', 'coachviewWebhookApi', { urlSecret: 'short' });
	expect(await host.rest.testCredential(webhook, { urlSecret: 'short' })).toMatchObject({
		status: 'Error',
		message: expect.stringContaining('16'),
	});
});
