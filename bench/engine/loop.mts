// A program of its own: the processor's time of single updates in n8n's engine, beside two calls of its HTTP helper.
import '../../test/harness/environment.mts';
import 'reflect-metadata';
import type { IDataObject, IHttpRequestOptions, INodeType } from 'n8n-workflow';

/** What the parent process sends, as JSON in the first argument. */
export interface LoopTask {
	coachviewUrl: string;
	clientId: string;
	clientSecret: string;
	people: string[];
	updates: number;
	rounds: number;
}

/** Milliseconds of the processor for each person, and on the clock for all; one line of JSON for each round. */
export type LoopRound = Record<'update' | 'twoCalls', { cpu: number; ms: number }>;

const { credentialStore, runNode } = await import('../../test/harness/engine.mts');
const { nodeType } = await import('../../test/harness/workflow.mts');
const { coachviewUrl, clientId, clientSecret, people, updates, rounds } = JSON.parse(process.argv[2]!) as LoopTask;

const CREDENTIAL = 'coachviewOAuth2Api';
const values = { environment: 'custom', customUrl: coachviewUrl, clientId, clientSecret, scope: '' };
const credential = credentialStore(values);
let count = 0;

// Made once, as n8n does; a test makes it anew for each run.
const coachview = nodeType('coachview');

const twoCalls: INodeType = {
	description: {
		displayName: 'Two calls',
		name: 'twoCalls',
		group: ['transform'],
		version: 1,
		description: 'Reads and writes with the helper of n8n, and nothing else',
		defaults: { name: 'Two calls' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: CREDENTIAL, required: true }],
		properties: [
			{ displayName: 'Person', name: 'person', type: 'string', default: '' },
			{ displayName: 'Title', name: 'title', type: 'string', default: '' },
		],
	},
	async execute() {
		const call = async (options: Partial<IHttpRequestOptions>) =>
			(await this.helpers.httpRequestWithAuthentication.call(
				this,
				CREDENTIAL,
				{
					url: `${coachviewUrl}/api/v1/Personen/${String(this.getNodeParameter('person', 0))}`,
					json: true,
					...options,
				},
				{ oauth2: { tokenType: 'Bearer' } },
			)) as IDataObject;
		const record = await call({});
		const body = { ...record, titel: this.getNodeParameter('title', 0) };
		return [[{ json: await call({ method: 'PUT', body }) }]];
	},
};

const item = (id: string) => ({ id, title: `e${++count}` });

const ways = {
	update: async (id: string) => {
		const parameters = {
			resource: 'person',
			operation: 'update',
			person: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			fields: { titel: '={{ $json.title }}' },
		};
		const { outputs, error } = await runNode({ type: coachview, parameters, credential, items: [item(id)] });
		if (error || outputs[0]?.[0]?.json.verified !== true) throw error ?? new Error('The update has failed');
	},
	twoCalls: async (id: string) => {
		const parameters = { person: '={{ $json.id }}', title: '={{ $json.title }}' };
		const { outputs, error } = await runNode({ type: twoCalls, parameters, credential, items: [item(id)] });
		if (error || outputs[0]?.[0]?.json.id !== id) throw error ?? new Error('The two calls have failed');
	},
};

/** So many of one way, then so many of the other: what else the machine does falls on both. */
const BLOCK = 20;

/** @returns the processor's time of so many single runs, one after the other, in all */
async function measured(way: keyof typeof ways, runs: number): Promise<{ cpu: number; ms: number }> {
	const [before, began] = [process.cpuUsage(), performance.now()];
	for (let nr = 0; nr < runs; nr++) await ways[way](people[nr % people.length]!);
	const { user, system } = process.cpuUsage(before);
	return { cpu: (user + system) / 1000, ms: performance.now() - began };
}

// V8 compiles for some hundred runs.
for (const way of ['update', 'twoCalls'] as const) await measured(way, 2 * updates);
for (let round = 0; round < rounds; round++) {
	const result: LoopRound = { twoCalls: { cpu: 0, ms: 0 }, update: { cpu: 0, ms: 0 } };
	for (let done = 0; done < updates; done += BLOCK) {
		const runs = Math.min(BLOCK, updates - done);
		const isEven = (round + done / BLOCK) % 2 === 0;
		for (const name of isEven ? (['twoCalls', 'update'] as const) : (['update', 'twoCalls'] as const)) {
			const { cpu, ms } = await measured(name, runs);
			result[name].cpu += cpu / updates;
			result[name].ms += ms;
		}
	}
	console.log(JSON.stringify(result));
}
process.exit(0);
