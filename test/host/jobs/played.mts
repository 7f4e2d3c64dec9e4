import { createServer, type IncomingHttpHeaders } from 'node:http';

export interface PlayedRequest {
	method: string;
	path: string;
	headers: IncomingHttpHeaders;
	body: string;
}

/** A system at the other end of a job: answers what the test says, and keeps what it was asked. */
export interface PlayedServer {
	url: string;
	requests: PlayedRequest[];
	stop(): Promise<void>;
}

/** Starts it on a free port of the loopback address. */
export async function startServer(
	answer: (request: PlayedRequest) => { status?: number; body?: unknown },
): Promise<PlayedServer> {
	const requests: PlayedRequest[] = [];
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const { method = '', url: path = '', headers } = request;
		const asked = { method, path, headers, body: Buffer.concat(chunks).toString('utf8') };
		requests.push(asked);
		const { status = 200, body = {} } = answer(asked);
		response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	return {
		url: `http://127.0.0.1:${port}/`,
		requests,
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
