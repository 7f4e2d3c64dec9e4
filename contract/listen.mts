import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { relative } from 'node:path';
import { recordDelivery, recordingText } from './delivery.mts';
import { writeReport } from './report.mts';

export interface ListenOptions {
	port: number;
	/** Where the report goes. */
	folder: string;
	say: (line: string) => void;
	/** Called with the address, for a test. */
	ready?: (url: string) => void;
}

const MAX_BYTES = 1024 * 1024;

/**
 * Waits for one webhook, answers it, and records its form: names and types, no values.
 * @returns path of the report, without its ending
 */
export async function listen({ port, folder, say, ready }: ListenOptions): Promise<string> {
	// Nobody else can guess it, so that the one delivery that is recorded is Coachview's.
	const path = `/${randomBytes(12).toString('hex')}`;
	const server = createServer();
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
	say(`Waiting for one webhook at ${url}`);
	say('Coachview calls https on port 443 only. Put something in front that it can reach: a reverse proxy that hands');
	say(`requests for your host to this port, or a tunnel. The address for Coachview is then https://<your host>${path}`);
	say('Give it to Coachview support, let somebody give a person a category, and wait. Ctrl+C ends it.');
	ready?.(url);
	try {
		return await new Promise<string>((resolve, reject) => {
			server.on('request', (request: IncomingMessage, response) => {
				void bodyOf(request).then((body) => {
					response.statusCode = request.url?.split('?')[0] === path ? 200 : 404;
					response.end();
					// A GET is a visit, not a delivery; some senders try the address first.
					if (response.statusCode !== 200 || request.method === 'GET' || request.method === 'HEAD') return;
					const recording = recordDelivery({ method: request.method ?? '', headers: request.headers, body });
					const report = writeReport(folder, 'contract-webhook', recordingText(recording), recording);
					say(
						`Recorded. Report: ${relative(process.cwd(), report)}.md and .json. It holds names and types, nothing about people.`,
					);
					resolve(report);
				}, reject);
			});
		});
	} finally {
		server.closeAllConnections();
		server.close();
	}
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	const parts: Buffer[] = [];
	let size = 0;
	for await (const part of request) {
		size += (part as Buffer).length;
		if (size <= MAX_BYTES) parts.push(part as Buffer);
	}
	return Buffer.concat(parts).toString();
}
