import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IExecuteFunctions, INodeType } from 'n8n-workflow';
import { createClient, type ClientOptions, type CoachviewClient } from '../../nodes/Coachview/transport/client.ts';
import { credentialStore, runNode } from './engine.mts';

export type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

/** A server of a test's own, for answers that no Coachview would give. */
export interface StandIn {
	url: string;
	/** `GET Personen` and the like, in the order of arrival; a question for a token is `token`. */
	seen: string[];
	/** A credential for it, with the token cache of one n8n. */
	credential: ReturnType<typeof credentialStore>;
	/** Runs something with a client of the node's own, inside the real engine. */
	withClient<T>(
		work: (client: CoachviewClient, context: IExecuteFunctions) => Promise<T>,
		options?: Partial<ClientOptions>,
	): Promise<T>;
	stop(): void;
}

/** An answer with a status, a body and headers. */
export const answer =
	(status: number, body = '', headers: Record<string, string> = {}): Handler =>
	(_, response) => {
		response.writeHead(status, { 'content-type': 'application/json', ...headers });
		response.end(body);
	};

/** An answer that goes on in small pieces, never silent for long and never done. */
export const drip: Handler = (_, response) => {
	response.writeHead(200, { 'content-type': 'application/json' });
	response.write('[');
	every(50, response, () => response.write(' '));
};

const open = new Set<() => void>();

/** Does something again and again until the connection or the stand-in is closed. */
export function every(milliseconds: number, response: ServerResponse, work: () => void): void {
	const timer = setInterval(work, milliseconds);
	const end = () => clearInterval(timer);
	open.add(end);
	response.on('close', end);
}

export const goodToken = answer(
	200,
	'{"access_token":"first-token-of-the-test","token_type":"Bearer","expires_in":3600}',
);

/** Starts a stand-in on a free port. `token` and `api` may be exchanged while it runs. */
export async function startStandIn(handlers: {
	token?: Handler;
	api: Handler;
}): Promise<StandIn & { handlers: typeof handlers }> {
	const seen: string[] = [];
	const server = createServer((request, response) => {
		const isToken = request.url?.includes('/connect/token');
		const path = String(request.url)
			.replace(/^.*\/api\/v1\//, '')
			.split('?')[0];
		seen.push(isToken ? 'token' : `${request.method} ${path}`);
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () =>
			(isToken ? (handlers.token ?? goodToken) : handlers.api)(request, response, Buffer.concat(chunks).toString()),
		);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const credential = credentialStore({
		environment: 'custom',
		customUrl: url,
		clientId: 'demo',
		clientSecret: 'demo',
		scope: '',
	});
	return {
		url,
		seen,
		credential,
		handlers,
		async withClient(work, options) {
			let outcome: { value: Awaited<ReturnType<typeof work>> } | { thrown: unknown } | undefined;
			const type = probe(async (context) => {
				try {
					outcome = { value: await work(await createClient(context, options), context) };
				} catch (thrown) {
					outcome = { thrown };
				}
			});
			await runNode({ type, credential });
			if (!outcome) throw new Error('The probe was not run');
			if ('thrown' in outcome) throw outcome.thrown;
			return outcome.value;
		},
		stop() {
			for (const end of open) end();
			server.closeAllConnections();
			server.close();
		},
	};
}

/** A node that does nothing but what the test says. */
function probe(work: (context: IExecuteFunctions) => Promise<void>): INodeType {
	return {
		description: {
			displayName: 'Probe',
			name: 'probe',
			group: ['input'],
			version: 1,
			description: '',
			defaults: { name: 'Probe' },
			inputs: ['main'],
			outputs: ['main'],
			properties: [],
			credentials: [{ name: 'coachviewOAuth2Api', required: true }],
		},
		async execute() {
			await work(this);
			return [[]];
		},
	};
}
