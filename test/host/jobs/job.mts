import { readSample } from '../../../hosts/n8n/samples.mts';
import type { StoredCredential } from '../../../hosts/n8n/rest.mts';
import type { Filling } from '../../../hosts/n8n/workflow.mts';
import type { Host } from '../host.mts';

/** What the tests of one job work with. `host` is there from the first test on. */
export interface Job {
	readonly host: Host;
	/** A test of this job; the job is counted as passed when all of its tests have passed. */
	it(title: string, body: () => Promise<void>): void;
	/** Done after each test of this job, also after one that fails. */
	after(body: () => Promise<void>): void;
}

/** The credential of the sandbox that every Coachview node of a job is given. */
async function coachviewCredential({ rest, control, coachviewUrl }: Host): Promise<StoredCredential> {
	const client = (await control.clients.list()).find(({ enabled, scopes }) => enabled && scopes.length > 2);
	if (!client) throw new Error('The sandbox has no enabled client.');
	return await rest.createCredential('Coachview sandbox', 'coachviewOAuth2Api', {
		environment: 'custom',
		customUrl: coachviewUrl,
		clientId: client.clientId,
		clientSecret: client.clientSecret,
	});
}

/** A job in n8n, filled in as a user would. @returns its id */
export async function importJob(host: Host, name: string, filling: Filling = {}): Promise<string> {
	const credentials = [await coachviewCredential(host), ...(filling.credentials ?? [])];
	return (await host.rest.importWorkflow(readSample(name), { ...filling, credentials })).id;
}

/** Rows of a table that a job makes; none while there is no such table. */
export async function rowsOf({ rest }: Host, table: string): Promise<Array<Record<string, unknown>>> {
	const id = await rest.findDataTable(table);
	return id === undefined ? [] : await rest.dataTableRows(id);
}

/** Takes all rows out of a table, if there is one. */
export async function emptyTable({ rest }: Host, table: string): Promise<void> {
	const id = await rest.findDataTable(table);
	if (id !== undefined) await rest.emptyDataTable(id);
}
