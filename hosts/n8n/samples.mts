import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Control } from '../../sandbox/control/client.mts';
import { projectRoot } from '../cache.mjs';
import type { N8nRest, StoredCredential } from './rest.mts';
import type { Filling, WorkflowJson } from './workflow.mts';

/** Addresses of a running sandbox, as startSandbox gives them. */
export interface SandboxAddresses {
	coachviewUrl: string;
	control: Control;
}

/** The GetConnector that the AFAS samples ask their administrator for. */
export const AFAS_CONNECTOR = 'Coachview_Medewerker';

/**
 * Reads a sample of this project.
 * @param name file name in workflows/ without `.json`
 */
export function readSample(name: string): WorkflowJson {
	return JSON.parse(readFileSync(join(projectRoot, 'workflows', `${name}.json`), 'utf8')) as WorkflowJson;
}

/**
 * Creates the credentials that the samples name, with the sandbox's own client and HR token.
 * @param hrSystem which HR system the sample asks, for instance `afas`
 */
export async function createCredentials(
	rest: Pick<N8nRest, 'createCredential'>,
	sandbox: SandboxAddresses,
	hrSystem: string,
): Promise<StoredCredential[]> {
	const client = (await sandbox.control.clients.list()).find(
		({ enabled, scopes }) => enabled && scopes.includes('Personen.Schrijven'),
	);
	if (!client) throw new Error('The sandbox has no enabled client that may write people.');
	const coachview = await rest.createCredential('Coachview sandbox', 'coachviewOAuth2Api', {
		environment: 'custom',
		customUrl: sandbox.coachviewUrl,
		clientId: client.clientId,
		clientSecret: client.clientSecret,
	});
	const { name, headers } = await hrInfo(sandbox, hrSystem);
	const [header, value] = Object.entries(headers)[0] ?? ['X-None', 'none'];
	return [coachview, await rest.createCredential(`HR sandbox (${name})`, 'httpHeaderAuth', { name: header, value })];
}

/**
 * What a user would fill in for a sample: the credentials, and the address of their HR system where the sample has none.
 * @param sample the exported workflow
 */
export async function fillingFor(
	sample: WorkflowJson,
	sandbox: SandboxAddresses,
	hrSystem: string,
	credentials: StoredCredential[],
): Promise<Filling> {
	const { url } = await hrInfo(sandbox, hrSystem);
	const asking = sample.nodes.filter(({ type, parameters }) => type.endsWith('.httpRequest') && !parameters.url);
	const filled = { url: `${url}/connectors/${AFAS_CONNECTOR}` };
	return { credentials, parameters: Object.fromEntries(asking.map(({ name }) => [name, filled])) };
}

/** @returns names of the follow-up table's columns, from the header-only CSV that users may import instead */
export function followUpColumns(): string[] {
	return readFileSync(join(projectRoot, 'workflows', 'coachview_follow_up.csv'), 'utf8')
		.trim()
		.split(',');
}

/**
 * Creates the data table in which the samples keep the ids of what failed, unless it is there.
 * @returns its id
 */
export async function createFollowUpTable(rest: N8nRest): Promise<string> {
	const found = await rest.findDataTable('coachview_follow_up');
	if (found) return found;
	const columns = Object.fromEntries(followUpColumns().map((name) => [name, 'string']));
	return await rest.createDataTable('coachview_follow_up', columns);
}

async function hrInfo(sandbox: SandboxAddresses, name: string) {
	const system = (await sandbox.control.hr.systems()).find((one) => one.name.toLowerCase() === name);
	if (!system) throw new Error(`The sandbox plays no HR system named "${name}".`);
	return system;
}
