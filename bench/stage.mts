import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFollowUpTable } from '../hosts/n8n/samples.mts';
import { startN8n } from '../hosts/n8n/start.mts';
import { pack } from '../scripts/pack.mts';
import { samplerEnvironment } from '../test/host/everybody.mts';
import type { Host } from '../test/host/host.mts';
import { startSandboxProcess } from '../test/harness/sandboxProcess.mts';
import { certify } from './certificate.mts';
import { cpuClock, type Cpu } from './cpu.mts';
import type { Size } from './size.mts';
import { openTlsDoor } from './tlsDoor.mts';

/** What the rows of the benchmark run on: one n8n, and a sandbox in a process of its own. */
export interface Stage extends Host {
	size: Size;
	/** Milliseconds that each request to Coachview takes longer; a row may want others. */
	latency: number;
	/** The packed package that n8n runs. */
	tarball: string;
	/** The processor's time of n8n, where the system tells it. */
	cpu?: () => Cpu;
	/** File in which n8n notes its memory, when it was started for it. */
	samples?: string;
	/** The same over TLS, when n8n trusts the certificate. */
	secure?: Stage;
	/** Gets a line for each step. */
	told(line: string): void;
}

export interface StartedStage {
	stage: Stage;
	n8nVersion: string;
	/** Process of n8n. */
	pid: number;
	stop(): Promise<void>;
}

/**
 * Starts everything.
 * @param told gets a line for each step
 * @param more environment variables for n8n
 */
export async function startStage(
	size: Size,
	latency: number,
	told: (line: string) => void,
	more: Record<string, string> = {},
): Promise<StartedStage> {
	const folder = mkdtempSync(join(tmpdir(), 'coachview-bench-'));
	const [samples, authority] = [join(folder, 'memory.jsonl'), join(folder, 'authority.pem')];
	const certified = certify();
	writeFileSync(samples, '');
	writeFileSync(authority, certified.authority);
	const { tarball } = await pack();
	told('Starting the sandbox and n8n');
	const sandbox = await startSandboxProcess(size.batch + 20);
	const env = { ...samplerEnvironment(samples), NODE_EXTRA_CA_CERTS: authority, ...more };
	const n8n = await startN8n({ tarball, env }).catch((error: Error) => {
		sandbox.stop();
		throw error;
	});
	const { control, coachviewUrl } = sandbox;
	const hrUrl = new URL((await control.hr.systems())[0]!.url).origin;
	const doors = [await openTlsDoor(coachviewUrl, certified), await openTlsDoor(hrUrl, certified)] as const;
	const stage: Stage = {
		n8nUrl: n8n.url,
		session: n8n.rest.session,
		dataDir: n8n.dataDir,
		coachviewUrl,
		controlUrl: control.baseUrl,
		followUpTable: await createFollowUpTable(n8n.rest),
		rest: n8n.rest,
		control,
		size,
		latency,
		tarball,
		cpu: cpuClock(n8n.pid),
		samples,
		told,
	};
	stage.secure = {
		...stage,
		coachviewUrl: doors[0].url,
		control: {
			...control,
			hr: {
				...control.hr,
				systems: async () =>
					(await control.hr.systems()).map((system) => ({ ...system, url: system.url.replace(hrUrl, doors[1].url) })),
			},
		},
	};
	return {
		stage,
		n8nVersion: n8n.version,
		pid: n8n.pid,
		stop: async () => {
			for (const door of doors) door.close();
			await n8n.stop();
			sandbox.stop();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** Makes the sandbox so slow, and lets it count so high that nothing runs into the day's quota. */
export async function setLatency({ control }: Stage, ms: number): Promise<void> {
	await control.faults.clear();
	await control.rateLimit.set({ limit: 10_000_000, remaining: 10_000_000 });
	if (ms > 0)
		await control.faults.add({
			kind: 'delay',
			ms,
			side: 'before',
			count: 0,
			match: { server: 'coachview', path: 'Personen' },
		});
}
