import { createCredentials, fillingFor, readSample } from '../../hosts/n8n/samples.mts';
import { N8nRest, type StoredCredential } from '../../hosts/n8n/rest.mts';
import { createControl, type Control } from '../../sandbox/control/client.mts';
import type { Filling } from '../../hosts/n8n/workflow.mts';
import type { HostAddresses } from './setup.mts';

/** The shared n8n and sandbox, as a test file sees them. */
export interface Host extends HostAddresses {
	rest: N8nRest;
	control: Control;
}

/** Connects to what setup.mts started. */
export function connect(): Host {
	const addresses = JSON.parse(process.env.COACHVIEW_HOST ?? '{}') as HostAddresses;
	return {
		...addresses,
		rest: new N8nRest(addresses.n8nUrl, addresses.session),
		control: createControl(addresses.controlUrl),
	};
}

/** A sample, installed as a user would. */
export interface InstalledSample {
	id: string;
	credentials: StoredCredential[];
	/** Address for Coachview, when the sample starts with the Coachview Trigger or a Webhook node. */
	webhookUrl?: string;
}

/**
 * Imports a sample with the sandbox's credentials and addresses, publishes it, and registers its webhook.
 * @param name file name in workflows/ without `.json`
 * @param more to fill in besides, for instance settings that keep the executions
 */
export async function installSample(
	host: Host,
	name: string,
	hrSystem = 'afas',
	more: Filling = {},
): Promise<InstalledSample> {
	const sample = readSample(name);
	const credentials = await createCredentials(host.rest, host, hrSystem);
	const filling = await fillingFor(sample, host, hrSystem, credentials);
	const { id } = await host.rest.importWorkflow(sample, {
		...filling,
		...more,
		parameters: { ...filling.parameters, ...more.parameters },
	});
	const trigger = sample.nodes.find(({ type }) =>
		['n8n-nodes-coachview.coachviewTrigger', 'n8n-nodes-base.webhook'].includes(type),
	);
	if (!trigger) return { id, credentials };
	await host.rest.publish(id);
	const webhookUrl = await host.rest.webhookUrl(id, trigger.name);
	await host.control.webhooks.register({ url: webhookUrl });
	return { id, credentials, webhookUrl };
}
