import { setTimeout as sleep } from 'node:timers/promises';
import { N8nRest, type StoredCredential } from '../../hosts/n8n/rest.mts';
import type { WorkflowJson } from '../../hosts/n8n/workflow.mts';
import type { Options } from './options.mts';

/** What the checks ask of an n8n; a check whose member is missing cannot run through that door. */
export interface Door {
	/** How the report names it. */
	name: string;
	createCredential(name: string, type: string, data: Record<string, unknown>): Promise<StoredCredential>;
	deleteCredential(id: string): Promise<void>;
	/** @returns the id */
	importWorkflow(workflow: WorkflowJson): Promise<string>;
	publish(id: string): Promise<void>;
	deleteWorkflow(id: string): Promise<void>;
	/** Every node type or credential type that n8n offers, each version of a node by itself or in a list. */
	types?(kind: 'nodes' | 'credentials'): Promise<Array<{ name: string; version?: number | number[] }>>;
	/** n8n tells its version to people who are signed in. */
	version?(): Promise<string | undefined>;
	/** The Test button. */
	testCredential?(credential: StoredCredential, data: object): Promise<{ status: string; message: string }>;
	/** Packages that were installed through n8n's own list, with their versions. */
	packages?(): Promise<Array<{ packageName: string; installedVersion: string }>>;
}

/**
 * Signs in, or takes the key.
 * @throws Error with a sentence, when n8n lets nobody in
 */
export async function openDoor(options: Options): Promise<Door> {
	return options.email ? await session(options) : publicApi(options.url, String(options.apiKey));
}

async function session({ url, email, password, newOwner }: Options): Promise<Door> {
	const rest = new N8nRest(url);
	const settings = await rest.call<{ userManagement: { showSetupOnFirstLoad: boolean } }>('GET', '/rest/settings');
	const empty = settings.userManagement.showSetupOnFirstLoad;
	if (empty && !newOwner) throw new Error('This n8n has no owner yet; --new-owner makes one.');
	if (empty) await rest.call('POST', '/rest/owner/setup', { email, password, firstName: 'Check', lastName: 'Owner' });
	else await rest.call('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	return {
		name: `signed in as ${String(email)}`,
		createCredential: (name, type, data) => rest.createCredential(name, type, data),
		deleteCredential: async (id) => await rest.call('DELETE', `/rest/credentials/${id}`),
		importWorkflow: async (workflow) => (await rest.importWorkflow(workflow)).id,
		publish: (id) => rest.publish(id),
		deleteWorkflow: async (id) => {
			// A workflow that was never published cannot be taken back.
			await rest.unpublish(id).catch(() => undefined);
			await rest.deleteWorkflow(id);
		},
		types: async (kind) => {
			const response = await fetch(`${url}/types/${kind}.json`, { headers: { cookie: rest.session } });
			if (!response.ok) throw new Error(`n8n answered ${response.status} at /types/${kind}.json.`);
			return (await response.json()) as Array<{ name: string; version?: number | number[] }>;
		},
		version: async () => (await rest.call<{ versionCli?: string }>('GET', '/rest/settings')).versionCli,
		testCredential: (credential, data) => rest.testCredential(credential, { ...data }),
		packages: () => rest.call('GET', '/rest/community-packages'),
	};
}

/** n8n's public API: no types, no Test button. */
function publicApi(url: string, key: string): Door {
	const call = async <T,>(method: string, path: string, body?: unknown): Promise<T> => {
		const response = await fetch(`${url}/api/v1${path}`, {
			method,
			headers: { 'content-type': 'application/json', 'x-n8n-api-key': key },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`n8n answered ${response.status} at /api/v1${path}: ${text.slice(0, 300)}`);
		return (text ? JSON.parse(text) : {}) as T;
	};
	return {
		name: 'key of the public API',
		createCredential: async (name, type, data) => {
			const { id } = await call<{ id: string }>('POST', '/credentials', { name, type, data });
			return { id, name, type };
		},
		deleteCredential: (id) => call('DELETE', `/credentials/${id}`),
		importWorkflow: async ({ name, nodes, connections, settings = {} }) =>
			(await call<{ id: string }>('POST', '/workflows', { name, nodes, connections, settings })).id,
		publish: async (id) => {
			await call('POST', `/workflows/${id}/activate`);
			// The webhook answers a moment later, and nothing tells when.
			await sleep(3000);
		},
		deleteWorkflow: async (id) => {
			await call('POST', `/workflows/${id}/deactivate`).catch(() => undefined);
			// n8n takes a workflow out of production in the background, and refuses to delete it meanwhile.
			for (let left = 10; left > 0; left--) {
				if (
					await call('DELETE', `/workflows/${id}`).then(
						() => true,
						() => false,
					)
				)
					return;
				await sleep(1000);
			}
			await call('DELETE', `/workflows/${id}`);
		},
	};
}
