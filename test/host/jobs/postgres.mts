import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../../../hosts/ports.mts';
import { until } from '../waiting.mts';

/** A PostgreSQL of its own, for one test. */
export interface Database {
	port: number;
	/** Rows, each as the texts of its columns. */
	query(sql: string): string[][];
	stop(): Promise<void>;
}

/** Where the programs of a PostgreSQL lie on this machine; undefined when there is none. */
export function postgresFolder(): string | undefined {
	const installed = '/usr/lib/postgresql';
	const versions = existsSync(installed)
		? readdirSync(installed).map((version) => join(installed, version, 'bin'))
		: [];
	const folders = [...(process.env.PATH ?? '').split(':'), ...versions];
	return folders.find((folder) => ['initdb', 'postgres', 'psql'].every((name) => existsSync(join(folder, name))));
}

/** Starts it on a free port of the loopback address; it refuses to run as root, so root becomes `nobody` for it. */
export async function startPostgres(bin: string): Promise<Database> {
	const folder = mkdtempSync(join(tmpdir(), 'coachview-postgres-'));
	const NOBODY = 65534;
	const who = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
	if (who.uid !== undefined) chownSync(folder, who.uid, who.gid);
	const data = join(folder, 'data');
	const quiet = { ...who, stdio: 'ignore' as const, cwd: folder };
	execFileSync(join(bin, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'coachview', '--no-sync'], quiet);
	const [port] = await freePorts(1);
	const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
	const options = settings.flatMap((setting) => ['-c', setting]);
	const server = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...options], quiet);
	const ended = new Promise((resolve) => server.once('exit', resolve));
	const query = (sql: string) =>
		execFileSync(
			join(bin, 'psql'),
			['-h', '127.0.0.1', '-p', String(port), '-U', 'coachview', '-d', 'postgres', '-AtF', '\t', '-c', sql],
			{ encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
		)
			.split('\n')
			.filter(Boolean)
			.map((line) => line.split('\t'));
	await until('PostgreSQL answers', async () => {
		try {
			return query('SELECT 1').length === 1;
		} catch {
			return false;
		}
	});
	return {
		port: port!,
		query,
		async stop() {
			server.kill('SIGINT');
			await ended;
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
