// What does not start a published workflow is counted by reason, without a value, for the next run to show.
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { WRITES } from '../../../nodes/Coachview/trigger/ignored.ts';
import { runHook, runNode } from '../../harness/engine.mts';
import { deliver, startWebhookHost, type WebhookHost } from '../../harness/webhook.mts';
import { body, parameters } from './fixtures.mts';

const NODE = 'node:Coachview';
let count = 0;
let staticData: IDataObject;
let host: WebhookHost;
let setup: { workflowId: string; staticData: IDataObject; parameters: IDataObject; webhookCredential: IDataObject };

const start = async (kept: IDataObject = {}) => {
	staticData = kept;
	setup = {
		workflowId: `counted-${++count}`,
		staticData,
		parameters: { ...parameters, categories: 'Diploma' },
		webhookCredential: { urlSecret: 'kX7-unguessable-2031' },
	};
	host = await startWebhookHost(setup as never);
};
afterEach(async () => {
	await host.stop();
	Object.assign(WRITES, { every: 60_000, quick: 1_000 });
});

const send = async (category: string, query = '?key=kX7-unguessable-2031') =>
	(await deliver(host.url, { body: { ...body, Categorie: category }, query })).status;
/** The run that an event starts, and its hints. */
const hints = async (items: INodeExecutionData[] = [{ json: { category: 'Diploma' } }]) => {
	const run = await runNode({ type: 'coachviewTrigger', ...setup, items } as never);
	expect(run.outputs[0]?.map(({ json }) => json)).toEqual(items.map(({ json }) => json));
	return run.hints.map(({ message, type }) => `${type} ${message}`);
};
const written = () =>
	(staticData[NODE] as IDataObject | undefined)?.ignored as { since: string; counts: object } | undefined;

test('the next run shows how many were left out, and why', async () => {
	await start();
	expect(await hints()).toEqual([]);
	for (const category of ['Anders', 'Anders', 'Iets']) expect(await send(category)).toBe(200);
	expect(await send('Diploma', '?key=wrong')).toBe(404);
	expect(await hints()).toEqual([
		expect.stringMatching(
			/^info Since it was published, 4 events did not start this workflow \(counted from \d{4}-\d\d-\d\d \d\d:\d\d UTC\): another category 3, refused: wrong URL key 1\.$/,
		),
	]);
	expect(JSON.stringify(staticData)).not.toMatch(/Anders|Iets|33333333|10023/);
});

test('a flood is one write; the rest is kept in the process, and shown all the same', async () => {
	await start();
	for (let sent = 0; sent < 20; sent++) await send('Anders');
	expect(written()?.counts).toEqual({ category: 1 });
	expect(await hints()).toEqual([expect.stringContaining('20 events')]);
	WRITES.every = 0;
	await send('Anders');
	expect(written()?.counts).toEqual({ category: 21 });
});

test('a slow delivery writes only where no other node could lose what it keeps', async () => {
	WRITES.quick = -1;
	await start({ 'node:Poll': { last: 1 } });
	await send('Anders');
	expect([written(), await hints()]).toEqual([undefined, [expect.stringContaining('1 event did not')]]);
	await host.stop();
	await start();
	await send('Anders');
	expect(written()?.counts).toEqual({ category: 1 });
});

test('events that run, and a run without ignored ones, leave the static data alone', async () => {
	await start({ 'node:Poll': { last: 1 } });
	expect(await send('Diploma')).toBe(200);
	expect(await hints()).toEqual([]);
	expect(staticData).toEqual({ 'node:Poll': { last: 1 } });
});

test('publishing begins anew', async () => {
	await start();
	await send('Anders');
	expect(await runHook('checkExists', setup as never)).toBe(true);
	expect([written(), await hints()]).toEqual([undefined, []]);
});

test.each([
	['text'],
	[{ since: 'never', counts: { category: 1 } }],
	[{ since: '2031-01-01', counts: { category: 'x', '<b>': 3 } }],
])('what somebody else wrote there is no counter: %j', async (ignored) => {
	await start({ [NODE]: { ignored } } as never);
	expect(await hints()).toEqual([]);
	await send('Anders');
	expect(written()?.counts).toEqual({ category: 1 });
});

test('a count that is older than a month is left behind', async () => {
	await start({ [NODE]: { ignored: { since: '2020-01-01T00:00:00.000Z', counts: { key: 9 } } } });
	await send('Anders');
	expect(written()?.counts).toEqual({ category: 1 });
});
