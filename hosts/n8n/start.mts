import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureHost, node24 } from '../install.mts';
import { freePorts } from '../ports.mts';
import { n8nEnvironment } from './environment.mts';
import { spawnN8n, type N8nProcess } from './process.mts';
import { N8nRest } from './rest.mts';

export interface StartOptions {
	/** n8n's user folder; a fresh temporary one when left out (removed by stop). Give the same one to start again. */
	dataDir?: string;
	/** Packed package to install; may be left out when dataDir already holds it. */
	tarball?: string;
	/** More environment variables for n8n, for instance N8N_EXPRESSION_ENGINE. */
	env?: Record<string, string>;
	/** Port to listen on; a free one when left out. Webhook URLs carry it, so keep it over a restart. */
	port?: number;
	/** Address of the webhook processor, where this n8n leaves the webhooks to one. */
	webhooksAt?: string;
}

/** A running n8n with the package in it. */
export interface RunningN8n {
	/** Editor, REST API and webhooks, without a slash at the end. */
	url: string;
	port: number;
	/** Version of n8n. */
	version: string;
	/** Client that is signed in as the owner. */
	rest: N8nRest;
	dataDir: string;
	pid: number;
	/** What n8n printed. */
	log(): string;
	/** Ends n8n in order; removes the data folder when it was a temporary one. */
	stop(): Promise<void>;
	/** Ends n8n with SIGKILL and keeps the data folder, as a crash does. */
	kill(): Promise<void>;
}

/** n8n loads packages from here; what lies here carries the name of the installed package, as at a user. */
const packageFolder = (dataDir: string) => join(dataDir, '.n8n', 'nodes', 'node_modules', 'n8n-nodes-coachview');

/**
 * Starts the pinned n8n (2.41.1) on loopback ports with the packed package installed, and signs in as its owner.
 * @throws Error with the end of n8n's log when it does not become ready within two minutes
 */
export async function startN8n(options: StartOptions): Promise<RunningN8n> {
	const host = await ensureHost('n8n');
	const temporary = options.dataDir === undefined;
	const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'coachview-n8n-'));
	const remove = () => temporary && rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
	if (temporary) process.once('exit', remove);
	if (options.tarball) unpack(options.tarball, packageFolder(dataDir));
	else if (!existsSync(packageFolder(dataDir))) throw new Error('startN8n needs a tarball for a fresh data folder');
	mkdirSync(join(dataDir, '.n8n'), { recursive: true });
	const [port, brokerPort] = await freePorts(2);
	const chosen = options.port ?? port;
	const environment = { ...n8nEnvironment(dataDir, chosen, brokerPort), ...options.env };
	const n8n = spawnN8n(await node24(), host, environment, join(dataDir, 'n8n.log'));
	const url = `http://127.0.0.1:${chosen}`;
	const rest = new N8nRest(url, '', options.webhooksAt);
	try {
		// Readiness comes first; the REST routes, which are what the callers need, a moment later.
		await becomeReady(n8n, [`${url}/healthz/readiness`, `${url}/rest/settings`]);
		await rest.signIn();
	} catch (error) {
		await n8n.kill();
		remove();
		throw error;
	}
	return {
		url,
		port: chosen,
		version: installedVersion(host),
		rest,
		dataDir,
		pid: n8n.pid,
		log: n8n.log,
		stop: async () => {
			await n8n.stop();
			remove();
			process.off('exit', remove);
		},
		kill: n8n.kill,
	};
}

/** Puts the content of a packed package into a folder, in the place of what was there. */
export function unpack(tarball: string, folder: string): void {
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	// Without its folder, because one kind of tar takes the colon of a Windows path for another machine.
	execFileSync('tar', ['-xzf', basename(tarball), '-C', folder, '--strip-components=1'], { cwd: dirname(tarball) });
}

function installedVersion(host: string): string {
	const manifest = readFileSync(join(host, 'node_modules', 'n8n', 'package.json'), 'utf8');
	return (JSON.parse(manifest) as { version: string }).version;
}

/**
 * Waits until an n8n process answers at these addresses.
 * @throws Error with the end of its log when it ends, or has not answered within two minutes
 */
export async function becomeReady(n8n: N8nProcess, urls: readonly string[]): Promise<void> {
	for (const end = Date.now() + 120_000; Date.now() < end; await sleep(200)) {
		if (!n8n.alive()) throw new Error(`n8n ended while starting:\n${n8n.log().slice(-3000)}`);
		let ready = true;
		for (const url of urls) ready &&= await answers(url);
		if (ready) return;
	}
	throw new Error(`n8n was not ready within two minutes:\n${n8n.log().slice(-3000)}`);
}

async function answers(url: string): Promise<boolean> {
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
		const text = await response.text();
		return response.ok && text.startsWith('{');
	} catch {
		return false;
	}
}
