import { join } from 'node:path';
import type { Database } from '../postgres/start.mts';
import type { Redis } from '../redis/start.mts';
import { ensureHost, node24 } from '../install.mts';
import { freePorts } from '../ports.mts';
import { n8nEnvironment } from './environment.mts';
import { spawnN8n, type N8nProcess } from './process.mts';
import { becomeReady, startN8n, type RunningN8n } from './start.mts';

/** n8n in queue mode: one main, one webhook processor, and as many workers as were added. */
export interface Queue {
	main: RunningN8n;
	webhooks: N8nProcess;
	/** @param concurrency jobs that the worker runs at a time */
	addWorker(concurrency?: number): Promise<N8nProcess>;
	/** Jobs that wait for a worker, and jobs that a worker has taken. */
	jobs(): Promise<{ waiting: number; active: number }>;
	/** Ends all processes of n8n, and removes their folder. */
	stop(): Promise<void>;
}

/**
 * Starts n8n's main and a webhook processor on loopback ports. All processes share the folder that the package is in, and
 * the key of the credentials; the webhook processor takes all production webhooks.
 * @param tarball the packed package
 * @throws Error with the end of a log when a process does not become ready
 */
export async function startQueue(tarball: string, database: Database, redis: Redis): Promise<Queue> {
	const [webhookPort] = (await freePorts(1)) as [number];
	const webhooksAt = `http://127.0.0.1:${webhookPort}`;
	await database.query('CREATE DATABASE n8n');
	const env = {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(database.port),
		DB_POSTGRESDB_DATABASE: 'n8n',
		DB_POSTGRESDB_USER: 'coachview',
		DB_POSTGRESDB_PASSWORD: 'any',
		DB_POSTGRESDB_POOL_SIZE: '4',
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
		N8N_WEBHOOK_URL: webhooksAt,
	};
	const main = await startN8n({ tarball, env, webhooksAt });
	const [host, node] = [await ensureHost('n8n'), await node24()];
	const others: N8nProcess[] = [];
	const add = async (command: string[], at?: number) => {
		const [free, brokerPort] = (await freePorts(2)) as [number, number];
		const port = at ?? free;
		const own = { ...n8nEnvironment(main.dataDir, port, brokerPort), ...env, QUEUE_HEALTH_CHECK_PORT: String(port) };
		const n8n = spawnN8n(node, host, own, join(main.dataDir, `${command[0]}-${port}.log`), command);
		others.push(n8n);
		await becomeReady(n8n, [`http://127.0.0.1:${port}/healthz/readiness`]);
		return n8n;
	};
	const stop = async () => {
		await Promise.all(others.map(async (n8n) => n8n.alive() && (await n8n.stop())));
		await main.stop();
	};
	const length = async (list: string) => Number((await redis.ask('LLEN', `bull:jobs:${list}`)).slice(1));
	try {
		return {
			main,
			webhooks: await add(['webhook'], webhookPort),
			addWorker: async (concurrency = 10) => await add(['worker', `--concurrency=${concurrency}`]),
			jobs: async () => ({ waiting: await length('wait'), active: await length('active') }),
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}
