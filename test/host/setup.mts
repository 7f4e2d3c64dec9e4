import { startN8n, type RunningN8n } from '../../hosts/n8n/start.mts';
import { createFollowUpTable } from '../../hosts/n8n/samples.mts';
import { pack } from '../../scripts/pack.mts';
import { startSandbox } from '../../sandbox/start.mts';

/** What the host tests share; handed to them through the environment, because Jest runs them in other processes. */
export interface HostAddresses {
	n8nUrl: string;
	session: string;
	dataDir: string;
	coachviewUrl: string;
	controlUrl: string;
	/** Id of the data table in which the samples keep what failed. */
	followUpTable: string;
}

interface Started {
	n8n: RunningN8n;
	sandbox: Awaited<ReturnType<typeof startSandbox>>;
}

/** Where teardown.mts finds what was started here. */
export const started = globalThis as typeof globalThis & { coachviewHost?: Started };

/** Runs once before the host tests: the packed package in a real n8n, beside a sandbox. */
export default async function setup(): Promise<void> {
	const sandbox = await startSandbox({});
	try {
		const n8n = await startN8n({ tarball: (await pack()).tarball });
		started.coachviewHost = { n8n, sandbox };
		const { coachviewUrl, controlUrl } = sandbox;
		const followUpTable = await createFollowUpTable(n8n.rest);
		const addresses: HostAddresses = {
			n8nUrl: n8n.url,
			session: n8n.rest.session,
			dataDir: n8n.dataDir,
			coachviewUrl,
			controlUrl,
			followUpTable,
		};
		process.env.COACHVIEW_HOST = JSON.stringify(addresses);
	} catch (error) {
		await started.coachviewHost?.n8n.stop();
		await sandbox.stop();
		throw error;
	}
}
