import { createCredentials } from '../../../hosts/n8n/samples.mts';
import type { StoredCredential } from '../../../hosts/n8n/rest.mts';
import type { Filling } from '../../../hosts/n8n/workflow.mts';
import type { Host } from '../host.mts';
import { adapters, type Adapter } from './adapters.mts';
import { install } from './calling.mts';

/** The choice of a workflow, as the editor stores it. */
export const chosen = (id: string) => ({ workflowId: { __rl: true, mode: 'id', value: id } });

export function adapterFor(file: string): Adapter {
	const found = adapters.find((adapter) => adapter.file === file);
	if (!found) throw new Error(`There is no set-up for the adapter ${file}.`);
	return found;
}

/** Installs an adapter against its stand-in. @returns its workflow's id */
export async function installAdapter(host: Host, adapter: Adapter): Promise<string> {
	const info = (await host.control.hr.systems()).find(({ name }) => name === adapter.system);
	if (!info) throw new Error(`The sandbox plays no HR system named "${adapter.system}".`);
	return await install(host, adapter.file, {
		...adapter.fill(info),
		credentials: await adapter.credentials(host, info),
	});
}

/** Installs the main workflow with one adapter for both branches, as a user with one HR system has it. */
export async function installMain(
	host: Host,
	adapterId: string,
	more: Filling = {},
): Promise<{ id: string; credentials: StoredCredential[] }> {
	const credentials = await createCredentials(host.rest, host, 'afas');
	const id = await install(host, 'complete-person-from-hr', {
		...more,
		credentials,
		parameters: { 'Ask AFAS': chosen(adapterId), 'Ask HR': chosen(adapterId) },
	});
	return { id, credentials };
}
