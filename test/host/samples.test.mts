import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readSample } from '../../hosts/n8n/samples.mts';
import { projectRoot } from '../../hosts/cache.mjs';
import { connect, type Host } from './host.mts';

const names = readdirSync(join(projectRoot, 'workflows'))
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.replace(/\.json$/, ''));
const core = ['complete-person-from-hr-afas', 'create-person-from-hr'];

let host: Host;
let known: Set<string>;

beforeAll(async () => {
	host = connect();
	const response = await fetch(`${host.n8nUrl}/types/nodes.json`, { headers: { cookie: host.session } });
	known = new Set(((await response.json()) as Array<{ name: string }>).map(({ name }) => name));
});

test('the samples that the README names are there', () => expect(names).toEqual(expect.arrayContaining(core)));

describe.each(names)('%s', (name) => {
	const sample = readSample(name);

	test('uses only nodes that n8n and the package bring', () => {
		expect(sample.nodes.map(({ type }) => type).filter((type) => !known.has(type))).toEqual([]);
	});

	test('ships private: what people run through it is not saved', () => {
		expect(sample.settings).toMatchObject({
			saveDataSuccessExecution: 'none',
			saveDataErrorExecution: 'none',
			saveManualExecutions: false,
			saveExecutionProgress: false,
		});
	});

	test('carries no secret, no id of the machine that it was made on, and no pinned data', () => {
		const credentials = sample.nodes.flatMap((node) => Object.values(node.credentials ?? {}));
		expect(credentials.filter(({ id }) => id)).toEqual([]);
		expect(
			Object.keys(sample).filter(
				(key) => ['id', 'versionId', 'shared', 'pinData', 'staticData'].includes(key) && hasContent(sample, key),
			),
		).toEqual([]);
		expect(JSON.stringify(sample)).not.toMatch(/127\.0\.0\.1|localhost|instanceId/);
	});

	test('says on a sticky note what to fill in', () => {
		expect(sample.nodes.some(({ type }) => type === 'n8n-nodes-base.stickyNote')).toBe(true);
	});

	test('imports, and n8n keeps it as it is', async () => {
		const stored = await host.rest.importWorkflow(sample);
		// n8n gives webhook ids of its own to the nodes that can wait for a call; the files carry none.
		const withoutId = ({ webhookId: _id, ...node }: (typeof sample.nodes)[number]) => node;
		// A path that the file leaves empty is made by chance.
		const kept = sample.nodes.map(withoutId).map((node) => ({
			...node,
			parameters: {
				...node.parameters,
				...(node.parameters.path === '' && { path: expect.stringMatching(/^[\w-]{36}$/) }),
			},
		}));
		expect(stored.nodes.map(withoutId)).toEqual(kept);
		expect(stored.connections).toEqual(sample.connections);
		await host.rest.deleteWorkflow(stored.id);
	});
});

function hasContent(sample: object, key: string): boolean {
	const value = (sample as Record<string, unknown>)[key];
	return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value);
}
