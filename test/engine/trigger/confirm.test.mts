// Confirm With Coachview: asked after the sender has its answer, and before the workflow runs.
import { pieterId, startSandbox, type Sandbox } from '../../../sandbox/start.mts';
import { PACE } from '../../../nodes/Coachview/trigger/confirm.ts';
import { MemoryCredentials } from '../../harness/credentials.mts';
import { credentialStore } from '../../harness/engine.mts';
import { deliver, runWebhook, startWebhookHost } from '../../harness/webhook.mts';
import { parameters } from './fixtures.mts';

let sandbox: Sandbox;
let event: Record<string, string>;
const category = 'Extragegevens';

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());
beforeEach(async () => {
	await sandbox.control.reset();
	PACE.lookAgain = 50;
	const { externId, externSource } = JSON.parse(await sandbox.control.people.text(pieterId)) as Record<string, string>;
	await sandbox.control.categories.remove(pieterId, category).catch(() => undefined);
	const link = await sandbox.control.categories.add(pieterId, category);
	event = {
		PersoonId: pieterId,
		PersooncategorieId: link.id,
		ExternId: externId,
		ExternSource: externSource,
		Categorie: category,
	};
});

const credential = (more: Record<string, string> = {}) => ({
	environment: 'custom',
	customUrl: sandbox.coachviewUrl,
	clientId: 'demo',
	clientSecret: 'demo-secret',
	...more,
});
const setup = (options: Record<string, unknown> = {}, more: Record<string, string> = {}) => ({
	parameters: { ...parameters, options } as never,
	credential: credential(more),
});
const send = async (body: unknown, options: Record<string, unknown> = {}, more: Record<string, string> = {}) => {
	const { response, workflowData, failures } = await runWebhook({ ...setup(options, more), delivery: { body } });
	expect([response.status, response.body, failures]).toEqual([200, '', []]);
	return workflowData?.map((item) => item.json.confirmed);
};
const asked = async () =>
	(await sandbox.control.requests.list({ server: 'coachview', path: '/api/' })).map((request) => request.path);

test('a true event runs, marked as confirmed; one request', async () => {
	expect(await send(event)).toEqual([true]);
	expect(await asked()).toHaveLength(1);
});

test('keys are compared without regard to case', async () => {
	expect(
		await send({ ...event, ExternSource: event.ExternSource.toLowerCase(), PersoonId: pieterId.toUpperCase() }),
	).toEqual([true]);
});

test.each<[string, Record<string, string>]>([
	['a person who does not exist', { PersoonId: '99999999-9999-4999-8999-999999999999' }],
	['another ExternId', { ExternId: '999999' }],
	['another ExternSource', { ExternSource: 'Elsewhere' }],
])('%s: the sender hears 200, nothing runs', async (_name, change) =>
	expect(await send({ ...event, ...change })).toBeUndefined(),
);

test('of several events only the true ones run', async () => {
	expect(await send([{ ...event, ExternId: '999999' }, event])).toEqual([true]);
});

test('an event that is filtered out costs no request', async () => {
	const { workflowData } = await runWebhook({
		parameters: { ...parameters, categories: 'Diploma' },
		credential: credential(),
		delivery: { body: event },
	});
	expect([workflowData, await asked()]).toEqual([undefined, []]);
});

test('the category must still be there, when asked for', async () => {
	const options = { requireCategory: true };
	expect(await send(event, options)).toEqual([true]);
	await sandbox.control.assumptions.set({ A33: 'nameOnly' });
	expect(await send(event, options)).toEqual([true]);
	await sandbox.control.categories.remove(pieterId, category);
	expect(await send(event, options)).toBeUndefined();
	expect(await send(event)).toEqual([true]);
});

describe('when Coachview refuses to be asked', () => {
	test('a wrong credential: nothing runs, whatever is chosen for an outage', async () => {
		expect(await send(event, {}, { clientSecret: 'wrong' })).toBeUndefined();
		expect(await send(event, { whenUnconfirmed: 'run' }, { clientSecret: 'wrong' })).toBeUndefined();
		expect(await send(event, {}, { customUrl: '' })).toBeUndefined();
	});
	test('a missing scope', async () => {
		await sandbox.control.clients.put({ clientId: 'demo', scopes: ['api'] });
		expect(await send(event)).toBeUndefined();
	});
});

test('the sender does not wait for Coachview: answer first, run later', async () => {
	await sandbox.control.faults.add({ kind: 'delay', ms: 1_500, side: 'before', match: { path: 'Personen' } });
	const host = await startWebhookHost(setup());
	try {
		const started = Date.now();
		expect((await deliver(host.url, { body: event })).status).toBe(200);
		expect(Date.now() - started).toBeLessThan(1_000);
		expect(host.executions).toHaveLength(0);
		await host.idle();
		expect(Date.now() - started).toBeGreaterThan(1_400);
		expect(host.executions).toHaveLength(1);
	} finally {
		await host.stop();
	}
});

test('switched off, or without a credential, nobody is asked', async () => {
	const off = await runWebhook({
		parameters: { ...parameters, confirm: false },
		credential: credential(),
		delivery: { body: event },
	});
	const none = await runWebhook({ parameters, delivery: { body: event } });
	expect([off.workflowData?.[0].json.confirmed, none.workflowData?.[0].json.confirmed, await asked()]).toEqual([
		undefined,
		undefined,
		[],
	]);
});

// Each reading makes n8n build an isolate when a webhook comes, some 40 ms of processor.
test('reads its credential once for a delivery, with two requests too; without confirming not at all', async () => {
	const store = credentialStore(credential());
	const reads = jest.spyOn(MemoryCredentials.prototype, 'getDecrypted');
	const run = async (more: object) => {
		reads.mockClear();
		const { workflowData } = await runWebhook({
			parameters: { ...parameters, ...more } as never,
			credential: store,
			delivery: { body: event },
		});
		expect(workflowData).toHaveLength(1);
		return reads.mock.calls.length;
	};
	const { shared } = PACE;
	PACE.shared = 0;
	await run({});
	expect(await run({})).toBe(1);
	expect(await run({ options: { requireCategory: true } })).toBe(1);
	expect(await asked()).toHaveLength(4);
	expect(await run({ confirm: false })).toBe(0);
	PACE.shared = shared;
	reads.mockRestore();
});
