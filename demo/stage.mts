import { createCredentials, createFollowUpTable, fillingFor, readSample } from '../hosts/n8n/samples.mts';
import { startN8n, type RunningN8n } from '../hosts/n8n/start.mts';
import { startSandbox } from '../sandbox/start.mts';
import { pack } from '../scripts/pack.mts';

export type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

/** Everything the story needs, running. */
export interface Stage {
	sandbox: Sandbox;
	n8n: RunningN8n;
	packageVersion: string;
	workflowId: string;
	/** Address that Coachview support would be given. */
	webhookUrl: string;
	stop(): Promise<void>;
}

const sampleName = 'complete-person-from-hr-afas';

/**
 * Starts the sandbox and a real n8n, installs the packed package in it, and imports and publishes the sample workflow.
 * @param say prints one line of progress
 */
export async function setStage(say: (line: string) => void): Promise<Stage> {
	const { tarball, size, version } = await pack();
	say(`Package n8n-nodes-coachview ${version} packed (${Math.ceil(size / 1000)} kB).`);
	const sandbox = await startSandbox({});
	say(`Sandbox plays Coachview at ${sandbox.coachviewUrl} and the HR systems at ${sandbox.hrUrl}.`);
	let n8n: RunningN8n | undefined;
	const stop = async () => {
		await n8n?.stop();
		await sandbox.stop();
	};
	try {
		say('Starting n8n (usually 15 s) …');
		n8n = await startN8n({ tarball });
		say(`n8n ${n8n.version} runs at ${n8n.url}, with the package installed from its tarball.`);
		const credentials = await createCredentials(n8n.rest, sandbox, 'afas');
		const tested = await n8n.rest.testCredential(credentials[0]);
		if (tested.status !== 'OK') throw new Error(`n8n's test of the Coachview credential failed: ${tested.message}`);
		await createFollowUpTable(n8n.rest);
		const sample = readSample(sampleName);
		const { id } = await n8n.rest.importWorkflow(sample, await fillingFor(sample, sandbox, 'afas', credentials));
		await n8n.rest.publish(id);
		const trigger = sample.nodes.find(({ type }) => type === 'n8n-nodes-coachview.coachviewTrigger');
		if (!trigger) throw new Error(`The sample ${sampleName} has no Coachview Trigger.`);
		const webhookUrl = await n8n.rest.webhookUrl(id, trigger.name);
		await sandbox.control.webhooks.register({ url: webhookUrl });
		say(`Sample "${sample.name}" imported and published; Coachview's webhook goes to it.`);
		return { sandbox, n8n, packageVersion: version, workflowId: id, webhookUrl, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
