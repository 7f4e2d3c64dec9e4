import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../ports.mts';
import { until } from '../waiting.mts';
import { ensureRedis, redisEnvironment } from './install.mts';

/** A Redis of its own, with append-only persistence. */
export interface Redis {
	port: number;
	version: string;
	/** Gives the answer to one command, as Redis writes it in its protocol. */
	ask(...words: string[]): Promise<string>;
	/** Ends it as a crash would (SIGKILL) and keeps its data. */
	kill(): Promise<void>;
	/** Starts it again on its port, with its data. */
	again(): Promise<void>;
	/** Ends it and removes its data. */
	stop(): Promise<void>;
}

/** Starts it on a free port of the loopback address; it writes each change to its log within a second, as a queue needs. */
export async function startRedis(): Promise<Redis> {
	const { path, libraries, version } = ensureRedis();
	const folder = mkdtempSync(join(tmpdir(), 'coachview-redis-'));
	const [port] = (await freePorts(1)) as [number];
	const settings = { port, bind: '127.0.0.1', dir: folder, save: '', appendonly: 'yes', appendfsync: 'everysec' };
	const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
	const ask = async (...words: string[]) => await answer(port, words.join(' '));
	let server: ChildProcess | undefined;
	const start = async () => {
		server = spawn(path, args, { stdio: 'ignore', cwd: folder, env: redisEnvironment(libraries) });
		await until('Redis answers', async () => (await ask('PING').catch(() => '')) === '+PONG');
	};
	const end = async (signal: NodeJS.Signals) => {
		if (!server || server.exitCode !== null || server.signalCode !== null) return;
		const ended = new Promise((resolve) => server?.once('exit', resolve));
		server.kill(signal);
		await ended;
	};
	const abandoned = () => {
		server?.kill('SIGKILL');
		rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	};
	process.once('exit', abandoned);
	await start();
	return {
		port,
		version,
		ask,
		kill: async () => await end('SIGKILL'),
		again: start,
		async stop() {
			await end('SIGTERM');
			rmSync(folder, { recursive: true, force: true });
			process.off('exit', abandoned);
		},
	};
}

/** One question over a connection of its own; the answers that are asked for are one line. */
async function answer(port: number, line: string): Promise<string> {
	return await new Promise((resolve, reject) => {
		const socket = connect(port, '127.0.0.1', () => socket.write(`${line}\r\n`));
		let text = '';
		socket.setTimeout(5000, () => socket.destroy(new Error('Redis did not answer.')));
		socket.on('data', (chunk) => {
			text += chunk.toString();
			if (!text.includes('\r\n')) return;
			socket.end();
			resolve(text.slice(0, text.indexOf('\r\n')));
		});
		socket.on('error', reject);
		socket.on('close', () => reject(new Error('Redis ended the connection.')));
	});
}
