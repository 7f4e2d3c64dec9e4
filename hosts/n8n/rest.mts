import { setTimeout as sleep } from 'node:timers/promises';
import type { Execution } from './execution.mts';
import { fillWorkflow, type Filling, type WorkflowJson } from './workflow.mts';

/** Who owns the throw-away n8n; printed by the demo, so that a person can sign in. */
export const owner = { email: 'demo@example.com', password: 'Coachview-demo-1', firstName: 'Demo', lastName: 'Owner' };

export interface StoredCredential {
	id: string;
	name: string;
	type: string;
}

/** The part of n8n's REST API that the demo and the tests need. One instance is one signed-in session. */
export class N8nRest {
	readonly url: string;
	/** Cookie of the signed-in owner; another process may go on with it. */
	session: string;
	private apiKey = '';
	/** Where production webhooks are answered: at n8n itself, or at a webhook processor. */
	readonly webhooksAt: string;

	/**
	 * @param url address of n8n without a slash at the end
	 * @param session of an earlier client, instead of signing in
	 * @param webhooksAt address of the webhook processor, where there is one
	 */
	constructor(url: string, session = '', webhooksAt = url) {
		this.url = url;
		this.session = session;
		this.webhooksAt = webhooksAt;
	}

	/** Signs in as the owner; creates the owner on a fresh data folder. */
	async signIn(): Promise<void> {
		const settings = await this.call<{ userManagement: { showSetupOnFirstLoad: boolean } }>('GET', '/rest/settings');
		if (settings.userManagement.showSetupOnFirstLoad) await this.call('POST', '/rest/owner/setup', owner);
		else await this.call('POST', '/rest/login', { emailOrLdapLoginId: owner.email, password: owner.password });
	}

	/**
	 * @param data plain values, as a user would type them
	 * @returns id, name and type, as a node's `credentials` block wants them
	 */
	async createCredential(name: string, type: string, data: Record<string, unknown>): Promise<StoredCredential> {
		const stored = await this.call<StoredCredential>('POST', '/rest/credentials', { name, type, data });
		return { id: stored.id, name: stored.name, type: stored.type };
	}

	/**
	 * Presses the credential's Test button.
	 * @param data the values, when they are not the stored ones
	 */
	async testCredential(
		credential: StoredCredential,
		data?: Record<string, unknown>,
	): Promise<{ status: string; message: string }> {
		const values =
			data ?? (await this.call<{ data: object }>('GET', `/rest/credentials/${credential.id}?includeData=true`)).data;
		return await this.call('POST', '/rest/credentials/test', { credentials: { ...credential, data: values } });
	}

	/**
	 * Imports an exported workflow, as a draft.
	 * @param workflow content of the exported file
	 * @param filling what the user would fill in: credentials by type, texts to replace, node parameters
	 * @returns the workflow as n8n stored it
	 */
	async importWorkflow(
		workflow: WorkflowJson,
		filling: Filling = {},
	): Promise<WorkflowJson & { id: string; versionId: string }> {
		const { name, nodes, connections, settings } = fillWorkflow(workflow, filling);
		return await this.call('POST', '/rest/workflows', { name, nodes, connections, settings: settings ?? {} });
	}

	/** Reads a workflow as it is stored now. */
	async workflow(id: string): Promise<WorkflowJson & { id: string; versionId: string; active: boolean }> {
		return await this.call('GET', `/rest/workflows/${id}`);
	}

	/** Publishes the workflow and waits until its webhooks, if it has any, answer. */
	async publish(id: string): Promise<void> {
		const { versionId, nodes } = await this.workflow(id);
		await this.call('POST', `/rest/workflows/${id}/activate`, { versionId });
		// Nodes that can wait for an answer (Send Email) have a webhook id as well, but nothing is registered for them now.
		const webhooks = nodes.filter(({ webhookId, type }) => webhookId && /(trigger|\.webhook)$/i.test(type));
		for (const node of webhooks) await this.webhookAnswers(await this.webhookUrl(id, node.name));
		// n8n lets a sub-workflow be called a moment after it says that it is published, and nothing tells when.
		if (webhooks.length === 0) await sleep(1000);
	}

	/** Takes the workflow out of production. */
	async unpublish(id: string): Promise<void> {
		await this.call('POST', `/rest/workflows/${id}/deactivate`, {});
	}

	/** Removes a workflow; n8n wants it archived first. */
	async deleteWorkflow(id: string): Promise<void> {
		await this.call('POST', `/rest/workflows/${id}/archive`, {});
		await this.call('DELETE', `/rest/workflows/${id}`);
	}

	/**
	 * The production URL of a trigger node.
	 * @param path the path in the node type's webhook description (for Coachview Trigger: `webhook`)
	 */
	async webhookUrl(workflowId: string, nodeName: string, path = 'webhook'): Promise<string> {
		const node = (await this.workflow(workflowId)).nodes.find(({ name }) => name === nodeName);
		if (!node?.webhookId) throw new Error(`The workflow has no webhook node named "${nodeName}".`);
		if (node.type === 'n8n-nodes-base.webhook') return `${this.webhooksAt}/webhook/${String(node.parameters.path)}`;
		if (node.type === 'n8n-nodes-base.formTrigger') return `${this.webhooksAt}/form/${String(node.parameters.path)}`;
		return `${this.webhooksAt}/webhook/${node.webhookId}/${path}`;
	}

	/** Newest first. Needs executions to be saved by the workflow's settings. */
	async executions(
		query: { workflowId?: string; status?: string; includeData?: boolean; limit?: number } = {},
	): Promise<Execution[]> {
		this.apiKey ||= await this.createApiKey();
		const parameters = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
		const answer = await this.raw('GET', `/api/v1/executions?${parameters}`, undefined, {
			'x-n8n-api-key': this.apiKey,
		});
		return ((await readJson(answer)) as { data: Execution[] }).data;
	}

	/** Waits until the workflow has `count` ended executions, and gives them with their data, newest first. */
	async waitForExecutions(workflowId: string, count = 1, timeoutMs = 60_000): Promise<Execution[]> {
		const ended = ({ status }: Execution) => !['new', 'running', 'waiting'].includes(status);
		for (const end = Date.now() + timeoutMs; Date.now() < end; await sleep(250)) {
			const found = (await this.executions({ workflowId, limit: 250 })).filter(ended);
			if (found.length >= count)
				return (await this.executions({ workflowId, limit: 250, includeData: true })).filter(ended);
		}
		throw new Error(`n8n did not end ${count} execution(s) within ${timeoutMs / 1000} s.`);
	}

	/** Runs a workflow now, from its trigger node, as the button in the editor does; gives the id of the execution. */
	async run(workflowId: string, triggerName: string): Promise<string> {
		const workflowData = await this.workflow(workflowId);
		const body = { workflowData, triggerToStartFrom: { name: triggerName }, startNodes: [], runData: {} };
		return (await this.call<{ executionId: string }>('POST', `/rest/workflows/${workflowId}/run`, body)).executionId;
	}

	/**
	 * Creates a data table in the owner's personal project.
	 * @param columns name → type (`string`, `number`, `boolean`, `date`)
	 * @returns its id
	 */
	async createDataTable(name: string, columns: Record<string, string>): Promise<string> {
		const list = Object.entries(columns).map(([column, type]) => ({ name: column, type }));
		return (await this.call<{ id: string }>('POST', await this.tablesPath(), { name, columns: list })).id;
	}

	/** @returns the id of the data table with exactly this name, if there is one */
	async findDataTable(name: string): Promise<string | undefined> {
		const query = new URLSearchParams({ filter: JSON.stringify({ name: name.toLowerCase() }), take: '50' });
		const { data } = await this.call<{ data: Array<{ id: string; name: string }> }>(
			'GET',
			`${await this.tablesPath()}?${query}`,
		);
		return data.find((table) => table.name === name)?.id;
	}

	/** All rows of a data table (at most 250). */
	async dataTableRows(id: string): Promise<Array<Record<string, unknown>>> {
		return (
			await this.call<{ data: Array<Record<string, unknown>> }>('GET', `${await this.tablesPath()}/${id}/rows?take=250`)
		).data;
	}

	/** Removes all rows of a data table. */
	async emptyDataTable(id: string): Promise<void> {
		const filter = { type: 'and', filters: [{ columnName: 'id', condition: 'gte', value: 0 }] };
		await this.call(
			'DELETE',
			`${await this.tablesPath()}/${id}/rows?filter=${encodeURIComponent(JSON.stringify(filter))}`,
		);
	}

	private async tablesPath(): Promise<string> {
		return `/rest/projects/${(await this.call<{ id: string }>('GET', '/rest/projects/personal')).id}/data-tables`;
	}

	/**
	 * Any other REST call, as the signed-in owner.
	 * @returns the `data` member of the answer
	 * @throws Error with status and answer when n8n refuses
	 */
	async call<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
		let response = await this.raw(method, path, body);
		// n8n publishes and unpublishes in the background, and refuses what touches the workflow meanwhile.
		for (const end = Date.now() + 30_000; (await isStillBusy(response)) && Date.now() < end; ) {
			await sleep(200);
			response = await this.raw(method, path, body);
		}
		return ((await readJson(response)) as { data: T }).data;
	}

	private async raw(
		method: string,
		path: string,
		body?: unknown,
		headers: Record<string, string> = {},
	): Promise<Response> {
		const response = await fetch(this.url + path, {
			method,
			headers: { 'content-type': 'application/json', cookie: this.session, ...headers },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const cookie = response.headers.getSetCookie().find((line) => line.startsWith('n8n-auth='));
		if (cookie) this.session = cookie.split(';')[0];
		return response;
	}

	private async createApiKey(): Promise<string> {
		const scopes = await this.call<string[]>('GET', '/rest/api-keys/scopes');
		const label = `driver ${Date.now()}`;
		return (await this.call<{ rawApiKey: string }>('POST', '/rest/api-keys', { label, scopes, expiresAt: null }))
			.rawApiKey;
	}

	/**
	 * Waits until n8n answers at a webhook's address, because publishing is asynchronous. Asked with a method that no sample uses, n8n says "Did you mean …" once the URL is
	 * registered for another method; so the question itself never starts an execution. A form is shown without starting one.
	 */
	async webhookAnswers(url: string): Promise<void> {
		for (const end = Date.now() + 30_000; Date.now() < end; await sleep(100)) {
			const response = await fetch(url, { method: url.startsWith(`${this.webhooksAt}/form/`) ? 'GET' : 'PATCH' });
			if (response.status !== 404 || (await response.text()).includes('Did you mean')) return;
		}
		throw new Error('n8n did not register the webhook within 30 s.');
	}
}

async function isStillBusy(response: Response): Promise<boolean> {
	return response.status === 409 && (await response.clone().text()).includes('still being');
}

async function readJson(response: Response): Promise<unknown> {
	const text = await response.text();
	if (!response.ok)
		throw new Error(`n8n answered ${response.status} at ${new URL(response.url).pathname}: ${text.slice(0, 600)}`);
	return text ? JSON.parse(text) : {};
}
