import type { N8nRest } from '../hosts/n8n/rest.mts';
import type { WorkflowJson, WorkflowNode } from '../hosts/n8n/workflow.mts';
import { demoClient, type Sandbox } from '../sandbox/start.mts';

/** One n8n with the workflow that changes one field of the people it is told. */
export interface Writer {
	/** Changes the field of these people in one execution; gives a receipt or an error for each. */
	update(personIds: readonly string[], value: string, concurrency: string): Promise<Receipt[]>;
	remove(): Promise<void>;
	field: string;
}

/** What the workflow answers for one person. */
export interface Receipt {
	personId?: string;
	outcome?: string;
	verified?: boolean;
	overlap?: boolean;
	requests?: number;
	error?: unknown;
}

/** What became of rounds in which two processes changed different fields of one person at the same moment. */
export interface Rounds {
	rounds: number;
	/** Changes that are gone although the receipt says that they are stored and verified. */
	lostInSilence: number;
	/** Those among them of which the other one's receipt says that somebody else wrote at the same moment. */
	toldByOverlap: number;
	/** Items that ended with an error. */
	failed: number;
	/** Requests for each update. */
	requestsPerUpdate: number;
	seconds: number;
}

/** Publishes the workflow in an n8n; its credential is the sandbox's own client. */
export async function installWriter(rest: N8nRest, sandbox: Sandbox, field: string): Promise<Writer> {
	const { clientId, clientSecret } = demoClient;
	const credential = await rest.createCredential('Two processes', 'coachviewOAuth2Api', {
		environment: 'custom',
		customUrl: sandbox.coachviewUrl,
		clientId,
		clientSecret,
	});
	const path = `two-processes-${field}`;
	const { id } = await rest.importWorkflow(workflow(path, field), { credentials: [credential] });
	await rest.publish(id);
	return {
		field,
		async update(personIds, value, concurrency) {
			const body = JSON.stringify({ people: personIds.map((personId) => ({ personId, value, concurrency })) });
			const answer = await fetch(`${rest.webhooksAt}/webhook/${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body,
			});
			const text = await answer.text();
			if (!answer.ok) throw new Error(`The workflow answered ${answer.status}: ${text.slice(0, 300)}`);
			return JSON.parse(text) as Receipt[];
		},
		async remove() {
			await rest.unpublish(id);
			await rest.deleteWorkflow(id);
			await rest.call('DELETE', `/rest/credentials/${credential.id}`);
		},
	};
}

/**
 * Lets both processes change the same people at the same moment, several people in each execution and several executions
 * side by side, and compares what is stored with what the receipts say.
 *
 * @param people one round for each
 * @param options.executionsAtOnce of each process; the people are divided among them
 */
export async function collide(
	sandbox: Sandbox,
	writers: readonly [Writer, Writer],
	people: readonly string[],
	{ value, concurrency, executionsAtOnce = 10 }: { value: string; concurrency: string; executionsAtOnce?: number },
): Promise<Rounds> {
	const began = Date.now();
	const size = Math.ceil(people.length / executionsAtOnce);
	const batches = Array.from({ length: executionsAtOnce }, (_, index) =>
		people.slice(index * size, (index + 1) * size),
	).filter(({ length }) => length > 0);
	const run = async (writer: Writer) =>
		(await Promise.all(batches.map(async (ids) => await writer.update(ids, value, concurrency)))).flat();
	const both = await Promise.all(writers.map(run));
	const seconds = (Date.now() - began) / 1000;
	const result: Rounds = {
		rounds: people.length,
		lostInSilence: 0,
		toldByOverlap: 0,
		failed: 0,
		requestsPerUpdate: 0,
		seconds,
	};
	for (const [index, id] of people.entries()) {
		const stored = JSON.parse(await sandbox.control.people.text(id)) as Record<string, unknown>;
		for (const [which, writer] of writers.entries()) {
			const [mine, other] = [both[which]?.[index], both[1 - which]?.[index]];
			if (mine?.error !== undefined || mine?.outcome !== 'updated') result.failed++;
			else if (mine.personId !== id) throw new Error('A receipt is about another person.');
			else if (stored[writer.field] !== value && mine.verified) {
				result.lostInSilence++;
				if (other?.overlap === true) result.toldByOverlap++;
			}
			result.requestsPerUpdate += (mine?.requests ?? 0) / (2 * people.length);
		}
	}
	return result;
}

function workflow(path: string, field: string): WorkflowJson {
	const node = (
		name: string,
		type: string,
		typeVersion: number,
		at: number,
		parameters: Record<string, unknown>,
	): WorkflowNode => ({ id: name, name, type, typeVersion, position: [at, 0], parameters });
	const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	return {
		name: `Two processes: ${field}`,
		nodes: [
			{
				...node('Webhook', 'n8n-nodes-base.webhook', 2, 0, {
					httpMethod: 'POST',
					path,
					responseMode: 'lastNode',
					responseData: 'allEntries',
					options: {},
				}),
				webhookId: path,
			},
			node('People', 'n8n-nodes-base.splitOut', 1, 200, { fieldToSplitOut: 'body.people', options: {} }),
			{
				...node('Update', 'n8n-nodes-coachview.coachview', 1, 400, {
					resource: 'person',
					operation: 'update',
					person: { __rl: true, mode: 'id', value: '={{ $json.personId }}' },
					fields: { [field]: '={{ $json.value }}' },
					options: { concurrency: '={{ $json.concurrency }}' },
				}),
				credentials: { coachviewOAuth2Api: { id: null, name: 'Coachview' } },
				...{ onError: 'continueRegularOutput' },
			},
		],
		connections: { Webhook: to('People'), People: to('Update') },
		settings: { executionOrder: 'v1', saveDataSuccessExecution: 'none' },
	};
}
