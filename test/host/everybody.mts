import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from '../../hosts/cache.mjs';
import type { N8nRest } from '../../hosts/n8n/rest.mts';
import type { WorkflowJson } from '../../hosts/n8n/workflow.mts';
import type { ManyPeople } from './manyPeople.mts';

/** Ways to list everybody: this node, its simplified form, and an HTTP Request node with pagination as people build it. */
export type Listing = 'full' | 'simple' | 'handBuilt';

/** Variables that make an n8n note its memory while it is asked to. @param samples file for it */
export function samplerEnvironment(samples: string): Record<string, string> {
	const sampler = join(projectRoot, 'test', 'host', 'memorySampler.cjs');
	return { NODE_OPTIONS: `--require ${sampler}`, COACHVIEW_MEMORY_FILE: samples };
}

/** Published workflows that list everybody, one for each way. */
export interface Everybody {
	/** @returns seconds from the call of the workflow until its last step */
	secondsOf(way: Listing): Promise<number>;
	/** @returns bytes in use at most, those of n8n itself included */
	peakOf(way: Listing): Promise<number>;
	/** @returns the least bytes that n8n has had in use at any look */
	base(): number;
}

/**
 * Installs the workflows.
 * @param samples file in which n8n notes its memory (see samplerEnvironment); without it peaks cannot be had
 */
export async function installEverybody(
	rest: N8nRest,
	coachview: ManyPeople,
	ways: readonly Listing[],
	samples = '',
): Promise<Everybody> {
	const credential = await rest.createCredential('Coachview', 'coachviewOAuth2Api', {
		environment: 'custom',
		customUrl: coachview.url,
		clientId: 'demo',
		clientSecret: 's',
	});
	const webhooks = new Map<Listing, string>();
	for (const way of ways) {
		const { id } = await rest.importWorkflow(workflow(way, coachview.url), { credentials: [credential] });
		await rest.publish(id);
		webhooks.set(way, await rest.webhookUrl(id, 'Start'));
	}
	/** Starts the workflow. @returns what lets its last step end */
	const run = async (way: Listing): Promise<() => void> => {
		const last = new Promise<() => void>((resolve) => coachview.onDone(resolve));
		await fetch(webhooks.get(way) ?? '', { method: 'POST' });
		return await last;
	};
	/** @returns bytes in use, at each look */
	const noted = () =>
		(existsSync(samples) ? readFileSync(samples, 'utf8') : '')
			.split('\n')
			.filter((line) => line !== '')
			.map((line) => (JSON.parse(line) as { used: number }).used);
	/** Waits until memory was looked at so many times more. */
	const more = async (count: number): Promise<void> => {
		for (const end = noted().length + count; noted().length < end; ) await sleep(50);
	};
	return {
		async secondsOf(way) {
			const began = Date.now();
			const answer = await run(way);
			const seconds = (Date.now() - began) / 1000;
			answer();
			await sleep(1000);
			return seconds;
		},
		async peakOf(way) {
			writeFileSync(`${samples}.on`, '');
			await more(5);
			const before = noted().length;
			const answer = await run(way);
			// Once more at least while all items are there.
			await more(2);
			answer();
			const peak = Math.max(...noted().slice(before));
			await more(5);
			rmSync(`${samples}.on`);
			return peak;
		},
		base: () => Math.min(...noted()),
	};
}

const CREDENTIALS = { credentials: { coachviewOAuth2Api: { id: null, name: 'Coachview' } } };

function workflow(way: Listing, url: string): WorkflowJson {
	const node = (
		name: string,
		type: string,
		typeVersion: number,
		parameters: Record<string, unknown>,
		more: object = {},
	) => ({ id: name, name, type, typeVersion, position: [0, 0] as [number, number], parameters, ...more });
	const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	const listing =
		way === 'handBuilt'
			? node('Everybody', 'n8n-nodes-base.httpRequest', 4.2, paginated(url), CREDENTIALS)
			: node(
					'Everybody',
					'n8n-nodes-coachview.coachview',
					1,
					{ resource: 'person', operation: 'getAll', returnAll: true, simplify: way === 'simple' },
					CREDENTIALS,
				);
	const path = randomUUID();
	return {
		name: `Everybody ${way}`,
		nodes: [
			node(
				'Start',
				'n8n-nodes-base.webhook',
				2,
				{ path, httpMethod: 'POST', responseMode: 'onReceived' },
				{ webhookId: path },
			),
			listing,
			node('Done', 'n8n-nodes-base.httpRequest', 4.2, { url: `${url}/done` }, { executeOnce: true }),
		],
		connections: { Start: to('Everybody'), Everybody: to('Done') },
		settings: { executionOrder: 'v1', saveDataSuccessExecution: 'none', saveDataErrorExecution: 'none' },
	};
}

/** Parameters of an HTTP Request node that signs in and reads page after page until one is not full. */
function paginated(url: string): Record<string, unknown> {
	return {
		url: `${url}/api/v1/Personen`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'coachviewOAuth2Api',
		sendQuery: true,
		queryParameters: { parameters: [{ name: 'take', value: '100' }] },
		options: {
			pagination: {
				pagination: {
					parameters: { parameters: [{ type: 'qs', name: 'skip', value: '={{ $pageCount * 100 }}' }] },
					paginationCompleteWhen: 'other',
					completeExpression: '={{ $response.body.length < 100 }}',
				},
			},
		},
	};
}
