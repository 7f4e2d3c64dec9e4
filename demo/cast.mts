import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startN8n, type RunningN8n } from '../hosts/n8n/start.mts';
import { freePorts } from '../hosts/ports.mts';
import { startSandbox, type Sandbox } from '../sandbox/start.mts';
import { pack } from '../scripts/pack.mts';
import type { DemoFolder } from './folder.mts';
import { choosePorts, usualPorts, type Ports } from './ports.mts';
import { importSample, keptSample, type Played } from './sample.mts';

/** Everything the story needs, running. */
export interface Cast extends Played {
	sandbox: Sandbox;
	n8n: RunningN8n;
	packageVersion: string;
	/** The workflow is the one of an earlier start, with whatever was done to it. */
	isKept: boolean;
	stop(): Promise<void>;
}

/**
 * Starts the sandbox and a real n8n, installs the packed package in it, and imports and publishes the sample workflow.
 * @param say prints one line of progress
 * @param folder where n8n lives from one start to the next; without one it is a temporary folder, on any ports
 */
export async function gatherCast(say: (line: string) => void, folder?: DemoFolder): Promise<Cast> {
	const { tarball, size, version } = await pack();
	say(`Package n8n-nodes-coachview ${version} packed (${Math.ceil(size / 1000)} kB).`);
	const kept = folder?.kept;
	const ports = folder ? await choosePorts(kept?.ports ?? usualPorts) : await anyPorts();
	const sandbox = await startSandbox({ ports, page: ports.page });
	say(`Sandbox plays Coachview at ${sandbox.coachviewUrl} and the HR systems at ${sandbox.hrUrl}.`);
	let n8n: RunningN8n | undefined;
	const stop = async () => {
		await n8n?.stop();
		await sandbox.stop();
		folder?.release();
	};
	try {
		say('Starting n8n (usually 15 s) …');
		if (folder) rmSync(join(folder.path, 'n8n.log'), { force: true });
		n8n = await startN8n({ tarball, port: ports.n8n, dataDir: folder?.path });
		say(`n8n ${n8n.version} runs at ${n8n.url}, with the package installed from its tarball.`);
		// The workflow's addresses are those of the earlier start.
		const fits = kept && kept.ports.coachview === ports.coachview && kept.ports.hr === ports.hr;
		const found = fits ? await keptSample(n8n.rest, kept.workflowId) : undefined;
		const played = found ?? (await importSample(n8n.rest, sandbox));
		folder?.save({ n8nVersion: n8n.version, ports, workflowId: played.workflowId });
		if (played.webhookUrl) await sandbox.control.webhooks.register({ url: played.webhookUrl });
		say(
			found
				? 'n8n goes on with what was kept.'
				: "The sample is imported and published; Coachview's webhook goes to it.",
		);
		return { ...played, sandbox, n8n, packageVersion: version, isKept: found !== undefined, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

async function anyPorts(): Promise<Ports> {
	const [n8n, coachview, hr, control, page] = await freePorts(5);
	return { n8n, coachview, hr, control, page };
}
